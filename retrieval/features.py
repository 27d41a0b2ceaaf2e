"""What each word of a query gives passages and their sentences, whatever else is asked with it.

How well a passage fits is made of sums over the words of the query, weighed by how rare each is. What is
added up depends on the word and the passage alone: so the passages of a small folder are looked at once for
a word, and not for each question that has it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from retrieval.marking import word_marks, word_rarity
from retrieval.occurrences import Occurrences, occurrences
from retrieval.weighing import Sought, Standing, Weighed

if TYPE_CHECKING:
    from retrieval.index.protocol import Held, Index, Numbers, Scores
    from retrieval.scoring import Factors

SMALL = 400
"""Passages of a folder that are looked at once for each word: of three articles, of twenty."""
_KEPT = 500_000
"""Numbers that are remembered of words: four megabytes at most."""
_IN_SENTENCE = np.array([0, 0.7, 0.7, 1, 1])
"""What a word of the query counts in a sentence, by its `Standing`."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Some passages and their sentences."""

    passages: Numbers
    """Their numbers in the index."""
    articles: Numbers
    """(passages): the number of the article of each."""
    lead: Scores
    """(passages): 1 / its place in its article, from 1."""
    owner: Numbers
    """(sentences): the passage that each is of, by its place here."""
    sentence_lengths: Numbers
    """(sentences): how many words each has, its end counted as one."""

    @property
    def width(self) -> int:
        """The length of a row of features."""
        return 3 * len(self.lead) + 4 * len(self.owner)

    def parted(self, sums: Scores) -> Sums:
        """Return the parts of a row of features, or of a sum of rows."""
        passages, sentences = len(self.lead), len(self.owner)
        return Sums(*sums[: 3 * passages].reshape(3, passages), *sums[3 * passages :].reshape(4, sentences))

    def places_of(self, passages: Numbers) -> Numbers:
        """Return where passages stand here, by their numbers in the index; these are to be in order."""
        return self.passages.searchsorted(passages)

    def held(self, words: Scores) -> Scores:
        """Return (words, passages): 1 where a passage holds a word, of rows of features."""
        passages = len(self.lead)
        return words[:, passages : 2 * passages]

    def sentences_of(self, passage: int) -> slice:
        """Return which sentences are a passage's, by its place here."""
        first, end = self.owner.searchsorted((passage, passage + 1)).tolist()
        return slice(first, end)


class Sums(NamedTuple):
    """The parts of a row of features. The first three are of passages, the others of sentences."""

    worth: Scores
    """BM25 without the word's weight; for a word that is missing, what those that stand for it count."""
    held: Scores
    """1 where the text or the headline has the word."""
    rarity: Scores
    """How few of the passage's sentences have it."""
    held_in_sentence: Scores
    """1 where the sentence has it."""
    in_sentence: Scores
    """The same, with the headline and related words counted in."""
    mark: Scores
    """What it counts for how well the sentence answers."""
    telling: Scores
    """Its rarity, where the sentence has it."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the words and pairs of one query give some passages."""

    layout: Layout
    words: Scores
    """(words, passages and sentences): a row of `Sums` for each word."""
    pairs: Held
    """(pairs, passages and sentences): which hold each; at least those pairs of the query that any holds."""
    pair_weights: Sequence[float]
    stop_words: Scores | float
    """(sentences): the share of the query's stop words that each has."""


def features_of(index: Index, passages: Numbers, asked: Weighed, factors: Factors) -> Features:
    """Look for the words of a query in some passages."""
    found = occurrences(index.words_of(passages), asked)
    return Features(
        _layout(index, passages, found),
        _word_features(found, factors, index.average_length()),
        _pair_features(found),
        asked.pair_weights,
        found.stop_words.sum(axis=1) / max(1, len(asked.stop_words)),
    )


def _layout(index: Index, passages: Numbers, found: Occurrences) -> Layout:
    articles, before = index.places_of(passages)
    return Layout(passages, articles, 1 / (1 + before), found.owner, found.sentence_lengths)


