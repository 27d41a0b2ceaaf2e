"""The indexed words: which are near a mistyped one, which begin so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from heapq import nlargest
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA


class Vocabulary:
    """All terms of an index with the number of passages each stands in."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = frequencies

    @cached_property
    def terms(self) -> list[str]:
        """All terms, sorted."""
        return sorted(self._frequencies)

    def updated(self, frequencies: Mapping[str, int]) -> Vocabulary:
        """Return it with some terms added, or with other frequencies."""
        fresh = Vocabulary({**self._frequencies, **frequencies})
        # Sorting what is nearly sorted costs a tenth.
        fresh.terms = sorted([*self.terms, *(frequencies.keys() - self._frequencies.keys())])
        return fresh

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
        near = process.extract(term, self.terms, scorer=OSA.distance, score_cutoff=allowed, limit=None)
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
