"""What is found of a query in all passages at once is what reading each word by word finds."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

from retrieval.analysis import BREAK
from retrieval.index import Index
from retrieval.index.protocol import Numbers
from retrieval.occurrences import Occurrences, occurrences
from retrieval.ranking import analysed
from retrieval.weighing import Standing, Weighed, Weigher

QUERIES = [
    "party of war",
    "the Russian military and the Russians",
    "Did the ceasefire begin in the Minsk talks?",
    "zzzz",
    "the",
]


def found_in_all(index: Index, query: str) -> tuple[Numbers, Weighed, Occurrences]:
    numbers = np.concatenate([index.passages_of(entry.number) for entry in index.entries()])[::-2]
    asked = Weigher(index).weighed(analysed(query))
    return numbers, asked, occurrences(index.words_of(numbers), asked)


def sentences_of(found: Occurrences, row: int) -> npt.NDArray[np.bool_]:
    return found.owner == row


def sentences(words: list[int]) -> list[list[int]]:
    """Cut words at the BREAKs; an end without one ends a sentence too."""
    cut: list[list[int]] = [[]]
    for number in words:
        if number == BREAK:
            cut.append([])
        else:
            cut[-1].append(number)
    return cut if cut[-1] else cut[:-1]


@pytest.mark.parametrize("query", QUERIES)
def test_terms_are_found_where_they_stand(index: Index, query: str) -> None:
    numbers, asked, found = found_in_all(index, query)
    for row, number in enumerate(numbers.tolist()):
        words = index.forward(number)
        assert found.counts[row].tolist() == [words.text.count(n) for n in asked.numbers]
        assert found.headline[row].tolist() == [n in words.headline for n in asked.numbers]
        own = sentences_of(found, row)
        expected = [[n in each for n in asked.numbers] for each in sentences(list(words.text))]
        assert (found.sentence_standing[own] == Standing.ITSELF).tolist() == expected
        assert (found.standing[row] == Standing.ITSELF).tolist() == np.any(expected, axis=0).tolist()


@pytest.mark.parametrize("query", QUERIES)
def test_pairs_stand_within_one_sentence(index: Index, query: str) -> None:
    numbers, asked, found = found_in_all(index, query)
    pairs = asked.pairs
    for row, number in enumerate(numbers.tolist()):
        own = sentences_of(found, row)
        beside = [set(pairwise(each)) for each in sentences(list(index.forward(number).text))]
        assert found.sentence_pairs[own].tolist() == [[p in each for p in pairs] for each in beside]
        assert found.pairs[row].tolist() == [any(p in each for each in beside) for p in pairs]


@pytest.mark.parametrize("query", QUERIES)
def test_sentences_are_counted_out_and_have_stop_words_of_the_query(index: Index, query: str) -> None:
    numbers, _, found = found_in_all(index, query)
    known = (index.term_number(token.term) for token in analysed(query).tokens if token.stop)
    stop_words = {number for number in known if number is not None}
    for row, number in enumerate(numbers.tolist()):
        own, expected = sentences_of(found, row), sentences(list(index.forward(number).text))
        held = [[number in each for number in sorted(stop_words)] for each in expected]
        assert found.stop_words[own].tolist() == held
        lengths = found.sentence_lengths[own].tolist()
        assert all(n - len(each) in (0, 1) for n, each in zip(lengths, expected, strict=True))


def test_words_of_the_same_beginning_and_of_like_meaning_are_told_apart(index: Index) -> None:
    _, _, begins = found_in_all(index, "militarized")
    _, _, alike = found_in_all(index, "start")
    assert (begins.standing == Standing.BEGINNING).any()
    assert not (begins.standing == Standing.ITSELF).any()
    assert (alike.standing == Standing.MEANING).any()


def test_no_passages_hold_nothing(index: Index) -> None:
    asked = Weigher(index).weighed(analysed("party of war"))
    found = occurrences(index.words_of(np.zeros(0, dtype=np.int64)), asked)
    assert found.counts.shape == (0, len(asked.numbers))
    assert not len(found.owner)
