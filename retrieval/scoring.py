"""How well a passage fits a query: a small sum of features, from term statistics and places of words.

Every feature is a share of the query's weight (the sum of its terms' idf), so that one set of factors fits short
and long queries. The factors were found together on six judged sets (quiz questions on news of 2022, TIME 1963,
Cranfield, SciFact, SQuAD, XQuAD) by coordinate ascent, halves of the questions checking each other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from retrieval.analysis import BREAK

if TYPE_CHECKING:
    from retrieval.index.protocol import Forward, Index
    from retrieval.ranking import Query

WORDS, ARTICLE, SENTENCE, PAIRS, WINDOW, RELATED, HEADLINE, SUBJECT, LEAD = FACTORS = (
    0.64,  # BM25 of the passage's words
    1.25,  # BM25 of its whole article, headlines included
    0.58,  # its best sentence: the square of its share of the query, and half of the pairs in it
    0.70,  # words that stand side by side in the query and in the passage
    0.20,  # most of the query within WINDOW_WORDS words
    0.90,  # words of the same beginning as one that is missing: "migration" for "migrants"
    0.10,  # words of the query in the headline
    0.30,  # a headline of nothing but words of the query: the query's subject
    0.25,  # at the top of its article, less with every passage further down
)
K1, B = 0.8, 0.6
WINDOW_WORDS = 20
WEAK = 0.35
"""What a word that asks rather than says counts, as a share of its idf."""
MOST_RELATED = 40


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one passage fits a query."""

    score: float
    sentence: int
    """Which sentence fits best, from 0."""
    sentence_share: float
    """Share of the query's weight that this sentence holds."""
    share: float
    """Share of the query's weight that text and headline hold."""
    pairs: float
    """Pairs of the query that stand side by side in the passage, as a share of its weight."""


class Scorer:
    """Fits passages of one index to one query."""

    def __init__(self, index: Index, query: Query, articles: Mapping[int, float]) -> None:
        """`articles` are the BM25 scores of whole articles by number; those not among them count 0."""
        self._index = index
        self._articles = articles
        passages = index.passage_count()
        self._average = index.average_length()
        idf: dict[str, float] = {}
        for token in query.tokens:
            if token.term not in idf:
                count = index.document_frequency(token.term)
                weight = math.log(1 + (passages - count + 0.5) / (count + 0.5))
                idf[token.term] = weight * WEAK if token.term in query.weak else weight
        numbers = {term: index.term_number(term) for term in idf}
        self._weights = {
            number: idf[term] for term in query.terms if (number := numbers.get(term)) is not None
        }
        self.weight = sum(idf[term] for term in query.terms if term in idf) or 1.0
        self._asked = frozenset(number for number in numbers.values() if number is not None)
        self._pairs: dict[tuple[int, int], float] = {}
        for first, second in pairwise(query.tokens):
            pair = numbers[first.term], numbers[second.term]
            if pair[0] is not None and pair[1] is not None and not (first.stop and second.stop):
                self._pairs[pair[0], pair[1]] = (idf[first.term] + idf[second.term]) / 2
        self._related = self._related_terms(query.terms)

    def _related_terms(self, terms: Sequence[str]) -> dict[int, int]:
        related: dict[int, int] = {}
        for term in terms:
            number = self._index.term_number(term)
            if number is None or len(term) < 5 or not term.isalpha():
                continue
            prefix = term[: max(5, len(term) - 2) if len(term) <= 8 else len(term) - 3]
            for other in self._index.terms_starting(prefix, MOST_RELATED):
                other_number = self._index.term_number(other)
                if other_number is not None and other_number not in self._asked:
                    related[other_number] = number
        return related

    def fit(self, passage: int) -> Fit:
        """Return how well a passage fits, by its number."""
        forward = self._index.forward(passage)
        weights = self._weights
        counts, places, related, length = self._held(forward.text)
        sentence, sentence_score, sentence_share, pairs = self._best_sentence(forward.text)
        norm = K1 * (1 - B + B * length / self._average)
        words = sum(weights[n] * count * (K1 + 1) / (count + norm) for n, count in counts.items())
        in_headline = self._asked.intersection(forward.headline)
        headline = sum(weights.get(n, 0.0) for n in in_headline)
        missing = sum(weights[n] for n in related if n not in counts)
        article = self._index.article_of(passage)
        position = passage - self._index.passages_of(article).start
        total = self.weight
        values = (
            words / total,
            self._articles.get(article, 0.0) / total,
            sentence_score,
            pairs / total,
            self._densest(places) / total,
            missing / total,
            headline / total,
            float(bool(forward.headline) and len(in_headline) == len(set(forward.headline))),
            1 / (1 + position),
        )
        held = sum(weights[n] for n in weights if n in counts or n in in_headline)
        score = sum(factor * value for factor, value in zip(FACTORS, values, strict=True))
        return Fit(score, sentence, sentence_share, held / total, pairs / total)

    def _held(self, text: Sequence[int]) -> tuple[dict[int, int], list[tuple[int, int]], set[int], int]:
        """Return the query's terms in a text with their counts, their places, related ones, and its length."""
        weights, related_terms = self._weights, self._related
        counts: dict[int, int] = {}
        places = []
        related = set()
        breaks = 0
        for place, number in enumerate(text):
            if number in weights:
                counts[number] = counts.get(number, 0) + 1
                places.append((place - breaks, number))
            elif number == BREAK:
                breaks += 1
            elif number in related_terms:
                related.add(related_terms[number])
        return counts, places, related, len(text) - breaks

    def _best_sentence(self, text: Sequence[int]) -> tuple[int, float, float, float]:
        """Return the best sentence's place, score and share of the query, and the weight of all pairs."""
        best = (0, -1.0, 0.0)
        all_pairs: set[tuple[int, int]] = set()
        start = sentence = 0
        ends = [place for place, number in enumerate(text) if number == BREAK]
        if not ends or ends[-1] != len(text) - 1:
            ends.append(len(text))
        for end in ends:
            words = text[start:end]
            share = sum(self._weights.get(n, 0.0) for n in self._asked.intersection(words)) / self.weight
            if share:
                pairs = self._pairs.keys() & set(pairwise(words))
                all_pairs |= pairs
                score = share * share + 0.5 * sum(self._pairs[pair] for pair in pairs) / self.weight
                if score > best[1]:
                    best = (sentence, score, share)
            start = end + 1
            sentence += 1
        pairs_weight = sum(self._pairs[pair] for pair in all_pairs)
        return best[0], max(0.0, best[1]), best[2], pairs_weight

    def _densest(self, places: Sequence[tuple[int, int]]) -> float:
        """Return the largest weight of different terms within WINDOW_WORDS words."""
        most = 0.0
        for at, (first, _) in enumerate(places):
            seen = {
                number for place, number in places[at : at + WINDOW_WORDS] if place < first + WINDOW_WORDS
            }
            most = max(most, sum(self._weights[number] for number in seen))
        return most


def forward_terms(forward: Forward) -> frozenset[int]:
    """Return the terms of a passage's text and headline, by number."""
    return frozenset(forward.text).union(forward.headline) - {BREAK}
