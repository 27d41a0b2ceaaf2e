"""A query's words with what each weighs, and the words that may stand for them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from retrieval.analysis import BREAK
from retrieval.related_words import related_terms

if TYPE_CHECKING:
    from retrieval.index.protocol import Held, Index, Scores
    from retrieval.languages import Language
    from retrieval.ranking import Query

WEAK = 0.2
"""What a word that asks rather than says counts, as a share of its idf."""
MOST_RELATED = 40
"""Words of the same beginning that are looked for, for each word of a query."""
MOST_WITH_RELATED = 32
"""Words of a query that related ones are looked for."""
_KEPT = 1_000
"""Words whose number, weight and related words are remembered: a kilobyte each at most."""


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


class Sought(NamedTuple):
    """What is looked for of one word of a query, as numbers of terms."""

    term: str
    number: int
    """Its own; for a word that no passage has, one that no term has."""
    beginning: tuple[int, ...] = ()
    """Of those that begin as it does."""
    meaning: tuple[int, ...] = ()
    """Of those of like meaning."""


class Weighed(NamedTuple):
    """A query in numbers of terms."""

    words: Sequence[Sought]
    """Its content words."""
    weights: Scores
    """The inverse document frequency of each."""
    total: float
    """The sum of the weights; never 0."""
    stop_words: Sequence[int]
    """Its stop words, each once, that passages have too."""
    pairs: Sequence[tuple[int, int]]
    """Words that stand side by side in the query, not both stop words."""
    pair_weights: Sequence[float]
    """The mean of the weights of each pair."""

    @property
    def numbers(self) -> list[int]:
        """Those of its content words."""
        return [word.number for word in self.words]

    def shares(self, worth: Scores | Held) -> Scores:
        """Return shares of the query's weight, given (…, words): what each word is worth, from 0 to 1."""
        shares: Scores = worth @ self.weights / self.total
        return shares


class Weigher:
    """Weighs the words of queries by how few passages of an index have them."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._known: dict[str, tuple[int | None, float]] = {}
        self._related: dict[tuple[str, Language], tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def weighed(self, query: Query) -> Weighed:
        """Weigh the words of a query."""
        idf: dict[str, float] = {}
        numbers: dict[str, int] = {}
        for term in dict.fromkeys([token.term for token in query.tokens]):
            number, weight = self._known.get(term) or self._looked_up(term)
            idf[term] = weight * WEAK if term in query.weak else weight
            numbers[term] = BREAK - 1 - len(numbers) if number is None else number
        common = {token.term for token in query.tokens if token.stop}
        stop = common.difference(query.terms)
        wanted = [term for term in idf if term not in stop]
        weights = np.array([idf[term] for term in wanted])
        pairs = {
            (numbers[first.term], numbers[second.term]): (idf[first.term] + idf[second.term]) / 2
            for first, second in pairwise(query.tokens)
            if not (first.stop and second.stop)
        }
        return Weighed(
            self._sought(wanted, numbers, query.language),
            weights,
            float(weights.sum()) or 1.0,
            sorted([number for term in common if (number := numbers[term]) > BREAK]),
            list(pairs),
            list(pairs.values()),
        )

    def _looked_up(self, term: str) -> tuple[int | None, float]:
        """Return the number and the inverse document frequency of a term."""
        count, passages = self._index.document_frequency(term), self._index.passage_count()
        known = self._index.term_number(term), math.log(1 + (passages - count + 0.5) / (count + 0.5))
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[term] = known
        return known

    def _sought(self, wanted: Sequence[str], numbers: Mapping[str, int], language: Language) -> list[Sought]:
        asked = frozenset(numbers.values())
        sought = []
        for place, term in enumerate(wanted):
            number = numbers[term]
            if place >= MOST_WITH_RELATED:
                sought.append(Sought(term, number))
                continue
            beginning, meaning = self._related_to(term, language)
            if not asked.isdisjoint(beginning):
                beginning = tuple([n for n in beginning if n not in asked])
            sought.append(Sought(term, number, beginning, meaning))
        return sought

    def _related_to(self, term: str, language: Language) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the numbers of terms that begin as a term does, and of those of like meaning."""
        key = term, language
        related = self._related.get(key)
        if related is None:
            if len(self._related) >= _KEPT:
                self._related.clear()
            beginning = self._numbered(self._beginning_like(term))
            meaning = self._numbered(related_terms(language).get(term, ()))
            related = self._related[key] = beginning, meaning
        return related

    def _numbered(self, terms: Iterable[str]) -> tuple[int, ...]:
        numbers = map(self._index.term_number, terms)
        return tuple([number for number in numbers if number is not None])

    def _beginning_like(self, term: str) -> Collection[str]:
        if len(term) < 5 or not term.isalpha():
            return ()
        prefix = term[: max(5, len(term) - 2) if len(term) <= 8 else len(term) - 3]
        return self._index.terms_starting(prefix, MOST_RELATED)
