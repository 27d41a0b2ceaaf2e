"""Who is quoted how often in the articles of an archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

import numpy as np

from retrieval.attributions.model import QuotedSpeaker

if TYPE_CHECKING:
    from retrieval.attributions.forms import Forms
    from retrieval.attributions.table import Integers, Rows
    from retrieval.speakers import Speaker


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
        """Count a tally; `sources` are the articles', and `speaker` finds one of a form in an article."""
        self._sources = sources
        self._speaker = speaker
        named = tally.named()
        numbers = forms.speakers()[named.form]
        order = np.argsort(numbers, kind="stable")
        starts = np.flatnonzero(np.diff(numbers[order], prepend=-1))
        self._places = np.split(named.place[order], starts[1:]) if len(starts) else []
        fullest = np.lexsort((1 - named.has_role, numbers))[starts]
        names = [forms.all[form] for form in named.form[fullest].tolist()]
        quotations = np.add.reduceat(named.quotations[order], starts) if len(starts) else starts
        articles = np.diff(starts, append=len(order))
        by_name = np.empty(len(names), dtype=np.int64)
        by_name[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
        self._order = np.lexsort((by_name, -articles, -quotations))
        self._fullest = named.place[fullest]
        self._quotations = quotations
        self._names = names

    @property
    def names(self) -> list[str]:
        """Everybody's name, in the same order."""
        return [self._names[number] for number in self._order.tolist()]

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
        return QuotedSpeaker(
            self._speaker(int(self._fullest[number]), self._names[number]),
            int(self._quotations[number]),
            tuple(self._sources[place] for place in self._places[number].tolist()),
        )
