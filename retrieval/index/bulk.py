"""Many texts at once → the numbers of their terms: what indexes are built with.

What a stretch between white space is, is found out once (`retrieval/numbering.py`) and then looked up. For
one text a dictionary is quickest; with hundreds of thousands of stretches each step of it waits for memory.
Here the stretches of several articles are looked up together, by numbers, and none waits for another.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retrieval.index.holding import bounds_of, stretches
from retrieval.index.places import Places
from retrieval.numbering import SORTS, Numbering, StretchReader, sort_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from retrieval.index.places import Keys
    from retrieval.index.protocol import Numbers
    from retrieval.languages import Language

    Int32s = npt.NDArray[np.int32]

Numbered = tuple["Int32s", "Numbers"]
"""Of several texts: the numbers of all their terms, and how many each has."""

_AT_ONCE = 1 << 17
"""Characters, those of some forty articles: fewer cost more calls, more leave the processor's caches."""
_MOST_NUMBERS = 1_500_000
"""Numbers of terms remembered with their stretches: some 80 MB."""
_BLANK = np.array([*(chr(code).isspace() for code in range(0x3001)), False])
"""Whether a character is white space; the last stands for all beyond."""
_OPEN = len(SORTS)
"""Flag of a stretch whose numbers depend on what follows it."""
_DRAWN = np.frombuffer(os.urandom(8 << 10), dtype=np.uint64)
_OF_LENGTH, _OF_READER, _OF_SORT, _OF_PLACES = (
    _DRAWN[0],
    _DRAWN[1],
    _DRAWN[2 : 2 + _OPEN],
    _DRAWN[2 + _OPEN :],
)
"""A stretch is known again by the sum of its characters, its length and the like, each with a factor of its
own (multilinear hashing, Lemire and Kaser 2014): two of a million share one with a probability of one in
millions. Nobody can write two that do, for the factors are drawn anew by each process."""


