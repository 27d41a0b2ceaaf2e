"""Candidates → final order: one scorer for every index, from term statistics and places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from retrieval.analysis import Token, tokens_of
from retrieval.features import Features, features_of
from retrieval.index.protocol import NO_FILTERS, Filters, Index, Match, Numbers
from retrieval.known_features import MOST_WORDS, SMALL, KnownFeatures
from retrieval.languages import ENGLISH, Language
from retrieval.scoring import Fits, factors_of
from retrieval.weighing import Weighed, Weigher

RERANKED = 40
"""Candidates that are scored, however few are asked for."""
ASKING = 3
"""Words at the head of a query that may tell that it is a question."""
TYPED = 10
"""The best passages, in which what is asked for is looked for: a date, a number, a name."""
MARKED = 5
"""Matches of which the best sentence is marked."""


class Query(NamedTuple):
    """What somebody asks, analysed once."""

    text: str
    tokens: tuple[Token, ...]
    terms: tuple[str, ...]
    """Its content terms in order, each once; its stop words where it has nothing else."""
    weak: frozenset[str] = frozenset()
    """Those that ask rather than say: they count less."""
    language: Language = ENGLISH
    asks: bool = False
    """Whether it asks for a fact, and does not name a topic or a claim."""

    @property
    def names(self) -> frozenset[str]:
        """Its content terms with a capital, the first word aside; none where all is in capitals."""
        if self.text.isupper():
            return frozenset()
        capital = (t.term for t in self.tokens if t.start and not t.stop and self.text[t.start].isupper())
        return frozenset(capital)


def analysed(text: str, language: Language = ENGLISH, words: Sequence[Token] | None = None) -> Query:
    """Analyse a query; `words` are its tokens where they are known already."""
    tokens = tuple(tokens_of(text, language) if words is None else words)
    content = [t.term for t in tokens if not t.stop] or [t.term for t in tokens]
    weak = language.question_terms.intersection(content)
    return Query(text, tokens, tuple(dict.fromkeys(content)), weak, language, _asks(text, tokens, language))


def _asks(text: str, tokens: Sequence[Token], language: Language) -> bool:
    """Whether there is a question mark or, where no full stop ends it, a question's word near its head."""
    if "?" in text:
        return True
    first = [text[token.start : token.end].casefold() for token in tokens[:ASKING]]
    return not text.rstrip().endswith(".") and not language.interrogatives.isdisjoint(first)


class Ranking(NamedTuple):
    """Passages by their numbers, the best first, and how each fits."""

    numbers: Sequence[int]
    scores: Sequence[float]
    places: Numbers
    """Where each stands in `fits`."""
    asked: Weighed
    fits: Fits

    def held(self, place: int) -> frozenset[int]:
        """Return the numbers of the query's content words that the passage at a place or its headline has."""
        holds = self.fits.held[:, self.places[place]].tolist()
        return frozenset([word.number for word, held in zip(self.asked.words, holds, strict=True) if held])

    def weights_held(self, weights: Mapping[int, float]) -> list[float]:
        """Return how much weight each passage or its headline holds, given weights of numbers of words."""
        of_words = np.array([weights.get(word.number, 0.0) for word in self.asked.words])
        held: list[float] = (of_words @ self.fits.held)[self.places].tolist()
        return held

    def sentence(self, place: int, text: str) -> tuple[int, int] | None:
        """Return the sentence that answers best of the passage at a place; of the first MARKED alone."""
        return self.fits.best_sentence(self.places[place], text) if place < MARKED else None


class Ranker:
    """Ranks the passages of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._weigher = Weigher(index)

    @cached_property
    def _known(self) -> KnownFeatures | None:
        """What is known of all passages, where these are few."""
        return KnownFeatures(self._index) if self._index.passage_count() <= SMALL else None

    def ranked(self, query: Query, limit: int, filters: Filters = NO_FILTERS) -> Ranking:
        """Return up to `limit` passages that hold a term of the query and fulfil the filters.

        The best come first.
        """
        index = self._index
        asked = self._weigher.weighed(query)
        features, places = self._features(query, asked, max(limit, RERANKED), filters)
        several = 1 - index.article_count() / max(1, index.passage_count())
        fits = Fits(query, asked, features, several)
        scores = fits.scores[places]
        # Sorting keeps the index's order among equals.
        order = (-scores).argsort(kind="stable")
        if fits.types:
            for n in order[:TYPED].tolist():
                text = index.passage(int(features.layout.passages[places[n]])).text
                scores[n] = fits.with_answer(places[n], text)
            order = order[(-scores[order]).argsort(kind="stable")]
        order = order[:limit]
        first = places[order]
        return Ranking(features.layout.passages[first].tolist(), scores[order].tolist(), first, asked, fits)

    def _features(
        self, query: Query, asked: Weighed, limit: int, filters: Filters
    ) -> tuple[Features, Numbers]:
        """Return what a query finds in passages, and the places there of those that the index proposes."""
        index, factors = self._index, factors_of(query)
        known = self._known if len(asked.words) <= MOST_WORDS else None
        if known is None:
            found = index.candidates(query.terms, limit, filters).numbers
            return features_of(index, found, query, asked, factors), np.arange(len(found))
        features, proposed = known.features(asked, factors)
        if filters is not NO_FILTERS:
            return features, known.places_of(index.candidates(query.terms, limit, filters).numbers)
        matching = proposed.nonzero()[0]
        return features, matching[(-proposed[matching]).argsort(kind="stable")[:limit]]

    def rank(self, query: Query, limit: int, filters: Filters = NO_FILTERS) -> list[Match]:
        """Return the same passages themselves, of the first MARKED with their best sentence."""
        ranking = self.ranked(query, limit, filters)
        matches = []
        for place, (number, score) in enumerate(zip(ranking.numbers, ranking.scores, strict=True)):
            passage = self._index.passage(number)
            matches.append(Match(passage, score, ranking.sentence(place, passage.text)))
        return matches


def rank(index: Index, query: Query, limit: int, filters: Filters = NO_FILTERS) -> list[Match]:
    """Rank the passages of an index for one query, as a `Ranker` does for many."""
    return Ranker(index).rank(query, limit, filters)
