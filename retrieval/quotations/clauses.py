"""Where another clause begins in a statement: what stands behind ", but" is less surely reported too."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress

from retrieval.quotations.words import Words

SHORTEST = 4
"""Words on either side of the place where a statement is parted."""
_BREAKS = frozenset((",", ";", "—", "–", "--"))
OPENERS = frozenset(
    "but while and which who as although though because so when where with after if including whereas".split()
)


class Clauses:
    """The places in one text where a sign and a conjunction, "; and", ", who", begin another clause."""

    def __init__(self, words: Words) -> None:
        self.low = words.low
        low = words.low
        signs = compress(range(len(low) - 1), map(_BREAKS.__contains__, low))
        self._places = [k for k in signs if low[k + 1] in OPENERS]

    def behind(self, first: int, last: int) -> tuple[int, str] | None:
        """Return the sign before the first other clause in `first` … `last - 1`, and the word behind it."""
        number = bisect_left(self._places, first + SHORTEST)
        if number == len(self._places) or (place := self._places[number]) >= last - SHORTEST:
            return None
        return place, self.low[place + 1]
