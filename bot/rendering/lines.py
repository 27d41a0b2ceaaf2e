"""Lines of styled text: what the terminal shows in colour and a pipe gets plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval import Span


class Style(StrEnum):
    """What a stretch of text is for its reader; the terminal's theme gives each its looks."""

    TEXT = "text"
    MATCH = "match"
    """A word that was asked for."""
    CONTEXT = "context"
    """Around what matters: beside the best sentence, or outside the quotation."""
    HEADLINE = "headline"
    SPEAKER = "speaker"
    SOURCE = "source"
    NOTE = "note"
    EXAMPLE = "example"
    """What a person may type."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line (wrapped where it is shown); `indent` in columns."""

    segments: tuple[tuple[str, Style], ...]
    indent: int = 0
    hang: int = 0
    """How much further the lines after the first are indented, where it is wrapped."""


Entry = tuple[Line, ...]
"""Lines that belong together and are never parted by paging."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Something to show: what is told first, then entries, `size` of them a page."""

    preface: tuple[Line, ...]
    entries: Sequence[Entry] = ()
    size: int = 3
    apart: bool = True
    """Whether an empty line stands around each entry."""

    def lines(self, first: int = 0, last: int | None = None) -> Iterator[Line]:
        """Yield what is told first, when `first` is 0, and the entries from `first` to before `last`."""
        before = first == 0 and not self.preface
        if first == 0:
            yield from self.preface
        for entry in self.entries[first:last]:
            if self.apart and not before:
                yield Line(())
            yield from entry
            before = False


def line(text: str, style: Style = Style.TEXT, indent: int = 0) -> Line:
    """Return a line in one style."""
    return Line(((text, style),), indent)


def counted(number: int, what: str) -> str:
    """Return "1 passage", "2,000 passages"."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def plain(lines: Iterable[Line]) -> str:
    """Return lines as text without any styling, each with its line end."""
    return "".join(" " * each.indent + "".join(text for text, _ in each.segments) + "\n" for each in lines)


# One character for one: offsets into the text stay true. C0 as its picture, C1 as unknown, breaks as spaces.
_VISIBLE = (
    {code: 0x2400 + code for code in range(0x20)}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
    | dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")
    | {0x7F: 0x2421}
    # Overrides of the reading direction, which could show other words than stand there.
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0x200B)
    | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
)


def visible(text: str) -> str:
    """Return untrusted text as safe to print: same length, no control character, no line break."""
    return text.translate(_VISIBLE)


def highlighted(
    text: str, highlights: Iterable[Span], focus: Span | None = None
) -> tuple[tuple[str, Style], ...]:
    """Cut a text into segments: `highlights` as matches, what is outside of `focus` as context."""
    low, high = focus or (0, len(text))
    marks = list(highlights)
    wanted = (0, len(text), low, high, *chain.from_iterable(marks))
    edges = sorted({min(max(edge, 0), len(text)) for edge in wanted})
    shown = visible(text)
    segments: list[tuple[str, Style]] = []
    for start, end in pairwise(edges):
        if any(a <= start and end <= b for a, b in marks):
            style = Style.MATCH
        else:
            style = Style.TEXT if low <= start and end <= high else Style.CONTEXT
        segments.append((shown[start:end], style))
    return tuple(segments)
