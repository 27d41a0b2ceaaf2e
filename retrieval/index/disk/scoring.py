"""BM25 over some hundred proposed documents, from their words themselves."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from retrieval.index.disk.store import Records, Words, term_key
from retrieval.index.holding import stretches
from retrieval.index.postings import K1, B
from retrieval.index.protocol import Scores

Weights = Sequence[float]
"""Of a term in each of the fields."""


class ProposedWords:
    """The words of some documents in one or more fields, and how long these are."""

    def __init__(self, words: Words, records: Records, averages: Sequence[tuple[str, float]]) -> None:
        """Gather the words of some documents; `averages` are the fields with their mean lengths."""
        self._shape = len(averages), len(records)
        at = np.concatenate([records[f"{name}_at"] for name, _ in averages]).astype(np.int64)
        count = np.concatenate([records[f"{name}_words"] for name, _ in averages]).astype(np.int64)
        self._keys = words[stretches(at, count)]
        self._owners = np.repeat(np.arange(len(count)), count)
        lengths = [records[f"{name}_length"] / (average or 1.0) for name, average in averages]
        self._norms = K1 * (1 - B + B * np.array(lengths))

    def scores(self, weighted: Iterable[tuple[str, Weights]]) -> Scores:
        """Return each document's sum over the terms, each with its weights, over the fields."""
        terms, weights = zip(*weighted, strict=True)
        fields, documents = self._shape
        keys = np.array([term_key(term) for term in terms])
        # Of the flat comparison: over two dimensions `nonzero` takes five times as long.
        term, place = np.divmod((self._keys == keys[:, None]).ravel().nonzero()[0], max(1, len(self._keys)))
        size = fields * documents
        counts = np.bincount(term * size + self._owners[place], minlength=len(terms) * size)
        counts = counts.reshape(len(terms), fields, documents)
        gained = np.array(weights)[:, :, None] * (counts * (K1 + 1) / (counts + self._norms))
        summed: Scores = gained.sum(axis=0).sum(axis=0)
        return summed


def idf(frequency: int, documents: int) -> float:
    """Return the weight of a term that stands in `frequency` of so many documents; 0 for one in none."""
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5)) if frequency else 0.0
