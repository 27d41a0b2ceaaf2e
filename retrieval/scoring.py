"""How well a passage fits a query: a small sum of features, from term statistics and places of words.

Every feature is a share of the query's weight (the sum of its terms' idf), so that one set of factors fits
short and long queries. There are two sets: for questions, which one sentence answers, and for topics and
claims, which a passage is about. They were found on six judged sets, by a listwise logistic regression
(questions) and coordinate ascent (topics), each half of the questions, or of the articles, checked by the
other.

What each feature gives: how much nDCG@10 (SQuAD and XQuAD: MRR@10) is lost without it; * where that is
outside the 95 % interval. The first three are sets of questions.

| without            | quiz   | SQuAD  | XQuAD  | TIME   | Cranfield | SciFact |
|--------------------|--------|--------|--------|--------|-----------|---------|
| words              | −.013  | .007 * | .003 * | .017 * | .000      | .002    |
| article            | .059 * | .008 * | .003   | .059 * | .028 *    | .049 *  |
| sentence           | −.005  | .014 * | .003 * | .016 * | −.005     | .003    |
| kind of answer     | .000   | .004 * | .000   | –      | –         | –       |
| pairs              | .008   | .007 * | .001   | .005   | .000      | −.002   |
| the same beginning | .000   | .002 * | .001   | .016 * | −.001     | .001    |
| like meaning       | .003   | .003 * | .001   | .003   | .000      | .001    |
| lead               | .000   | .000   | .000   | .000   | .011 *    | −.001   |

Tried and left out, since they gave nothing beside these: words within a window, exact phrases, coverage and
its powers, the heaviest missing word, headline words, capitalised names and numbers apart, two neighbouring
sentences, the first sentence, length, neighbouring passages, words and passages near each other in a latent
semantic space of the archive. A gradient-boosted ranker over sixty such features, on SQuAD's other
articles, had .004 more MRR@10.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from retrieval.analysis import BREAK, sentences_of_shown
from retrieval.answer_types import answer_types, types_held
from retrieval.marking import best_sentence
from retrieval.weighing import Weighed, weighed

if TYPE_CHECKING:
    from retrieval.index.protocol import Forward, Index
    from retrieval.ranking import Query


@dataclass(frozen=True, slots=True)
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
RELATED = 0.7
"""What a related word counts in a sentence, as a share of the word that is missing."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one passage fits a query."""

    score: float
    share: float
    """Share of the query's weight that text and headline hold."""
    sentences: Sequence[tuple[float, float]]
    """Each sentence's score, and its share of the query's weight."""

    @property
    def sentence_score(self) -> float:
        """The score of its best sentence."""
        return max((score for score, _ in self.sentences), default=0.0)

    @property
    def sentence_share(self) -> float:
        """Share of the query's weight that its fullest sentence holds."""
        return max((share for _, share in self.sentences), default=0.0)


