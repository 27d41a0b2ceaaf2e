"""Candidates → final order: one scorer for every index, from term statistics and places."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.analysis import Token, tokens_of
from retrieval.index.protocol import NO_FILTERS, Filters, Index, Match
from retrieval.languages import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks, analysed once."""

    text: str
    tokens: tuple[Token, ...]
    terms: tuple[str, ...]
    """Its content terms in order, each once; its stop words where it has nothing else."""


def analysed(text: str, language: Language = ENGLISH) -> Query:
    """Analyse the words of a query."""
    tokens = tuple(tokens_of(text, language))
    content = [t.term for t in tokens if not t.stop] or [t.term for t in tokens]
    return Query(text, tokens, tuple(dict.fromkeys(content)))


def rank(index: Index, query: Query, limit: int, filters: Filters = NO_FILTERS) -> list[Match]:
    """Return up to `limit` passages that hold a term of the query and fulfil the filters, the best first."""
    found = index.candidates(query.terms, limit, filters)
    return [
        Match(index.passage(number), score)
        for number, score in zip(found.numbers.tolist(), found.scores.tolist(), strict=True)
    ]
