"""Untrusted text → Discord markdown that shows exactly that text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retrieval import Span

# A backslash before any of these makes Discord show the character itself: emphasis, spoilers, code, links
# and their automatic form, mentions, custom emoji and timestamps; at a line's start headings, subtext,
# quotations and lists.
_SPECIAL = re.compile(
    r"[\\*_~|`<\[\]@]|:(?=//)|^(?P<indent>[ \t]*)(?:[-+#>]|(?P<number>\d+)(?=[.)]))", re.MULTILINE
)
_INSIDE_LINES = re.compile(r"[\\*_~|`<\[\]@:\n]")


def escape(text: str) -> str:
    """Return markdown that shows `text` as it is: no emphasis, link, mention, heading or list."""
    return _escape_between(text, 0, len(text))


def _escape_between(text: str, start: int, end: int) -> str:
    # Most texts are one line with nothing to escape, and looking for that is four times as fast.
    at_line_start = not start or text[start - 1] == "\n"
    if not _INSIDE_LINES.search(text, start, end) and not (
        at_line_start and _SPECIAL.match(text, start, end)
    ):
        return text[start:end]
    # Not of a slice: only in the whole text is it known where a line begins.
    pieces: list[str] = []
    for match in _SPECIAL.finditer(text, start, end):
        pieces += (text[start : match.start()], _escaped(match))
        start = match.end()
    return "".join((*pieces, text[start:end]))


def _escaped(match: re.Match[str]) -> str:
    if match["number"]:
        # "1." begins a list, and a digit cannot be escaped; what follows it can.
        return f"{match.group()}\\"
    indent = match["indent"] or ""
    return f"{indent}\\{match.group()[len(indent) :]}"


def bold(text: str, spans: Iterable[Span]) -> str:
    """Return markdown that shows `text` with the stretches at `spans` bold.

    Bold words with only spaces between them become one bold stretch: `****` between two would be shown.
    """
    pieces: list[str] = []
    end = 0
    for start, stop in _merged(text, spans):
        pieces += (_escape_between(text, end, start), "**", _escape_between(text, start, stop), "**")
        end = stop
    return "".join((*pieces, _escape_between(text, end, len(text))))


def _merged(text: str, spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if merged and not text[merged[-1][1] : start].strip(" "):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def quoted(markdown: str) -> str:
    """Return markdown as a quotation block."""
    return "> " + markdown.replace("\n", "\n> ")


def one_line(text: str, limit: int) -> str:
    """Return text on one line of at most `limit` characters, cut between words with “…”; not escaped yet."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    cut = flat.rfind(" ", limit // 2, limit)
    return flat[: cut if cut > 0 else limit - 1].rstrip() + "…"
