"""A passage's words, and what of a query it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from retrieval.analysis import Token, sentences_of, tokens_of

if TYPE_CHECKING:
    from retrieval.answering.wanted import Wanted
    from retrieval.answers import Span
    from retrieval.passages import Passage


@dataclass(frozen=True, slots=True)
class PassageWords:
    """The words of a passage and of its headline."""

    tokens: tuple[Token, ...]
    sequence: tuple[str, ...]
    """The terms of the text in order, stop words included."""
    headline: tuple[str, ...]
    """The terms of the headline in order."""
    terms: frozenset[str]
    """Of text and headline."""


class PassageReader:
    """Reads passages into words, and remembers those asked for last. Safe to use from several threads."""

    def __init__(self, remembered: int = 8192) -> None:
        self._read = lru_cache(maxsize=remembered)(_words_of)

    def words_of(self, passage: Passage) -> PassageWords:
        """Return the words of a passage."""
        return self._read(passage)


def _words_of(passage: Passage) -> PassageWords:
    tokens = tuple(tokens_of(passage.text))
    sequence = tuple(token.term for token in tokens)
    headline = tuple(t.term for t in tokens_of(passage.headline.text)) if passage.headline else ()
    return PassageWords(tokens, sequence, headline, frozenset(sequence).union(headline))


def highlights_of(words: Sequence[Token], wanted: Wanted) -> tuple[Span, ...]:
    """Return where the wanted terms stand; words that stand together as they were asked are one span."""
    spans: list[Span] = []
    terms = [token.term for token in words]
    runs = _positions(wanted.sequence)
    at = 0
    while at < len(terms):
        if terms[at] not in wanted.weights:
            at += 1
            continue
        length = max((_run(terms, at, wanted.sequence, k) for k in runs.get(terms[at], ())), default=1)
        while length > 1 and terms[at + length - 1] not in wanted.weights:
            length -= 1
        spans.append((words[at].start, words[at + length - 1].end))
        at += length
    return tuple(spans)


def _positions(sequence: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, term in enumerate(sequence[:200]):
        places.setdefault(term, []).append(place)
    return places


def _run(terms: Sequence[str], at: int, sequence: Sequence[str], k: int) -> int:
    length = 0
    while (
        at + length < len(terms) and k + length < len(sequence) and terms[at + length] == sequence[k + length]
    ):
        length += 1
    return length


def has_run(terms: Sequence[str], run: Sequence[str]) -> bool:
    """Whether `run` stands in `terms` without a gap."""
    if not run:
        return False
    first, length = run[0], len(run)
    return any(
        term == first and tuple(terms[at : at + length]) == tuple(run) for at, term in enumerate(terms)
    )


def best_sentence(text: str, words: Sequence[Token], wanted: Wanted) -> Span | None:
    """Return the sentence of a text that holds most of what is wanted, the first of equals."""
    best: Span | None = None
    most = 0.0
    for start, end in sentences_of(text):
        held = wanted.held({t.term for t in words if start <= t.start < end})
        if held > most:
            best, most = (start, end), held
    return best