class Scorer:
    """Fits passages of one index to one query."""

    def __init__(self, index: Index, query: Query, articles: Mapping[int, float]) -> None:
        """`articles` are the BM25 scores of whole articles by number; those not among them count 0."""
        self._index = index
        self._question = query.text
        self._types = answer_types(query.text)
        self._articles = articles
        self._average = index.average_length()
        self._asked = weighed(index, query)
        self._factors = QUESTION if query.asks else TOPIC
        further = 1 - index.article_count() / max(1, index.passage_count())
        self._whole = self._factors.article + self._factors.several * further
        self.types = self._types if query.asks else ()
        """The kinds of answer that `with_answer` looks for."""
        self._read_already: dict[int, Forward] = {}

    def forward(self, passage: int) -> Forward:
        """Return the words of a passage, read from the index once."""
        forward = self._read_already.get(passage)
        if forward is None:
            forward = self._read_already[passage] = self._index.forward(passage)
        return forward

    def fit(self, passage: int) -> Fit:
        """Return how well a passage fits, by its number."""
        asked, factors = self._asked, self._factors
        weights, total = asked.weights, asked.total
        forward = self.forward(passage)
        headline = frozenset(weights.keys() & forward.headline)
        read = _read(forward.text, headline, asked)
        held = headline.union(read.counts)
        count = read.counts.get
        k1, b, above = factors.k1, factors.b, factors.headline
        norm = k1 * (1 - b + b * (len(forward.text) - len(read.sentences)) / self._average)
        words = 0.0
        for number in held if above else read.counts:
            often = count(number, 0) + (above if number in headline else 0)
            words += weights[number] * often * (k1 + 1) / (often + norm)
        article = self._index.article_of(passage)
        score = (
            factors.words * words / total
            + self._whole * self._articles.get(article, 0.0) / total
            + factors.sentence * max([score for score, _ in read.sentences], default=0.0)
            + factors.pairs * asked.pairs_share(read.pairs)
            + factors.beginning * asked.share(read.beginning.difference(read.counts))
            + factors.meaning * asked.share(read.meaning.difference(read.counts, read.beginning))
            + factors.lead / (1 + passage - self._index.passages_of(article).start)
        )
        return Fit(score, asked.share(held), read.sentences)

    def with_answer(self, fit: Fit, text: str) -> Fit:
        """Return how well a passage fits, in whose sentences what is asked for was looked for too."""
        most = best = fit.sentence_score
        for (start, end), (score, share) in zip(sentences_of_shown(text), fit.sentences, strict=False):
            if share and score + share * sum(kind.worth_in_ranking for kind in self.types) > most:
                held = types_held(text[start:end], self._question, self.types)
                most = max(most, score + share * sum(kind.worth_in_ranking for kind in held))
        return replace(fit, score=fit.score + self._factors.sentence * (most - best))

    def share_of(self, numbers: Iterable[int]) -> float:
        """Return the share of the query's weight that the terms of these numbers have."""
        return self._asked.share(self._asked.weights.keys() & set(numbers))

    def best_sentence(self, passage: int, text: str) -> tuple[int, int] | None:
        """Return where in a passage's text the best sentence stands; None where none has a term."""
        return best_sentence(self.forward(passage).text, text, self._asked, self._question, self._types)


@dataclass(slots=True)
class _Read:
    """What one pass over a text finds."""

    counts: dict[int, int] = field(default_factory=dict)
    """Of the query's terms."""
    beginning: set[int] = field(default_factory=set)
    """Terms of which one of the same beginning stands in the text."""
    meaning: set[int] = field(default_factory=set)
    """Terms of which one of like meaning does."""
    pairs: set[tuple[int, int]] = field(default_factory=set)
    sentences: list[tuple[float, float]] = field(default_factory=list)


def _read(text: Sequence[int], headline: frozenset[int], asked: Weighed) -> _Read:
    """Go once through the words of a text that matter."""
    weights, matter, pairs = asked.weights, asked.matter, asked.pairs
    beginning, meaning = asked.beginning, asked.meaning
    read = _Read()
    counts = read.counts
    held: set[int] = set()
    related: set[int] = set()
    side_by_side: set[tuple[int, int]] = set()
    last, before = -2, BREAK
    found = [(place, number) for place, number in enumerate(text) if number in matter]
    for place, number in found if text and text[-1] == BREAK else [*found, (len(text), BREAK)]:
        if number == BREAK:
            if held:
                read.sentences.append(_sentence(held, related, side_by_side, headline, asked))
                held = set()
            else:
                read.sentences.append((0.0, 0.0))
            if related:
                related = set()
            if side_by_side:
                read.pairs |= side_by_side
                side_by_side = set()
            continue
        if number in weights:
            counts[number] = counts.get(number, 0) + 1
            held.add(number)
        if number in beginning:
            read.beginning.update(beginning[number])
            related.update(beginning[number])
        if number in meaning:
            read.meaning.update(meaning[number])
            related.update(meaning[number])
        if last == place - 1 and (before, number) in pairs:
            side_by_side.add((before, number))
        last, before = place, number
    return read


def _sentence(
    held: set[int],
    related: set[int],
    pairs: set[tuple[int, int]],
    headline: frozenset[int],
    asked: Weighed,
) -> tuple[float, float]:
    """Return the score of a sentence that holds terms of a query, and its share of the query's weight."""
    weights, total = asked.weights, asked.total
    share = sum([weights[number] for number in held]) / total
    full = share
    if headline:
        full += sum([weights[number] for number in headline if number not in held]) / total
    if related:
        missing = [weights[number] for number in related if number not in held and number not in headline]
        full += RELATED * sum(missing) / total
    score = full * full if full < 1 else 1.0
    return (score + asked.pairs_share(pairs) / 2 if pairs else score), share
