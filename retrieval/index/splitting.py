"""Many articles → their passages and the numbers of their words, by two processes."""

from __future__ import annotations

import os
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from retrieval.analysis import BREAK
from retrieval.articles import Article, ArticleFile, Skipped
from retrieval.index.bulk import BulkNumbering, Numbered
from retrieval.index.listing import CHUNK, Signature, in_chunks, settled
from retrieval.index.words import Words, joined, numbers_of
from retrieval.numbering import Numbering
from retrieval.passages import Headline, Passage, layout_of, split_passages
from retrieval.processes import in_order, parted

if TYPE_CHECKING:
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
    """One article as a process hands it back: places instead of text."""

    headlines: Sequence[tuple[int, int]]
    passages: Sequence[tuple[int, int, int, tuple[int, int]]]
    """Place of the headline among the headlines (-1 for none), start, end, lines."""


@dataclass(frozen=True, slots=True)
class SplitChunk:
    """Several articles as a process hands them back: numbers instead of words."""

    splits: Sequence[Split]
    process: int
    terms: Sequence[str]
    """Those that the process numbered first in these articles, after all it numbered before."""
    texts: Numbered
    """The words of all passages, in order."""
    headlines: Numbered
    """The words of each passage's headline."""


class Splitter:
    """Splits articles, several at a time; it remembers the words it has seen."""

    def __init__(self, repeated: Collection[str], languages: Languages) -> None:
        self._how = repeated, languages
        self._numbering = Numbering()
        self._bulk = BulkNumbering(self._numbering)
        self._told = 0

    def __reduce__(self) -> tuple[type[Splitter], tuple[Collection[str], Languages]]:
        """Leave out what it remembers."""
        return Splitter, self._how

    def read(self, files: Sequence[ArticleFile]) -> tuple[list[Read], SplitChunk]:
        """Read files, and split those that are articles."""
        read, passages = [], []
        for file in files:
            signature = settled(file.signature())
            content = file.read_laid_out(self._how[0])
            if isinstance(content, Skipped):
                read.append(Read(signature, content))
            else:
                read.append(Read(signature, content[0]))
                passages.append(split_passages(*content))
        return read, self._chunk(passages)

    def split(self, articles: Sequence[Article]) -> SplitChunk:
        """Split articles that were read."""
        return self._chunk([split_passages(each, layout_of(each.text, self._how[0])) for each in articles])

    def _chunk(self, passages: Sequence[tuple[Passage, ...]]) -> SplitChunk:
        texts, heads = numbers_of([*chain(*passages)], self._bulk, self._how[1])
        terms = self._numbering.terms[self._told :]
        self._told = len(self._numbering.terms)
        return SplitChunk([_split(each) for each in passages], os.getpid(), terms, texts, heads)


def _split(passages: Sequence[Passage]) -> Split:
    headlines: list[Headline] = []
    places = []
    for passage in passages:
        if passage.headline and (not headlines or headlines[-1] is not passage.headline):
            headlines.append(passage.headline)
        place = len(headlines) - 1 if passage.headline else -1
        places.append((place, passage.start, passage.end, passage.lines))
    return Split([(headline.start, headline.end) for headline in headlines], places)


def may_use_processes(articles: int) -> bool:
    """Tell whether so many articles are split sooner by two processes."""
    return articles >= FEWEST_FOR_PROCESSES and (os.cpu_count() or 1) > 1


def read_by_processes(
    files: Sequence[ArticleFile], repeated: Collection[str], languages: Languages, progress: Progress
) -> tuple[dict[str, Read], SplitArticles]:
    """Return what every file holds by its source, and its articles split."""
    read: dict[str, Read] = {}
    articles = SplitArticles()
    chunks = ([(chunk,)] for chunk in in_chunks(files))
    for ((outcomes, split),) in in_order(Splitter(repeated, languages).read, chunks):
        for outcome in outcomes:
            read[outcome.content.source] = outcome
            progress(len(read), len(files))
        articles.add([each.content for each in outcomes if isinstance(each.content, Article)], split)
    return read, articles


def split_by_processes(
    articles: Sequence[Article], repeated: Collection[str], languages: Languages
) -> SplitArticles:
    """Return articles split that were read before."""
    chunks = parted(articles, CHUNK)
    done = SplitArticles()
    work = Splitter(repeated, languages).split
    for chunk, (split,) in zip(
        parted(articles, CHUNK), in_order(work, ([(c,)] for c in chunks)), strict=True
    ):
        done.add(chunk, split)
    return done


class SplitArticles:
    """What processes made of articles: their passages, and the words of all, in the order of the articles."""

    def __init__(self) -> None:
        self.passages: dict[str, tuple[Passage, ...]] = {}
        """By the article's source."""
        self._numbering = Numbering()
        self._tables: dict[int, array[int]] = {}
        self._texts: list[Numbered] = []
        self._headlines: list[Numbered] = []

    def add(self, articles: Sequence[Article], chunk: SplitChunk) -> None:
        """Add some more."""
        for article, split in zip(articles, chunk.splits, strict=True):
            self.passages[article.source] = _passages(article, split)
        # Each process has numbered terms in its own way. One later than its numbers, since BREAK is -1.
        table = self._tables.setdefault(chunk.process, array("i", [BREAK]))
        table.extend([self._numbering[term] for term in chunk.terms])
        numbered = np.frombuffer(table, dtype=np.int32)
        for parts, (numbers, counts) in ((self._texts, chunk.texts), (self._headlines, chunk.headlines)):
            parts.append((numbered.take(numbers + 1), counts))

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
