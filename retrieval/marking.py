"""Which sentence of a passage answers best."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.analysis import BREAK, sentences_of_shown
from retrieval.answer_types import AnswerType, types_held
from retrieval.weighing import Weighed


def best_sentence(
    words: Sequence[int], text: str, asked: Weighed, question: str, types: tuple[AnswerType, ...]
) -> tuple[int, int] | None:
    """Return where in a passage's text the sentence stands that answers best; None where none has a term.

    `words` are the numbers of the text's terms. The sentence holds much of the query, above all words that
    few other sentences of the passage have; pairs of the query, words related to missing ones, and what the
    question asks for (a number, a date, a place). What stands in the sentence before it helps too, since a
    name becomes a pronoun there.
    """
    sentences = list(zip(_sentences(words), sentences_of_shown(text), strict=False))
    held = [frozenset(asked.weights.keys() & numbers) for numbers, _ in sentences]
    telling = _telling(held, asked)
    best, most = None, 0.0
    before: frozenset[int] = frozenset()
    for (numbers, (start, end)), terms in zip(sentences, held, strict=True):
        related = {t for n in asked.beginning.keys() & numbers for t in asked.beginning[n]} - terms
        alike = {t for n in asked.meaning.keys() & numbers for t in asked.meaning[n]} - terms - related
        share, earlier, beside, meant = map(asked.share, (terms, before - terms, related, alike))
        pairs = asked.pairs_share(asked.pairs.keys() & set(pairwise(numbers)))
        before = terms
        if share:
            # A logistic regression over the sentences of SQuAD's and XQuAD's right paragraphs.
            score = share + 1.3 * sum(telling[n] for n in terms) + 0.2 * pairs + 0.8 * earlier + 0.7 * beside
            score += 0.5 * meant
            score += sum(kind.worth for kind in types_held(text[start:end], question, types))
            if score > most:
                best, most = (start, end), score
    return best


def _telling(held: Sequence[frozenset[int]], asked: Weighed) -> dict[int, float]:
    """Return how well each term of the query tells a passage's sentences apart; together these are 1."""
    counts = {number: sum(number in terms for terms in held) for number in asked.weights}
    rarity = {n: math.log((len(held) + 1) / (count + 0.5)) for n, count in counts.items()}
    total = sum(rarity.values())
    return {number: each / total for number, each in rarity.items()}


def _sentences(words: Sequence[int]) -> Iterator[list[int]]:
    sentence: list[int] = []
    for number in words:
        if number == BREAK:
            yield sentence
            sentence = []
        else:
            sentence.append(number)
    if sentence:
        yield sentence
