"""What the archive hands to every front end: answers, in data that no front end has to ask further about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrieval.passages import Passage
    from retrieval.quotations import Quotation

Span = tuple[int, int]
"""(start, end) in characters."""


class NoteCode(StrEnum):
    """What an answer has to tell beside its results; front ends put it into words."""

    NO_WORDS = "no words"
    """The query holds no word."""
    WORD_READ_AS = "word read as"
    """`word` is not in the articles and was read as `read_as`."""
    WORD_DROPPED = "word dropped"
    """`word` is not in the articles and nothing is near it: the answer is without it."""
    NO_PASSAGE_HAS_ALL = "no passage has all"
    """No passage has all of `words`; `count` have `word`."""
    NOT_ATTRIBUTED = "not attributed"
    """The words are found but nobody is named as their speaker."""
    PHRASE_NOT_FOUND = "phrase not found"
    """No passage has the exact `phrase`."""
    NO_DATES = "no dates"
    """No article bears a date, and a time was asked for."""
    SOURCE_NOT_FOUND = "source not found"
    """No article's file has `source` in its name."""
    NEAREST_ONLY = "nearest only"
    """No article seems to answer the question; the passages are the nearest, not an answer."""
    STILL_READING = "still reading"
    """Quotations of `percent` of the articles have been found so far."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to tell, as a code and the words and numbers in it."""

    code: NoteCode
    values: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where else the same passage stands."""

    source: str
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """The quotation that a result is about, with every stretch of it."""

    quotation: Quotation
    """The stretch that holds the words; its offsets are the article's."""
    lines: tuple[int, int]
    pieces: tuple[Span, ...]
    """Every stretch of the same quotation in the article's text, in order, `quotation`'s own among them."""
    naming: Span | None = None
    """Where “he” is written, the sentence before, in the article's text, that names him."""


@dataclass(frozen=True, slots=True)
class Result:
    """One passage of an answer."""

    passage: Passage
    score: float
    highlights: tuple[Span, ...]
    """The words of the query, in `passage.text`."""
    sentence: Span | None
    """The sentence that answers best, in `passage.text`."""
    also_in: tuple[Place, ...] = ()
    quoted: QuotedWords | None = None


class Found(NamedTuple):
    """What an answer is made of, without the words that it answers."""

    results: tuple[Result, ...]
    suggestion: str | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found. Nothing found is an answer too: no results, and the notes say why."""

    command: str
    query: str
    results: tuple[Result, ...]
    suggestion: str | None
    """The nearest words of the articles to those that were asked, when these are not there."""
    notes: tuple[Note, ...]
    elapsed_ms: float

    @property
    def found(self) -> bool:
        """Whether anything answers."""
        return bool(self.results)
