"""rank-bm25's model over posting lists: numpy arrays, impacts ready-made, only touched documents selected."""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar, overload

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from retrieval.index.holding import bounds_of, stretches
from retrieval.index.protocol import Candidates, Numbers, Scores

T = TypeVar("T")


K1, B = 1.5, 0.75
"""rank-bm25's own defaults; both indexes score with them."""


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

    def gathered(self, documents: Numbers) -> tuple[npt.NDArray[np.int32], Numbers]:
        """Return several documents' terms, by number, one after the other, and how many each has."""
        at = self.starts[documents]
        counts = self.starts[documents + 1] - at
        return self.flat[stretches(at, counts)], counts

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


def _order_of(numbers: npt.NDArray[np.int32]) -> Numbers:
    """Return the order that sorts numbers, equal ones as they stand.

    By sixteen bits at a time: these alone numpy sorts by counting, in half of the time.
    """
    order = (numbers & 0xFFFF).astype(np.uint16).argsort(kind="stable")
    high = (numbers >> 16).astype(np.uint16)
    return order[high[order].argsort(kind="stable")] if high.any() else order


class Posting(NamedTuple):
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
        self, corpus: Sequence[Sequence[str]], k1: float = K1, b: float = B, weight: float = 1.0
    ) -> None:
        self._of_thread = threading.local()
        super().__init__(corpus, k1=k1, b=b)
        idf = np.array([self.idf.get(term, 0.0) for term in self._terms]) * weight
        self._impacts *= np.repeat(idf, np.diff(self._starts))
        self._most = np.zeros(len(self._terms))
        filled = np.flatnonzero(np.diff(self._starts))
        if len(filled):
            self._most[filled] = np.maximum.reduceat(self._impacts, self._starts[filled])
        self._kept: dict[str, Posting | None] = {}

    def _initialize(self, corpus: Sequence[Sequence[str]]) -> dict[str, int]:
        texts = corpus if isinstance(corpus, NumberedTexts) else NumberedTexts.of(corpus)
        self.corpus_size = size = len(texts)
        present = texts.flat >= 0
        documents = np.repeat(np.arange(size, dtype=np.int32), np.diff(texts.starts))[present]
        lengths = np.bincount(documents, minlength=size)[:size]
        self.doc_len = lengths.tolist()
        self.avgdl = float(lengths.sum()) / max(1, size) or 1.0
        numbers = texts.flat[present]
        order = _order_of(numbers)
        numbers, documents = numbers[order], documents[order]
        other = np.diff(numbers, prepend=-1) != 0
        other |= np.diff(documents, prepend=-1) != 0
        first = np.flatnonzero(other)
        counts = np.diff(first, append=len(numbers))
        self._documents = documents[first].astype(np.int64)
        frequencies = np.bincount(numbers[first], minlength=len(texts.terms))
        self._starts = bounds_of(frequencies)
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
        if term in self._kept:
            return self._kept[term]
        if len(self._kept) >= KEPT_POSTINGS:
            self._kept.clear()
        found = self._kept[term] = self._found(term)
        return found

    def _found(self, term: str) -> Posting | None:
        number = self._numbers.get(term)
        if number is None:
            return None
        start, end = self._starts[number], self._starts[number + 1]
        if start == end:
            return None
        return Posting(self._documents[start:end], self._impacts[start:end], float(self._most[number]))

    def postings(self, terms: Sequence[str]) -> list[Posting]:
        """Return the posting lists of the terms that any document holds, in their order."""
        return [found for term in terms if (found := self.posting(term)) is not None]

    def get_scores(self, query: Sequence[str]) -> Scores:
        """Return the score of every document; zero where it holds no term of the query."""
        scores = np.zeros(self.corpus_size)
        for posting in self.postings(query):
            scores[posting.documents] += posting.impacts
        return scores

    def scores_of(self, documents: Numbers, query: Sequence[str]) -> Scores:
        """Return the score of some documents; zero where one holds no term of the query."""
        scores = np.zeros(len(documents))
        for posting in self.postings(query):
            scores += _looked_up(posting, documents)
        return scores

    def scratch(self) -> Scores:
        """Return this thread's zeros, one for each document: fresh ones would cost more than the query."""
        if not hasattr(self._of_thread, "scratch"):
            self._of_thread.scratch = np.zeros(self.corpus_size)
        scratch: Scores = self._of_thread.scratch
        return scratch

    def get_top_n(self, query: Sequence[str], documents: Sequence[T], n: int = 5) -> list[T]:
        """Return up to `n` of `documents`, those that hold a term of the query, the best first."""
        best = best_documents(self.postings(query), n, self.scratch())
        return [documents[i] for i in best.numbers.tolist()]


KEPT_POSTINGS = 5_000
"""Terms of which the posting list is kept ready: a question's words are those of others."""
FEW = 40_000
"""Documents of which each can have a score in every query: below that many, it costs less than picking."""
SMALL = 100_000
"""Postings that are simply added up: below that many, looking for what can be left out costs more."""
_NOT_ZERO = float(np.finfo(np.float64).tiny)
_ROUNDING = 1e-9
"""Sums of the same numbers in another order differ by less, relatively."""


