"""What every index can do, and what it hands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from retrieval.passages import Passage


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that holds words of the query, and its score: higher is better, never zero."""

    passage: Passage
    score: float


class Index(Protocol):
    """Proposes candidate passages for the terms of a query."""

    def candidates(self, terms: Sequence[str], limit: int) -> list[Match]:
        """Return up to `limit` passages that hold at least one of `terms`, the best first."""
        ...

    def document_frequency(self, term: str) -> int:
        """Return in how many passages (headline included) a term stands."""
        ...

    def passage_count(self) -> int:
        """Return the number of passages."""
        ...
