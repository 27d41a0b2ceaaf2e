"""Both indexes give the same: one suite for the index in memory and the index on disk."""

import os
import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from retrieval.analysis import BREAK, tokens_of
from retrieval.index import Filters, Index
from retrieval.index.contents import Articles, Passages
from retrieval.index.in_memory import IndexInMemory

TEXTS = {
    "2013-01-01 war.txt": "War of the ports\n\nThe war party spoke of storm after storm.",
    "2014-03-01 ports.txt": (
        "Ports closed by storm\n\nThe storm closed two ports. Ships wait.\n\nNobody was hurt."
    ),
    "old/budget.txt": (
        "Budget passed\n\nParliament passed the budget.\n\nThe party of war lost, the party won."
    ),
}
KINDS = ("memory", "disk")
Open = Callable[[], Index]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for source, text in TEXTS.items():
        write(tmp_path / "articles" / source, text)
    return tmp_path / "articles"


@pytest.fixture(params=KINDS)
def opened(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Open:
    return opener(request.param, folder, tmp_path / "data")


@pytest.fixture(scope="module", params=KINDS)
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp(request.param)
    for source, text in TEXTS.items():
        write(place / "articles" / source, text)
    return opener(request.param, place / "articles", place / "data")()


def opener(kind: str, folder: Path, data: Path) -> Open:
    if kind == "memory":
        in_memory = IndexInMemory(folder)
        return lambda: in_memory.open().index
    pytest.importorskip("tantivy", reason="the index on disk needs tantivy: pip install 'whosaid[large]'")
    from retrieval.index.disk import IndexOnDisk  # noqa: PLC0415  (only where tantivy is installed)

    place = IndexOnDisk(folder, data)
    return lambda: place.open().index


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))


def terms(text: str) -> tuple[str, ...]:
    return tuple(token.term for token in tokens_of(text))


def found(index: Index, words: str, filters: Filters | None = None, limit: int = 10) -> list[str]:
    """Return the second word of each passage found: enough to tell them apart."""
    numbers = index.candidates(terms(words), limit, filters or Filters()).numbers
    return [index.passage(int(number)).text.split()[1] for number in numbers]


def test_matches_in_text_and_headline(index: Index) -> None:
    assert found(index, "storm") == ["war", "storm", "was"]
    assert found(index, "storm", limit=1) == ["war"]
    assert found(index, "zebra") == []
    assert found(index, "") == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(sources=("PORTS",)), ["storm", "was"]),
        (Filters(sources=("nowhere",)), []),
        (Filters(since=date(2014, 3, 1)), ["storm", "was"]),
        (Filters(before=date(2014, 3, 1)), ["war"]),
        (Filters(since=date(2013, 1, 1), before=date(2014, 3, 2)), ["war", "storm", "was"]),
        (Filters(excluded=frozenset(terms("ships"))), ["war", "was"]),
        (Filters(in_headline=frozenset(terms("closed"))), ["storm", "was"]),
        (Filters(phrases=(terms("closed two ports"),)), ["storm"]),
        (Filters(phrases=(terms("two ports ships"),)), ["storm"]),
        (Filters(phrases=(terms("ports closed by storm"),)), ["storm", "was"]),
        (Filters(phrases=(terms("ships"),)), ["storm"]),
        (Filters(excluded_phrases=(terms("war of the ports"),)), ["storm", "was"]),
        (Filters(phrases=(terms("two closed"),)), []),
        (Filters(phrases=(terms("zebra crossing"),)), []),
    ],
)
def test_filters(index: Index, filters: Filters, expected: list[str]) -> None:
    assert found(index, "storm", filters) == expected


def test_only_some_passages(index: Index) -> None:
    second = int(index.candidates(terms("storm"), 2).numbers[1])
    assert found(index, "storm", Filters(only=frozenset({second, 99}))) == ["storm"]


def test_only_some_articles(index: Index) -> None:
    second = index.article_of(int(index.candidates(terms("storm"), 2).numbers[1]))
    assert found(index, "storm", Filters(articles=frozenset({second, 99}))) == ["storm", "was"]
    assert found(index, "storm", Filters(articles=frozenset({second}), sources=("ports",))) == [
        "storm",
        "was",
    ]
    assert found(index, "storm", Filters(articles=frozenset({second}), sources=("budget",))) == []
    assert found(index, "storm", Filters(articles=frozenset())) == []


