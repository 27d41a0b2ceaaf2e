"""Passages → the numbers of their terms, in arrays."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from retrieval.index.postings import NumberedTexts
from retrieval.languages.telling import ANY_LANGUAGE, Languages
from retrieval.numbering import Numbering

if TYPE_CHECKING:
    import numpy.typing as npt

    from retrieval.index.protocol import Numbers
    from retrieval.languages import Language
    from retrieval.passages import Passage

    Int32s = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of some passages' texts and headlines."""

    numbering: Numbering
    passages: Sequence[Passage]
    texts: NumberedTexts
    headlines: NumberedTexts

    @classmethod
    def of(
        cls,
        passages: Sequence[Passage],
        before: Words | None = None,
        languages: Languages = ANY_LANGUAGE,
    ) -> Words:
        """Return the words of passages; the same objects in `before` are not read again.

        The numbering is that of `before`, whose texts go on knowing only the terms they had.
        """
        numbering = before.numbering if before else Numbering()
        texts, headlines = numbers_of(passages, numbering, languages, before)
        terms = numbering.terms[:]
        return cls(numbering, passages, texts.done(terms), headlines.done(terms))


def numbers_of(
    passages: Sequence[Passage], numbering: Numbering, languages: Languages, before: Words | None = None
) -> tuple[Stretches, Stretches]:
    """Return the numbers of the terms of each passage's text, and of its headline."""
    old = {id(passage): number for number, passage in enumerate(before.passages)} if before else {}
    texts, headlines = Stretches(), Stretches()
    last, span = "", (0, 0)
    for passage in passages:
        number = old.get(id(passage))
        headline = passage.headline.text if passage.headline else ""
        if before and number is not None:
            texts.copy(before.texts, number)
        else:
            texts.read(passage.text, numbering, languages.of_part(passage.text, passage.article))
        if headline == last:  # a headline stands for all the passages below it
            headlines.repeat(span)
        else:
            headlines.read(headline, numbering, languages.of_part(headline, passage.article))
        last, span = headline, headlines.last()
    return texts, headlines


class Stretches:
    """Stretches of numbers, one after the other."""

    def __init__(self) -> None:
        self._flat = array("i")
        self._starts = array("q", [0])

    def read(self, text: str, numbering: Numbering, language: Language) -> None:
        """Add the terms of a text."""
        numbering.append(text, self._flat, language)
        self._starts.append(len(self._flat))

    def copy(self, texts: NumberedTexts, number: int) -> None:
        """Add one of other texts as it is."""
        self._flat.frombytes(texts.numbers(number).tobytes())
        self._starts.append(len(self._flat))

    def repeat(self, span: tuple[int, int]) -> None:
        """Add once more what stands at a place here."""
        self._flat.extend(self._flat[span[0] : span[1]])
        self._starts.append(len(self._flat))

    def last(self) -> tuple[int, int]:
        """Return where the last one begins and ends."""
        return self._starts[-2], self._starts[-1]

    def packed(self) -> tuple[bytes, bytes]:
        """Return all numbers (int32), and how many each stretch has (int64)."""
        return self._flat.tobytes(), np.diff(np.array(self._starts, dtype=np.int64)).tobytes()

    def done(self, terms: Sequence[str]) -> NumberedTexts:
        """Return them as texts of the terms that the numbers stand for."""
        return NumberedTexts(
            np.array(self._flat, dtype=np.int32), np.array(self._starts, dtype=np.int64), terms
        )


def joined(parts: Sequence[tuple[Int32s, Numbers]], terms: Sequence[str]) -> NumberedTexts:
    """Put parts one after the other: each all its numbers, and how many each text has."""
    flat = np.concatenate([np.zeros(0, dtype=np.int32), *(numbers for numbers, _ in parts)])
    counts = np.concatenate([np.zeros(1, dtype=np.int64), *(counts for _, counts in parts)])
    return NumberedTexts(flat, counts.cumsum(), terms)


def whole_articles(
    texts: NumberedTexts, headlines: NumberedTexts, passages: Sequence[Passage], first: Numbers
) -> NumberedTexts:
    """Return the words of whole articles, each headline once; article i begins at the passage `first[i]`."""
    pieces = [np.zeros(0, dtype=np.int32)]
    starts = [0]
    length = 0
    for start, end in pairwise(first):
        headline = None
        for number in range(start, end):
            if passages[number].headline is not headline:
                headline = passages[number].headline
                pieces.append(headlines.numbers(number))
                length += len(pieces[-1])
            pieces.append(texts.numbers(number))
            length += len(pieces[-1])
        starts.append(length)
    return NumberedTexts(np.concatenate(pieces), np.array(starts, dtype=np.int64), texts.terms)
