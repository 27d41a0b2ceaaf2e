"""How well a passage fits a query: a small sum of features, from term statistics and places of words.

Every feature is a share of the query's weight (the sum of its terms' idf), so that one set of factors fits
short and long queries. The factors were found together on six judged sets (quiz questions on news of 2022,
TIME 1963, Cranfield, SciFact, SQuAD, XQuAD) by coordinate ascent, each half of the questions checked by the
other.

What each feature gives: how much nDCG@10 (SQuAD and XQuAD: MRR@10) is lost without it; * where that is
outside the 95 % interval. They share one pass over a passage's words, of 20 to 30 microseconds.

| without            | quiz   | TIME   | Cranfield | SciFact | SQuAD  | XQuAD  |
|--------------------|--------|--------|-----------|---------|--------|--------|
| words              | .008   | .012 * | −.002     | .001    | .000   | .000   |
| article            | .026   | .051 * | .041 *    | .030 *  | .005   | .002   |
| sentence           | .016   | .013 * | −.003     | −.001   | .011 * | .002 * |
| pairs              | .005   | .000   | .003      | .002    | .011 * | .002   |
| related words      | .001   | .015 * | .001      | .002    | .004 * | .001   |
| lead               | .041 * | –      | –         | –       | –      | –      |

Tried and left out, since they gave nothing beside these: words within a window, exact phrases, coverage,
headline words, capitalised names and numbers apart, neighbouring passages, the kind of answer, length.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import mul
from typing import TYPE_CHECKING

from retrieval.analysis import BREAK, sentences_of_shown
from retrieval.answer_types import answer_types, worth_of

if TYPE_CHECKING:
    from retrieval.index.protocol import Forward, Index
    from retrieval.ranking import Query

FACTORS = (
    0.50,  # BM25 of the passage's words
    1.25,  # BM25 of its whole article, headlines included: a paragraph seldom repeats whom it is about
    0.50,  # its best sentence: the square of its share of the query, and half of the pairs in it
    0.65,  # words that stand side by side in the query and in the passage
    0.90,  # words of the same beginning as one that is missing: "migration" for "migrants"
    0.50,  # at the top of its article, less with every passage further down
)
K1, B = 0.8, 0.6
WEAK = 0.2
"""What a word that asks rather than says counts, as a share of its idf."""
MOST_RELATED = 40
"""Words of the same beginning that are looked for, for each word of a query."""
MOST_WITH_RELATED = 32
"""Words of a query that they are looked for."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one passage fits a query."""

    score: float
    sentence_share: float
    """Share of the query's weight that its fullest sentence holds."""
    share: float
    """Share of the query's weight that text and headline hold."""
    pairs: float
    """Pairs of the query that stand side by side in the passage, as a share of its weight."""