def _word_features(found: Occurrences, factors: Factors, average_length: float) -> Scores:
    """Return a row of `Sums` for each word that was looked for."""
    standing = found.sentence_standing
    in_sentence = standing == Standing.ITSELF
    with_headline = np.maximum(standing, Standing.HEADLINE * found.headline[found.owner])
    rarity = word_rarity(in_sentence, found.owner, len(found.lengths))
    # What the words that a passage lacks count, by their `Standing` there.
    missing = np.array([0, factors.meaning, factors.beginning, 0, 0])
    parts = Sums(
        factors.words * _bm25(found, factors, average_length) + missing.take(found.standing),
        found.headline | (found.standing == Standing.ITSELF),
        rarity,
        in_sentence,
        _IN_SENTENCE.take(with_headline),
        word_marks(found, in_sentence),
        in_sentence * rarity[found.owner],
    )
    rows: Scores = np.concatenate(parts).T
    return rows


def _pair_features(found: Occurrences) -> Held:
    """Return (pairs, passages and sentences): which hold each."""
    rows: Held = np.concatenate((found.pairs, found.sentence_pairs)).T
    return rows


def _bm25(found: Occurrences, factors: Factors, average_length: float) -> Scores:
    """Return BM25 of each passage and word, without the word's weight."""
    k1, b = factors.k1, factors.b
    norms = k1 * (1 - b) + k1 * b / average_length * found.lengths
    often = found.counts + factors.headline * found.headline
    gained: Scores = often * (k1 + 1) / (often + norms[:, None])
    return gained


class _New(NamedTuple):
    """What of a question no other had."""

    words: Sequence[Sought]
    stop_words: Sequence[int]
    pairs: Sequence[tuple[int, int]]


class KeptFeatures:
    """The same of all passages of a small folder, remembered for each word that was asked."""

    def __init__(self, index: Index) -> None:
        every = [number for entry in index.entries() for number in index.passages_of(entry.number)]
        passages = np.array(sorted(every), dtype=np.int64)
        self._wording = wording = index.words_of(passages)
        self._average_length = index.average_length()
        self._layout = _layout(index, passages, occurrences(wording, _New((), (), ())))
        words = wording.words.tolist()
        self._side_by_side = array("q", sorted(map(hash, pairwise(words))))
        self._words: dict[tuple[Sought, Factors], Scores] = {}
        self._stop_words: dict[int, Held] = {}
        self._pairs: dict[tuple[int, int], Held] = {}

    def of(self, asked: Weighed, factors: Factors) -> Features:
        """Return what the words of a query give all passages."""
        self._forget()
        words, stop_words, beside = self._words, self._stop_words, self._pairs
        sought = [(word, factors) for word in asked.words]
        pairs = [pair for pair in asked.pairs if self._may_stand(pair)]
        new = _New(
            [each[0] for each in sought if each not in words],
            [number for number in asked.stop_words if number not in stop_words],
            [pair for pair in pairs if pair not in beside],
        )
        if any(new):
            self._look_for(new, factors)
        weights = dict(zip(asked.pairs, asked.pair_weights, strict=True)) if pairs else {}
        return Features(
            self._layout,
            np.array([words[each] for each in sought]).reshape(len(sought), self._layout.width),
            np.array([beside[pair] for pair in pairs]),
            [weights[pair] for pair in pairs],
            np.array([stop_words[number] for number in asked.stop_words]).mean(axis=0)
            if asked.stop_words
            else 0.0,
        )

    def _look_for(self, new: _New, factors: Factors) -> None:
        found = occurrences(self._wording, new)
        rows = _word_features(found, factors, self._average_length)
        # Copies: a row of all of them would keep them all.
        self._words.update(zip([(word, factors) for word in new.words], map(np.array, rows), strict=True))
        self._stop_words.update(zip(new.stop_words, map(np.array, found.stop_words.T), strict=True))
        self._pairs.update(zip(new.pairs, map(np.array, _pair_features(found)), strict=True))

    def _may_stand(self, pair: tuple[int, int]) -> bool:
        """Whether two words stand side by side anywhere; of those that do not, hardly one is let through."""
        key = hash(pair)
        place = bisect_left(self._side_by_side, key)
        return place < len(self._side_by_side) and self._side_by_side[place] == key

    def _forget(self) -> None:
        """Begin anew when too much is remembered."""
        if (len(self._words) + len(self._stop_words) + len(self._pairs)) * self._layout.width > _KEPT:
            self._words, self._stop_words, self._pairs = {}, {}, {}