def test_filters_alone_match_what_fulfils_them(index: Index) -> None:
    assert found(index, "", Filters(sources=("budget",))) == ["passed", "party"]


def test_everything_that_holds_a_term(index: Index) -> None:
    assert holding(index, "storm") == ["storm", "war", "was"]
    assert holding(index, "storm", Filters(since=date(2014, 1, 1))) == ["storm", "was"]
    assert holding(index, "zebra") == []


def holding(index: Index, term: str, filters: Filters | None = None) -> list[str]:
    numbers = index.holding(term, filters or Filters()).tolist()
    assert numbers == sorted(numbers)
    return sorted(index.passage(number).text.split()[1] for number in numbers)


def test_what_is_known_of_articles(index: Index) -> None:
    assert [(e.source, e.title, e.published, e.passages) for e in index.entries()] == [
        ("2013-01-01 war.txt", "War of the ports", date(2013, 1, 1), 1),
        ("2014-03-01 ports.txt", "Ports closed by storm", date(2014, 3, 1), 2),
        ("old/budget.txt", "Budget passed", None, 2),
    ]
    for entry in index.entries():
        assert index.number_of(entry.source) == entry.number
        assert index.article(entry.number).sha256 == entry.sha256
    assert index.number_of("nowhere.txt") is None
    assert index.newest() == date(2014, 3, 1)
    assert [article.source for article in Articles(index)] == list(TEXTS)
    passages = Passages(index)
    assert [passage.text.split()[1] for passage in passages] == ["war", "storm", "was", "passed", "party"]
    assert [passages[n] for n in range(-5, 0)] == list(passages) == list(passages[:])


def test_articles_are_scored_as_a_whole(index: Index) -> None:
    best = index.article_candidates(terms("budget war"), 5)
    assert [index.article(int(n)).source for n in best.numbers] == ["old/budget.txt", "2013-01-01 war.txt"]
    assert index.article_frequency("war") == 2
    assert index.article_count() == 3
    again = index.article_scores(terms("budget war"), best.numbers[[1, 0, 1]])
    assert again.tolist() == best.scores[[1, 0, 1]].tolist()
    assert index.article_scores(terms("elephants"), best.numbers).tolist() == [0, 0]
    for number in best.numbers.tolist():
        passages = index.passages_of(number)
        assert {index.article_of(n) for n in passages} == {number}
        assert [index.passage(n).position for n in passages] == list(range(len(passages)))


def test_passages_are_slices_of_their_articles(index: Index) -> None:
    for number in index.candidates(terms("storm party budget"), 10).numbers.tolist():
        passage = index.passage(number)
        assert passage.article.text == TEXTS[passage.article.source]
        assert passage.article.text[passage.start : passage.end] == passage.text
        assert passage.headline is not None
        assert passage.article.text[passage.headline.start : passage.headline.end] == passage.headline.text


def test_forward_gives_the_words_in_order(index: Index) -> None:
    number = int(index.candidates(terms("ships"), 1).numbers[0])
    words = index.forward(number)
    expected = [index.term_number(term) for term in terms(index.passage(number).text)]
    assert [n for n in words.text if n != BREAK] == expected
    assert list(words.headline) == [index.term_number(term) for term in terms("Ports closed by storm")]
    assert words.text.count(BREAK) == 2
    assert index.term_number("zebra") is None


def test_statistics(index: Index) -> None:
    assert index.document_frequency("storm") == 3
    assert index.document_frequency("zebra") == 0
    assert index.passage_count() == 5
    assert index.average_length() == 6


def test_near_and_starting_terms(index: Index) -> None:
    assert index.nearest_terms("parlament") == ["parliament"]
    assert index.nearest_terms("bugdet") == ["budget"]
    assert index.nearest_terms("zebra") == []
    assert sorted(index.terms_starting("pa")) == ["parliament", "parti", "pass"]
    assert index.terms_starting("zz") == []
    assert "storm" in index.vocabulary()


