"""Passages → the numbers of their terms, in arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from retrieval.index.bulk import BulkNumbering, Numbered
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
        bulk = BulkNumbering(numbering)
        texts = _texts(passages, bulk, languages, before)
        headlines = _headlines(passages, bulk, languages)
        terms = numbering.terms[:]
        return cls(numbering, passages, joined([texts], terms), joined([headlines], terms))


def _texts(
    passages: Sequence[Passage], bulk: BulkNumbering, languages: Languages, before: Words | None
) -> Numbered:
    """Return the numbers of each passage's text."""
    old = {id(passage): number for number, passage in enumerate(before.passages)} if before else {}
    new = [passage for passage in passages if id(passage) not in old]
    numbered = bulk.numbers(
        [passage.text for passage in new],
        [languages.of_part(passage.text, passage.article) for passage in new],
    )
    if not before or not old:
        return numbered
    known = np.array([old.get(id(passage), -1) for passage in passages], dtype=np.int64)
    known[known < 0] = np.arange(len(before.texts), len(before.texts) + len(new))
    return joined([(before.texts.flat, np.diff(before.texts.starts)), numbered], ()).gathered(known)


def _headlines(passages: Sequence[Passage], bulk: BulkNumbering, languages: Languages) -> Numbered:
    """Return the numbers of each passage's headline: one stands for all the passages below it."""
    written: list[str] = []
    read_in: list[Language] = []
    under = []
    last = None
    for passage in passages:
        headline = passage.headline.text if passage.headline else ""
        if headline != last:
            last = headline
            written.append(headline)
            read_in.append(languages.of_part(headline, passage.article))
        under.append(len(written) - 1)
    return joined([bulk.numbers(written, read_in)], ()).gathered(np.array(under, dtype=np.int64))


def joined(parts: Sequence[Numbered], terms: Sequence[str]) -> NumberedTexts:
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
