"""A text → its blocks: paragraphs, each one stretch, before anything is said of their kind."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.readers import FRONT_MATTER

Span = tuple[int, int]
"""Start and end in characters of the text; neither begins nor ends with white space."""

WIDEST_WRAP = 100
"""Characters. Lines that were broken to fit a page are not longer."""

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def blocks_of(text: str) -> list[list[Span]]:
    """Return the blocks between blank lines, each as its paragraphs.

    A block of lines that were broken to fit a page is one paragraph. In a block of complete lines (captions,
    paragraphs of one line) each line is one. Front matter is a block of its own.
    """
    blocks: list[list[Span]] = []
    front = FRONT_MATTER.match(text)
    position = front.end() if front else 0
    if front:
        blocks.append([(0, len(front.group().rstrip()))])
    lines: list[Span] = []
    for line in text[position:].split("\n"):
        stripped = line.strip()
        if stripped:
            start = position + (0 if line[0] == stripped[0] else line.index(stripped[0]))
            lines.append((start, start + len(stripped)))
        elif lines:
            blocks.append(lines if len(lines) == 1 else _paragraphs(text, lines))
            lines = []
        position += len(line) + 1
    if lines:
        blocks.append(_paragraphs(text, lines))
    return blocks


def _paragraphs(text: str, lines: list[Span]) -> list[Span]:
    """Join the lines of a block that was broken to fit a page."""
    width = max(end - start for start, end in lines)
    if len(lines) == 1 or width > WIDEST_WRAP or _is_list(text, lines):
        return lines
    broken = sum(_goes_on(text, one, other, width) for one, other in pairwise(lines))
    return [(lines[0][0], lines[-1][1])] if broken * 2 > len(lines) - 1 else lines


def _goes_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Tell whether a line ends only because the next word did not fit, or amid a sentence."""
    if text[following[0]].islower():
        return True
    if _SENTENCE_END.search(text, line[0], line[1]) and line[1] - line[0] < width * 0.7:
        return False
    first_word = text[following[0] : following[1]].split(maxsplit=1)[0]
    return width >= 40 and line[1] - line[0] + 1 + len(first_word) > width and line[1] - line[0] < width


def _is_list(text: str, lines: list[Span]) -> bool:
    return sum(not text[start].isalnum() and text[start] in "•►∎▪●*-–—#|>" for start, _ in lines) * 2 >= len(
        lines
    )
