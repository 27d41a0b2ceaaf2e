"""A query's words with what each weighs, and the words that may stand for them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from retrieval.analysis import BREAK
from retrieval.related_words import related_terms

if TYPE_CHECKING:
    from retrieval.index.protocol import Held, Index, Scores, Terms
    from retrieval.ranking import Query

WEAK = 0.2
"""What a word that asks rather than says counts, as a share of its idf."""
MOST_RELATED = 40
"""Words of the same beginning that are looked for, for each word of a query."""
MOST_WITH_RELATED = 32
"""Words of a query that related ones are looked for."""


class Standing(IntEnum):
    """How a word of a query stands in a text, the better the higher."""

    ABSENT = 0
    MEANING = 1
    """One of like meaning does: "launch" for "begin"."""
    BEGINNING = 2
    """One that begins as it does: "migration" for "migrants"."""
    HEADLINE = 3
    """It stands in the headline alone."""
    ITSELF = 4


@dataclass(frozen=True, slots=True)
class Weighed:
    """A query in numbers of terms; a word that no passage has gets a number that no term has."""

    numbers: Terms
    """Of its content words."""
    weights: Scores
    """The inverse document frequency of each."""
    total: float
    """The sum of the weights; never 0."""
    stands: Terms
    """(3, words): what is looked for, in the order of the numbers: number, `Standing` that it gives, and to
    which of the content words; behind these count its stop words."""
    stop_words: int
    """How many different ones it has that passages have too."""
    pairs: Terms
    """(2, pairs): words that stand side by side in the query, not both stop words."""
    pair_weights: Scores
    """The mean of the weights of each pair."""

    def shares(self, worth: Scores | Held) -> Scores:
        """Return shares of the query's weight, given (…, words): what each word is worth, from 0 to 1."""
        shares: Scores = worth @ self.weights / self.total
        return shares

    def pair_shares(self, held: Held) -> Scores:
        """Return the same for the pairs of the query, given (…, pairs): whether each stands there."""
        shares: Scores = held @ self.pair_weights / self.total
        return shares


def weighed(index: Index, query: Query) -> Weighed:
    """Weigh the words of a query by how few passages of an index have them."""
    passages = index.passage_count()
    idf: dict[str, float] = {}
    for token in query.tokens:
        if token.term not in idf:
            count = index.document_frequency(token.term)
            weight = math.log(1 + (passages - count + 0.5) / (count + 0.5))
            idf[token.term] = weight * WEAK if token.term in query.weak else weight
    numbers: dict[str, int] = {}
    for place, term in enumerate(idf):
        number = index.term_number(term)
        numbers[term] = BREAK - 1 - place if number is None else number
    stop = frozenset(token.term for token in query.tokens if token.stop).difference(query.terms)
    wanted = [term for term in idf if term not in stop]
    weights = np.array([idf[term] for term in wanted])
    pairs = {
        (numbers[first.term], numbers[second.term]): (idf[first.term] + idf[second.term]) / 2
        for first, second in pairwise(query.tokens)
        if not (first.stop and second.stop)
    }
    common = sorted({numbers[t.term] for t in query.tokens if t.stop and numbers[t.term] > BREAK})
    looked_for = [each for stand in _stands(wanted, numbers, query, index) for each in stand]
    for place, number in enumerate(common, len(wanted)):
        looked_for += (number, Standing.ITSELF.value, place)
    stands = np.array(looked_for, dtype=np.int64).reshape(-1, 3).T
    return Weighed(
        np.array([numbers[term] for term in wanted], dtype=np.int64),
        weights,
        float(weights.sum()) or 1.0,
        stands[:, stands[0].argsort(kind="stable")],
        len(common),
        np.array(list(pairs), dtype=np.int64).reshape(-1, 2).T.copy(),
        np.array(list(pairs.values())),
    )


def _stands(
    wanted: Sequence[str], numbers: Mapping[str, int], query: Query, index: Index
) -> Iterator[tuple[int, int, int]]:
    asked = frozenset(numbers.values())
    like = related_terms(query.language)
    itself, beginning, meaning = map(int, (Standing.ITSELF, Standing.BEGINNING, Standing.MEANING))
    for place, term in enumerate(wanted):
        yield numbers[term], itself, place
        if place < MOST_WITH_RELATED:
            for number in _numbered(_beginning_like(term, index), index):
                if number not in asked:
                    yield number, beginning, place
            for number in _numbered(like.get(term, ()), index):
                yield number, meaning, place


def _numbered(terms: Iterable[str], index: Index) -> Iterator[int]:
    for term in terms:
        number = index.term_number(term)
        if number is not None:
            yield number


def _beginning_like(term: str, index: Index) -> Collection[str]:
    if len(term) < 5 or not term.isalpha():
        return ()
    prefix = term[: max(5, len(term) - 2) if len(term) <= 8 else len(term) - 3]
    return index.terms_starting(prefix, MOST_RELATED)
