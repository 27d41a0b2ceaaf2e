"""An article's blocks → the passages that are ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.passages.credits import names_only
from retrieval.passages.kinds import Block, Kind, words_in
from retrieval.passages.layout import layout_of

if TYPE_CHECKING:
    from retrieval.articles import Article


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline that a passage stands under, as an exact slice of the article's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is ranked: `article.text[start:end] == text`, always."""

    article: Article
    headline: Headline | None
    text: str
    start: int
    end: int
    lines: tuple[int, int]
    """First and last line in the article, from 1, both included."""
    position: int
    """Its place among the article's passages, from 0."""


Span = tuple[Headline | None, int, int]
"""Of a passage: the headline it stands under, its start and end in the article's text."""
_FEWEST_WORDS = 4
"""A headline of fewer words with nothing under it is a label, and no story."""
_FEWEST_OF_NAMES = 7
"""The same for one of names alone ("Political Editor Ann Smith")."""


def split_passages(article: Article, layout: Sequence[Block] | None = None) -> tuple[Passage, ...]:
    """Split an article into the passages that are ranked, in order.

    A headline is a passage only where it is all there is of a story, or of the article. Without `layout` the
    article's own is made, by itself alone.
    """
    text = article.text
    if layout is None:
        layout = layout_of(text)
    spans = spans_of(text, layout)
    lines = lines_of(text, spans)
    return tuple(
        [
            Passage(article, headline, text[start:end], start, end, lines[place], place)
            for place, (headline, start, end) in enumerate(spans)
        ]
    )


def spans_of(text: str, layout: Sequence[Block]) -> list[Span]:
    """Return each passage of a text of that layout: the headline it stands under, its start and end."""
    spans: list[Span] = []
    headline: Headline | None = None
    bare = False  # the headline has no paragraph yet
    for block in layout:
        if block.kind is Kind.PARAGRAPH:
            spans.append((headline, block.start, block.end))
            bare = False
        elif block.kind is Kind.HEADLINE:
            if bare and headline is not None and _is_story(headline):
                spans.append((headline, headline.start, headline.end))
            headline, bare = Headline(text[block.start : block.end], block.start, block.end), True
    if headline is not None and bare and (_is_story(headline) or not spans):
        spans.append((headline, headline.start, headline.end))
    return spans


def _is_story(headline: Headline) -> bool:
    fewest = _FEWEST_OF_NAMES if names_only(headline.text) else _FEWEST_WORDS
    return words_in(headline.text) >= fewest


def lines_of(text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the first and last line of each span, counting line ends from one span to the next."""
    lines: list[tuple[int, int]] = []
    line, position = 1, 0
    for _, start, end in spans:
        line += text.count("\n", position, start)
        first = line
        line += text.count("\n", start, end)
        lines.append((first, line))
        position = end
    return lines
