"""A file → all that the index on disk keeps of it: the part of building that processes share."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.analysis import BREAK
from retrieval.articles import Article, ArticleFile, Skipped
from retrieval.index.bulk import BulkNumbering
from retrieval.index.disk.store import PASSAGE, Records, Totals, header_of, totals_of
from retrieval.index.disk.terms import WrittenTerms
from retrieval.index.holding import bounds_of
from retrieval.index.laying import PLACED, Laid, LaidPassages
from retrieval.index.listing import Signature, in_chunks, settled
from retrieval.index.protocol import Numbers
from retrieval.languages.telling import Languages
from retrieval.numbering import Numbering
from retrieval.passages import Block
from retrieval.processes import Waiting, in_order


@dataclass(frozen=True, slots=True)
class Prepared:
    """One article, with places counted from its own beginning."""

    source: str
    signature: Signature
    sha256: str
    published: int | None
    """Day of the proleptic Gregorian calendar, as `date.toordinal` counts."""
    header: bytes
    text: bytes
    passages: bytes
    """Records of PASSAGE."""
    words: bytes
    """Keys of the terms, eight bytes each: headlines once, passages, BREAK after each sentence."""
    length: int
    """Words of the article."""
    written: str
    """The same terms as tantivy is given them, each with a space after it."""
    cuts: bytes
    """Of each passage (int32): where its terms begin and end in it, and its headline’s (0, 0 for none)."""
    totals: Totals
    """What it adds to the counts of its index."""


Outcome = Prepared | tuple[Skipped, Signature]
"""An article, or a file that is none with its signature."""


FEWEST_FOR_PROCESSES = 1_000
"""Files. Starting processes takes about half a second: below this many one does it as fast."""


def may_use_processes(files: int) -> bool:
    """Tell whether so many files are prepared sooner by two processes."""
    return files >= FEWEST_FOR_PROCESSES and (os.cpu_count() or 1) > 1


def prepared(
    files: Sequence[ArticleFile],
    repeated: Collection[str],
    languages: Languages,
    waiting: Waiting | None = None,
) -> Iterator[Outcome]:
    """Prepare files, with two processes where there are many; yields in their order."""
    preparer = Preparer(repeated, languages)
    chunks = in_chunks(files)
    if not may_use_processes(len(files)):
        for chunk in chunks:
            yield from preparer.prepare(chunk)
        return
    for done in in_order(preparer.prepare, ([(chunk,)] for chunk in chunks), waiting):
        for outcomes in done:
            yield from outcomes


class Preparer:
    """Prepares articles, many at a time; it remembers the word forms it has seen."""

    def __init__(self, repeated: Collection[str], languages: Languages) -> None:
        self._repeated = repeated
        self._languages = languages
        self._numbering = Numbering()
        self._bulk = BulkNumbering(self._numbering)
        self._terms = WrittenTerms()

    def __reduce__(self) -> tuple[type[Preparer], tuple[Collection[str], Languages]]:
        """Leave out what it remembers."""
        return Preparer, (self._repeated, self._languages)

    def prepare(self, files: Sequence[ArticleFile]) -> list[Outcome]:
        """Read and analyse files."""
        read = [(settled(file.signature()), file.read_laid_out(self._repeated)) for file in files]
        articles = [(*content, sign) for sign, content in read if not isinstance(content, Skipped)]
        done = self._prepared(articles)
        return [(content, sign) if isinstance(content, Skipped) else next(done) for sign, content in read]

    def _prepared(self, articles: Sequence[tuple[Article, Sequence[Block], Signature]]) -> Iterator[Prepared]:
        laid = Laid()
        for article, layout, _ in articles:
            laid.add(article, layout, self._languages)
        placed = laid.passages()
        numbers, counts = self._bulk.numbers(laid.texts, laid.languages)
        self._terms.add(self._numbering.terms[self._terms.known() :])
        words = bounds_of(counts)
        cuts = bounds_of(self._terms.sizes(numbers))[words]
        lengths = np.diff(bounds_of(numbers != BREAK)[words])
        records, keys = _records(placed, words, lengths), self._terms.keys(numbers)
        places = placed.within(cuts).astype(np.int32)
        for (article, _, signature), (texts, passages) in zip(articles, laid.of_articles, strict=True):
            own, length = records[passages], int(lengths[texts].sum())
            start, end = words[texts.start], words[texts.stop]
            yield Prepared(
                article.source,
                signature,
                article.sha256,
                article.published.toordinal() if article.published else None,
                header_of(article),
                article.text.encode("utf-8", "surrogatepass"),
                own.tobytes(),
                keys[start:end].tobytes(),
                length,
                self._terms.written(numbers[start:end]),
                places[passages].tobytes(),
                totals_of(own, length),
            )


def _records(passages: LaidPassages, words: Numbers, lengths: Numbers) -> Records:
    """Return a record for each passage, with the places of its words in its article.

    `words` are the bounds of the texts' words, `lengths` how many each text has without breaks.
    """
    records: Records = np.zeros(len(passages.text), dtype=PASSAGE)
    for name, column in zip(PLACED, passages.placed, strict=True):
        records[name] = column
    at, end, above, below = passages.within(words).T
    records["text_at"], records["text_words"] = at, end - at
    records["text_length"] = lengths[passages.text]
    records["headline_at"], records["headline_words"] = above, below - above
    records["headline_length"] = lengths[passages.headline] * (passages.headline >= 0)
    return records
