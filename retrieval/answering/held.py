"""A passage's words, and what of a query it holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from retrieval.analysis import Words, sentences_of_shown

if TYPE_CHECKING:
    from retrieval.answering.wanted import Wanted
    from retrieval.answers import Span
    from retrieval.index import Index

LONGEST_RUN = 64
"""Words of a query that are looked for together."""


@dataclass(frozen=True, slots=True)
class PassageWords:
    """The words of a passage and of its headline, as numbers of terms in order, stop words included."""

    text: tuple[int, ...]
    headline: tuple[int, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """Of text and headline."""
        return frozenset(self.text).union(self.headline)


def words_of(index: Index, number: int) -> PassageWords:
    """Return the words of a passage, by its number."""
    forward = index.forward(number)
    return PassageWords(
        tuple([n for n in forward.text if n >= 0]), tuple([n for n in forward.headline if n >= 0])
    )


def highlights_of(words: Words, wanted: Wanted) -> tuple[Span, ...]:
    """Return where the wanted terms stand; words that stand together as they were asked are one span."""
    spans: list[Span] = []
    terms = words.terms
    asked = [token.term for token in wanted.query.tokens[:LONGEST_RUN]]
    following = set(pairwise(asked))
    weights = wanted.weights
    after = 0
    for at in [place for place, term in enumerate(terms) if term in weights]:
        if at < after:
            continue
        length = 1
        if following and terms[at : at + 2] in following:
            length = max([_run(terms, at, asked, k) for k, term in enumerate(asked) if term == terms[at]])
        while length > 1 and terms[at + length - 1] not in weights:
            length -= 1
        start, end = words.spans[at][0], words.spans[at + length - 1][1]
        if spans and start < spans[-1][1]:  # pairs of characters overlap where words are not spaced
            start = spans.pop()[0]
        spans.append((start, end))
        after = at + length
    return tuple(spans)


def _run(terms: Sequence[str], at: int, asked: Sequence[str], k: int) -> int:
    """Return how many words from `terms[at]` on stand as they were asked from `asked[k]` on."""
    length = 0
    for term, other in zip(islice(terms, at, None), islice(asked, k, None), strict=False):
        if term != other:
            break
        length += 1
    return length


def has_run(words: Sequence[int] | Sequence[str], run: Sequence[int] | Sequence[str]) -> bool:
    """Whether `run` stands in `words` without a gap."""
    if not run or len(run) > len(words):
        return False
    wanted, text = tuple(run), tuple(words)
    at = 0
    for _ in range(text.count(wanted[0])):
        at = text.index(wanted[0], at) + 1
        if text[at - 1 : at - 1 + len(wanted)] == wanted:
            return True
    return False


def best_sentence(text: str, words: Words, wanted: Wanted) -> Span | None:
    """Return the sentence of a text that holds most of what is wanted, the first of equals."""
    best: Span | None = None
    most = 0.0
    for start, end in sentences_of_shown(text):
        first, after = bisect_left(words.spans, (start,)), bisect_left(words.spans, (end,))
        held = wanted.held_by(words.terms[first:after])
        if held > most:
            best, most = (start, end), held
    return best
