"""What is remembered of a small folder's passages is what looking for a query's words finds there."""

import numpy as np
import pytest

from retrieval.features import Features, features_of
from retrieval.index import Index
from retrieval.known_features import KnownFeatures
from retrieval.ranking import Ranker, analysed
from retrieval.scoring import QUESTION, TOPIC, Factors
from retrieval.weighing import Weighed, Weigher

QUERIES = [
    "party of war",
    "sanctions on Russia",
    "war party of Russia",
    "the Russian military and the Russians",
    "Did the ceasefire begin in the Minsk talks?",
    "sanctions on Russia",
    "zzzz",
    "the",
    "",
]


def pairs_given(features: Features, asked: Weighed) -> list[float]:
    """Return what the pairs of a query give passages and sentences together."""
    summed = np.array(features.pair_weights) @ features.pairs if len(features.pairs) else np.zeros(1)
    given: list[float] = (summed / asked.total).tolist()
    return given if any(given) else []


@pytest.mark.parametrize("factors", [QUESTION, TOPIC])
def test_one_question_after_another_finds_what_each_finds_alone(index: Index, factors: Factors) -> None:
    known = KnownFeatures(index)
    for query in map(analysed, QUERIES):
        asked = Weigher(index).weighed(query)
        remembered, _ = known.features(asked, factors)
        alone = features_of(index, remembered.layout.passages, query, asked, factors)
        assert np.allclose(remembered.whole, alone.whole)
        assert np.allclose(remembered.words, alone.words)
        assert pairs_given(remembered, asked) == pytest.approx(pairs_given(alone, asked))
        assert np.allclose(remembered.stop_words, alone.stop_words)
        assert np.array_equal(remembered.layout.owner, alone.layout.owner)


def test_so_it_is_when_more_was_asked_than_is_remembered(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [Ranker(index).rank(analysed(query), 5) for query in QUERIES]
    monkeypatch.setattr("retrieval.known_features._KEPT", 1)
    ranker = Ranker(index)
    assert [ranker.rank(analysed(query), 5) for query in QUERIES] == expected


def test_a_large_folder_is_ranked_like_a_small_one(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    small = Ranker(index)
    expected = [small.rank(analysed(query), 5) for query in QUERIES]
    monkeypatch.setattr("retrieval.ranking.SMALL", 0)
    large = Ranker(index)
    assert [large.rank(analysed(query), 5) for query in QUERIES] == expected
