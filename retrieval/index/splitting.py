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
from retrieval.index.bulk import BulkNumbering, Numbered
from retrieval.index.laying import Laid
from retrieval.index.listing import CHUNK, Signature, in_chunks, settled
from retrieval.index.words import Words, joined
from retrieval.numbering import Numbering
from retrieval.passages import Headline, Passage, layout_of
from retrieval.processes import Waiting, in_order, parted

if TYPE_CHECKING:
    from retrieval.index.generation import Progress
    from retrieval.index.protocol import Numbers
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
    """Articles as a process hands them back: places instead of text, numbers instead of words."""

    process: int
    terms: Sequence[str]
    """Those that the process numbered first in these articles, after all it numbered before."""
    passages: Sequence[slice]
    """Which are those of each article."""
    placed: Numbers
    """An array (fields of PLACED, passages)."""
    texts: Numbered
    headlines: Numbered
    """Of the passages; a headline stands for each passage below it."""


class Splitter:
    """Splits articles, several at a time; it remembers the words it has seen."""

    def __init__(self, repeated: Collection[str], languages: Languages) -> None:
        self._repeated = repeated
        self._languages = languages
        self._numbering = Numbering()
        self._bulk = BulkNumbering(self._numbering)
        self._told = 0

    def __reduce__(self) -> tuple[type[Splitter], tuple[Collection[str], Languages]]:
        """Leave out what it remembers."""
        return Splitter, (self._repeated, self._languages)

    def read(self, files: Sequence[ArticleFile]) -> tuple[list[Read], Split]:
        """Read files, and split those that are articles."""
        read = []
        laid = Laid()
        for file in files:
            signature = settled(file.signature())
            content = file.read_laid_out(self._repeated)
            if isinstance(content, Skipped):
                read.append(Read(signature, content))
            else:
                read.append(Read(signature, content[0]))
                laid.add(*content, self._languages)
        return read, self._split(laid)

    def split(self, articles: Sequence[Article]) -> Split:
        """Split articles that were read before."""
        laid = Laid()
        for article in articles:
            laid.add(article, layout_of(article.text, self._repeated), self._languages)
        return self._split(laid)

    def _split(self, laid: Laid) -> Split:
        numbers, counts = self._bulk.numbers(laid.texts, laid.languages)
        # The last one is empty: the headline of those that have none.
        words = joined([(numbers, np.append(counts, 0))], ())
        passages = laid.passages()
        texts, headlines = words.gathered(passages.text), words.gathered(passages.headline % len(words))
        terms = self._numbering.terms[self._told :]
        self._told = len(self._numbering.terms)
        of_articles = [each for _, each in laid.of_articles]
        return Split(os.getpid(), terms, of_articles, passages.placed, texts, headlines)


def may_use_processes(articles: int) -> bool:
    """Tell whether so many articles are split sooner by two processes."""
    return articles >= FEWEST_FOR_PROCESSES and (os.cpu_count() or 1) > 1


def read_by_processes(
    files: Sequence[ArticleFile],
    repeated: Collection[str],
    languages: Languages,
    progress: Progress,
    waiting: Waiting,
) -> tuple[dict[str, Read], SplitArticles]:
    """Return what every file holds by its source, and its articles split."""
    read: dict[str, Read] = {}
    articles = SplitArticles()
    chunks = ([(chunk,)] for chunk in in_chunks(files))
    for ((outcomes, split),) in in_order(Splitter(repeated, languages).read, chunks, waiting):
        for outcome in outcomes:
            read[outcome.content.source] = outcome
            progress(len(read), len(files))
        articles.add([each.content for each in outcomes if isinstance(each.content, Article)], split)
    return read, articles


def split_by_processes(
    articles: Sequence[Article], repeated: Collection[str], languages: Languages
) -> SplitArticles:
    """Return articles split that were read before."""
    chunks = list(parted(articles, CHUNK))
    done = SplitArticles()
    work = Splitter(repeated, languages).split
    for chunk, (split,) in zip(chunks, in_order(work, ([(chunk,)] for chunk in chunks)), strict=True):
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

    def add(self, articles: Sequence[Article], split: Split) -> None:
        """Add some more."""
        placed = split.placed.T.tolist()
        for article, own in zip(articles, split.passages, strict=True):
            self.passages[article.source] = _passages(article, placed[own])
        # Each process has numbered terms in its own way. One later than its numbers, since BREAK is -1.
        table = self._tables.setdefault(split.process, array("i", [BREAK]))
        table.extend([self._numbering[term] for term in split.terms])
        numbered = np.frombuffer(table, dtype=np.int32)
        for parts, (numbers, counts) in ((self._texts, split.texts), (self._headlines, split.headlines)):
            parts.append((numbered.take(numbers + 1), counts))

    def words(self) -> Words:
        """Return the words of all passages."""
        passages = [passage for of_article in self.passages.values() for passage in of_article]
        terms = self._numbering.terms[:]
        texts, headlines = joined(self._texts, terms), joined(self._headlines, terms)
        return Words(self._numbering, passages, texts, headlines)


def _passages(article: Article, placed: Sequence[Sequence[int]]) -> tuple[Passage, ...]:
    text = article.text
    passages = []
    headline = None
    for position, (start, end, first, last, above, below) in enumerate(placed):
        if above >= 0 and (headline is None or headline.start != above):
            headline = Headline(text[above:below], above, below)
        passages.append(Passage(article, headline, text[start:end], start, end, (first, last), position))
    return tuple(passages)
