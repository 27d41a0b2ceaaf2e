import codecs
import os
import random
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from retrieval import Archive, ArticlesError
from retrieval.articles import LARGEST_FILE, Article, Skipped, read_articles, stream_articles

STORY = "Harbour opens\n\nThe harbour was opened on Monday by the mayor, who thanked the dockers.\n"
FRENCH = (
    "Le président a déclaré que l'été serait très chaud à Besançon.\n\n« Ça ira », a-t-il ajouté mardi.\n"
)
RUSSIAN = (
    "Порт открыт\n\nМинистр заявил во вторник, что новый порт уже открыт для всех кораблей. "
    "Он поблагодарил рабочих, которые строили его шесть лет.\n"
)


def only(folder: Path) -> Article:
    (article,) = read_articles(folder).articles
    return article


def reason(folder: Path, name: str) -> str:
    """Read the folder beside a good file, and return why `name` was skipped."""
    (folder / "good.txt").write_text(STORY)
    reading = read_articles(folder)
    assert [a.source for a in reading.articles] == ["good.txt"]
    (skipped,) = reading.skipped
    assert skipped.source == name
    return skipped.reason


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "latin-1"),
        (FRENCH, "cp1252"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (FRENCH, "utf-32"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (STORY + "It cost £3m.\n", "latin-1"),
        (STORY + "It was the mayor’s day – “a good one”.\n", "cp1252"),
    ],
)
def test_text_is_the_same_in_every_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert only(tmp_path).text == text


def test_big_endian_utf_16_with_its_mark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"))
    assert only(tmp_path).text == FRENCH


def test_a_long_latin_1_file_is_told_by_a_sample(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(STORY.encode() * 20_000 + FRENCH.encode("latin-1"))
    assert only(tmp_path).text.endswith(FRENCH)


def test_one_damaged_character_does_not_change_the_encoding(tmp_path: Path) -> None:
    data = bytearray(RUSSIAN.encode())
    del data[40]
    (tmp_path / "a.txt").write_bytes(data)
    text = only(tmp_path).text
    assert text.startswith("Порт открыт")
    assert "\ufffd" in text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_are_newlines(tmp_path: Path, end: str) -> None:
    (tmp_path / "a.txt").write_bytes(STORY.replace("\n", end).encode())
    assert only(tmp_path).text == STORY


def test_a_binary_file_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "picture.txt").write_bytes(random.Random(1).randbytes(5000))
    assert reason(tmp_path, "picture.txt") == "it is not text"


def test_a_picture_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "picture.txt").write_bytes(
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0" + b"\0\1" * 99
    )
    assert reason(tmp_path, "picture.txt") == "it is not text"


