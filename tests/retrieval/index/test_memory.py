from datetime import date

import pytest

from retrieval.analysis import BREAK, tokens_of
from retrieval.articles import Article
from retrieval.index import Filters, MemoryIndex
from retrieval.passages import split_passages

TEXTS = {
    "ports.txt": "Ports closed by storm\n\nThe storm closed two ports. Ships wait.\n\nNobody was hurt.",
    "budget.txt": "Budget passed\n\nParliament passed the budget.\n\nThe party of war lost, the party won.",
    "old/war.txt": "War of the ports\n\nThe war party spoke of storm after storm.",
}
DATES = {"ports.txt": date(2014, 3, 1), "old/war.txt": date(2013, 1, 1)}


def terms(text: str) -> tuple[str, ...]:
    return tuple(token.term for token in tokens_of(text))


@pytest.fixture(scope="module")
def index() -> MemoryIndex:
    articles = [Article(s, None, DATES.get(s), None, text, "") for s, text in TEXTS.items()]
    return MemoryIndex([passage for article in articles for passage in split_passages(article)])


def found(index: MemoryIndex, words: str, filters: Filters | None = None, limit: int = 10) -> list[str]:
    numbers = index.candidates(terms(words), limit, filters or Filters()).numbers
    return [index.passage(int(number)).text.split()[1] for number in numbers]


def test_matches_in_text_and_headline(index: MemoryIndex) -> None:
    assert found(index, "storm") == ["war", "storm", "was"]
    assert found(index, "storm", limit=1) == ["war"]
    assert found(index, "zebra") == []
    assert found(index, "") == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(source="PORTS"), ["storm", "was"]),
        (Filters(since=date(2014, 3, 1)), ["storm", "was"]),
        (Filters(before=date(2014, 3, 1)), ["war"]),
        (Filters(excluded=frozenset(terms("ships"))), ["war", "was"]),
        (Filters(in_headline=frozenset(terms("closed"))), ["storm", "was"]),
        (Filters(phrases=(terms("closed two ports"),)), ["storm"]),
        (Filters(phrases=(terms("two ports ships"),)), ["storm"]),
        (Filters(phrases=(terms("ports closed by storm"),)), ["storm", "was"]),
        (Filters(excluded_phrases=(terms("war of the ports"),)), ["storm", "was"]),
        (Filters(phrases=(terms("two closed"),)), []),
        (Filters(phrases=(terms("zebra crossing"),)), []),
        (Filters(only=frozenset({1, 99})), ["was"]),
    ],
)
def test_filters(index: MemoryIndex, filters: Filters, expected: list[str]) -> None:
    assert found(index, "storm", filters) == expected


def test_filters_alone_match_what_fulfils_them(index: MemoryIndex) -> None:
    assert found(index, "", Filters(source="budget")) == ["passed", "party"]


def test_articles_are_scored_as_a_whole(index: MemoryIndex) -> None:
    best = index.article_candidates(terms("budget war"), 5)
    assert [index.article(int(n)).source for n in best.numbers] == ["budget.txt", "old/war.txt"]
    assert list(index.passages_of(1)) == [2, 3]
    assert [index.article_of(n) for n in range(index.passage_count())] == [0, 0, 1, 1, 2]
    assert index.article_count() == 3
    assert index.article_frequency("war") == 2


def test_forward_gives_the_words_in_order(index: MemoryIndex) -> None:
    words = index.forward(0)
    names = index.vocabulary()
    assert [names[n] for n in words.text if n != BREAK] == list(terms(index.passage(0).text))
    assert [names[n] for n in words.headline] == list(terms("Ports closed by storm"))
    assert words.text.count(BREAK) == 2
    assert index.term_number("storm") in words.text
    assert index.term_number("zebra") is None


def test_statistics(index: MemoryIndex) -> None:
    assert index.document_frequency("storm") == 3
    assert index.document_frequency("zebra") == 0
    assert index.passage_count() == 5


def test_near_and_starting_terms(index: MemoryIndex) -> None:
    assert index.nearest_terms("parlament") == ["parliament"]
    assert index.nearest_terms("bugdet") == ["budget"]
    assert index.nearest_terms("zebra") == []
    assert index.nearest_terms("") == []
    assert index.terms_starting("pa") == ["parti", "pass", "parliament"]
    assert index.terms_starting("zz") == []


def test_nothing_to_index() -> None:
    index = MemoryIndex([])
    assert len(index.candidates(["war"], 5).numbers) == 0
    assert len(index.candidates([], 5, Filters(source="a")).numbers) == 0
    assert len(index.article_candidates(["war"], 5).numbers) == 0
    assert index.nearest_terms("parliament") == []
    assert index.average_length() == 1
