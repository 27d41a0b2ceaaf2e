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
    from retrieval.index.protocol import Numbers
    from retrieval.languages import Language
    from retrieval.passages import Passage


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
        old = {id(passage): number for number, passage in enumerate(before.passages)} if before else {}
        texts, headlines = _Stretches(), _Stretches()
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
        terms = numbering.terms[:]
        return cls(numbering, passages, texts.done(terms), headlines.done(terms))


class _Stretches:
    """Stretches of numbers, one after the other."""

    def __init__(self) -> None:
        self._flat = array("i")
        self._starts = array("q", [0])

    def read(self, text: str, numbering: Numbering, language: Language) -> None:
        numbering.append(text, self._flat, language)
        self._starts.append(len(self._flat))

    def copy(self, texts: NumberedTexts, number: int) -> None:
        self._flat.frombytes(texts.numbers(number).tobytes())
        self._starts.append(len(self._flat))

    def repeat(self, span: tuple[int, int]) -> None:
        self._flat.extend(self._flat[span[0] : span[1]])
        self._starts.append(len(self._flat))

    def last(self) -> tuple[int, int]:
        return self._starts[-2], self._starts[-1]

    def done(self, terms: Sequence[str]) -> NumberedTexts:
        return NumberedTexts(
            np.array(self._flat, dtype=np.int32), np.array(self._starts, dtype=np.int64), terms
        )


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
