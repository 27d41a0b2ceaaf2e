"""How sure it is that a passage answers a question, from what of the question it and its article hold.

A logistic regression over three archives: 101 quiz questions of 2022 on 2,007 articles of that year, against
463 questions of later years and against questions whose own articles were taken out; questions on 240 and on
18,896 paragraphs of Wikipedia, against questions on other things. Its inputs are shares of the question, and
the archive's size: among many passages some hold many of its words by chance.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from retrieval.scoring import Scorer

if TYPE_CHECKING:
    from retrieval.index import Index
    from retrieval.ranking import Query

ANSWERED = 0.3
"""Confidence from which a passage is offered as an answer. At it are refused: of the answerable, 4 % of the
quiz and 2 and 9 % on Wikipedia; of the unanswerable, 78 % of later years, 48 % without their articles, and 91
and 86 % on Wikipedia."""
MOST_READ = 80
"""Passages of an article that are read for it, from its top."""


def confidence(index: Index, query: Query, passage: int) -> float:
    """Return how sure it is, from 0 to 1, that the best passage found answers a question."""
    if not query.terms:
        return 0.0
    scorer = Scorer(index, query, {})
    fit = scorer.fit(passage)
    numbers = index.passages_of(index.article_of(passage))[:MOST_READ]
    article = scorer.share_of(number for n in {*numbers, passage} for number in _words_of(index, n))
    sum_of_all = (
        2.7 * fit.share
        + 2.9 * fit.sentence_share
        + 0.75 * fit.pairs
        + 3.9 * article
        + 0.5 * math.log(len(query.terms))
        - 0.25 * math.log(1 + index.passage_count())
        - 4.4
    )
    return 1 / (1 + math.exp(-sum_of_all))


def _words_of(index: Index, passage: int) -> list[int]:
    forward = index.forward(passage)
    return [*forward.text, *forward.headline]
