"""How well a passage fits a query: a small sum of features, from term statistics and places of words.

Every feature is a share of the query's weight (the sum of its terms' idf), so that one set of factors fits
short and long queries. There are two sets: for questions, which one sentence answers, and for topics and
claims, which a passage is about. They were found on six judged sets, by a listwise logistic regression
(questions) and coordinate ascent (topics), each half of the questions, or of the articles, checked by the
other.

What each feature gives: how much nDCG@10 (SQuAD and XQuAD: MRR@10) is lost without it; * where that is
outside the 95 % interval. The first three are sets of questions; what the best sentence is like counts in
these alone.

| without                    | quiz   | SQuAD  | XQuAD  | TIME   | Cranfield | SciFact |
|----------------------------|--------|--------|--------|--------|-----------|---------|
| words                      | −.001  | .006 * | .001   | .016 * | .000      | .000    |
| article                    | .058 * | .010 * | .003   | .052 * | .027 *    | .049 *  |
| sentence                   | −.002  | .008 * | .002   | .018 * | −.002     | .001    |
| kind of answer             | −.001  | .003 * | .001   | –      | –         | –       |
| pairs                      | .003   | .005 * | .001   | .003   | .001      | −.001   |
| the same beginning         | −.003  | .002 * | .000   | .017 * | .001      | .001    |
| like meaning               | .004   | .003 * | .002   | .001   | .001      | .001    |
| lead                       | .020 * | .000   | .000   | .000   | .012 *    | −.003   |
| best sentence: mark        | .004   | .001   | .000   | –      | –         | –       |
| … margin                   | .010   | .002 * | .000   | –      | –         | –       |
| … brevity                  | .005   | .001   | .002 * | –      | –         | –       |
| … earliness                | .000   | .003 * | .000   | –      | –         | –       |
| … stop words               | .003   | .004 * | .001   | –      | –         | –       |
| … all five                 | −.002  | .008 * | .001   | –      | –         | –       |

Of the 1.4 ms of processor time that a question takes at 19,000 passages, kinds of answer cost .18, words of
the same beginning .19, words of like meaning .15, and the five of the best sentence .18 together.

Tried and left out, since they gave nothing beside these: words within a window, exact phrases, coverage and
its powers, the heaviest missing word, headline words, capitalised names and numbers apart, two neighbouring
sentences, the first sentence, the passage's length, the query's words in its other sentences, neighbouring
passages, words and passages near each other in a latent semantic space of the archive. Weights of 1,900 words
learned from 2,500 questions (−.001 MRR@10 on other articles), and of a word by its place and form in the
question (.000). Two words of the query that the articles also write in one ("test ban"): TIME .000, others
nothing. Nations and their peoples' names as one word, initials for names of two words (TIME: −.001).
More kinds of answer (a share or a sum, a person or a body named by its kind, a name in brackets or
quotation marks): nothing for ranking or for the sentence that is marked. Likeness in all words to the three
best passages gave topics .013 * on Cranfield, .003 on SciFact, .001 on TIME, questions nothing, and needs the
frequency of every word of the candidates. Vectors of 27,000 words, by singular value decomposition of their
neighbours in 9 million words of news and encyclopedias: .001 MRR@10 on SQuAD, .002 on XQuAD, for 10 MB;
nothing for the sentence. A gradient-boosted choice of sentences over fifty features had .007 more right
sentences on other articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from retrieval.analysis import sentences_of_shown
from retrieval.answer_types import AnswerType, answer_types, types_held
from retrieval.marking import best_sentences, sentence_marks

if TYPE_CHECKING:
    from retrieval.features import Features
    from retrieval.index.protocol import Scores
    from retrieval.ranking import Query
    from retrieval.weighing import Weighed


@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """What each feature counts."""

    k1: float
    b: float
    headline: float
    """What a word in the headline counts for the passage's words, as a share of one in the text."""
    words: float
    """BM25 of the passage's words."""
    article: float
    """BM25 of its whole article, headlines included: a paragraph seldom repeats whom it is about."""
    several: float
    """What that counts further in an archive of long articles, times the share of passages that begin none:
    where most articles are one passage, it says little new."""
    sentence: float
    """Its best sentence: the square of its share of the query, and half of the pairs in it."""
    pairs: float
    """Words that stand side by side in the query and in the passage."""
    beginning: float
    """Words of the same beginning as one that is missing: "migration" for "migrants"."""
    meaning: float
    """Words of like meaning as one that is missing: "launch" for "begin"."""
    lead: float
    """At the top of its article, less with every passage further down."""
    # What the best sentence is like matters where one sentence tells what is asked for.
    mark: float = 0.0
    """How well it answers (`sentence_marks`)."""
    margin: float = 0.0
    """How much better than the next best: where many sentences hold the words, none may answer."""
    brevity: float = 0.0
    """That it is short: a long one holds many words by chance."""
    earliness: float = 0.0
    """That it stands early in the passage."""
    stop_words: float = 0.0
    """The query's stop words in one sentence: "by", "before", "his"."""


