"""How sure it is that a passage answers a question, from what of the question it and its article hold.

A logistic regression over three archives: quiz questions of 2022 on 2,007 articles of that year, against 463
questions of later years and against questions whose own articles were left out; questions on 240 and on
18,896 paragraphs of Wikipedia, against questions on other things. Its inputs are the score of the passage
that is most about the question, shares of the question that it and its article hold, and the archive's size:
among many passages some hold many of its words by chance. What its best sentence holds, whether that has the
kind of thing asked for, and by how much the first passage leads added nothing.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from retrieval.index.holding import terms_held

if TYPE_CHECKING:
    from retrieval.index import Index
    from retrieval.ranking import Query, Ranker

ANSWERED = 0.24
"""Confidence from which a passage is offered as an answer. At it are refused: of the answerable, 5 % of the
quiz and 2 and 5 % on Wikipedia; of the unanswerable, 85 % of later years, 41 % without their articles, and
89 and 83 % on Wikipedia. Fitted to four fifths of each and tried on the rest, with 4 % of the quiz refused:
83 % of later years, and 38 % without their articles."""
MOST_READ = 80
"""Passages of an article that are read for it, from its top."""


def confidence(index: Index, ranker: Ranker, query: Query) -> float:
    """Return how sure it is, from 0 to 1, that a question is answered.

    It is judged by the passage that is most about its words: that which answers best holds many of them even
    where nothing answers.
    """
    ranking = ranker.ranked(query._replace(asks=False), 1)
    if not query.terms or not ranking.numbers:
        return 0.0
    held, asked = ranking.fits.held[:, ranking.places[0]] > 0, ranking.asked
    article = index.passages_of(index.article_of(ranking.numbers[0]))[:MOST_READ]
    around = terms_held(index.words_of(np.array(article)), asked.numbers).any(axis=0)
    names = [number for term in query.names if (number := index.term_number(term)) is not None]
    missing_names = np.isin(asked.numbers, names) & ~held
    sum_of_all = (
        1.86 * ranking.scores[0]
        + 3.87 * float(asked.shares(held | around))
        - 4.27 * float(asked.shares(missing_names))
        + 0.85 * math.log(len(query.terms))
        - 0.32 * math.log(1 + index.passage_count())
        - 5.08
    )
    return 1 / (1 + math.exp(-sum_of_all))
