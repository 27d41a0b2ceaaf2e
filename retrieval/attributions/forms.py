"""The forms of all speakers' names, numbered: which are one speaker's, and which hold some words."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from retrieval.numbering import Numbering
from retrieval.speakers import canonical

if TYPE_CHECKING:
    from retrieval.attributions.table import Integers


class Forms:
    """Forms numbered from 0, more at any time. What is made of them is made once, when first asked for."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._numbers: dict[str, int] = {}
        self._lock = Lock()
        self._speakers: array[int] = array("I")
        self._speaker_numbers: dict[str, int] = {}
        self._terms: array[int] = array("i")
        self._ends: array[int] = array("Q")
        self._numbering = Numbering()

    def number(self, form: str) -> int:
        """Return a form's number, a new one where it has none. Not for two threads at once."""
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self.all)
            self.all.append(form)
        return number

    def speakers(self) -> Integers:
        """Return a number for each form, the same for those that are one name."""
        with self._lock:
            for form in self.all[len(self._speakers) :]:
                name = canonical(form)
                self._speakers.append(self._speaker_numbers.setdefault(name, len(self._speaker_numbers)))
            return np.array(self._speakers, dtype=np.int64)

    def named(self, names: Iterable[str]) -> Integers:
        """Return the numbers of the forms that are one of the names, each as `canonical` gives it."""
        speakers = self.speakers()
        with self._lock:
            numbers = [number for name in names if (number := self._speaker_numbers.get(name)) is not None]
        return np.flatnonzero(np.isin(speakers, numbers))

    def holding(self, terms: Sequence[str]) -> Integers:
        """Return the numbers of the forms that hold all the terms."""
        with self._lock:
            for form in self.all[len(self._ends) :]:
                self._numbering.append(form, self._terms)
                self._ends.append(len(self._terms))
            written, ends = np.array(self._terms), np.array(self._ends)
            asked = [self._numbering.get(term, -2) for term in dict.fromkeys(terms)]
        held = np.ones(len(ends), dtype=bool)
        for term in asked:
            having = np.zeros(len(ends), dtype=bool)
            having[np.searchsorted(ends, np.flatnonzero(written == term), "right")] = True
            held &= having
        return np.flatnonzero(held)
