"""rank-bm25's model over posting lists: numpy arrays, impacts ready-made, only touched documents selected."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from retrieval.index.protocol import Candidates, Numbers, Scores

T = TypeVar("T")


class NumberedTexts(Sequence[Sequence[str]]):
    """Documents as numbers of terms: document i is `flat[starts[i]:starts[i + 1]]`, negatives no terms."""

    def __init__(self, flat: npt.NDArray[np.int32], starts: Numbers, terms: Sequence[str]) -> None:
        self.flat = flat
        self.starts = starts
        self.terms = terms

    @classmethod
    def of(cls, documents: Sequence[Sequence[str]]) -> NumberedTexts:
        """Give numbers to the terms of documents that are lists of strings."""
        numbers: dict[str, int] = {}
        flat = [numbers.setdefault(term, len(numbers)) for document in documents for term in document]
        starts = np.cumsum([0, *map(len, documents)], dtype=np.int64)
        return cls(np.array(flat, dtype=np.int32), starts, list(numbers))

    def numbers(self, document: int) -> npt.NDArray[np.int32]:
        """Return one document's terms, by number."""
        return self.flat[self.starts[document] : self.starts[document + 1]]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, document: int) -> Sequence[str]: ...
    @overload
    def __getitem__(self, document: slice) -> Sequence[Sequence[str]]: ...
    def __getitem__(self, document: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        if isinstance(document, slice):
            return [self[i] for i in range(*document.indices(len(self)))]
        return [self.terms[number] for number in self.numbers(range(len(self))[document]) if number >= 0]


@dataclass(frozen=True, slots=True)
class Posting:
    """The documents that hold a term, in order, and what it adds to the score of each."""

    documents: Numbers
    impacts: Scores
    most: float
    """The largest impact."""


class PostingsBM25(BM25Okapi):
    """BM25Okapi with posting lists and a never-negative idf, log(1 + (N − n + 0.5) / (n + 0.5)).

    Parameters, document lengths and the formula are rank-bm25's; with its idf the scores are its own.
    `weight` is a factor on all scores, for a field that counts less.
    """

    def __init__(
        self, corpus: Sequence[Sequence[str]], k1: float = 1.5, b: float = 0.75, weight: float = 1.0
    ) -> None:
        super().__init__(corpus, k1=k1, b=b)
        idf = np.array([self.idf.get(term, 0.0) for term in self._terms]) * weight
        self._impacts *= np.repeat(idf, np.diff(self._starts))
        self._most = np.zeros(len(self._terms))
        filled = np.flatnonzero(np.diff(self._starts))
        if len(filled):
            self._most[filled] = np.maximum.reduceat(self._impacts, self._starts[filled])

    def _initialize(self, corpus: Sequence[Sequence[str]]) -> dict[str, int]:
        texts = corpus if isinstance(corpus, NumberedTexts) else NumberedTexts.of(corpus)
        self.corpus_size = size = len(texts)
        present = texts.flat >= 0
        documents = np.repeat(np.arange(size), np.diff(texts.starts))[present]
        lengths = np.bincount(documents, minlength=size)[:size]
        self.doc_len = lengths.tolist()
        self.avgdl = float(lengths.sum()) / max(1, size) or 1.0
        keys = np.sort(texts.flat[present].astype(np.int64) * max(1, size) + documents)
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        counts = np.diff(first, append=len(keys))
        numbers, self._documents = np.divmod(keys[first], max(1, size))
        frequencies = np.bincount(numbers, minlength=len(texts.terms))
        self._starts = np.concatenate(([0], np.cumsum(frequencies)))
        # Written and rounded as rank-bm25 does.
        norm = self.k1 * (1 - self.b + self.b * lengths / self.avgdl)
        self._impacts = counts * (self.k1 + 1) / (counts + norm[self._documents])
        self._terms = texts.terms
        self._numbers = {term: number for number, term in enumerate(texts.terms)}
        return {term: int(n) for term, n in zip(texts.terms, frequencies, strict=True) if n}

    def _calc_idf(self, nd: dict[str, int]) -> None:
        for term, n in nd.items():
            self.idf[term] = math.log(1 + (self.corpus_size - n + 0.5) / (n + 0.5))

    def frequencies(self) -> Numbers:
        """Return in how many documents each term stands, by the terms' numbers."""
        return np.diff(self._starts)

    def posting(self, term: str) -> Posting | None:
        """Return a term's posting list; None where no document holds it."""
        number = self._numbers.get(term)
        if number is None:
            return None
        start, end = self._starts[number], self._starts[number + 1]
        if start == end:
            return None
        return Posting(self._documents[start:end], self._impacts[start:end], float(self._most[number]))

    def postings(self, terms: Sequence[str]) -> list[Posting]:
        """Return the posting lists of the terms that any document holds, in their order."""
        return [found for term in terms if (found := self.posting(term))]

    def get_scores(self, query: Sequence[str]) -> Scores:
        """Return the score of every document; zero where it holds no term of the query."""
        scores = np.zeros(self.corpus_size)
        for posting in self.postings(query):
            scores[posting.documents] += posting.impacts
        return scores

    def get_top_n(self, query: Sequence[str], documents: Sequence[T], n: int = 5) -> list[T]:
        """Return up to `n` of `documents`, those that hold a term of the query, the best first."""
        best = best_documents(self.postings(query), n, np.zeros(self.corpus_size))
        return [documents[i] for i in best.numbers]


def best_documents(postings: Sequence[Posting], limit: int, scratch: Scores) -> Candidates:
    """Return the `limit` documents of the largest sums of impacts, ties in their order.

    `scratch` has a zero for every document, and has so again afterwards. Exact: a document is left out only
    where a bound shows that `limit` others score more.
    """
    if not postings or limit < 1:
        return Candidates(np.zeros(0, dtype=np.int64), np.zeros(0))
    ordered = sorted(postings, key=lambda posting: -posting.most)
    # What the lists from the i-th on can add together; a little more than they can, for rounding.
    rest = np.cumsum([0.0, *(posting.most for posting in reversed(ordered))])[::-1] * (1 + 1e-9)
    documents, scores, added = _touched(ordered, rest, limit, scratch)
    for posting, remaining in zip(ordered[added:], rest[added + 1 :], strict=True):
        scores = scores + _looked_up(posting, documents)
        if len(documents) > limit:
            near = scores >= _nth(scores, limit) - remaining
            documents, scores = documents[near], scores[near]
    if len(documents) > limit:
        documents = documents[scores >= _nth(scores, limit) * (1 - 1e-9)]
    # Summed again in the order of the query: rounding depends on it, and ties on rounding.
    exact = np.zeros(len(documents))
    for posting in postings:
        exact += _looked_up(posting, documents)
    best = np.lexsort((documents, -exact))[:limit]
    return Candidates(documents[best], exact[best])


def _touched(
    ordered: Sequence[Posting], rest: Scores, limit: int, scratch: Scores
) -> tuple[Numbers, Scores, int]:
    """Add up lists until the remaining ones cannot lift a document that stands only in them.

    Return the documents that can still be among the first, their sums, and how many lists are in these.
    """
    bound, added = 0.0, 0
    for posting in ordered:
        if bound > rest[added]:
            break
        scratch[posting.documents] += posting.impacts
        added += 1
        if len(posting.documents) >= limit:
            bound = max(bound, _nth(scratch[posting.documents], limit))
    # Less than the bound by what rounding can cost.
    least = bound * (1 - 1e-9) - rest[added]
    kept = [p.documents[scratch[p.documents] >= least] for p in ordered[:added]]
    documents = distinct(np.concatenate(kept)) if added > 1 else kept[0]
    scores = scratch[documents]
    for posting in ordered[:added]:
        scratch[posting.documents] = 0.0
    return documents, scores, added


def distinct(numbers: Numbers) -> Numbers:
    """Return each number once, in order. `numpy.unique` hashes: slower by far."""
    numbers = np.sort(numbers)
    return numbers[np.diff(numbers, prepend=-1) > 0]


def _nth(scores: Scores, n: int) -> float:
    """Return the n-th largest."""
    return float(np.partition(scores, len(scores) - n)[len(scores) - n])


def _looked_up(posting: Posting, documents: Numbers) -> Scores:
    places = np.minimum(np.searchsorted(posting.documents, documents), len(posting.documents) - 1)
    return np.where(posting.documents[places] == documents, posting.impacts[places], 0.0)