class Scorer:
    """Fits passages of one index to one query."""

    def __init__(self, index: Index, query: Query, articles: Mapping[int, float]) -> None:
        """`articles` are the BM25 scores of whole articles by number; those not among them count 0."""
        self._index = index
        self._question = query.text
        self._types = answer_types(query.text)
        self._articles = articles
        passages = index.passage_count()
        self._average = index.average_length()
        idf: dict[str, float] = {}
        for token in query.tokens:
            if token.term not in idf:
                count = index.document_frequency(token.term)
                weight = math.log(1 + (passages - count + 0.5) / (count + 0.5))
                idf[token.term] = weight * WEAK if token.term in query.weak else weight
        numbers: dict[str, int] = {}
        for place, term in enumerate(idf):
            number = index.term_number(term)
            # A word that no passage has may still have related ones: it gets a number that no term has.
            numbers[term] = BREAK - 1 - place if number is None else number
        stop = frozenset(token.term for token in query.tokens if token.stop).difference(query.terms)
        wanted = [term for term in idf if term not in stop]
        self._weights = {numbers[term]: idf[term] for term in wanted}
        self.weight = sum(self._weights.values()) or 1.0
        self._asked = frozenset(numbers.values())
        self._pairs = {
            (numbers[first.term], numbers[second.term]): (idf[first.term] + idf[second.term]) / 2
            for first, second in pairwise(query.tokens)
            if not (first.stop and second.stop)
        }
        self._related = {
            related: numbers[term]
            for term in wanted[:MOST_WITH_RELATED]
            for related in self._related_to(term)
        }
        self._matter = {BREAK, *self._asked, *self._related}
        self._read_already: dict[int, Forward] = {}

    def _related_to(self, term: str) -> Iterator[int]:
        if len(term) < 5 or not term.isalpha():
            return
        prefix = term[: max(5, len(term) - 2) if len(term) <= 8 else len(term) - 3]
        for other in self._index.terms_starting(prefix, MOST_RELATED):
            number = self._index.term_number(other)
            if number is not None and number not in self._asked:
                yield number

    def forward(self, passage: int) -> Forward:
        """Return the words of a passage, read from the index once."""
        forward = self._read_already.get(passage)
        if forward is None:
            forward = self._read_already[passage] = self._index.forward(passage)
        return forward

    def fit(self, passage: int) -> Fit:
        """Return how well a passage fits, by its number."""
        forward = self.forward(passage)
        read = self._read(forward.text)
        weights, total = self._weights, self.weight
        norm = K1 * (1 - B + B * (len(forward.text) - read.breaks) / self._average)
        words = sum(weights[n] * count * (K1 + 1) / (count + norm) for n, count in read.counts.items())
        headline = self._asked.intersection(forward.headline)
        article = self._index.article_of(passage)
        values = (
            words / total,
            self._articles.get(article, 0.0) / total,
            read.sentence_score,
            read.pairs / total,
            sum(weights[n] for n in read.related if n not in read.counts) / total,
            1 / (1 + passage - self._index.passages_of(article).start),
        )
        held = sum(weights[n] for n in weights if n in read.counts or n in headline)
        score = sum(map(mul, FACTORS, values))
        return Fit(score, read.sentence_share, held / total, read.pairs / total)

    def share_of(self, numbers: Iterable[int]) -> float:
        """Return the share of the query's weight that the terms of these numbers have."""
        return self._sum(self._weights.keys() & set(numbers))

    def best_sentence(self, passage: int, text: str) -> tuple[int, int] | None:
        """Return where in a passage's text the sentence stands that answers best; None where none has a term.

        It holds much of the query, above all words that few other sentences of the passage have; pairs of the
        query, words related to missing ones, and what the question asks for (a number, a date, a place). What
        stands in the sentence before it helps too, since a name becomes a pronoun there.
        """
        sentences = list(zip(self._sentences(passage), sentences_of_shown(text), strict=False))
        held = [frozenset(self._weights.keys() & words) for words, _ in sentences]
        telling = self._telling(held)
        best, most = None, 0.0
        before: frozenset[int] = frozenset()
        for (words, (start, end)), terms in zip(sentences, held, strict=True):
            related = {self._related[n] for n in self._related.keys() & words} - terms
            share, earlier, beside = (self._sum(each) for each in (terms, before - terms, related))
            pairs = sum(self._pairs[pair] for pair in self._pairs.keys() & set(pairwise(words))) / self.weight
            before = terms
            if share:
                # A logistic regression over the sentences of SQuAD's and XQuAD's right paragraphs.
                score = (
                    share + 1.3 * sum(telling[n] for n in terms) + 0.2 * pairs + 0.8 * earlier + 0.7 * beside
                )
                score += worth_of(text[start:end], self._question, self._types) if self._types else 0.0
                if score > most:
                    best, most = (start, end), score
        return best

    def _telling(self, held: Sequence[frozenset[int]]) -> dict[int, float]:
        """Return how well each term of the query tells a passage's sentences apart; together these are 1."""
        counts = {number: sum(number in terms for terms in held) for number in self._weights}
        rarity = {n: math.log((len(held) + 1) / (count + 0.5)) for n, count in counts.items()}
        total = sum(rarity.values())
        return {number: each / total for number, each in rarity.items()}

    def _sentences(self, passage: int) -> Iterator[list[int]]:
        words: list[int] = []
        for number in self.forward(passage).text:
            if number == BREAK:
                yield words
                words = []
            else:
                words.append(number)
        if words:
            yield words

    def _sum(self, terms: Collection[int]) -> float:
        return sum(self._weights[number] for number in terms) / self.weight

    def _read(self, text: Sequence[int]) -> _Read:
        """Go once through the words of a text that matter."""
        weights, pairs, matter = self._weights, self._pairs, self._matter
        read = _Read()
        in_sentence: set[int] = set()
        pairs_seen: set[tuple[int, int]] = set()
        sentence_pairs: set[tuple[int, int]] = set()
        before = (-2, BREAK)
        for place, number in [(p, n) for p, n in enumerate(text) if n in matter]:
            if number == BREAK:
                self._end_sentence(read, in_sentence, sentence_pairs)
                read.breaks += 1
                in_sentence, sentence_pairs = set(), set()
                continue
            if number in weights:
                read.counts[number] = read.counts.get(number, 0) + 1
                in_sentence.add(number)
            elif number in self._related:
                read.related.add(self._related[number])
            if before[0] == place - 1 and (before[1], number) in pairs:
                sentence_pairs.add((before[1], number))
                pairs_seen.add((before[1], number))
            before = place, number
        self._end_sentence(read, in_sentence, sentence_pairs)
        read.pairs = sum(pairs[pair] for pair in pairs_seen)
        return read

    def _end_sentence(self, read: _Read, terms: set[int], pairs: set[tuple[int, int]]) -> None:
        if not terms:
            return
        share = sum(self._weights[number] for number in terms) / self.weight
        score = share * share + 0.5 * sum(self._pairs[pair] for pair in pairs) / self.weight
        if score > read.sentence_score:
            read.sentence_score, read.sentence_share = score, share


@dataclass(slots=True)
class _Read:
    """What one pass over a text finds."""

    counts: dict[int, int] = field(default_factory=dict)
    """Of the query's terms."""
    related: set[int] = field(default_factory=set)
    """Terms of which a related one stands in the text."""
    breaks: int = 0
    pairs: float = 0.0
    sentence_score: float = 0.0
    sentence_share: float = 0.0
