"""A query's words with what each weighs, and the words that may stand for them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from retrieval.analysis import BREAK
from retrieval.related_words import related_terms

if TYPE_CHECKING:
    from retrieval.index.protocol import Index
    from retrieval.ranking import Query

WEAK = 0.2
"""What a word that asks rather than says counts, as a share of its idf."""
MOST_RELATED = 40
"""Words of the same beginning that are looked for, for each word of a query."""
MOST_WITH_RELATED = 32
"""Words of a query that related ones are looked for."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A query in numbers of terms; a word that no passage has gets a number that no term has."""

    weights: Mapping[int, float]
    """Each content word's inverse document frequency."""
    total: float
    """The sum of the weights; never 0."""
    pairs: Mapping[tuple[int, int], float]
    """Words that stand side by side in the query, not both stop words, with the mean of their weights."""
    beginning: Mapping[int, Collection[int]]
    """Terms that begin as words of the query do ("migration" for "migrants") → the numbers of those."""
    meaning: Mapping[int, Collection[int]]
    """The same for terms of like meaning."""
    matter: Collection[int]
    """All numbers that are looked for in a passage, stop words of the query and BREAK too."""

    def share(self, numbers: Iterable[int]) -> float:
        """Return the share of the query's weight that its terms of these numbers have, each given once."""
        weights = self.weights
        return sum([weights[number] for number in numbers]) / self.total

    def pairs_share(self, pairs: Iterable[tuple[int, int]]) -> float:
        """Return the same for pairs of the query, each given once."""
        return sum([self.pairs[pair] for pair in pairs]) / self.total


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
    weights = {numbers[term]: idf[term] for term in wanted}
    asked = frozenset(numbers.values())
    beginning: dict[int, list[int]] = {}
    meaning: dict[int, list[int]] = {}
    like = related_terms(query.language)
    for term in wanted[:MOST_WITH_RELATED]:
        for number in _numbered(_beginning_like(term, index), index):
            if number not in asked:
                beginning.setdefault(number, []).append(numbers[term])
        for number in _numbered(like.get(term, ()), index):
            meaning.setdefault(number, []).append(numbers[term])
    return Weighed(
        weights,
        sum(weights.values()) or 1.0,
        {
            (numbers[first.term], numbers[second.term]): (idf[first.term] + idf[second.term]) / 2
            for first, second in pairwise(query.tokens)
            if not (first.stop and second.stop)
        },
        beginning,
        meaning,
        frozenset((BREAK, *asked, *beginning, *meaning)),
    )


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
