"""The same words printed twice → one passage, "also in …"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rapidfuzz.distance import Indel

NEARLY_EQUAL = 0.94
"""Share of characters, marks and spaces aside, that two printings have in common, in order. A comma, a dash
or "Kyiv" for "Kiev" stays above it in a sentence of ten words; one name in place of another falls below."""
LEAST_CONTAINED = 8
"""Words. A shorter text stands in longer ones by chance, and is read in a moment anyway."""
_TURNS = frozenset({"not", "no", "never", "nor", "without", "cannot", "neither"})

T = TypeVar("T")


def same_words(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two texts, as words in order, are one: equal but for a detail, or one a part of the other.

    A number or a "not" is no detail: "85% voted" is not "58% voted".
    """
    shorter, longer = sorted((first, second), key=len)
    if not shorter:
        return False
    if len(shorter) >= LEAST_CONTAINED and f" {' '.join(shorter)} " in f" {' '.join(longer)} ":
        return True
    if _decisive(shorter) != _decisive(longer):
        return False
    return (
        Indel.normalized_similarity("".join(shorter), "".join(longer), score_cutoff=NEARLY_EQUAL)
        >= NEARLY_EQUAL
    )


def _decisive(words: Sequence[str]) -> Counter[str]:
    return Counter(w for w in words if w in _TURNS or w.endswith("n't") or any(c.isdigit() for c in w))


@dataclass
class Telling(Generic[T]):
    """One text and wherever else it is printed; `best` is the fullest of them."""

    best: T
    words: Sequence[str]
    others: list[T] = field(default_factory=list)


def add_telling(tellings: list[Telling[T]], item: T, words: Sequence[str]) -> bool:
    """Add an item to the telling whose words it repeats, else as a telling of its own; True if it is new.

    A telling keeps the place of its first item; the fuller text becomes its best.
    """
    for telling in tellings:
        if same_words(telling.words, words):
            if len(words) > len(telling.words):
                telling.others.insert(0, telling.best)
                telling.best, telling.words = item, words
            else:
                telling.others.append(item)
            return False
    tellings.append(Telling(item, words))
    return True
