"""What a quotation is, and how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.speakers import Speaker

ATTITUDE = "attitude"
"""The pattern of a statement that tells what somebody thinks, wants or does about something."""

LIKELY = 50
"""Percent, from which words without marks are told as somebody's: as "probably" theirs, not "perhaps"."""


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
    """Nobody is named, or words without marks are less likely theirs than not: front ends say "perhaps"."""


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
    likelihood: int = 100
    """How likely the words are the speaker's, in percent: of several statements that hold the same words, the
    likeliest tells whose they are."""

    @property
    def is_attitude(self) -> bool:
        """Whether the words tell what somebody thinks or wants, and nothing says that they said so."""
        return self.pattern == ATTITUDE
