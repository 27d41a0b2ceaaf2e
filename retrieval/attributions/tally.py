"""Who is quoted how often in the articles of an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, overload

import numpy as np

from retrieval.analysis import fold
from retrieval.attributions.model import QuotedSpeaker

if TYPE_CHECKING:
    from retrieval.attributions.forms import Forms, Integers
    from retrieval.attributions.table import Rows
    from retrieval.speakers import Speaker

MOST_IN_ORDER = 1_000
"""Places down to which speakers quoted as often as each other are in the order of their names."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The forms of speakers' names, each with the place of an article; in the order of the articles."""

    place: Integers
    form: Integers
    quotations: Integers
    """Of the speaker in the article; 0 for a form beside the name."""
    has_role: Integers

    @classmethod
    def of(cls, rows: Rows, numbers: Integers) -> Tally:
        """Gather the rows of the articles with these numbers; -1 stands for one that was not read."""
        places = np.flatnonzero(numbers >= 0)
        ends = rows.ends[numbers[places]]
        starts = np.concatenate(([0], rows.ends))[numbers[places]]
        counts = ends - starts
        before = counts.cumsum() - counts
        at = np.arange(counts.sum()) + np.repeat(starts - before, counts)
        return cls(np.repeat(places, counts), rows.form[at], rows.quotations[at], rows.has_role[at])

    def without(self, places: Integers) -> Tally:
        """Return the rows of other articles."""
        return self._chosen(np.flatnonzero(~np.isin(self.place, places)))

    def plus(self, other: Tally) -> Tally:
        """Return the rows of both."""
        both = Tally(
            *(
                np.concatenate((getattr(self, name), getattr(other, name)))
                for name in ("place", "form", "quotations", "has_role")
            )
        )
        return both._chosen(np.argsort(both.place, kind="stable"))

    def _chosen(self, rows: Integers) -> Tally:
        return Tally(self.place[rows], self.form[rows], self.quotations[rows], self.has_role[rows])

    def quoting(self, forms: Integers) -> Integers:
        """Return the places of the articles that quote somebody under one of the forms."""
        return np.unique(self.place[np.isin(self.form, forms)])

    def named(self) -> Tally:
        """Return the rows that stand for a speaker, each once in an article."""
        return self._chosen(np.flatnonzero(self.quotations > 0))


class QuotedSpeakers(Sequence[QuotedSpeaker]):
    """Everybody who is quoted, the most quoted first; each is made when asked for."""

    def __init__(
        self,
        tally: Tally,
        forms: Forms,
        sources: Sequence[str],
        speaker: Callable[[int, str], Speaker],
    ) -> None:
        """Count a tally; `sources` are the articles', and `speaker` finds one by name in an article."""
        self._forms, self._sources, self._speaker = forms, sources, speaker
        named = tally.named()
        names = forms.names()[named.form]
        order = np.argsort(names, kind="stable")
        self._starts = np.flatnonzero(np.r_[True, np.diff(names[order]) != 0][: len(order)])
        self._ends = np.append(self._starts[1:], len(order))
        self._places = named.place[order]
        fullest = np.lexsort((1 - named.has_role, names))[self._starts]
        self._fullest_form, self._fullest_place = named.form[fullest], named.place[fullest]
        counted = named.quotations[order]
        self._quotations = np.add.reduceat(counted, self._starts) if len(counted) else counted
        self._order = self._by_name(np.lexsort((self._starts - self._ends, -self._quotations)))

    def _by_name(self, order: Integers) -> Integers:
        """Put those who are quoted as often into the order of their names, down to where nobody looks."""
        counts = np.stack((self._quotations, self._ends - self._starts))[:, order]
        breaks = np.flatnonzero(np.any(np.diff(counts, prepend=-1), axis=0))
        for first, end in pairwise([*breaks.tolist(), len(order)]):
            if first >= MOST_IN_ORDER:
                break
            order[first:end] = sorted(order[first:end].tolist(), key=self._name)
        return order

    def _name(self, number: int) -> str:
        return self._forms[int(self._fullest_form[number])]

    def starting(self, words: Sequence[str]) -> Iterator[str]:
        """Yield the names in which each of some words begins a word; the words are folded."""
        if not words:
            yield from map(self._name, self._order.tolist())
            return
        longest, folded = f" {max(words, key=len)}", self.folded
        place = counted = 0
        found = folded.find(longest)
        while found >= 0:
            first, end = folded.rfind("\n", 0, found) + 1, folded.find("\n", found)
            has = folded[first:end]
            if all(f" {word}" in has for word in words):
                place, counted = place + folded.count("\n", counted, first), first
                yield self._name(int(self._order[place]))
            found = folded.find(longest, end)

    @cached_property
    def folded(self) -> str:
        """All names, folded, a line each, with a space before each word."""
        names = (fold(self._name(number)).split() for number in self._order.tolist())
        return "".join(["".join([f" {word}" for word in name]) + "\n" for name in names])

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> QuotedSpeaker: ...
    @overload
    def __getitem__(self, place: slice) -> list[QuotedSpeaker]: ...
    def __getitem__(self, place: int | slice) -> QuotedSpeaker | list[QuotedSpeaker]:
        if isinstance(place, slice):
            return [self._made(number) for number in self._order[place].tolist()]
        return self._made(int(self._order[place]))

    def _made(self, number: int) -> QuotedSpeaker:
        places = self._places[self._starts[number] : self._ends[number]]
        return QuotedSpeaker(
            self._speaker(int(self._fullest_place[number]), self._name(number)),
            int(self._quotations[number]),
            tuple(self._sources[place] for place in places.tolist()),
        )
