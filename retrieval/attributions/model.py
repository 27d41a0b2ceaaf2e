"""What is known of quotations beyond their article's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.quotations import Quotation
    from retrieval.speakers import Speaker


@dataclass(frozen=True, slots=True)
class Utterance:
    """One quotation with all its stretches, in the order of the text."""

    pieces: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class QuotedSpeaker:
    """How often somebody is quoted, as far as the articles have been read."""

    speaker: Speaker
    """As the first article that tells a role names them, else the first."""
    quotations: int
    """Quotations, the stretches of one counted once."""
    sources: tuple[str, ...]
    """The articles that quote them, in order."""
