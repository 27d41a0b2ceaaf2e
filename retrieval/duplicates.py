"""The same words printed twice → one passage, "also in …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz.distance import Indel

NEARLY_EQUAL = 0.94
"""Share of characters, marks and spaces aside, that two printings have in common, in order. A comma, a dash
or "Kyiv" for "Kiev" stays above it in a sentence of ten words; one name in place of another falls below."""
LEAST_LENGTH = 0.86
"""Share of the longer text's length that the shorter must have: below, they cannot be nearly equal."""
LEAST_CONTAINED = 8
"""Words. A shorter text stands in longer ones by chance, and is read in a moment anyway."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_DECISIVE = re.compile(r" (?=((?:not|no|never|nor|neither|without|cannot|[^ ]+n't|[^ ]*\d[^ ]*) ))")

T = TypeVar("T")


class Words:
    """A text's words, case and marks aside, prepared for being compared with many others."""

    __slots__ = ("bare", "joined", "size")

    def __init__(self, text: str) -> None:
        words = _WORD.findall(text.casefold().replace("’", "'"))
        self.size = len(words)
        self.joined = f" {' '.join(words)} "
        self.bare = "".join(words)

    def same_as(self, other: Words) -> bool:
        """Whether two texts are one: equal but for a detail, or one a part of the other.

        A number or a "not" is no detail: "85% voted" is not "58% voted".
        """
        shorter, longer = (self, other) if self.size <= other.size else (other, self)
        if not shorter.size:
            return False
        if shorter.size >= LEAST_CONTAINED and shorter.joined in longer.joined:
            return True
        if len(shorter.joined) < LEAST_LENGTH * len(longer.joined):
            return False
        likeness = Indel.normalized_similarity(shorter.bare, longer.bare, score_cutoff=NEARLY_EQUAL)
        return likeness >= NEARLY_EQUAL and sorted(_DECISIVE.findall(shorter.joined)) == sorted(
            _DECISIVE.findall(longer.joined)
        )


_words_of = lru_cache(maxsize=512)(Words)
"""Remembered: the same passages are the best for many questions."""


@dataclass(slots=True)
class Telling(Generic[T]):
    """One text and wherever else it is printed; `best` is the fullest of them."""

    best: T
    words: Words
    others: list[T] = field(default_factory=list)


class Tellings(Generic[T]):
    """Texts in order, those that are one told together.

    A telling keeps the place of its first item; the fuller text becomes its best. Of more than `most`
    tellings, the first are told and nothing is held against the others.
    """

    def __init__(self, most: int | None = None) -> None:
        self.told: list[Telling[T]] = []
        self._most = most

    def add(self, item: T, text: str, *, may_lead: bool = True) -> None:
        """Add an item to the telling whose text it repeats, else as a telling of its own.

        Where it may not lead, it does not become the best of a telling, however full it is.
        """
        prepared = _words_of(text)
        telling = self._telling_of(prepared)
        if telling is None:
            if self._most is None or len(self.told) < self._most:
                self.told.append(Telling(item, prepared))
        elif may_lead and prepared.size > telling.words.size:
            telling.others.insert(0, telling.best)
            telling.best, telling.words = item, prepared
        else:
            telling.others.append(item)

    def _telling_of(self, words: Words) -> Telling[T] | None:
        for telling in self.told:
            if telling.words.same_as(words):
                return telling
        return None


class Stretches:
    """Stretches of articles that have been told: a statement and the words quoted in it are told once."""

    def __init__(self) -> None:
        self._told: dict[str, list[tuple[int, int]]] = {}

    def tell(self, source: str, spans: Sequence[tuple[int, int]]) -> bool:
        """Note stretches of an article as told; False, and nothing noted, where one overlaps those told."""
        told = self._told.setdefault(source, [])
        if any(start < last and first < end for start, end in spans for first, last in told):
            return False
        told += spans
        return True
