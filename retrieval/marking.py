"""Which sentence of a passage answers best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from retrieval.weighing import Standing

if TYPE_CHECKING:
    from retrieval.index.protocol import Held, Scores
    from retrieval.occurrences import Occurrences
    from retrieval.weighing import Weighed

_WORTH = np.array([0, 0.5, 0.7, 0, 1])
"""What a word of the query counts, by its `Standing` in the sentence."""
_EARLIER = 0.8
"""The same of one in the sentence before."""
_TELLING, _PAIRS = 1.3, 0.2


def sentence_marks(found: Occurrences, asked: Weighed) -> Scores:
    """Return how well each sentence answers among those of its passage; 0 where it has no term.

    It holds much of the query, above all words that few other sentences of the passage have; pairs of the
    query, words related to missing ones. What stands in the sentence before it helps too, since a name
    becomes a pronoun there. What the question asks for (a number, a date, a place) is not looked for yet.
    """
    standing = found.sentence_standing
    held = standing == Standing.ITSELF
    # A logistic regression over the sentences of SQuAD's and XQuAD's right paragraphs.
    worth = _WORTH.take(standing)
    same_passage = found.owner[1:] == found.owner[:-1]
    worth[1:] += _EARLIER * (held[:-1] & ~held[1:] & same_passage[:, None])
    marks: Scores = asked.shares(worth) + _TELLING * (held * _telling(found, held)).sum(axis=1)
    marks += _PAIRS * asked.pair_shares(found.sentence_pairs)
    return np.where(held.any(axis=1), marks, 0.0)


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
