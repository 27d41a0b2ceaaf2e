import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from retrieval.index import postings
from retrieval.index.postings import NumberedTexts, PostingsBM25, best_documents

WORDS = st.sampled_from("a b c d e f g h".split())
CORPORA = st.lists(st.lists(WORDS, max_size=12), max_size=25)
QUERIES = st.lists(WORDS | st.just("unknown"), max_size=6)


class WithTheLibrarysIdf(PostingsBM25):
    def _calc_idf(self, nd: dict[str, int]) -> None:
        BM25Okapi._calc_idf(self, nd)


@given(CORPORA, QUERIES)
def test_scores_are_the_formula(corpus: list[list[str]], query: list[str]) -> None:
    k1, b = 1.2, 0.6
    model = PostingsBM25(corpus, k1=k1, b=b)
    average = sum(map(len, corpus)) / max(1, len(corpus))
    expected = []
    for document in corpus:
        counts, score = Counter(document), 0.0
        for term in query:
            n = sum(term in other for other in corpus)
            if counts[term]:
                idf = math.log(1 + (len(corpus) - n + 0.5) / (n + 0.5))
                norm = k1 * (1 - b + b * len(document) / average)
                score += idf * counts[term] * (k1 + 1) / (counts[term] + norm)
        expected.append(score)
    np.testing.assert_allclose(model.get_scores(query), expected, rtol=1e-12)


@given(CORPORA.filter(any), QUERIES)
def test_with_the_librarys_idf_the_scores_are_the_librarys(corpus: list[list[str]], query: list[str]) -> None:
    np.testing.assert_allclose(
        WithTheLibrarysIdf(corpus).get_scores(query), BM25Okapi(corpus).get_scores(query), rtol=1e-14, atol=0
    )


WAYS = pytest.mark.parametrize(
    ("few", "small"), [(100, 100), (0, 100), (0, 0)], ids=["counted", "added up", "pruned"]
)


@contextmanager
def only_by(few: int, small: int) -> Iterator[None]:
    with patch.object(postings, "FEW", few * 1000), patch.object(postings, "SMALL", small * 1000):
        yield


@WAYS
@given(CORPORA, QUERIES, st.integers(0, 12))
def test_the_first_n_are_those_of_the_full_sort(
    few: int, small: int, corpus: list[list[str]], query: list[str], limit: int
) -> None:
    model = PostingsBM25(corpus)
    scores = model.get_scores(query)
    scratch = np.zeros(len(corpus))
    with only_by(few, small):
        best = best_documents(model.postings(query), limit, scratch)
        assert model.get_top_n(query, corpus, limit) == [corpus[i] for i in best.numbers]
    expected = [i for i in np.lexsort((np.arange(len(scores)), -scores)) if scores[i] > 0][:limit]
    assert best.numbers.tolist() == expected
    assert best.scores.tolist() == scores[expected].tolist()
    assert not scratch.any()


@WAYS
@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 20))
def test_the_first_n_of_a_large_corpus_are_those_of_the_full_sort(
    few: int, small: int, seed: int, limit: int
) -> None:
    random = np.random.default_rng(seed)
    corpus = [[f"w{n}" for n in random.zipf(1.3, size=20) if n < 500] for _ in range(300)]
    model = PostingsBM25(corpus)
    query = [f"w{n}" for n in random.integers(1, 60, size=5)]
    scores = model.get_scores(query)
    with only_by(few, small):
        best = best_documents(model.postings(query), limit, np.zeros(len(corpus)))
    expected = [i for i in np.lexsort((np.arange(len(scores)), -scores)) if scores[i] > 0][:limit]
    assert best.numbers.tolist() == expected


@given(CORPORA)
def test_numbered_texts_read_like_lists(corpus: list[list[str]]) -> None:
    texts = NumberedTexts.of(corpus)
    assert list(texts) == corpus
    assert texts[1:] == corpus[1:]
