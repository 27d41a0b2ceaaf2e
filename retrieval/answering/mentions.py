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
    from retrieval.index import ArticleEntry, Index
    from retrieval.passages import Passage
    from retrieval.query import Query


@dataclass(frozen=True, slots=True)
class Mentions:
    """How many passages of one article speak of a topic."""

    article: ArticleEntry
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where a topic is spoken of: by date, articles without a date after the others in folder order."""

    query: str
    mentions: tuple[Mentions, ...]
    dated: bool
    """Whether any of the articles bears a date; else the order says nothing of time."""
    first: Passage | None
    latest: Passage | None
    """The first passages of the first and of the latest article that bears a date, of all where none does."""
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
    numbers = passages_holding(index, wanted, filters_of(archive, query, wanted))
    if rest := Sieve(archive, query):
        numbers = numbers[[rest.lets_through(number) for number in numbers.tolist()]]
    articles, at, counts = np.unique(index.places_of(numbers)[0], return_index=True, return_counts=True)
    ordered = sorted(
        zip(map(index.entry, articles.tolist()), counts.tolist(), numbers[at].tolist(), strict=True),
        key=lambda found: (found[0].published is None, found[0].published or 0),
    )
    mentions = tuple([Mentions(entry, count) for entry, count, _ in ordered])
    notes = wanted.notes if mentions else (*wanted.notes, *unfulfilled(archive, query, wanted.query.language))
    shown = [first for entry, _, first in ordered if entry.published] or [first for *_, first in ordered]
    passages = [index.passage(number) for number in dict.fromkeys(shown[:1] + shown[-1:])]
    first, latest = (passages[0], passages[-1]) if passages else (None, None)
    dated = bool(mentions and mentions[0].article.published)
    return Timeline(query.text, mentions, dated, first, latest, wanted.suggestion, notes)


def passages_holding(index: Index, wanted: Wanted, filters: Filters) -> Numbers:
    """Return the numbers of all passages that hold a fair share of what is wanted, in their order."""
    holding = [index.holding(term, filters) for term in wanted.weights]
    if not holding:
        return np.zeros(0, dtype=np.int64)
    numbers, places = np.unique(np.concatenate(holding), return_inverse=True)
    weights = np.repeat(list(wanted.weights.values()), [len(found) for found in holding])
    return numbers[np.bincount(places, weights) >= FAIR_SHARE * wanted.weight]
