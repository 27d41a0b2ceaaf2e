"""Numbers by 64-bit keys, many looked up at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from retrieval.index.protocol import Numbers

Keys = npt.NDArray[np.uint64]

_FIRST_BITS = 12


class Places:
    """A table of open addressing: keys, evenly spread over 64 bits, and the number of each."""

    def __init__(self) -> None:
        self._size = 0
        self._allot(_FIRST_BITS)

    def find(self, keys: Keys) -> Numbers:
        """Return the number of each key, -1 for those that are not in it."""
        slots = self._slots(keys)
        held = self._keys.take(slots)
        found = self._numbers.take(slots)
        elsewhere = np.flatnonzero(held != keys)
        while len(elsewhere):
            known = held[elsewhere] != 0
            found[elsewhere[~known]] = -1
            elsewhere = elsewhere[known]
            slots[elsewhere] = (slots[elsewhere] + 1) & self._last
            held[elsewhere] = self._keys.take(slots[elsewhere])
            found[elsewhere] = self._numbers.take(slots[elsewhere])
            elsewhere = elsewhere[held[elsewhere] != keys[elsewhere]]
        return found

    def add(self, keys: Keys, numbers: Numbers) -> None:
        """Add keys that are not in it, each once, with their numbers."""
        self._size += len(keys)
        if self._size * 2 > len(self._keys):
            old = np.flatnonzero(self._keys)
            keys = np.concatenate((self._keys[old], keys))
            numbers = np.concatenate((self._numbers[old], numbers))
            self._allot(max(_FIRST_BITS, int(self._size * 3).bit_length()))
        slots = self._slots(keys)
        while len(keys):
            free = self._keys[slots] == 0
            self._keys[slots[free]] = keys[free]
            settled = self._keys[slots] == keys  # of several that want a slot one has got it
            self._numbers[slots[settled]] = numbers[settled]
            keys, numbers, slots = keys[~settled], numbers[~settled], (slots[~settled] + 1) & self._last

    def _allot(self, bits: int) -> None:
        self._keys: Keys = np.zeros(1 << bits, dtype=np.uint64)  # no key is 0
        self._numbers = np.zeros(1 << bits, dtype=np.int64)
        self._shift = np.uint64(64 - bits)
        self._last = (1 << bits) - 1

    def _slots(self, keys: Keys) -> Numbers:
        return (keys >> self._shift).astype(np.int64)
