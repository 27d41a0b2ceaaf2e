"""How sure it is that a passage answers a question, from what of the question it and its article hold.

A logistic regression over three archives: quiz questions of 2022 on 2,007 articles of that year, against 463
questions of later years and against questions whose own articles were left out; questions on 240 and on
18,896 paragraphs of Wikipedia, against questions on other things. Its inputs are shares of the question, and
the archive's size: among many passages some hold many of its words by chance.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from retrieval.ranking import ranked

if TYPE_CHECKING:
    from retrieval.index import Index
    from retrieval.ranking import Query
    from retrieval.scoring import Scorer

ANSWERED = 0.28
"""Confidence from which a passage is offered as an answer. At it are refused: of the answerable, 4 % of the
quiz and 2 and 12 % on Wikipedia; of the unanswerable, 78 % of later years, 38 % without their articles, and
87 % on Wikipedia."""
MOST_READ = 80
"""Passages of an article that are read for it, from its top."""


def confidence(index: Index, query: Query) -> float:
    """Return how sure it is, from 0 to 1, that a question is answered.

    It is judged by the passage that is most about its words: that which answers best holds many of them even
    where nothing answers.
    """
    ranking = ranked(index, replace(query, asks=False), 1)
    if not query.terms or not ranking.fits:
        return 0.0
    (passage, fit), scorer = ranking.fits[0], ranking.scorer
    held = _words_of(scorer, passage)
    article = index.passages_of(index.article_of(passage))[:MOST_READ]
    names = {number for term in query.names if (number := index.term_number(term)) is not None}
    sum_of_all = (
        0.76 * fit.share
        + 1.12 * fit.sentence_share
        + 1.37 * fit.sentence_score
        + 4.49 * scorer.share_of(held.union(*(_words_of(scorer, number) for number in article)))
        - 2.52 * scorer.share_of(names - held)
        + 1.37 * math.log(len(query.terms))
        - 0.42 * math.log(1 + index.passage_count())
        - 3.54
    )
    return 1 / (1 + math.exp(-sum_of_all))


def _words_of(scorer: Scorer, passage: int) -> set[int]:
    forward = scorer.forward(passage)
    return {*forward.text, *forward.headline}