@pytest.mark.parametrize("data", [b"", b" \n\t\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_an_empty_file_is_skipped(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "nothing.txt").write_bytes(data)
    assert reason(tmp_path, "nothing.txt") == "it is empty"


def test_a_file_cut_off_in_utf_16_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "cut.txt").write_bytes(FRENCH.encode("utf-16")[:-1])
    assert reason(tmp_path, "cut.txt") == "it begins as UTF-16, but is not"


def test_a_file_of_200_mb_in_one_line_is_skipped_without_reading_it(tmp_path: Path) -> None:
    with (tmp_path / "long.txt").open("wb") as file:
        file.write(b"word " * 1000)
        file.truncate(200 * 1024 * 1024)
    assert reason(tmp_path, "long.txt") == f"it is larger than {LARGEST_FILE // 1024 // 1024} MB"


def test_a_long_line_is_read(tmp_path: Path) -> None:
    line = "word " * 400_000 + "end."
    (tmp_path / "long.txt").write_text(line)
    assert only(tmp_path).text == line


def test_a_file_that_vanishes_is_skipped(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(STORY)
    found = []
    for one in stream_articles(tmp_path):
        found.append(one)
        (tmp_path / "b.txt").unlink(missing_ok=True)
    assert [one.source for one in found] == ["a.txt", "b.txt", "c.txt"]
    assert found[1] == Skipped("b.txt", "it went away while it was read")


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """Give a folder that all may read, and take root's privilege of reading everything away."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "good.txt").write_text(STORY)
        privileged = os.geteuid() == 0
        if privileged:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if privileged:
                os.seteuid(0)
            for path in folder.iterdir():
                path.chmod(0o755)


def closed(path: Path) -> None:
    """Take every permission from a path, as its owner."""
    nobody = os.geteuid()
    if nobody == 65534:
        os.seteuid(0)
    path.chmod(0)
    os.seteuid(nobody)


def test_a_file_without_permission_is_skipped(as_nobody: Path) -> None:
    user = os.geteuid()
    os.seteuid(os.getuid())
    (as_nobody / "secret.txt").write_text(STORY)
    os.seteuid(user)
    closed(as_nobody / "secret.txt")
    reading = read_articles(as_nobody)
    assert [a.source for a in reading.articles] == ["good.txt"]
    assert reading.skipped == (Skipped("secret.txt", "there is no permission to read it"),)


def test_a_folder_without_permission_is_one_sentence(as_nobody: Path) -> None:
    closed(as_nobody)
    with pytest.raises(ArticlesError, match=r"^There is no permission to read the folder “.*”\.$"):
        read_articles(as_nobody)


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reason(tmp_path, "pipe.txt") == "it is no ordinary file"


def test_hidden_and_other_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".git/a.txt", ".hidden.txt", "table.csv", "b.TXT", "c.md"):
        (tmp_path / name).write_text(STORY)
    reading = read_articles(tmp_path)
    assert [a.source for a in reading.articles] == ["b.TXT", "c.md"]
    assert reading.skipped == ()


def test_articles_come_in_the_order_of_their_sources(tmp_path: Path) -> None:
    names = ["a/z.txt", "a-b.txt", "a.txt", "a/b/c.txt", "b.txt", "a b.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(STORY)
    assert [a.source for a in read_articles(tmp_path).articles] == sorted(names)


def test_links_are_followed_within_the_folder_only(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    for path in (outside, folder, folder / ".mounted"):
        path.mkdir()
    (outside / "secret.txt").write_text(STORY)
    (folder / ".mounted" / "a.txt").write_text(STORY)
    (folder / "a.txt").symlink_to(Path(".mounted", "a.txt"))
    (folder / "file_out.txt").symlink_to(outside / "secret.txt")
    (folder / "folder_out").symlink_to(outside)
    (folder / "folder_out.txt").symlink_to(outside)
    (folder / "round").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "dangling.txt").symlink_to(folder / "gone.txt")
    reading = read_articles(folder)
    assert [a.source for a in reading.articles] == ["a.txt"]
    assert [s.source for s in reading.skipped] == ["dangling.txt", "file_out.txt", "self.txt"]
    assert reading.skipped[1].reason == "it is a link that leads out of the folder"


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text(STORY)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert only(tmp_path / "link").source == "a.txt"


def test_odd_file_names_become_printable_sources(tmp_path: Path) -> None:
    for name in (b"*bold* [x](y).txt", b"line\nbreak.txt", b"undecodable \xff.txt", "snow ☃.txt".encode()):
        (tmp_path / os.fsdecode(name)).write_text(STORY)
    sources = [a.source for a in read_articles(tmp_path).articles]
    assert sorted(sources) == sorted(
        ["*bold* [x](y).txt", r"line\nbreak.txt", r"undecodable \udcff.txt", "snow ☃.txt"]
    )
    assert all(source.isprintable() and source.encode() for source in sources)


@pytest.fixture
def deep_folder(tmp_path: Path) -> Iterator[Path]:
    """Give a folder of 1,200 levels with an article at its end, and take it down level by level."""
    here = Path.cwd()
    os.chdir(tmp_path)
    for _ in range(1200):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.txt").write_text(STORY)
    os.chdir(here)
    yield tmp_path
    os.chdir(tmp_path.joinpath(*["d"] * 1200))
    Path("a.txt").unlink()
    for _ in range(1200):
        os.chdir("..")
        Path("d").rmdir()
    os.chdir(here)


def test_a_tree_deeper_than_the_stack(deep_folder: Path) -> None:
    assert len(only(deep_folder).source) == 2 * 1200 + 5


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("2014-03-31_lavrov.txt", date(2014, 3, 31)),
        ("lavrov_20140331.txt", date(2014, 3, 31)),
        ("live 2014_03_31.txt", date(2014, 3, 31)),
        ("2014.03.31.txt", date(2014, 3, 31)),
        ("20140331T1200.txt", date(2014, 3, 31)),
        ("2014-02-30.txt", None),
        ("0120140331.txt", None),
        ("a20140331b.txt", None),
        ("000_634a01dd6089b270.txt", None),
        ("2014.txt", None),
    ],
)
def test_published_comes_from_the_name(tmp_path: Path, name: str, published: date | None) -> None:
    (tmp_path / name).write_text(STORY)
    assert only(tmp_path).published == published


def test_front_matter_tells_title_date_and_address(tmp_path: Path) -> None:
    head = (
        '---\ntitle: "Harbour: open at last"\ndate: 2014-03-31T12:00:00Z\nurl: https://example.org/a\n---\n\n'
    )
    (tmp_path / "2020-01-01.md").write_text(head + STORY)
    article = only(tmp_path)
    assert article.title == "Harbour: open at last"
    assert article.published == date(2014, 3, 31)
    assert article.url == "https://example.org/a"
    assert article.text == head + STORY


def test_metadata_that_is_no_date_or_address_is_not_guessed_at(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ndate: last week\nurl: javascript:alert(1)\n---\n\n" + STORY)
    article = only(tmp_path)
    assert (article.published, article.url) == (None, None)


def test_title_is_the_first_headline(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Live updates\n\n" + STORY)
    assert only(tmp_path).title == "Harbour opens"


def test_no_headline_no_title(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harbour was opened on Monday by the mayor, who thanked the dockers.")
    assert only(tmp_path).title is None


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\r\n")
    (tmp_path / "b.txt").write_bytes(b"one\n")
    first, second = read_articles(tmp_path).articles
    assert first.text == second.text
    assert first.sha256 != second.sha256


class TestFoldersThatCannotBeRead:
    def sentence(self, folder: Path) -> str:
        with pytest.raises(ArticlesError) as caught:
            Archive.open(folder)
        text = str(caught.value)
        assert text.endswith(".")
        assert "\n" not in text
        return text

    def test_missing(self, tmp_path: Path) -> None:
        assert self.sentence(tmp_path / "gone").startswith("There is no folder “")

    def test_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(STORY)
        assert self.sentence(tmp_path / "a.txt").endswith("is a file, not a folder of articles.")

    def test_a_name_that_no_system_has(self) -> None:
        assert "cannot be read" in self.sentence(Path("a\0b"))

    def test_a_name_that_is_too_long(self) -> None:
        assert "cannot be read" in self.sentence(Path("a" * 5000))

    def test_empty(self, tmp_path: Path) -> None:
        assert self.sentence(tmp_path).endswith("holds no .txt or .md file; put your articles there.")

    def test_nothing_readable(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"")
        assert "1 file was skipped (a.txt: it is empty)" in self.sentence(tmp_path)
        (tmp_path / "b.txt").write_bytes(b"\0\1\2\3")
        assert "2 files were skipped (the first is a.txt: it is empty)" in self.sentence(tmp_path)


def test_a_stream_holds_one_file_at_a_time(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(STORY)
    stream = stream_articles(tmp_path)
    assert next(stream).source == "0.txt"
    (tmp_path / "1.txt").write_text(
        "Pier closed\n\nThe pier is closed until further notice, the council said.\n"
    )
    second = next(stream)
    assert isinstance(second, Article)
    assert second.title == "Pier closed"