class BulkNumbering:
    """Numbers the terms of many texts; it remembers the stretches it has seen."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._languages: list[Language] = []
        self._forget()

    def _forget(self) -> None:
        self._readers = [StretchReader(self._numbering, language) for language in self._languages]
        self._entries = Places()
        """Of each stretch its entry, and another before each sort of stretch where that matters."""
        self._numbers = array("i")
        self._at = array("q", [0])
        """Where the numbers of each entry begin, and at last where they end."""
        self._traits = array("b")
        """Of each entry: which of SORTS its stretch is to the one before it, and _OPEN."""

    def numbers(self, texts: Sequence[str], languages: Sequence[Language]) -> Numbered:
        """Give numbers to the terms of texts, each in its language, with BREAK after each sentence."""
        done = [self._of_part(texts[part], languages[part]) for part in _parts(texts)]
        flat = np.concatenate([np.zeros(0, dtype=np.int32), *(flat for flat, _ in done)])
        return flat, np.concatenate([np.zeros(0, dtype=np.int64), *(counts for _, counts in done)])

    def _of_part(self, texts: Sequence[str], languages: Sequence[Language]) -> Numbered:
        if len(self._numbers) > _MOST_NUMBERS:
            self._forget()
        joined = "\n".join(["", *texts, ""])
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        blank = _BLANK.take(codes, mode="clip")
        edges = np.flatnonzero(blank[1:] != blank[:-1]) + 1
        if not len(edges):
            return np.zeros(0, dtype=np.int32), np.zeros(len(texts), dtype=np.int64)
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        # Of each text the place of its first stretch, and of the last one where they end.
        first = edges[::2].searchsorted(1 + bounds_of(lengths + 1))
        readers = np.repeat([self._reader_of(language) for language in languages], np.diff(first))
        keys = _keys_of(codes, edges, readers)
        entries = self._entries_of(_Stretches(joined, edges[::2], edges[1::2], readers, keys), first)
        places = np.frombuffer(self._at, dtype=np.int64)
        at = places.take(entries)
        counts = places.take(entries + 1) - at
        flat = np.frombuffer(self._numbers, dtype=np.int32).take(stretches(at, counts))
        return flat, np.diff(bounds_of(counts)[first])

    def _reader_of(self, language: Language) -> int:
        if language not in self._languages:
            self._languages.append(language)
            self._readers.append(StretchReader(self._numbering, language))
        return self._languages.index(language)

    def _entries_of(self, found: _Stretches, first: Numbers) -> Numbers:
        """Return the entry of each stretch; a text's first ones are at `first`, which ends with the last."""
        entries = self._looked_up(found, None)
        traits = np.frombuffer(self._traits, dtype=np.int8).take(entries)
        unfinished = np.flatnonzero(traits >= _OPEN)
        following = np.zeros(len(entries), dtype=np.int64)
        following[:-1] = traits[1:] % _OPEN
        following[first[1:] - 1] = 0  # nothing follows the last stretch of a text
        entries[unfinished] = self._looked_up(found.at(unfinished), following[unfinished])
        return entries

    def _looked_up(self, found: _Stretches, following: Numbers | None) -> Numbers:
        """Return the entries of stretches, each alone or before a sort; what is new is read."""
        keys = found.keys if following is None else found.keys + _OF_SORT.take(following)
        entries = self._entries.find(keys)
        unknown = np.flatnonzero(entries < 0)
        if not len(unknown):
            return entries
        new, seen, which = np.unique(keys[unknown], return_index=True, return_inverse=True)
        at = unknown[seen]
        added = np.arange(len(self._traits), len(self._traits) + len(new))
        sorts = [None] * len(at) if following is None else [SORTS[sort] for sort in following[at]]
        for (stretch, reader), sort in zip(found.at(at).read(), sorts, strict=True):
            self._add(stretch, self._readers[reader], sort)
        self._entries.add(new, added)
        entries[unknown] = added[which]
        return entries

    def _add(self, stretch: str, reader: StretchReader, sort: str | None) -> None:
        numbers = reader.numbers(stretch) if sort is None else reader.numbers_before(stretch, sort)
        self._numbers.frombytes(numbers or b"")
        self._at.append(len(self._numbers))
        self._traits.append(SORTS.index(sort_of(stretch)) + (_OPEN if numbers is None else 0))


def _parts(texts: Sequence[str]) -> Iterator[slice]:
    """Yield which texts are read together."""
    start = size = 0
    for place, text in enumerate(texts):
        if size > _AT_ONCE:
            yield slice(start, place)
            start, size = place, 0
        size += len(text)
    if texts:
        yield slice(start, len(texts))


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Stretches between white space, and what they are known by."""

    text: str
    starts: Numbers
    ends: Numbers
    readers: Numbers
    """Which one reads each."""
    keys: Keys

    def at(self, places: Numbers) -> _Stretches:
        """Return some of them."""
        starts, ends = self.starts.take(places), self.ends.take(places)
        return _Stretches(self.text, starts, ends, self.readers.take(places), self.keys.take(places))

    def read(self) -> Iterator[tuple[str, int]]:
        """Yield what is written, and which one reads it."""
        for start, end, reader in zip(
            self.starts.tolist(), self.ends.tolist(), self.readers.tolist(), strict=True
        ):
            yield self.text[start:end], reader


def _keys_of(codes: npt.NDArray[np.uint32], edges: Numbers, readers: Numbers) -> Keys:
    """Return what stretches are known by."""
    starts, ends = edges[::2], edges[1::2]
    begun = np.concatenate(([0], starts))  # what is blank before the first belongs to none
    places = np.arange(len(codes)) - np.repeat(begun, np.diff(begun, append=len(codes)))
    sums = (codes * _OF_PLACES.take(places, mode="wrap")).cumsum()
    lengths = (ends - starts).astype(np.uint64)
    keys: Keys = sums[ends - 1] - sums[starts - 1]
    keys += lengths * _OF_LENGTH + readers.astype(np.uint64) * _OF_READER
    return keys
