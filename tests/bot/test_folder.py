import hashlib
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.folder import (
    LARGEST_ADDED,
    AlreadyThereError,
    RefusedError,
    add_article,
    remove_article,
    safe_name,
)
from bot.translations import ENGLISH, texts_in
from retrieval import READERS, Archive

STORY = b"The harbour opens again\n\nThe mayor spoke about the harbour for an hour on Monday.\n"
DIGEST = hashlib.sha256(STORY).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def everything_below(path: Path) -> dict[str, bytes | None]:
    return {str(p.relative_to(path)): p.read_bytes() if p.is_file() else None for p in path.rglob("*")}


def test_an_added_article_answers_after_a_reload(folder: Path) -> None:
    added = add_article(folder, "harbour.txt", STORY)
    assert (added.source, added.sha256, added.size, added.replaced) == (
        "harbour.txt",
        DIGEST,
        len(STORY),
        False,
    )
    assert everything_below(folder) == {"harbour.txt": STORY}
    (article,) = Archive.open(folder).articles
    assert (article.source, article.sha256) == (added.source, added.sha256)


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("harbour.txt", "harbour.txt"),
        ("Harbour News.TXT", "Harbour News.TXT"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Windows\\win.txt", "win.txt"),
        ("/absolute.md", "absolute.md"),
        (".hidden.txt", "hidden.txt"),
        ("...dots...txt", "dots.txt"),
        ("a:b?c*.txt", "a_b_c_.txt"),
        ("con.txt", "_con.txt"),
        ("Com1.story.txt", "_Com1.story.txt"),
        ("contents.txt", "contents.txt"),
        ("lpt¹.md", "_lpt¹.md"),
        ("гавань.txt", "гавань.txt"),
        ("caf\u0065\u0301.txt", "café.txt"),
        ("zero\u200bwidth\u202etxt.txt", "zerowidthtxt.txt"),
        ("line\nbreak\x00.txt", "linebreak.txt"),
        ("name .txt", "name.txt"),
        ("lone\ud800surrogate.txt", "lonesurrogate.txt"),
        ("x" * 300 + ".txt", "x" * 116 + ".txt"),
        ("я" * 300 + ".txt", "я" * 58 + ".txt"),
    ],
)
def test_names_become_safe(written: str, safe: str) -> None:
    assert safe_name(written) == safe
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    "name", ["program.exe", "noending", "", ".txt", "..", "/", "a.txt/", "....txt", "txt"]
)
def test_names_that_are_refused(name: str) -> None:
    with pytest.raises(RefusedError):
        safe_name(name)


@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(["..", "/", "\\", ".", "con", "nul", "a", "é", "e\u0301", " ", ":", "ſ"])
        ).map("".join),
    ),
    st.sampled_from([*READERS, ".TXT", "", ".exe", ".txt ", ".txt.", ".txt/", ".txt\x00"]),
)
@example("../x", ".txt")
@example("\u2028", ".txt")
@settings(max_examples=300, deadline=None)
def test_nothing_but_one_visible_file_in_the_folder_ever_comes_of_a_name(name: str, suffix: str) -> None:
    with TemporaryDirectory() as outside:
        folder = Path(outside) / "articles"
        folder.mkdir()
        try:
            added = add_article(folder, name + suffix, STORY)
        except RefusedError:
            assert everything_below(Path(outside)) == {"articles": None}
            return
        assert everything_below(folder) == {added.source: STORY}
        assert len(everything_below(Path(outside))) == 2
        assert len(added.source.encode()) <= 120
        assert not added.source.startswith(".")
        assert unicodedata.is_normalized("NFC", added.source)
        assert [article.source for article in Archive.open(folder).articles] == [added.source]
        with pytest.raises(AlreadyThereError):
            add_article(
                folder, name + suffix, b"Another story\n\nIt was told to nobody in the town at all.\n"
            )
        assert remove_article(folder, added.source, added.sha256).source == added.source
        assert everything_below(folder) == {}


