"""An article's text → its layout (headlines, paragraphs, furniture) and its passages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.articles import Article


class Kind(StrEnum):
    """What a block of an article is for its reader."""

    HEADLINE = "headline"
    PARAGRAPH = "paragraph"
    ATTRIBUTION = "attribution"
    """A line that only says whose words stand above it: "– Russian Foreign Minister Sergei Lavrov"."""
    FURNITURE = "furniture"
    """Of the page and not of the article: navigation, captions, credits, a publisher's footer."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text and its kind; `start`, `end` in characters of the text."""

    start: int
    end: int
    kind: Kind


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


_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_ATTRIBUTION = re.compile(r"\s*[–—―-]{1,2}\s*(?=\S)[^.!?\n]{3,120}\s*$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")


def layout_of(text: str, repeated: Collection[str] = ()) -> tuple[Block, ...]:
    """Say what each block of a text is, in order; blank stretches belong to none.

    `repeated` holds lines that stand in many articles of a folder: furniture unless they come first.
    """
    blocks: list[Block] = []
    for start, end in _blocks(text):
        piece = text[start:end]
        if piece in repeated and blocks:
            kind = Kind.FURNITURE
        elif _ATTRIBUTION.match(piece):
            kind = Kind.ATTRIBUTION
        elif len(piece) <= 120 and not _SENTENCE_END.search(piece) and len(piece.split()) > 1:
            kind = Kind.HEADLINE
        else:
            kind = Kind.PARAGRAPH
        blocks.append(Block(start, end, kind))
    return tuple(blocks)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    for match in _BLOCK.finditer(text):
        piece = match.group()
        lead = len(piece) - len(piece.lstrip())
        yield match.start() + lead, match.start() + len(piece.rstrip())


def title_of(text: str) -> str | None:
    """Return the first headline of a text, or None where it has none."""
    return next((text[b.start : b.end] for b in layout_of(text) if b.kind is Kind.HEADLINE), None)


def split_passages(article: Article, layout: Sequence[Block] | None = None) -> tuple[Passage, ...]:
    """Split an article into the passages that are ranked, in order."""
    text = article.text
    if layout is None:
        layout = layout_of(text)
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    passages: list[Passage] = []
    headline: Headline | None = None
    bare = False  # the headline has no paragraph yet

    def add(start: int, end: int) -> None:
        lines = (bisect_right(line_starts, start), bisect_right(line_starts, max(start, end - 1)))
        passages.append(Passage(article, headline, text[start:end], start, end, lines, len(passages)))

    for block in layout:
        if block.kind is Kind.HEADLINE:
            if bare and headline is not None:
                add(headline.start, headline.end)
            headline, bare = Headline(text[block.start : block.end], block.start, block.end), True
        elif block.kind is Kind.PARAGRAPH:
            add(block.start, block.end)
            bare = False
    if bare and headline is not None:
        add(headline.start, headline.end)
    return tuple(passages)
