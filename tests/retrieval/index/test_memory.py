"""What only the index in memory promises; what both do is in test_conformance.py."""

from retrieval.analysis import BREAK, tokens_of
from retrieval.articles import Article
from retrieval.index import Filters, MemoryIndex
from retrieval.passages import split_passages

TEXT = "Budget passed\n\nParliament passed the budget of the party.\n\nThe party of war lost, the party won."


def index_of(text: str) -> MemoryIndex:
    return MemoryIndex(split_passages(Article("a.txt", None, None, None, text, "")))


def test_numbers_stand_for_the_terms_of_the_vocabulary() -> None:
    index = index_of(TEXT)
    names = index.vocabulary()
    words = [names[number] for number in index.forward(0).text if number != BREAK]
    assert words == [token.term for token in tokens_of(index.passage(0).text)]


def test_terms_that_begin_alike_come_by_the_passages_they_stand_in() -> None:
    assert index_of(TEXT).terms_starting("pa") == ["parti", "pass", "parliament"]


def test_passages_that_are_not_there_are_no_matches() -> None:
    assert index_of(TEXT).candidates(["budget"], 5, Filters(only=frozenset({0, 99}))).numbers.tolist() == [0]


def test_nothing_to_index() -> None:
    index = MemoryIndex([])
    assert len(index.candidates(["war"], 5).numbers) == 0
    assert len(index.candidates([], 5, Filters(sources=("a",))).numbers) == 0
    assert len(index.article_candidates(["war"], 5).numbers) == 0
    assert index.nearest_terms("parliament") == []
    assert index.average_length() == 1
