"""The index in memory: rank-bm25's model with posting lists."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from retrieval.analysis import tokens_of
from retrieval.index.protocol import Match
from retrieval.passages import Passage


class PostingsBM25(BM25Okapi):
    """BM25Okapi that keeps posting lists, so that only passages holding a term are touched."""

    def _initialize(self, corpus: Sequence[Sequence[str]]) -> dict[str, int]:
        postings: dict[str, tuple[list[int], list[int]]] = {}
        for number, document in enumerate(corpus):
            self.doc_len.append(len(document))
            for term, count in Counter(document).items():
                numbers, counts = postings.setdefault(term, ([], []))
                numbers.append(number)
                counts.append(count)
        self.corpus_size = len(corpus)
        self.avgdl = sum(self.doc_len) / max(1, self.corpus_size) or 1.0
        self._lengths = np.array(self.doc_len, dtype=np.float64)
        self.postings = {t: (np.array(n, dtype=np.int64), np.array(c)) for t, (n, c) in postings.items()}
        return {term: len(numbers) for term, (numbers, _) in postings.items()}

    def _calc_idf(self, nd: dict[str, int]) -> None:
        for term, n in nd.items():
            self.idf[term] = math.log(1 + (self.corpus_size - n + 0.5) / (n + 0.5))

    def get_scores(self, query: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return the score of every passage; zero where it holds no term of the query."""
        scores = np.zeros(self.corpus_size)
        for term in query:
            if term in self.postings:
                numbers, counts = self.postings[term]
                norm = self.k1 * (1 - self.b + self.b * self._lengths[numbers] / self.avgdl)
                scores[numbers] += self.idf[term] * counts * (self.k1 + 1) / (counts + norm)
        return scores


class MemoryIndex:
    """All passages of a folder, in memory."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self._text = PostingsBM25([[t.term for t in tokens_of(p.text)] for p in passages])
        self._headline = PostingsBM25(
            [[t.term for t in tokens_of(p.headline.text)] if p.headline else [] for p in passages]
        )

    def candidates(self, terms: Sequence[str], limit: int) -> list[Match]:
        """Return up to `limit` passages that hold at least one of `terms`, the best first."""
        scores = self._text.get_scores(terms) + 0.3 * self._headline.get_scores(terms)
        touched = np.flatnonzero(scores)
        best = touched[np.argsort(-scores[touched], kind="stable")][:limit]
        return [Match(self.passages[i], float(scores[i])) for i in best]

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a term stands, in the text or in the headline."""
        found = [index.postings[term][0] for index in (self._text, self._headline) if term in index.postings]
        return len(np.unique(np.concatenate(found))) if found else 0

    def vocabulary(self) -> set[str]:
        """Return all indexed terms."""
        return self._text.postings.keys() | self._headline.postings.keys()

    def passage_count(self) -> int:
        """Return the number of passages."""
        return len(self.passages)
