"""Candidates → final order: one scorer for every index, from term statistics and places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.analysis import Token, tokens_of
from retrieval.index.protocol import NO_FILTERS, Filters, Index, Match
from retrieval.languages import ENGLISH, Language
from retrieval.scoring import Fits, Scorer

RERANKED = 40
"""Candidates that are scored, however few are asked for."""
ASKING = 3
"""Words at the head of a query that may tell that it is a question."""
TYPED = 10
"""The best passages, in which what is asked for is looked for: a date, a number, a name."""
MARKED = 5
"""Matches of which the best sentence is marked."""


@dataclass(frozen=True, slots=True)
class Query:
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
    first = (text[token.start : token.end].casefold() for token in tokens[:ASKING])
    return not text.rstrip().endswith(".") and not language.interrogatives.isdisjoint(first)


@dataclass(frozen=True)
class Ranking:
    """Passages by their numbers, the best first, and how each fits."""

    numbers: Sequence[int]
    scores: Sequence[float]
    fits: Fits
    places: Sequence[int]
    """Where each stands in `fits`."""
    scorer: Scorer

    def held(self, place: int) -> frozenset[int]:
        """Return the numbers of the query's content words that the passage at a place or its headline has."""
        return frozenset(self.scorer.asked.numbers[self.fits.held[self.places[place]]].tolist())

    def weights_held(self, weights: Mapping[int, float]) -> list[float]:
        """Return how much weight each passage or its headline holds, given weights of numbers of words."""
        of_terms = [weights.get(number, 0.0) for number in self.scorer.asked.numbers.tolist()]
        held: list[float] = (self.fits.held[self.places] @ np.array(of_terms)).tolist()
        return held

    def sentence(self, place: int, text: str) -> tuple[int, int] | None:
        """Return the sentence that answers best of the passage at a place; of the first MARKED alone."""
        if place >= MARKED:
            return None
        its = self.fits.found.sentences_of(self.places[place])
        return self.scorer.best_sentence(self.fits.marks[its].tolist(), text)


def rank(index: Index, query: Query, limit: int, filters: Filters = NO_FILTERS) -> list[Match]:
    """Return up to `limit` passages that hold a term of the query and fulfil the filters, the best first.

    The first MARKED matches tell their best sentence.
    """
    ranking = ranked(index, query, limit, filters)
    matches = []
    for place, (number, score) in enumerate(zip(ranking.numbers, ranking.scores, strict=True)):
        passage = index.passage(number)
        matches.append(Match(passage, score, ranking.sentence(place, passage.text)))
    return matches


def ranked(index: Index, query: Query, limit: int, filters: Filters = NO_FILTERS) -> Ranking:
    """Return the same as numbers of passages, each with how it fits."""
    found = index.candidates(query.terms, max(limit, RERANKED), filters).numbers
    scorer = Scorer(index, query)
    fits = scorer.fits(found)
    numbers, scores = found.tolist(), fits.scores.tolist()
    # Sorting keeps the index's order among equals.
    order = sorted(range(len(numbers)), key=lambda place: -scores[place])
    if scorer.types:
        for place in order[:TYPED]:
            scores[place] = scorer.with_answer(fits, place, index.passage(numbers[place]).text)
        order.sort(key=lambda place: -scores[place])
    first = order[:limit]
    return Ranking([numbers[p] for p in first], [scores[p] for p in first], fits, first, scorer)
