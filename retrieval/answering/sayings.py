"""What holds the words that somebody asks for: a quotation, the sentence it stands in, or only a passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

from retrieval.answering.likeness import Fit, Fitting
from retrieval.index import Match
from retrieval.quotations import LIKELY, Quotation, QuotationKind

if TYPE_CHECKING:
    from retrieval.index import Index

KINDS = {QuotationKind.DIRECT: 0, QuotationKind.MIXED: 1, QuotationKind.INDIRECT: 2}


class Where(IntEnum):
    """Where the words stand; the nearer to what was said, the better."""

    QUOTATION = 0
    STATEMENT = 1
    """In the sentence that the quotation or its attribution stands in."""
    PASSAGE = 2
    """Elsewhere in a passage: nobody is known to have said them."""


@dataclass(frozen=True)
class Candidate:
    """A passage that holds most of the words; its article is not looked at before it must be."""

    index: Index
    number: int
    score: float
    fitting: Fitting
    """Of its text and headline."""
    words: Sequence[int]
    """The numbers of its text's words."""

    @cached_property
    def distinct(self) -> frozenset[int]:
        """The numbers of its text's words, each once."""
        return frozenset(self.words)

    @cached_property
    def match(self) -> Match:
        """The passage, and its score."""
        return Match(self.index.passage(self.number), self.score)


@dataclass(frozen=True, slots=True)
class Said:
    """A passage with the words, and the quotation that holds them."""

    candidate: Candidate
    fitting: Fitting
    where: Where
    quotation: Quotation | None
    pieces: tuple[Quotation, ...]
    order: int
    """The passage's place among the candidates."""
    words: Sequence[int]
    """The numbers of the words of what was said, else of the passage."""
    around: int = 0
    """How many quotations with the words stand inside this one: whoever is quoted innermost said them."""

    @property
    def match(self) -> Match:
        """The passage, and its score."""
        return self.candidate.match

    @property
    def attributed(self) -> bool:
        """Whether somebody is named who said it."""
        return self.quotation is not None and bool(self.quotation.speakers)

    @property
    def decides(self) -> bool:
        """Whether somebody is known to have said just the words."""
        if self.quotation is None or not self.quotation.speakers or self.quotation.is_attitude:
            return False
        return self.where is Where.QUOTATION and self.fitting.fit is Fit.PHRASE

    @property
    def text(self) -> str:
        """What was said, else the passage."""
        return " ".join(q.content for q in self.pieces) or self.match.passage.text

    @property
    def key(self) -> tuple[object, ...]:
        """Ascending from the best."""
        quotation = self.quotation
        fit, likeness = self.fitting.key
        return (
            fit,
            quotation is not None and (quotation.is_attitude or quotation.likelihood < LIKELY),
            likeness,
            self.where,
            not self.attributed,
            KINDS[quotation.kind] if quotation else 3,
            self.around,
            -quotation.likelihood if quotation else 0,
            -self.fitting.likeness,
            self.order,
        )

    def may_repeat(self, other: Said) -> bool:
        """Whether it may be another printing of the same; what shares less than half of its words is none."""
        mine, others = self._distinct, other._distinct
        return 2 * len(mine & others) >= min(len(mine), len(others))

    @property
    def _distinct(self) -> frozenset[int]:
        return frozenset(self.words) if self.pieces else self.candidate.distinct