@pytest.mark.parametrize("other", ["harbour.txt", "Harbour.TXT", "HARBOUR.txt"])
def test_nothing_is_overwritten_without_being_asked(folder: Path, other: str) -> None:
    add_article(folder, "harbour.txt", STORY)
    changed = STORY + b"\nThe captain was there too, and so was the pilot.\n"
    with pytest.raises(AlreadyThereError, match=r"There is a file “harbour\.txt” already"):
        add_article(folder, other, changed)
    assert everything_below(folder) == {"harbour.txt": STORY}
    replaced = add_article(folder, other, changed, replace=True)
    assert (replaced.source, replaced.replaced) == ("harbour.txt", True)
    assert everything_below(folder) == {"harbour.txt": changed}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (bytes(range(256)) * 20, "cannot be read as an article"),
        (b"x" * (LARGEST_ADDED + 1), "larger than 5 MB"),
    ],
    ids=["empty", "blank", "binary", "too large"],
)
def test_a_refusal_tells_why(folder: Path, content: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        add_article(folder, "harbour.txt", content)
    assert everything_below(folder) == {}


def test_the_largest_is_taken(folder: Path) -> None:
    sentence = b"The mayor spoke about the harbour for an hour. "
    content = (sentence * (LARGEST_ADDED // len(sentence) + 1))[:LARGEST_ADDED]
    assert add_article(folder, "harbour.txt", content).size == LARGEST_ADDED


def test_a_folder_of_that_name_is_not_replaced(folder: Path) -> None:
    (folder / "harbour.txt").mkdir()
    with pytest.raises(RefusedError):
        add_article(folder, "harbour.txt", STORY, replace=True)
    assert everything_below(folder) == {"harbour.txt": None}


def test_a_link_is_replaced_and_not_written_through(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"secret")
    (folder / "harbour.txt").symlink_to(secret)
    with pytest.raises(AlreadyThereError):
        add_article(folder, "harbour.txt", STORY)
    add_article(folder, "harbour.txt", STORY, replace=True)
    assert secret.read_bytes() == b"secret"
    assert not (folder / "harbour.txt").is_symlink()


def test_a_link_that_leads_nowhere_is_there_too(folder: Path, tmp_path: Path) -> None:
    (folder / "harbour.txt").symlink_to(tmp_path / "nothing.txt")
    with pytest.raises(AlreadyThereError):
        add_article(folder, "harbour.txt", STORY)
    assert not (tmp_path / "nothing.txt").exists()


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be changed"):
        add_article(tmp_path / "missing", "harbour.txt", STORY)


def test_only_what_was_confirmed_is_removed(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "harbour.txt").write_bytes(STORY)
    with pytest.raises(RefusedError, match="changed in the meantime"):
        remove_article(folder, "deep/harbour.txt", "0" * 64)
    removed = remove_article(folder, "deep/harbour.txt", DIGEST)
    assert (removed.source, removed.size) == ("deep/harbour.txt", len(STORY))
    with pytest.raises(RefusedError, match="no article"):
        remove_article(folder, "deep/harbour.txt", DIGEST)


@pytest.mark.parametrize(
    "source",
    [
        "../secret.txt",
        "deep/../../secret.txt",
        "linked/secret.txt",
        ".hidden.txt",
        "script.py",
        "",
        "\x00.txt",
    ],
)
def test_nothing_else_is_removed(folder: Path, tmp_path: Path, source: str) -> None:
    (folder / "deep").mkdir()
    (folder / "linked").symlink_to(tmp_path)
    for path in (tmp_path / "secret.txt", folder / ".hidden.txt", folder / "script.py"):
        path.write_bytes(STORY)
    before = everything_below(tmp_path)
    with pytest.raises(RefusedError):
        remove_article(folder, source, DIGEST)
    with pytest.raises(RefusedError):
        remove_article(folder, str(tmp_path / "secret.txt"), DIGEST)
    assert everything_below(tmp_path) == before


def test_a_link_is_removed_and_not_what_it_leads_to(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(STORY)
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    remove_article(folder, "link.txt", DIGEST)
    assert everything_below(tmp_path) == {"articles": None, "secret.txt": STORY}


def test_a_refusal_can_be_told_in_another_language(folder: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        add_article(folder, "program.exe", STORY)
    refused = caught.value
    assert str(refused) == ENGLISH(refused.key, **refused.values)
    assert texts_in("de")(refused.key, **refused.values).startswith("„program.exe“ ist keine Art von Datei")
