"""Which sentence of a passage answers best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retrieval.weighing import Standing

if TYPE_CHECKING:
    from retrieval.index.protocol import Held, Numbers, Scores
    from retrieval.occurrences import Occurrences
    from retrieval.weighing import Weighed

_WORTH = np.array([0, 0.70, 0.47, 0, 1])
"""What a word of the query counts, by its `Standing` in the sentence."""
_HEADLINE, _TWO_EARLIER, _EARLIER, _LATER = 0.45, 0.31, 0.80, 0.33
"""What it counts further, where the sentence lacks it, if it stands in these."""
_LONG = 100
"""Words from which on a sentence is not brief at all."""
_TELLING, _PAIRS, _STOP_WORDS, _ANY = 1.11, 0.12, 0.37, 0.18


def sentence_marks(found: Occurrences, asked: Weighed) -> Scores:
    """Return how well each sentence answers among those of its passage; 0 where it has no term.

    It holds much of the query, above all words that few other sentences of the passage have; pairs of the
    query, its stop words, words related to missing ones. What stands around it helps too, since a name
    becomes a pronoun there. What the question asks for (a number, a date, a place) is not looked for yet.
    """
    held = found.sentence_standing == Standing.ITSELF
    earlier, later = _moved(held, found.owner, 1), _moved(held, found.owner, -1)
    two_earlier = _moved(held, found.owner, 2) & ~earlier
    around = _HEADLINE * found.headline[found.owner] + _EARLIER * earlier
    around += _TWO_EARLIER * two_earlier + _LATER * later
    # A logistic regression over the sentences of SQuAD's and XQuAD's right paragraphs.
    marks: Scores = asked.shares(_WORTH.take(found.sentence_standing) + around * ~held)
    marks += _TELLING * (held * _telling(found, held)).sum(axis=1)
    marks += _PAIRS * asked.pair_shares(found.sentence_pairs) + _STOP_WORDS * found.sentence_stop_words + _ANY
    return np.where(held.any(axis=1), marks, 0.0)


def _moved(held: Held, owner: Numbers, by: int) -> Held:
    """Return what the sentence holds that stands `by` before (behind, if negative) in the same passage."""
    moved = np.zeros_like(held)
    to, of = (slice(by, None), slice(-by)) if by > 0 else (slice(by), slice(-by, None))
    moved[to] = held[of] & (owner[to] == owner[of])[:, None]
    return moved


def _telling(found: Occurrences, held: Held) -> Scores:
    """Return how well each term tells a sentence from others of its passage; for each these sum up to 1."""
    passages, terms = found.counts.shape
    sentence, term = held.nonzero()
    places = found.owner[sentence] * terms + term
    with_term = np.bincount(places, minlength=passages * terms).reshape(passages, terms)
    sentences = np.bincount(found.owner, minlength=passages)[:, None]
    rarity = np.log((sentences + 1) / (with_term + 0.5))
    telling: Scores = (rarity / rarity.sum(axis=1, keepdims=True))[found.owner]
    return telling


@dataclass(frozen=True, slots=True)
class BestSentences:
    """What the best sentence of each passage is like; arrays (passages)."""

    mark: Scores
    margin: Scores
    """How much higher its mark is than the next best one's."""
    brevity: Scores
    """log(100 / how many words it has), 0 for more than that."""
    earliness: Scores
    """1 / its place in the passage, from 1."""
    stop_words: Scores
    """The largest share of the query's stop words that stands in one sentence."""


def best_sentences(found: Occurrences, marks: Scores) -> BestSentences:
    """Look at the best sentence of each passage, given all sentences' marks."""
    owner, passages = found.owner, np.arange(len(found.lengths))
    first, end = owner.searchsorted(passages), owner.searchsorted(passages, side="right")
    # A passage without a word has no sentence, and one of a single sentence no second: theirs is behind all.
    none = len(owner)
    by_mark = np.append(np.lexsort((-np.arange(none), marks, owner)), none)
    best = by_mark[np.where(end > first, end - 1, none)]
    second = by_mark[np.where(end > first + 1, end - 2, none)]
    marks, lengths = np.append(marks, 0.0), np.append(found.sentence_lengths, _LONG)
    stop_words = np.zeros(len(passages))
    np.maximum.at(stop_words, owner, found.sentence_stop_words)
    return BestSentences(
        marks[best],
        marks[best] - marks[second],
        np.log(_LONG / np.minimum(lengths[best], _LONG)),
        1 / (1 + np.where(end > first, best - first, 0)),
        stop_words,
    )
