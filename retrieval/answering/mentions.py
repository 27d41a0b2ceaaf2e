"""How often, when and where a topic is spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retrieval.answering.sifting import Sieve, filters_of, unfulfilled
from retrieval.answering.topics import FAIR_SHARE
from retrieval.answering.wanted import Wanted, read_words
from retrieval.index.protocol import Filters, Numbers

if TYPE_CHECKING:
    from retrieval.answers import Note
    from retrieval.archive import Archive
    from retrieval.articles import Article
    from retrieval.index import Index
    from retrieval.passages import Passage
    from retrieval.query import Query


@dataclass(frozen=True, slots=True)
class Mentions:
    """The passages of one article that speak of a topic."""

    article: Article
    count: int
    first: Passage


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where a topic is spoken of: by date, articles without a date after the others in folder order."""

    query: str
    mentions: tuple[Mentions, ...]
    dated: bool
    """Whether any of the articles bears a date; else the order says nothing of time."""
    suggestion: str | None
    notes: tuple[Note, ...]

    @property
    def count(self) -> int:
        """The number of passages."""
        return sum(m.count for m in self.mentions)


def timeline(archive: Archive, query: Query) -> Timeline:
    """Return every mention of a topic."""
    wanted = read_words(query.words, archive.index)
    index = archive.index
    rest = Sieve(archive, query)
    by_article: dict[int, list[int]] = {}
    for number in passages_holding(index, wanted, filters_of(archive, query, wanted)).tolist():
        if rest and not rest.lets_through(index.passage(number)):
            continue
        by_article.setdefault(index.article_of(number), []).append(number)
    mentions = sorted(
        (Mentions(index.article(a), len(found), index.passage(found[0])) for a, found in by_article.items()),
        key=lambda m: (m.article.published is None, m.article.published or 0),
    )
    dated = any(m.article.published for m in mentions)
    notes = wanted.notes if mentions else (*wanted.notes, *unfulfilled(archive, query, wanted.query.language))
    return Timeline(query.text, tuple(mentions), dated, wanted.suggestion, notes)


def passages_holding(index: Index, wanted: Wanted, filters: Filters) -> Numbers:
    """Return the numbers of all passages that hold a fair share of what is wanted, in their order."""
    holding = [index.holding(term, filters) for term in wanted.weights]
    if not holding:
        return np.zeros(0, dtype=np.int64)
    numbers, places = np.unique(np.concatenate(holding), return_inverse=True)
    weights = np.repeat(list(wanted.weights.values()), [len(found) for found in holding])
    return numbers[np.bincount(places, weights) >= FAIR_SHARE * wanted.weight]