def test_an_added_a_changed_and_a_removed_article(opened: Open, folder: Path) -> None:
    before = opened()
    write(folder / "new.txt", "Zebras escape\n\nSome zebras met a storm.")
    write(folder / "2014-03-01 ports.txt", "Ports open again\n\nThe calm opened two ports.")
    (folder / "2013-01-01 war.txt").unlink()
    after = opened()
    assert found(before, "storm") == ["war", "storm", "was"]
    assert found(after, "storm") == ["zebras"]
    assert found(after, "calm") == ["calm"]
    assert found(after, "zebra", Filters(sources=("NEW",))) == ["zebras"]
    assert after.passage_count() == 4
    assert after.article_count() == 3
    assert after.document_frequency("storm") == 1
    assert [entry.source for entry in after.entries()] == [
        "2014-03-01 ports.txt",
        "new.txt",
        "old/budget.txt",
    ]
    assert after.newest() == date(2014, 3, 1)
    assert before.term_number("zebra") is None
    assert "zebra" not in before.vocabulary()


def test_words_that_came_are_near_a_mistyped_one_and_words_that_went_are_not(
    opened: Open, folder: Path
) -> None:
    before = opened()
    assert before.nearest_terms("bugdet") == ["budget"]
    assert before.nearest_terms("zebar") == []
    write(folder / "new.txt", "Zebras escape\n\nSome zebras met a storm.")
    (folder / "old/budget.txt").unlink()
    after = opened()
    assert after.nearest_terms("bugdet") == []
    assert after.nearest_terms("zebar") == ["zebra"]
    assert "zebra" in after.vocabulary()
    assert "zebra" not in before.vocabulary()


def test_words_that_went_do_not_complete_a_half_typed_one(opened: Open, folder: Path) -> None:
    assert sorted(opened().terms_starting("pa")) == ["parliament", "parti", "pass"]
    (folder / "old/budget.txt").unlink()
    assert opened().terms_starting("pa", 1) == ["parti"]
    assert opened().terms_starting("pa") == ["parti"]


def test_scores_are_the_same(folder: Path, tmp_path: Path) -> None:
    openers = [opener(kind, folder, tmp_path / "data") for kind in KINDS]
    assert_same_scores([opened() for opened in openers])
    write(folder / "new.txt", "Zebras escape\n\nSome zebras met a storm.")
    (folder / "2013-01-01 war.txt").unlink()
    assert_same_scores([opened() for opened in openers])


def assert_same_scores(indexes: Sequence[Index]) -> None:
    for query in ("storm", "the party of war", "ports closed storm ships", "budget nobody zebra"):
        memory, disk = (index.candidates(terms(query), 10) for index in indexes)
        assert memory.scores.tolist() == pytest.approx(disk.scores.tolist(), rel=1e-12)
        memory, disk = (index.article_candidates(terms(query), 10) for index in indexes)
        assert memory.scores.tolist() == pytest.approx(disk.scores.tolist(), rel=1e-12)


def test_of_many_passages_both_find_the_same_in_the_same_order(tmp_path: Path) -> None:
    chance = random.Random(3)
    words = [f"{first}{rest}" for first in "bdfgk" for rest in ("ora", "imu", "elo", "unti", "asko", "opre")]
    often = [1 / place for place in range(1, len(words) + 1)]
    for number in range(60):
        lines = [" ".join(chance.choices(words, often, k=chance.randint(5, 30))) for _ in range(6)]
        headline = f"Report {' '.join(chance.sample(words, 3))}"
        write(tmp_path / "articles" / f"{number:02}.txt", "\n\n".join([headline, *(f"{x}." for x in lines)]))
    memory, disk = (opener(kind, tmp_path / "articles", tmp_path / "data")() for kind in KINDS)
    for terms in (chance.sample(memory.vocabulary(), k) for k in (1, 2, 2, 3, 3, 4, 5, 6, 8, 8)):
        expected, found = memory.candidates(terms, 10), disk.candidates(terms, 10)
        assert found.numbers.tolist() == expected.numbers.tolist()
        assert found.scores.tolist() == pytest.approx(expected.scores.tolist())
