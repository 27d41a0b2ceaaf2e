"""What only the index on disk does: outliving its process, and trusting nothing that is not its own."""

import errno
import logging
import os
import shutil
import zlib
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from retrieval.articles import ArticleFile, ArticlesError, article_files

pytest.importorskip("tantivy", reason="the index on disk needs tantivy: pip install 'whosaid[large]'")

from retrieval.index.choosing import IndexUnavailableError
from retrieval.index.disk import IndexOnDisk, building
from retrieval.index.disk.engine import Engine
from retrieval.index.disk.panics import DamagedError, without_panic
from retrieval.index.disk.writing import EngineWriter
from retrieval.index.generation import Generation
from retrieval.index.listing import in_chunks
from retrieval.languages.telling import Languages


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder / "a.txt", "Storm over ports\n\nThe storm closed two ports.")
    write(folder / "b.txt", "Budget passed\n\nParliament passed the budget.")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources of files that are read, as they are."""
    sources: list[str] = []
    original = ArticleFile.read_laid_out

    def reading(file: ArticleFile, repeated: Collection[str]) -> object:
        sources.append(file.source)
        return original(file, repeated)

    monkeypatch.setattr(ArticleFile, "read_laid_out", reading)
    return sources


def write(path: Path, text: str, time: int = 1_000_000_000) -> None:
    path.write_text(text, "utf-8")
    os.utime(path, (time, time))


def opened(folder: Path, data: Path, language: str = "auto", **spellings: str) -> Generation:
    return IndexOnDisk(folder, data).open(languages=Languages(language, spellings))


def sources(generation: Generation, *terms: str) -> list[str]:
    found = generation.index.candidates(terms, 10)
    return [generation.index.passage(int(number)).article.source for number in found.numbers]


def place(data: Path) -> Path:
    (found,) = data.iterdir()
    return found


def test_what_did_not_change_is_not_read_again(folder: Path, data: Path, read: list[str]) -> None:
    opened(folder, data)
    assert set(read) == {"a.txt", "b.txt"}
    read.clear()
    again = opened(folder, data)
    assert read == []
    assert sources(again, "storm") == ["a.txt"]
    assert not again.changes


def test_only_what_changed_is_read_and_told(folder: Path, data: Path, read: list[str]) -> None:
    for number in range(4):
        write(folder / f"z{number}.txt", "Much else\n\nOther things happened.")
    opened(folder, data)
    read.clear()
    write(folder / "c.txt", "Zebras escape\n\nZebras met a storm.")
    write(folder / "b.txt", "Budget fails\n\nParliament refused it.")
    (folder / "z0.txt").unlink()
    changes = opened(folder, data).changes
    assert read == ["b.txt", "c.txt"]
    assert (changes.new, changes.changed, changes.gone) == (("c.txt",), ("b.txt",), ("z0.txt",))


def test_a_file_of_a_new_time_and_the_same_bytes_is_no_change(folder: Path, data: Path) -> None:
    opened(folder, data)
    os.utime(folder / "a.txt", (1_100_000_000, 1_100_000_000))
    assert not opened(folder, data).changes


def test_a_file_that_has_just_changed_is_read_again_to_be_sure(
    folder: Path, data: Path, read: list[str]
) -> None:
    (folder / "b.txt").write_text("Budget passed\n\nParliament passed it.", "utf-8")
    opened(folder, data)
    read.clear()
    opened(folder, data)
    assert read == ["b.txt"]


def test_the_vocabulary_is_listed_once(folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = IndexOnDisk(folder, data)
    before = keeper.open().index
    before.list_terms()
    listed = before.vocabulary()
    monkeypatch.setattr(Engine, "terms", None)
    write(folder / "c.txt", "Zebras escape\n\nTwo zebras met a storm.")
    after = keeper.open().index
    assert set(after.vocabulary()) == {*listed, "zebra", "escap", "a", "meet"}
    assert list(after.vocabulary()) == sorted(after.vocabulary())
    assert after.nearest_terms("zebar") == ["zebra"]
    assert before.vocabulary() == listed


def test_a_file_that_is_no_article_any_more_is_gone_and_skipped(folder: Path, data: Path) -> None:
    opened(folder, data)
    write(folder / "a.txt", "")
    after = opened(folder, data)
    assert after.changes.gone == ("a.txt",)
    assert [(skipped.source, skipped.reason) for skipped in after.skipped] == [("a.txt", "it is empty")]
    assert sources(after, "storm") == []
    assert [skipped.source for skipped in opened(folder, data).skipped] == ["a.txt"]


def test_the_old_generation_answers_on_while_there_is_a_new_one(folder: Path, data: Path) -> None:
    library = IndexOnDisk(folder, data)
    old = library.open()
    (folder / "a.txt").unlink()
    new = library.open()
    assert sources(old, "storm") == ["a.txt"]
    assert sources(new, "storm") == []


def test_a_change_that_was_cut_short_is_not_trusted(
    folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder, data)
    write(folder / "c.txt", "Zebras escape\n\nZebras met a storm.")
    monkeypatch.setattr(building, "stamps", interrupted)
    with pytest.raises(KeyboardInterrupt):
        opened(folder, data)
    monkeypatch.undo()
    assert sorted(sources(opened(folder, data), "storm")) == ["a.txt", "c.txt"]


def interrupted(_folder: Path) -> None:
    raise KeyboardInterrupt


def cut_off(path: Path) -> None:
    replaced(path, path.read_bytes()[: path.stat().st_size // 2])


def overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    replaced(path, content)


def replaced(path: Path, content: bytes) -> None:
    # In place it would change under an index that is still open, which ends the whole process.
    fresh = path.with_suffix(".fresh")
    fresh.write_bytes(content)
    fresh.replace(path)


@pytest.mark.parametrize("damage", [cut_off, overwritten, Path.unlink])
@pytest.mark.parametrize(
    "name",
    ["manifest.json", "build-*/passages", "build-*/texts", "build-*/by-*/*.idx", "build-*/by-*/meta.json"],
)
def test_a_damaged_index_is_built_again(
    folder: Path, data: Path, name: str, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    opened(folder, data)
    damage(next(place(data).glob(name)))
    with caplog.at_level(logging.INFO):
        assert sources(opened(folder, data), "storm") == ["a.txt"]
    assert "is built: " in caplog.text
    assert sources(opened(folder, data), "storm") == ["a.txt"]


def test_an_index_of_other_settings_is_built_again(
    folder: Path, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    opened(folder, data, "en")
    for settings in ({"language": "de"}, {"storm": "wind"}):
        caplog.clear()
        with caplog.at_level(logging.INFO):
            opened(folder, data, **settings)
        assert "other settings" in caplog.text
    assert len(list(place(data).glob("build-*"))) == 1


def test_what_is_wrong_is_found_later_in_an_index_too_large_to_check_at_once(
    folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.index.disk.opening.CHECKED_AT_ONCE", 0)
    library = IndexOnDisk(folder, data)
    library.open()
    assert library.check() is None
    overwritten(next(place(data).glob("build-*/texts")))
    library.open()
    assert library.check() == "its file “texts” is damaged"
    library.open()
    assert library.check() is None


def test_a_panic_of_tantivy_is_an_error_like_others() -> None:
    class PanicException(BaseException):
        pass

    def panics() -> None:
        raise PanicException("assertion failed")

    with pytest.raises(DamagedError, match="assertion failed"):
        without_panic(panics)()
    with pytest.raises(KeyboardInterrupt):
        without_panic(interrupted)(Path())


def test_a_list_of_files_of_another_shape_is_not_used(
    folder: Path, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    opened(folder, data)
    manifest = place(data) / "manifest.json"
    content = manifest.read_text("ascii").partition("\n")[2].replace('"totals"', '"sums"')
    manifest.write_text(f"{zlib.crc32(content.encode())}\n{content}", "ascii")
    with caplog.at_level(logging.INFO):
        assert sources(opened(folder, data), "storm") == ["a.txt"]
    assert "its list of files is not of this program" in caplog.text


def test_while_another_process_writes_the_old_index_answers(folder: Path, data: Path) -> None:
    for number in range(4):
        write(folder / f"z{number}.txt", "Much else\n\nOther things happened.")
    opened(folder, data)
    write(folder / "c.txt", "Zebras escape\n\nZebras met a storm.")
    with EngineWriter(next(place(data).glob("build-*"))):
        assert sources(opened(folder, data), "storm") == ["a.txt"]
    assert sorted(sources(opened(folder, data), "storm")) == ["a.txt", "c.txt"]


def test_what_a_build_left_that_was_ended_hard_is_removed(folder: Path, data: Path) -> None:
    opened(folder, data)
    valid = next(place(data).glob("build-*"))
    for name in ("build-dead", "build-live"):
        shutil.copytree(valid, valid.with_name(name))
    empty = valid.with_name("build-empty")
    empty.mkdir()
    os.utime(empty, (1_000_000_000, 1_000_000_000))
    (place(data) / "manifest.json").unlink()
    with EngineWriter(valid.with_name("build-live")):
        opened(folder, data)
    builds = {path.name for path in place(data).glob("build-*")}
    assert len(builds) == 2
    assert "build-live" in builds
    assert valid.name not in builds


def test_where_it_cannot_be_written_is_told(
    folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(4):
        write(folder / f"z{number}.txt", "Much else\n\nOther things happened.")
    kept = IndexOnDisk(folder, data)
    kept.open()
    write(folder / "c.txt", "Zebras escape\n\nZebras met a storm.")

    def cannot(_writer: EngineWriter) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(EngineWriter, "commit", cannot)
    with pytest.raises(IndexUnavailableError, match="No space left"):
        kept.open()
    assert sources(opened(folder, data), "storm") == ["a.txt"]
    assert "What changed since is left out" in caplog.text
    with pytest.raises(IndexUnavailableError, match="No space left"):
        opened(folder, data.with_name("other"))
    monkeypatch.undo()
    assert sorted(sources(opened(folder, data), "storm")) == ["a.txt", "c.txt"]


def test_two_folders_have_an_index_each(folder: Path, data: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    write(tmp_path / "other" / "x.txt", "Storm again\n\nA storm elsewhere.")
    opened(folder, data)
    assert sources(opened(tmp_path / "other", data), "storm") == ["x.txt"]
    assert sources(opened(folder, data), "storm") == ["a.txt"]


def test_odd_words_are_indexed(folder: Path, data: Path) -> None:
    # U+FDFA is one letter that stands for a phrase of four words.
    write(folder / "odd.txt", "Odd words\n\nThe sign \ufdfa stood there.")
    index = opened(folder, data).index
    term = next(term for term in index.vocabulary() if " " in term)
    assert index.document_frequency(term) == 1
    assert len(index.candidates([term], 5).numbers) == 1


def test_many_files_are_prepared_by_processes(
    folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.index.disk.preparing.FEWEST_FOR_PROCESSES", 2)
    monkeypatch.setattr("retrieval.index.listing.CHUNK", 3)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    for number in range(20):
        write(folder / f"z{number:02}.txt", f"Much else\n\nThing {number} happened in town{number}.")
    seen: list[tuple[int, int]] = []
    index = IndexOnDisk(folder, data).open(lambda done, total: seen.append((done, total))).index
    assert seen == [(n, 22) for n in range(1, 23)]
    assert [index.article(n).source for n in range(22)] == sorted(p.name for p in folder.iterdir())
    assert len(index.candidates(["happen"], 50).numbers) == 20


def test_large_files_are_read_by_themselves(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.index.listing.LARGE_CHUNK", 100)
    for name, length in (("c.txt", 40), ("d.txt", 400), ("e.txt", 40), ("f.txt", 400)):
        write(folder / name, "x" * length)
    files = [file for file in article_files(folder) if isinstance(file, ArticleFile)][2:]
    assert [[file.source for file in chunk] for chunk in in_chunks(files)] == [
        ["c.txt", "d.txt"],
        ["e.txt", "f.txt"],
    ]


def test_a_folder_that_cannot_be_read_is_told(data: Path, tmp_path: Path) -> None:
    with pytest.raises(ArticlesError, match="no folder"):
        opened(tmp_path / "nowhere", data)