QUESTION = Factors(
    k1=0.3,
    b=0.3,
    headline=0.5,
    words=1.65,
    article=1.37,
    several=2.9,
    sentence=1.0,
    pairs=1.2,
    beginning=1.35,
    meaning=1.4,
    mark=0.1,
    margin=0.15,
    brevity=0.2,
    earliness=0.2,
    stop_words=0.6,
    lead=0.25,
)
"""Where a fact is asked for, which one sentence tells."""
TOPIC = Factors(
    k1=0.8,
    b=0.6,
    headline=0.0,
    words=0.5,
    article=1.25,
    several=0.0,
    sentence=0.5,
    pairs=0.65,
    beginning=0.9,
    meaning=0.1,
    lead=0.5,
)
"""Where a topic or a claim is named, which a passage is about."""
_LEAST = 1e-300
"""Stands for nothing where it is divided by."""


def factors_of(query: Query) -> Factors:
    """Return what counts for a query."""
    return QUESTION if query.asks else TOPIC


class Fits:
    """How well some passages fit a query."""

    def __init__(self, query: Query, asked: Weighed, features: Features, several: float) -> None:
        """Add up what the words of a query give each passage.

        `several` is the share of all passages that begin no article.
        """
        self._query = query
        self._factors = factors_of(query)
        self._features = features
        self._layout = layout = features.layout
        self._weighed = layout.parted(asked.weights / asked.total @ features.words)
        self._of_article = (self._factors.article + self._factors.several * several) / asked.total
        self._shares = self._weighed.held_in_sentence
        of_passages, self._pairs = self._shares_of_pairs(asked)
        # Of a sentence: its share of the query, squared, and half of the pairs in it.
        full = np.minimum(self._weighed.in_sentence, 1.0)
        self._sentences = (full * full + self._pairs / 2) * (self._shares > 0)
        self.held = layout.held(features.words)
        """(words, passages): 1 where the text or the headline of a passage has a word of the query."""
        self.scores = self._added_up(of_passages)
        """(passages)."""

    @cached_property
    def _types(self) -> tuple[AnswerType, ...]:
        return answer_types(self._query.text)

    @property
    def types(self) -> tuple[AnswerType, ...]:
        """The kinds of answer that `with_answer` looks for."""
        return self._types if self._query.asks else ()

    def _shares_of_pairs(self, asked: Weighed) -> tuple[Scores | float, Scores | float]:
        """Return (passages) and (sentences): the share of the query's weight of the pairs that each holds."""
        features, passages = self._features, len(self._layout.lead)
        if not features.pair_weights:
            return 0.0, 0.0
        shares: Scores = np.array(features.pair_weights) @ features.pairs / asked.total
        return shares[:passages], shares[passages:]

    def _added_up(self, pairs: Scores | float) -> Scores:
        """Return the score of each passage, given the share of its pairs."""
        factors, layout = self._factors, self._layout
        sentence = np.zeros(len(layout.lead))
        np.maximum.at(sentence, layout.owner, self._sentences)
        scores: Scores = (
            self._weighed.worth
            + self._of_article * self._features.whole
            + factors.sentence * sentence
            + factors.pairs * pairs
            + factors.lead * layout.lead
        )
        if self._query.asks:
            best = best_sentences(layout, self.marks, self._features.stop_words)
            scores += (
                factors.mark * best.mark
                + factors.margin * best.margin
                + factors.brevity * best.brevity
                + factors.earliness * best.earliness
                + factors.stop_words * best.stop_words
            )
        # Sums in another order differ in their last digits; what fits equally well is to stay equal.
        return scores.round(9)

    @cached_property
    def marks(self) -> Scores:
        """(sentences): how well each answers among those of its passage; 0 where it has no term."""
        plain = self._layout.parted(self._features.together)
        telling = plain.telling / np.maximum(plain.rarity, _LEAST)[self._layout.owner]
        marks = sentence_marks(self._weighed.mark, telling, self._pairs, self._features.stop_words)
        # As for scores: of sentences that answer equally well, the first is to be chosen.
        return (marks * (self._shares > 0)).round(9)

    def with_answer(self, passage: int, text: str) -> float:
        """Return the score of a passage, in whose sentences what is asked for was looked for too."""
        its = self._layout.sentences_of(passage)
        scores, shares = self._sentences[its].tolist(), self._shares[its].tolist()
        most = best = max(scores, default=0.0)
        all_kinds = sum(kind.worth_in_ranking for kind in self.types)
        for (start, end), score, share in zip(sentences_of_shown(text), scores, shares, strict=False):
            if share and score + share * all_kinds > most:
                held = types_held(text[start:end], self._query.text, self.types)
                most = max(most, score + share * sum(kind.worth_in_ranking for kind in held))
        return float(self.scores[passage]) + self._factors.sentence * (most - best)

    def best_sentence(self, passage: int, text: str) -> tuple[int, int] | None:
        """Return where in a passage's text the best sentence stands; None where none has a term."""
        its, sentences = self._layout.sentences_of(passage), sentences_of_shown(text)
        having = self._shares[its].nonzero()[0].tolist()
        if len(having) < 2:
            return sentences[having[0]] if having and having[0] < len(sentences) else None
        marks = self.marks[its].tolist()
        best, most = None, 0.0
        highest, all_kinds = max(marks, default=0.0), sum([kind.worth for kind in self._types])
        for (start, end), mark in zip(sentences, marks, strict=False):
            if mark and mark + all_kinds >= max(highest, most):
                score = mark
                if self._types:
                    held = types_held(text[start:end], self._query.text, self._types)
                    score += sum(kind.worth for kind in held)
                if score > most:
                    best, most = (start, end), score
        return best
