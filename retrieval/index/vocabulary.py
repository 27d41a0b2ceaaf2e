"""The indexed words: which are near a mistyped one, which begin so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import islice

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

Letters = npt.NDArray[np.uint64]
"""A bit for each character that a term has, by the last six bits of its code point."""
CHANGED_BY_AN_EDIT = 2
"""Of these bits, at most: a character in the place of another."""


class Vocabulary:
    """All terms of an index with the number of passages each stands in."""

    def __init__(self, frequencies: Mapping[str, int], spelled: _Spelled | None = None) -> None:
        self._frequencies = frequencies
        self._spelled = spelled or _Spelled.of(list(frequencies))

    @cached_property
    def terms(self) -> list[str]:
        """All terms, sorted."""
        return sorted(self._frequencies)

    def updated(self, frequencies: Mapping[str, int]) -> Vocabulary:
        """Return it with some terms added, or with other frequencies."""
        added = [term for term in frequencies if term not in self._frequencies]
        return Vocabulary({**self._frequencies, **frequencies}, self._spelled.with_more(added))

    def nearest(self, term: str, limit: int = 3) -> list[str]:
        """Return the first of those that `near` yields."""
        return list(islice(self.near(term), limit))

    def near(self, term: str) -> Iterator[str]:
        """Yield the terms that a mistyped one may stand for, the likeliest first.

        A word of up to three characters has none; one of four, those one edit away; a longer one, two. Of
        equally near ones the first is that which begins alike, then the more frequent.
        """
        if len(term) <= 3 or not any(c.isalpha() for c in term):
            return
        allowed = 1 if len(term) <= 4 else 2
        alike = self._spelled.alike(term, allowed)
        near = process.extract(term, alike, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        ranked = sorted(
            (edits, found[0] != term[0], -self._frequencies[found], found) for found, edits, _ in near
        )
        for *_, found in ranked:
            yield found

    def starting(self, prefix: str, limit: int = 25) -> list[str]:
        """Return the terms that begin with `prefix`, those of most passages first."""
        start = bisect_left(self.terms, prefix)
        end = bisect_left(self.terms, prefix + "\U0010ffff")
        return nlargest(limit, self.terms[start:end], key=self._frequencies.__getitem__)


@dataclass(frozen=True, slots=True)
class _Spelled:
    """Terms with the letters of each, by which most are told to be unlike one at once."""

    terms: list[str]
    letters: Letters

    @classmethod
    def of(cls, terms: list[str]) -> _Spelled:
        return cls(terms, _letters_of(terms))

    def with_more(self, terms: list[str]) -> _Spelled:
        return _Spelled([*self.terms, *terms], np.concatenate((self.letters, _letters_of(terms))))

    def alike(self, term: str, edits: int) -> list[str]:
        """Return those into whose letters so many edits may turn the term's: a few of a hundred.

        To compare all would take five times as long, and keep Python's lock meanwhile.
        """
        changed = np.bitwise_count(self.letters ^ _letters_of([term]))
        return [self.terms[n] for n in np.flatnonzero(changed <= CHANGED_BY_AN_EDIT * edits).tolist()]


def _letters_of(terms: list[str]) -> Letters:
    if not terms:
        return np.zeros(0, dtype=np.uint64)
    codes = np.frombuffer("".join(terms).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    ends = np.fromiter(map(len, terms), dtype=np.int64, count=len(terms)).cumsum()
    bits = np.uint64(1) << (codes.astype(np.uint64) & np.uint64(63))
    return np.bitwise_or.reduceat(bits, np.concatenate(([0], ends[:-1])))
