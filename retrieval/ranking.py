"""Candidates → final order: one scorer for every index, from term statistics and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.analysis import Token, tokens_of
from retrieval.index.protocol import NO_FILTERS, Filters, Index, Match
from retrieval.languages import ENGLISH, Language
from retrieval.scoring import Fit, Scorer

RERANKED = 40
"""Candidates that are scored, however few are asked for."""
ARTICLES = 100
"""Articles of which the score as a whole is known; the others count nothing."""
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


def analysed(text: str, language: Language = ENGLISH, words: Sequence[Token] | None = None) -> Query:
    """Analyse a query; `words` are its tokens where they are known already."""
    tokens = tuple(tokens_of(text, language) if words is None else words)
    content = [t.term for t in tokens if not t.stop] or [t.term for t in tokens]
    weak = language.question_terms.intersection(content)
    return Query(text, tokens, tuple(dict.fromkeys(content)), weak, language)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages by their numbers, the best first, each with how it fits."""

    fits: Sequence[tuple[int, Fit]]
    scorer: Scorer

    def sentence(self, place: int, text: str) -> tuple[int, int] | None:
        """Return the sentence that answers best of the passage at a place; of the first MARKED alone."""
        return self.scorer.best_sentence(self.fits[place][0], text) if place < MARKED else None


def rank(index: Index, query: Query, limit: int, filters: Filters = NO_FILTERS) -> list[Match]:
    """Return up to `limit` passages that hold a term of the query and fulfil the filters, the best first.

    The first MARKED matches tell their best sentence.
    """
    ranking = ranked(index, query, limit, filters)
    matches = []
    for place, (number, fit) in enumerate(ranking.fits):
        passage = index.passage(number)
        matches.append(Match(passage, fit.score, ranking.sentence(place, passage.text)))
    return matches


def ranked(index: Index, query: Query, limit: int, filters: Filters = NO_FILTERS) -> Ranking:
    """Return the same as numbers of passages, each with how it fits."""
    found = index.candidates(query.terms, max(limit, RERANKED), filters).numbers.tolist()
    whole = index.article_candidates(query.terms, ARTICLES)
    scorer = Scorer(index, query, dict(zip(whole.numbers.tolist(), whole.scores.tolist(), strict=True)))
    fits = [(number, scorer.fit(number)) for number in found]
    # Sorting keeps the index's order among equals.
    return Ranking(sorted(fits, key=lambda each: -each[1].score)[:limit], scorer)
