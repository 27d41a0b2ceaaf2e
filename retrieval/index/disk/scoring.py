"""BM25 over some hundred proposed documents, from their words themselves."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from retrieval.index.disk.store import Records, Words, term_key
from retrieval.index.protocol import Numbers, Scores

K1, B = 1.5, 0.75
"""As in `retrieval.index.postings`."""


@dataclass(frozen=True, slots=True)
class Field:
    """The words of one field of some documents, one document after the other."""

    keys: Words
    owners: Numbers
    """For each key the place of its document."""
    norm: Scores
    """For each document what its length adds to the denominator."""

    @classmethod
    def of(cls, words: Words, records: Records, name: str, average: float) -> Field:
        """Gather the field `name` of some documents; `average` is its mean length in the index."""
        at, count = records[f"{name}_at"], records[f"{name}_words"]
        stretches = [words[start : start + n] for start, n in zip(at.tolist(), count.tolist(), strict=True)]
        owners = np.repeat(np.arange(len(records)), count)
        return cls(
            np.concatenate(stretches), owners, K1 * (1 - B + B * records[f"{name}_length"] / (average or 1.0))
        )

    def scores(self, weighted: Iterable[tuple[str, float]]) -> Scores:
        """Return each document's sum over the terms, each with its weight."""
        total = np.zeros(len(self.norm))
        for term, weight in weighted:
            if weight:
                counts = np.bincount(self.owners[self.keys == term_key(term)], minlength=len(total))
                total += weight * (counts * (K1 + 1) / (counts + self.norm))
        return total


def idf(frequency: int, documents: int) -> float:
    """Return the weight of a term that stands in `frequency` of so many documents; 0 for one in none."""
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5)) if frequency else 0.0
