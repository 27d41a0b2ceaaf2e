"""Which articles of an archive have been read for quotations."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from retrieval.attributions.forms import Integers
    from retrieval.attributions.readings import Readings


class Coverage:
    """An archive's articles, by their places among its entries, and what was read of them."""

    def __init__(self, keys: Iterable[bytes], readings: Readings) -> None:
        self.keys = list(keys)
        self._readings = readings
        self._lock = Lock()
        self._numbers = np.full(len(self.keys), -1, dtype=np.int64)
        self._missing: dict[bytes, list[int]] = {}
        self._unread = len(self.keys)
        self._seen = 0
        self._renewed = -1

    def numbers(self) -> Integers:
        """Return each article's number among all that was read; -1 where it has not been."""
        with self._lock:
            self._look()
            return self._numbers.copy()

    def unread(self) -> list[int]:
        """Return the places of the articles that have not been read."""
        return np.flatnonzero(self.numbers() < 0).tolist()

    def read(self) -> int:
        """Return how many articles have been read."""
        with self._lock:
            self._look()
            return len(self.keys) - self._unread

    def _look(self) -> None:
        if self._renewed != self._readings.renewed:
            self._renewed, self._seen, self._missing = self._readings.renewed, 0, {}
            self._numbers[:] = -1
            self._unread = len(self.keys)
            for place, key in enumerate(self.keys):
                self._missing.setdefault(key, []).append(place)
        for number, key in enumerate(self._readings.since(self._seen), start=self._seen):
            # One that turned out to be damaged has no number any more, or a later one.
            if key in self._missing and self._readings.number(key) == number:
                places = self._missing.pop(key)
                self._numbers[places] = number
                self._unread -= len(places)
            self._seen = number + 1
