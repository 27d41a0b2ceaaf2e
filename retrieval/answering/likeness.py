"""How like some words are to those that somebody remembers."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import fuzz

from retrieval.answering.held import LONGEST_RUN, has_run

if TYPE_CHECKING:
    import numpy.typing as npt

    from retrieval.answering.wanted import Wanted
    from retrieval.index.protocol import Held

LIKE_ENOUGH = 0.55
"""Likeness, 0 to 1, from which words are shown: the mean of two shares, of the asked words' weight that is
there, and of the asked words that follow one another as asked. Of questions of ten words, three of them wrong
or missing, 98 % find their quotation by it; of verbatim questions about texts that are not there 1 % of those
of twelve words are answered, 25 % of those of five to eight. By the weight alone, at .6: 91 %, 10 %, 36 %."""
LEAST_WEIGHT = 0.4
"""Share of the weight that must be there however well the rest follows: "the" and "of" always do."""


class Fit(IntEnum):
    """How much of the words is there, the most first."""

    PHRASE = 0
    """All, as asked."""
    ALL = 1
    MOST = 2


class Fitting(NamedTuple):
    """A kind of fit, and the likeness, 0 to 1."""

    fit: Fit
    likeness: float

    @property
    def key(self) -> tuple[Fit, float]:
        """Ascending from the best; likeness in tenths, so that what is about as like counts as equal."""
        return self.fit, -round(self.likeness, 1)


class Remembered:
    """Words that somebody remembers, to be held against many texts."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._weight = (wanted.weight + wanted.missing) or 1.0
        asked = wanted.sequence[:LONGEST_RUN]
        # Words as letters: rapidfuzz finds the stretch of a string that is most like another.
        self._letters = {number: chr(0x4E00 + place) for place, number in enumerate(asked)}
        self._asked = "".join(self._letters[number] for number in asked)

    def held(self, numbers: Sequence[int]) -> float:
        """Return the share of the weight asked, of words that no passage has too, that some words hold."""
        return self._wanted.held(set(numbers)) / self._weight

    def likely(self, held: Held) -> npt.NDArray[np.bool_]:
        """Return which texts hold enough of the weight to fit, given (texts, terms): which terms each holds.

        Terms are in the order of what is wanted.
        """
        shares = held @ np.array(list(self._wanted.numbered.values())) / self._weight
        return np.asarray(shares >= LEAST_WEIGHT - 1e-9)  # sums in another order differ in the last digits

    def closeness(self, numbers: Sequence[int]) -> tuple[bool, float]:
        """Return whether the words stand there as asked, and the share of the weight."""
        return has_run(numbers, self._wanted.sequence), self.held(numbers)

    def fitting(self, numbers: Sequence[int]) -> Fitting | None:
        """Return how some words fit; None where they are not like enough."""
        share = self.held(numbers)
        if share < LEAST_WEIGHT:
            return None
        if not self._wanted.missing and has_run(numbers, self._wanted.sequence):
            return Fitting(Fit.PHRASE, 1.0)
        words = "".join(map(self._letters.get, numbers, repeat(".")))
        likeness = (share + fuzz.partial_ratio(self._asked, words) / 100) / 2
        if likeness < LIKE_ENOUGH:
            return None
        has_all = not self._wanted.missing and share > 1 - 1e-9
        return Fitting(Fit.ALL if has_all else Fit.MOST, likeness)
