from pathlib import Path

import pytest

from retrieval import Archive, NoteCode
from retrieval.articles import Article
from retrieval.confidence import ANSWERED, confidence
from retrieval.index import MemoryIndex
from retrieval.passages import split_passages
from retrieval.ranking import Ranker, analysed

TEXTS = [
    "Storm closes ports\n\nA storm closed the ports of Genoa on Monday.\n\nThe mayor thanked the firemen.",
    "Budget passed\n\nParliament passed the budget after a long night of talks about schools.",
    *(
        f"Harvest {n}\n\nFarmers in region {n} sold wheat and barley to the mayor of a port."
        for n in range(20)
    ),
]


@pytest.fixture(scope="module")
def index() -> MemoryIndex:
    articles = [Article(f"{n}.txt", None, None, None, text, "") for n, text in enumerate(TEXTS)]
    return MemoryIndex([passage for article in articles for passage in split_passages(article)])


def sure(index: MemoryIndex, question: str) -> float:
    return confidence(index, Ranker(index), analysed(question))


@pytest.mark.parametrize(
    "question",
    ["Which ports did the storm close?", "When did parliament pass the budget?", "storm in Genoa", "budget"],
)
def test_what_the_articles_tell_is_answered(index: MemoryIndex, question: str) -> None:
    assert ANSWERED <= sure(index, question) <= 1


@pytest.mark.parametrize(
    "question",
    [
        "Which singer closed the festival of Zagreb with a song about the sea?",
        "Who painted the portrait of the mayor in the museum?",
        "Which volcano destroyed a town of farmers last century?",
    ],
)
def test_what_they_do_not_tell_is_not(index: MemoryIndex, question: str) -> None:
    assert 0 <= sure(index, question) < ANSWERED


def test_nothing_asked_is_not_answered(index: MemoryIndex) -> None:
    assert confidence(index, Ranker(index), analysed("")) == 0


def test_asking_says_that_passages_are_only_the_nearest(tmp_path: Path) -> None:
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    archive = Archive.open(tmp_path)

    def codes(question: str) -> set[NoteCode]:
        return {note.code for note in archive.ask(question).notes}

    assert NoteCode.NEAREST_ONLY not in codes("Which ports did the storm close?")
    nearest = archive.ask("Who painted the mayor of the port?")
    assert nearest.results
    assert NoteCode.NEAREST_ONLY in {note.code for note in nearest.notes}
