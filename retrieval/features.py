"""What each word of a query gives passages and their sentences, whatever else is asked with it.

How well a passage fits is made of sums over the words of the query, weighed by how rare each is. What is
added up depends on the word and the passage alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from retrieval.marking import word_marks, word_rarity
from retrieval.occurrences import Occurrences, occurrences
from retrieval.weighing import Standing, Weighed

if TYPE_CHECKING:
    from retrieval.index.protocol import Held, Index, Numbers, Scores
    from retrieval.ranking import Query
    from retrieval.scoring import Factors

_IN_SENTENCE = np.array([0, 0.7, 0.7, 1, 1])
"""What a word of the query counts in a sentence, by its `Standing`."""


class Layout(NamedTuple):
    """Some passages and their sentences."""

    passages: Numbers
    """Their numbers in the index."""
    articles: Numbers
    """(passages): the number of the article of each."""
    lead: Scores
    """(passages): 1 / its place in its article, from 1."""
    owner: Numbers
    """(sentences): the passage that each is of, by its place here."""
    bounds: Numbers
    """(passages + 1): where the sentences of each begin, and where all end."""
    sentence_lengths: Numbers
    """(sentences): how many words each has, its end counted as one."""

    def parted(self, sums: Scores) -> Sums:
        """Return the parts of a row of features, or of a sum of rows."""
        passages, sentences = len(self.lead), len(self.owner)
        return Sums(*sums[: 3 * passages].reshape(3, passages), *sums[3 * passages :].reshape(4, sentences))

    def held(self, words: Scores) -> Scores:
        """Return (words, passages): 1 where a passage holds a word, of rows of features."""
        passages = len(self.lead)
        return words[:, passages : 2 * passages]

    def sentences_of(self, passage: int) -> slice:
        """Return which sentences are a passage's, by its place here."""
        return slice(self.bounds[passage], self.bounds[passage + 1])


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


class Features(NamedTuple):
    """What the words and pairs of one query give some passages."""

    layout: Layout
    words: Scores
    """(words, passages and sentences): a row of `Sums` for each word."""
    together: Scores
    """The sum of the rows."""
    whole: Scores
    """(passages): BM25 of the article of each."""
    pairs: Held
    """(pairs, passages and sentences): which hold each; at least those pairs of the query that any holds."""
    pair_weights: Sequence[float]
    stop_words: Scores | float
    """(sentences): the share of the query's stop words that each has."""


def features_of(index: Index, passages: Numbers, query: Query, asked: Weighed, factors: Factors) -> Features:
    """Look for the words of a query in some passages."""
    found = occurrences(index.words_of(passages), asked)
    layout = layout_of(index, passages, found)
    words = word_features(found, factors, index.average_length())
    return Features(
        layout,
        words,
        words.sum(axis=0),
        index.article_scores(query.terms, layout.articles),
        pair_features(found),
        asked.pair_weights,
        found.stop_words.sum(axis=1) / max(1, len(asked.stop_words)),
    )


def layout_of(index: Index, passages: Numbers, found: Occurrences) -> Layout:
    """Return how passages of an index are laid out, given what was found in them, be it nothing."""
    articles, before = index.places_of(passages)
    bounds = found.owner.searchsorted(np.arange(len(passages) + 1))
    return Layout(passages, articles, 1 / (1 + before), found.owner, bounds, found.sentence_lengths)


def word_features(found: Occurrences, factors: Factors, average_length: float) -> Scores:
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


def pair_features(found: Occurrences) -> Held:
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
