"""Many articles → their passages and the numbers of their words, by two processes."""

from __future__ import annotations

import os
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retrieval.analysis import BREAK
from retrieval.articles import Article, ArticleFile, Skipped
from retrieval.index.listing import CHUNK, Signature, in_chunks, settled
from retrieval.index.words import Words, joined, numbers_of
from retrieval.numbering import Numbering
from retrieval.passages import Headline, Passage, layout_of, split_passages
from retrieval.processes import in_order, parted

if TYPE_CHECKING:
    import numpy.typing as npt

    from retrieval.index.generation import Progress
    from retrieval.languages.telling import Languages

FEWEST_FOR_PROCESSES = 2_000
"""Articles. Starting processes takes about half a second each: below this many one does it as fast."""


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read, and by which signature it can be known again."""

    signature: Signature
    content: Article | Skipped

    @classmethod
    def of(cls, file: ArticleFile) -> Read:
        """Read a file."""
        signature = file.signature()
        return cls(settled(signature), file.read())


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

    def read(self, file: ArticleFile) -> tuple[Read, Split | None]:
        """Read one file, and split it if it is an article."""
        read = Read.of(file)
        return read, self.split(read.content) if isinstance(read.content, Article) else None

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


def read_by_processes(
    files: Sequence[ArticleFile], repeated: Collection[str], languages: Languages, progress: Progress
) -> tuple[dict[str, Read], SplitArticles]:
    """Return what every file holds by its source, and its articles split."""
    read: dict[str, Read] = {}
    articles = SplitArticles()
    for outcomes in in_order(Splitter(repeated, languages).read, in_chunks(files)):
        for outcome, split in outcomes:
            read[outcome.content.source] = outcome
            if split and isinstance(outcome.content, Article):
                articles.add(outcome.content, split)
            progress(len(read), len(files))
    return read, articles


def split_by_processes(
    articles: Sequence[Article], repeated: Collection[str], languages: Languages
) -> SplitArticles:
    """Return articles split that were read before."""
    chunks = ([(article,) for article in chunk] for chunk in parted(articles, CHUNK))
    done = SplitArticles()
    waiting = iter(articles)
    for splits in in_order(Splitter(repeated, languages).split, chunks):
        for split, article in zip(splits, waiting, strict=False):
            done.add(article, split)
    return done


class SplitArticles:
    """What processes made of articles: their passages, and the words of all, in the order of the articles."""

    def __init__(self) -> None:
        self.passages: dict[str, tuple[Passage, ...]] = {}
        """By the article's source."""
        self._numbering = Numbering()
        self._tables: dict[int, array[int]] = {}
        self._texts: list[tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]] = []
        self._headlines: list[tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]] = []

    def add(self, article: Article, split: Split) -> None:
        """Add one more."""
        self.passages[article.source] = _passages(article, split)
        # Each process has numbered terms in its own way. One later than its numbers, since BREAK is -1.
        table = self._tables.setdefault(split.process, array("i", [BREAK]))
        table.extend([self._numbering[term] for term in split.terms])
        numbered = np.frombuffer(table, dtype=np.int32)
        for parts, (numbers, counts) in zip((self._texts, self._headlines), split.numbers, strict=True):
            own = numbered[np.frombuffer(numbers, dtype=np.int32) + 1]
            parts.append((own, np.frombuffer(counts, dtype=np.int64)))

    def words(self) -> Words:
        """Return the words of all passages."""
        passages = [passage for of_article in self.passages.values() for passage in of_article]
        terms = self._numbering.terms[:]
        texts, headlines = joined(self._texts, terms), joined(self._headlines, terms)
        return Words(self._numbering, passages, texts, headlines)


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
