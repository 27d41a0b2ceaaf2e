"""Which sentence of a passage answers best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from retrieval.weighing import Standing

if TYPE_CHECKING:
    from retrieval.index.protocol import Scores
    from retrieval.occurrences import Occurrences
    from retrieval.weighing import Weighed


def sentence_marks(found: Occurrences, asked: Weighed) -> Scores:
    """Return how well each sentence answers among those of its passage; 0 where it has no term.

    It holds much of the query, above all words that few other sentences of the passage have; pairs of the
    query, words related to missing ones. What stands in the sentence before it helps too, since a name
    becomes a pronoun there. What the question asks for (a number, a date, a place) is not looked for yet.
    """
    held = found.sentence_standing[Standing.ITSELF]
    related = found.sentence_standing[Standing.BEGINNING] & ~held
    alike = found.sentence_standing[Standing.MEANING] & ~held & ~related
    earlier = np.zeros_like(held)
    same_passage = found.owner[1:] == found.owner[:-1]
    earlier[1:] = held[:-1] & ~held[1:] & same_passage[:, None]
    share = asked.shares(held)
    # A logistic regression over the sentences of SQuAD's and XQuAD's right paragraphs.
    marks: Scores = share + 1.3 * (held * _telling(found)).sum(axis=1)
    marks += 0.2 * asked.pair_shares(found.sentence_pairs) + 0.8 * asked.shares(earlier)
    marks += 0.7 * asked.shares(related) + 0.5 * asked.shares(alike)
    return np.where(share > 0, marks, 0.0)


def _telling(found: Occurrences) -> Scores:
    """Return how well each term tells a sentence from others of its passage; for each these sum up to 1."""
    passages, terms = found.counts.shape
    sentence, term = found.sentence_standing[Standing.ITSELF].nonzero()
    places = found.owner[sentence] * terms + term
    with_term = np.bincount(places, minlength=passages * terms).reshape(passages, terms)
    sentences = np.bincount(found.owner, minlength=passages)[:, None]
    rarity = np.log((sentences + 1) / (with_term + 0.5))
    telling: Scores = (rarity / rarity.sum(axis=1, keepdims=True))[found.owner]
    return telling
