"""A long passage → the whole sentences around its match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval import sentences_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from retrieval import Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a passage: `text` is the passage's own `[start:end]`."""

    text: str
    start: int
    end: int
    highlights: tuple[Span, ...]
    """In `text`."""
    cut_before: bool
    cut_after: bool


def excerpt(
    text: str,
    highlights: Sequence[Span],
    limit: int,
    *,
    sentence: Span | None = None,
    size: Callable[[str], int] = len,
) -> Excerpt:
    """Return the part of `text` around its best sentence whose `size` is at most `limit`.

    The best sentence is `sentence`, else the one with the most highlights. Its neighbours join it while they
    fit, one after it and one before it by turns. A sentence that is too long alone is cut between words
    around its first highlight. `size` measures a stretch as it will be shown; it must not shrink when the
    stretch grows.
    """
    if size(text) <= limit:
        return _stretch(text, highlights, 0, len(text))
    sentences = sentences_of(text) or [(0, len(text))]
    best = _best(sentences, highlights, sentence)
    start, end = sentences[best]
    if size(text[start:end]) > limit:
        return _stretch(text, highlights, *_words_around(text, (start, end), highlights, limit, size))
    first = last = best
    grown = True
    while grown:
        grown = False
        if last + 1 < len(sentences) and size(text[start : sentences[last + 1][1]]) <= limit:
            last, grown = last + 1, True
            end = sentences[last][1]
        if first > 0 and size(text[sentences[first - 1][0] : end]) <= limit:
            first, grown = first - 1, True
            start = sentences[first][0]
    return _stretch(text, highlights, start, end)


def _stretch(text: str, highlights: Sequence[Span], start: int, end: int) -> Excerpt:
    inside = tuple((a - start, b - start) for a, b in highlights if start <= a and b <= end)
    return Excerpt(text[start:end], start, end, inside, start > 0, end < len(text))


def _best(sentences: Sequence[Span], highlights: Sequence[Span], sentence: Span | None) -> int:
    if sentence is not None:
        return max(range(len(sentences)), key=lambda n: _shared(sentences[n], sentence))
    return max(
        range(len(sentences)), key=lambda n: sum(_shared(sentences[n], span) > 0 for span in highlights)
    )


def _shared(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _words_around(
    text: str, sentence: Span, highlights: Sequence[Span], limit: int, size: Callable[[str], int]
) -> Span:
    """Grow from the first highlight of a sentence to both sides, word by word."""
    start, end = sentence
    middle = next((a for a, b in highlights if start <= a and b <= end), start)
    lead = max(limit // 3, 1)
    low = _word_start(text, max(start, middle - lead), start)
    high = _largest(low, end, lambda position: size(text[low:position]) <= limit)
    cut = text.rfind(" ", low + 1, high + 1) if high < end else high
    return low, cut if cut > middle else high


def _word_start(text: str, position: int, earliest: int) -> int:
    if position <= earliest:
        return earliest
    space = text.find(" ", position)
    return space + 1 if 0 <= space < position + 40 else position


def _largest(low: int, high: int, fits: Callable[[int], bool]) -> int:
    """Return the last position from `low` to `high` that fits; `low` itself always does."""
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low