def best_documents(postings: Sequence[Posting], limit: int, scratch: Scores) -> Candidates:
    """Return the `limit` documents of the largest sums of impacts, ties in their order.

    `scratch` has a zero for every document, and has so again afterwards. Exact: a document is left out only
    where a bound shows that `limit` others score more. Nothing here is as long as the index: sorting or
    selecting over a score for every document would be all of the cost.
    """
    if not postings or limit < 1:
        return Candidates(np.zeros(0, dtype=np.int64), np.zeros(0))
    if len(postings) == 1:
        documents, scores = postings[0].documents, postings[0].impacts
        documents, scores = _above(documents, scores, _nth(scores, limit))
    elif len(scratch) <= FEW:
        documents, scores = _counted(postings, limit, len(scratch))
    else:
        add = _added_up if sum([len(found) for found, _, _ in postings]) <= SMALL else _pruned
        documents, scores = add(postings, limit, scratch)
    best = (-scores).argsort(kind="stable")[:limit]
    return Candidates(documents[best], scores[best])


def _counted(postings: Sequence[Posting], limit: int, size: int) -> tuple[Numbers, Scores]:
    """Add up whole lists into a score for every document, which is quickest where these are few."""
    lists = [documents for documents, _, _ in postings]
    impacts = np.concatenate([impacts for _, impacts, _ in postings])
    scores: Scores = np.asarray(np.bincount(np.concatenate(lists), impacts, size), dtype=np.float64)
    found = (scores >= _least(lists, scores, limit)).nonzero()[0]
    return found, scores[found]


def _least(lists: Sequence[Numbers], scores: Scores, limit: int) -> float:
    """Return a score that `limit` documents reach; the least there is where that is not known."""
    # The shortest list that is long enough is of the rarest word: what leads it nearly always leads all.
    enough = [found for found in lists if len(found) >= limit]
    return _nth(scores.take(min(enough, key=len)), limit) if enough else _NOT_ZERO


def _added_up(postings: Sequence[Posting], limit: int, scratch: Scores) -> tuple[Numbers, Scores]:
    """Add up whole lists in the order of the query; return what can be among the first."""
    lists = [documents for documents, _, _ in postings]
    documents = np.concatenate(lists)
    np.add.at(scratch, documents, np.concatenate([impacts for _, impacts, _ in postings]))
    scores = scratch.take(documents)
    least = _least(lists, scratch, limit)
    scratch[documents] = 0.0
    return _once(*_above(documents, scores, least))


def _pruned(postings: Sequence[Posting], limit: int, scratch: Scores) -> tuple[Numbers, Scores]:
    """Add up the lists that can decide; look up in the others only documents that can be among the first."""
    ordered = sorted(postings, key=lambda posting: -posting.most)
    # What the lists from the i-th on can add together.
    rest = list(accumulate([posting.most for posting in reversed(ordered)], initial=0.0))[::-1]
    documents, scores, added, least = _touched(ordered, rest, limit, scratch)
    for posting, remaining in zip(ordered[added:], rest[added + 1 :], strict=True):
        scores = scores + _looked_up(posting, documents)
        if len(documents) > limit:
            least = max(least, _nth(scores, limit))
            documents, scores = _above(documents, scores, least * (1 - _ROUNDING) - remaining)
    # Summed again in the order of the query: rounding depends on it, and ties on rounding.
    exact = np.zeros(len(documents))
    for posting in postings:
        exact += _looked_up(posting, documents)
    return documents, exact


def _touched(
    ordered: Sequence[Posting], rest: Sequence[float], limit: int, scratch: Scores
) -> tuple[Numbers, Scores, int, float]:
    """Add up lists until the remaining ones cannot lift a document that stands only in them.

    Return the documents that can still be among the first, their sums, how many lists are in these, and a
    score that `limit` documents reach.
    """
    least, added = 0.0, 0
    for posting in ordered:
        if least * (1 - _ROUNDING) > rest[added]:
            break
        np.add.at(scratch, posting.documents, posting.impacts)
        added += 1
        if limit <= len(posting.documents) and added < len(ordered):
            least = max(least, _nth(scratch[posting.documents], limit))
    documents = np.concatenate([posting.documents for posting in ordered[:added]])
    scores = scratch[documents]
    scratch[documents] = 0.0
    documents, scores = _once(*_above(documents, scores, least * (1 - _ROUNDING) - rest[added]))
    return documents, scores, added, least


def distinct(numbers: Numbers) -> Numbers:
    """Return each number once, in order. `numpy.unique` hashes: slower by far."""
    numbers = np.sort(numbers)
    return numbers[np.diff(numbers, prepend=-1) > 0]


def _above(documents: Numbers, scores: Scores, least: float) -> tuple[Numbers, Scores]:
    kept = (scores >= least).nonzero()[0]
    return documents[kept], scores[kept]


def _once(documents: Numbers, scores: Scores) -> tuple[Numbers, Scores]:
    """Return documents in their order; one of several lists stands among them as often, with one score."""
    order = documents.argsort()
    documents, scores = documents[order], scores[order]
    first = np.empty(len(documents), dtype=np.bool_)
    first[:1] = True
    np.not_equal(documents[1:], documents[:-1], out=first[1:])
    return documents[first], scores[first]


def _nth(scores: Scores, n: int) -> float:
    """Return the n-th largest, the least of fewer."""
    if n >= len(scores):
        return float(scores.min())
    place = len(scores) - n
    scores = scores.copy()
    scores.partition(place)
    return float(scores[place])


def _looked_up(posting: Posting, documents: Numbers) -> Scores:
    places = posting.documents.searchsorted(documents)
    np.minimum(places, len(posting.documents) - 1, out=places)
    found: Scores = posting.impacts[places]
    found[posting.documents[places] != documents] = 0.0
    return found
