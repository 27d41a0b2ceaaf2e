import os
from itertools import pairwise
from pathlib import Path

import pytest

from retrieval.articles import ArticleFile, ArticlesError
from retrieval.index import Changes
from retrieval.index.in_memory import IndexInMemory
from retrieval.index.memory import MemoryIndex

TEXTS = {
    "a.txt": "Storm over ports\n\nThe storm closed two ports.",
    "b.txt": "Budget passed\n\nParliament passed the budget.",
    "c.txt": "Calm again\n\nThe ports opened, the storm was over.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for source, text in TEXTS.items():
        write(tmp_path / source, text)
    return tmp_path


def write(path: Path, text: str, time: int = 1_000_000_000) -> None:
    path.write_text(text, "utf-8")
    os.utime(path, (time, time))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources of files that are read, as they are."""
    sources: list[str] = []
    original = ArticleFile.read

    def reading(file: ArticleFile) -> object:
        sources.append(file.source)
        return original(file)

    monkeypatch.setattr(ArticleFile, "read", reading)
    return sources


def test_only_what_changed_is_read_and_told(folder: Path, read: list[str]) -> None:
    keeper = IndexInMemory(folder)
    first = keeper.open()
    assert read == ["a.txt", "b.txt", "c.txt"]
    assert not first.changes
    read.clear()
    write(folder / "b.txt", "Budget refused\n\nParliament refused the budget.")
    write(folder / "d.txt", "Zebras escape\n\nZebras met a storm.")
    (folder / "c.txt").unlink()
    second = keeper.open()
    assert read == ["b.txt", "d.txt"]
    assert second.changes == Changes(("d.txt",), ("b.txt",), ("c.txt",))
    assert keeper.open().index is second.index


def test_an_index_brought_up_to_date_is_the_one_that_would_be_built(folder: Path) -> None:
    keeper = IndexInMemory(folder)
    keeper.open()
    write(folder / "b.txt", "Budget refused\n\nParliament refused the budget in a storm.")
    kept, fresh = keeper.open().index, IndexInMemory(folder).open().index
    for terms in (["storm"], ["budget", "storm"], ["parliament", "port"]):
        assert kept.candidates(terms, 9).numbers.tolist() == fresh.candidates(terms, 9).numbers.tolist()
        assert kept.candidates(terms, 9).scores.tolist() == fresh.candidates(terms, 9).scores.tolist()
        assert (
            kept.article_candidates(terms, 9).scores.tolist()
            == fresh.article_candidates(terms, 9).scores.tolist()
        )


def test_a_file_of_a_new_time_and_the_same_bytes_is_no_change(folder: Path) -> None:
    keeper = IndexInMemory(folder)
    first = keeper.open()
    os.utime(folder / "a.txt", (1_100_000_000, 1_100_000_000))
    assert keeper.open().index is first.index


def test_the_old_index_is_kept_when_nothing_can_be_read_any_more(folder: Path) -> None:
    keeper = IndexInMemory(folder)
    first = keeper.open()
    for source in TEXTS:
        (folder / source).unlink()
    with pytest.raises(ArticlesError):
        keeper.open()
    assert first.index.document_frequency("storm") == 2
    write(folder / "a.txt", TEXTS["a.txt"])
    assert keeper.open().index.document_frequency("storm") == 1


def test_progress_is_told(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    IndexInMemory(folder).open(lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_two_processes_make_of_many_articles_what_one_makes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        text = f"Storm {number}\n\nA storm met town{number}.\n\nIt went.\n\nCalm {number}\n\nThe calm came."
        write(folder / f"z{number}.txt", text)
    write(folder / "zz.txt", "No headline stands over this paragraph of one sentence, which ends here.")
    one = contents(folder)
    monkeypatch.setattr("retrieval.index.splitting.FEWEST_FOR_PROCESSES", 2)
    monkeypatch.setattr("retrieval.index.listing.CHUNK", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert contents(folder) == one
    monkeypatch.setattr("sys.executable", str(folder / "nothing"))
    assert contents(folder) == one


def contents(folder: Path) -> list[object]:
    index = IndexInMemory(folder).open().index
    assert isinstance(index, MemoryIndex)
    words = index.words
    heads = [passage.headline for passage in index.passages]
    return [
        list(index.passages),
        [(words.texts[i], words.headlines[i]) for i in range(len(index.passages))],
        [a is b for a, b in pairwise(heads)],
        sorted(index.vocabulary()),
        index.candidates(["storm", "calm"], 9).scores.tolist(),
    ]
