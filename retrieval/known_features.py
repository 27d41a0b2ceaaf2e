"""What the words of questions give all passages of a small folder, remembered for the words asked lately.

What a word gives a passage does not depend on what else is asked: so the passages are looked at once for a
word, and not for each question that has it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from retrieval.features import Features, layout_of, pair_features, word_features
from retrieval.occurrences import occurrences
from retrieval.weighing import Sought, Weighed

if TYPE_CHECKING:
    from retrieval.index.protocol import Held, Index, Numbers, Scores
    from retrieval.scoring import Factors

SMALL = 100
"""Passages of a folder up to which this is worth it. Looking for a word that was never asked in all of more
than 150 takes longer than looking for all words of a question in its candidates."""
MOST_WORDS = 32
"""Words of a question that are remembered; a longer one is a text, of which little comes again."""
_KEPT = 500_000
"""Numbers that are remembered of words: four megabytes."""


class _New(NamedTuple):
    """What of a question no other had."""

    words: Sequence[Sought]
    stop_words: Sequence[int]
    pairs: Sequence[tuple[int, int]]


class _Found(NamedTuple):
    """What was found of words."""

    rows: dict[tuple[Sought, Factors], Scores]
    """What the index proposes each passage by, what it scores its article by, then a row of features."""
    stop_words: dict[int, Held]
    """(sentences)."""
    pairs: dict[tuple[int, int], Held]
    """(passages and sentences)."""

    def of(
        self, asked: Weighed, pairs: Sequence[tuple[int, int]], factors: Factors
    ) -> tuple[list[Scores], list[Held], list[Held]]:
        """Return what was found of words and pairs that were asked; KeyError where it was not looked for."""
        return (
            [self.rows[word, factors] for word in asked.words],
            [self.stop_words[number] for number in asked.stop_words],
            [self.pairs[pair] for pair in pairs],
        )


class KnownFeatures:
    """What is known of words in all passages of an index. Safe to use from several threads."""

    def __init__(self, index: Index) -> None:
        every = [number for entry in index.entries() for number in index.passages_of(entry.number)]
        self._passages = np.array(sorted(every), dtype=np.int64)
        self._index = index
        self._wording = wording = index.words_of(self._passages)
        self._layout = layout_of(index, self._passages, occurrences(wording, _New((), (), ())))
        self._width = 5 * len(self._passages) + 4 * len(self._layout.owner)
        self._side_by_side = array("q", sorted(map(hash, pairwise(wording.words.tolist()))))
        self._found = _Found({}, {}, {})

    def places_of(self, passages: Numbers) -> Numbers:
        """Return where passages stand in the features' layout, by their numbers in the index."""
        return self._passages.searchsorted(passages)

    def features(self, asked: Weighed, factors: Factors) -> tuple[Features, Scores]:
        """Return what the words of a query give all passages, and what the index proposes each by.

        Passages that hold none are proposed by 0.
        """
        passages = len(self._passages)
        pairs = [pair for pair in asked.pairs if self._may_stand(pair)]
        try:
            rows, stop_words, beside = self._found.of(asked, pairs, factors)
        except KeyError:
            rows, stop_words, beside = self._with(asked, pairs, factors).of(asked, pairs, factors)
        words = np.array(rows).reshape(len(rows), self._width)
        together = np.add.reduce(words)
        weights = dict(zip(asked.pairs, asked.pair_weights, strict=True)) if pairs else {}
        features = Features(
            self._layout,
            words[:, 2 * passages :],
            together[2 * passages :],
            together[passages : 2 * passages],
            np.array(beside),
            [weights[pair] for pair in pairs],
            np.array(stop_words).mean(axis=0) if stop_words else 0.0,
        )
        return features, together[:passages]

    def _with(self, asked: Weighed, pairs: Sequence[tuple[int, int]], factors: Factors) -> _Found:
        """Return what was found, of these words and pairs too."""
        if sum(len(each) for each in self._found) * self._width > _KEPT:
            self._found = _Found({}, {}, {})
        found = self._found
        new = _New(
            [word for word in asked.words if (word, factors) not in found.rows],
            [number for number in asked.stop_words if number not in found.stop_words],
            [pair for pair in pairs if pair not in found.pairs],
        )
        there = occurrences(self._wording, new)
        features = word_features(there, factors, self._index.average_length())
        for word, row in zip(new.words, features, strict=True):
            found.rows[word, factors] = np.concatenate((*self._scores(word), row))
        # Copies: a row of all of them would keep them all.
        found.stop_words.update(zip(new.stop_words, map(np.array, there.stop_words.T), strict=True))
        found.pairs.update(zip(new.pairs, map(np.array, pair_features(there)), strict=True))
        return found

    def _scores(self, word: Sought) -> tuple[Scores, Scores]:
        """Return (passages) what the index proposes each by, and scores its article by, for one word."""
        matching = self._index.candidates([word.term], len(self._passages))
        proposed = np.zeros(len(self._passages))
        proposed[self.places_of(matching.numbers)] = matching.scores
        return proposed, self._index.article_scores([word.term], self._layout.articles)

    def _may_stand(self, pair: tuple[int, int]) -> bool:
        """Whether two words stand side by side anywhere; of those that do not, hardly one is let through."""
        key = hash(pair)
        place = bisect_left(self._side_by_side, key)
        return place < len(self._side_by_side) and self._side_by_side[place] == key
