"""Passage → who said which words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.passages import Block, Kind, layout_of
from retrieval.speakers import Speaker


class QuotationKind(StrEnum):
    """How far the words are the speaker's own."""

    DIRECT = "direct"
    """All of what was said, between marks."""
    MIXED = "mixed"
    """A fragment between marks inside reported speech."""
    INDIRECT = "indirect"
    """Reported speech without marks."""


class Certainty(StrEnum):
    """How sure the attribution is."""

    HIGH = "high"
    FAIR = "fair"
    """Front ends say "probably"."""
    NONE = "none"
    """No speaker is named."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch of words that somebody said. All offsets are characters of the text it was found in."""

    start: int
    end: int
    """Of the content, inside the marks: `text[start:end] == content`."""
    content: str
    kind: QuotationKind
    group: int
    """Shared by the stretches of one quotation: split by its cue, or running over several paragraphs."""
    cue: str | None
    """What says that something was said: "said", "according to", ":", "–"."""
    mention: str | None
    """The speaker as written: "Mr Lavrov", "he"; None where nobody is named."""
    mention_start: int | None
    mention_end: int | None
    speakers: tuple[Speaker, ...]
    """Whom the mention resolves to; two that are named together are two, empty when nobody is named."""
    pattern: str
    """How it was attributed, for people who check: "name cue", "dash line", "pronoun" …"""
    certainty: Certainty
    evidence: tuple[int, int] | None
    """The sentence that names the speaker."""


_MARKED = re.compile('[“"]([^“”"\n]{2,}?)[”"]')
_NAME = r"[A-Z][\w'’.-]+(?: (?:[A-Z][\w'’-]+|van|de)){0,5}"
_CUE = r"(?:said|says|told|added|adds|has said|has warned|warned|is quoted as saying)"
_NAMED = re.compile(rf"(?P<before>{_NAME}) {_CUE}\b|\b{_CUE} (?P<after>{_NAME})")


def extract_quotations(text: str, layout: Sequence[Block] | None = None) -> list[Quotation]:
    """Find what was said in a text, and by whom, in order.

    `layout` is what `layout_of(text)` gives; a caller that has it need not have it found again.
    """
    found: list[Quotation] = []
    for block in layout_of(text) if layout is None else layout:
        if block.kind is not Kind.PARAGRAPH:
            continue
        named = _NAMED.search(text, block.start, block.end)
        for marked in _MARKED.finditer(text, block.start, block.end):
            start, end = marked.span(1)
            if named is None:
                mention = start_of_mention = end_of_mention = None
            else:
                group = "before" if named["before"] else "after"
                mention, (start_of_mention, end_of_mention) = named[group], named.span(group)
            found.append(
                Quotation(
                    start,
                    end,
                    text[start:end],
                    QuotationKind.DIRECT,
                    len(found),
                    "said" if mention else None,
                    mention,
                    start_of_mention,
                    end_of_mention,
                    (Speaker(mention),) if mention else (),
                    "name cue" if mention else "none",
                    Certainty.FAIR if mention else Certainty.NONE,
                    (block.start, block.end) if mention else None,
                )
            )
    return found
