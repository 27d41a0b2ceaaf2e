"""Which sentence of a passage answers best.

It holds much of the query, above all words that few other sentences of the passage have; pairs of the query,
its stop words, words related to missing ones. What stands around it helps too, since a name becomes a pronoun
there. What the question asks for (a number, a date, a place) is looked for elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from retrieval.features import Layout
    from retrieval.index.protocol import Held, Numbers, Scores
    from retrieval.occurrences import Occurrences

# A logistic regression over the sentences of SQuAD's and XQuAD's right paragraphs.
_WORTH = np.array([0, 0.70, 0.47, 0, 1])
"""What a word of the query counts, by its `Standing` in the sentence."""
_HEADLINE, _TWO_EARLIER, _EARLIER, _LATER = 0.45, 0.31, 0.80, 0.33
"""What it counts further, where the sentence lacks it, if it stands in these."""
_LONG = 100
"""Words from which on a sentence is not brief at all."""
_TELLING, _PAIRS, _STOP_WORDS, _ANY = 1.11, 0.12, 0.37, 0.18


def word_marks(found: Occurrences, held: Held) -> Scores:
    """Return (sentences, words) what each word of the query counts for each sentence, `held` being in it."""
    earlier, later = _moved(held, found.owner, 1), _moved(held, found.owner, -1)
    two_earlier = _moved(held, found.owner, 2) & ~earlier
    around = _HEADLINE * found.headline[found.owner] + _EARLIER * earlier
    around += _TWO_EARLIER * two_earlier + _LATER * later
    marks: Scores = _WORTH.take(found.sentence_standing) + around * ~held
    return marks


def _moved(held: Held, owner: Numbers, by: int) -> Held:
    """Return what the sentence holds that stands `by` before (behind, if negative) in the same passage."""
    moved = np.zeros(held.shape, dtype=bool)
    to, of = (slice(by, None), slice(-by)) if by > 0 else (slice(by), slice(-by, None))
    moved[to] = held[of] & (owner[to] == owner[of])[:, None]
    return moved


def word_rarity(held: Held, owner: Numbers, passages: int) -> Scores:
    """Return (passages, words) how few sentences of each passage have a word: how well it tells one."""
    words = held.shape[1]
    sentence, word = held.nonzero()
    with_word = np.bincount(owner[sentence] * words + word, minlength=passages * words)
    sentences = np.bincount(owner, minlength=passages)[:, None]
    rarity: Scores = np.log((sentences + 1) / (with_word.reshape(passages, words) + 0.5))
    return rarity


def sentence_marks(
    words: Scores, telling: Scores, pairs: Scores | float, stop_words: Scores | float
) -> Scores:
    """Return how well each sentence answers, given for each what it has of the query.

    `words` are shares of the query's weight, of `word_marks`; `telling` is the share of the rarity of all
    words in the passage that those in the sentence have; `pairs` and `stop_words` are shares.
    """
    return words + _TELLING * telling + (_PAIRS * pairs + _STOP_WORDS * stop_words + _ANY)


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


def best_sentences(layout: Layout, marks: Scores, stop_words: Scores | float) -> BestSentences:
    """Look at the best sentence of each passage, given all sentences' marks and shares of the stop words."""
    owner, first, end = layout.owner, layout.bounds[:-1], layout.bounds[1:]
    # A passage without a word has no sentence, and one of a single sentence no second: theirs is behind all.
    none = len(owner)
    by_mark = np.append(np.lexsort((-np.arange(none), marks, owner)), none)
    best = by_mark[np.where(end > first, end - 1, none)]
    second = by_mark[np.where(end > first + 1, end - 2, none)]
    marks, lengths = np.append(marks, 0.0), np.append(layout.sentence_lengths, _LONG)
    most_stop_words = np.zeros(len(first))
    np.maximum.at(most_stop_words, owner, stop_words)
    return BestSentences(
        marks[best],
        marks[best] - marks[second],
        np.log(_LONG / np.minimum(lengths[best], _LONG)),
        1 / (1 + np.where(end > first, best - first, 0)),
        most_stop_words,
    )
