"""Many articles → their passages and the numbers of their words, by two processes."""

from __future__ import annotations

import os
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retrieval.analysis import BREAK
from retrieval.index.words import Words, joined, numbers_of
from retrieval.numbering import Numbering
from retrieval.passages import Headline, Passage, layout_of, split_passages
from retrieval.processes import in_order

if TYPE_CHECKING:
    import numpy.typing as npt

    from retrieval.articles import Article
    from retrieval.languages.telling import Languages

FEWEST_FOR_PROCESSES = 2_000
"""Articles. Starting processes takes about half a second each: below this many one does it as fast."""
CHUNK = 50
"""Articles that a process is given at a time."""

PassagesBySource = Mapping[str, tuple[Passage, ...]]


@dataclass(frozen=True, slots=True)
class Split:
    """One article as a process hands it back: places instead of text, numbers instead of words."""

    process: int
    terms: Sequence[str]
    """Those that the process numbered first in this article, after all it numbered before."""
    headlines: Sequence[tuple[int, int]]
    passages: Sequence[tuple[int, int, int, tuple[int, int]]]
    """Place of the headline among the headlines (-1 for none), start, end, lines."""
    numbers: tuple[tuple[bytes, bytes], tuple[bytes, bytes]]
    """Of the passages' texts and of their headlines: all numbers (int32), and how many each has (int64)."""


class Splitter:
    """Splits articles one after the other; it remembers the words it has seen."""

    def __init__(self, repeated: Collection[str], languages: Languages) -> None:
        self._how = repeated, languages
        self._numbering = Numbering()
        self._told = 0

    def __reduce__(self) -> tuple[type[Splitter], tuple[Collection[str], Languages]]:
        """Leave out what it remembers."""
        return Splitter, self._how

    def split(self, article: Article) -> Split:
        """Split one article."""
        repeated, languages = self._how
        passages = split_passages(article, layout_of(article.text, repeated))
        texts, heads = numbers_of(passages, self._numbering, languages)
        terms = self._numbering.terms[self._told :]
        self._told = len(self._numbering.terms)
        headlines: list[Headline] = []
        places = []
        for passage in passages:
            if passage.headline and (not headlines or headlines[-1] is not passage.headline):
                headlines.append(passage.headline)
            place = len(headlines) - 1 if passage.headline else -1
            places.append((place, passage.start, passage.end, passage.lines))
        return Split(
            os.getpid(),
            terms,
            [(headline.start, headline.end) for headline in headlines],
            places,
            (texts.packed(), heads.packed()),
        )


def may_use_processes(articles: int) -> bool:
    """Tell whether so many articles are split sooner by two processes."""
    return articles >= FEWEST_FOR_PROCESSES and (os.cpu_count() or 1) > 1


def split_by_processes(
    articles: Sequence[Article], repeated: Collection[str], languages: Languages
) -> tuple[PassagesBySource, Words]:
    """Return every article's passages by its source, and the words of all, in the order of the articles."""
    numbering = _Joint()
    by_source: dict[str, tuple[Passage, ...]] = {}
    texts: list[tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]] = []
    heads: list[tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]] = []
    chunks = ([(article,) for article in articles[at : at + CHUNK]] for at in range(0, len(articles), CHUNK))
    waiting = iter(articles)
    for splits in in_order(Splitter(repeated, languages).split, chunks):
        for split, article in zip(splits, waiting, strict=False):
            by_source[article.source] = _passages(article, split)
            numbering.learn(split)
            for parts, (numbers, counts) in zip((texts, heads), split.numbers, strict=True):
                parts.append((numbering.of(split, numbers), np.frombuffer(counts, dtype=np.int64)))
    passages = [passage for of_article in by_source.values() for passage in of_article]
    terms = numbering.numbering.terms[:]
    return by_source, Words(numbering.numbering, passages, joined(texts, terms), joined(heads, terms))


def _passages(article: Article, split: Split) -> tuple[Passage, ...]:
    text = article.text
    headlines = [Headline(text[start:end], start, end) for start, end in split.headlines]
    return tuple(
        [
            Passage(
                article, headlines[head] if head >= 0 else None, text[start:end], start, end, lines, place
            )
            for place, (head, start, end, lines) in enumerate(split.passages)
        ]
    )


class _Joint:
    """One numbering for the terms that several processes have numbered, each in its own way."""

    def __init__(self) -> None:
        self.numbering = Numbering()
        self._tables: dict[int, array[int]] = {}

    def learn(self, split: Split) -> None:
        # One later than the process's own numbers, since BREAK is -1.
        table = self._tables.setdefault(split.process, array("i", [BREAK]))
        table.extend([self.numbering[term] for term in split.terms])

    def of(self, split: Split, numbers: bytes) -> npt.NDArray[np.int32]:
        table = np.frombuffer(self._tables[split.process], dtype=np.int32)
        return table[np.frombuffer(numbers, dtype=np.int32) + 1]
