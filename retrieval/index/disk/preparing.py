"""A file → all that the index on disk keeps of it: the part of building that processes share."""

from __future__ import annotations

import os
from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.analysis import BREAK
from retrieval.articles import Article, ArticleFile, Skipped
from retrieval.index.disk.store import PASSAGE, Totals, header_of, term_key
from retrieval.index.listing import Signature, in_chunks, settled
from retrieval.languages.telling import Languages
from retrieval.numbering import Numbering
from retrieval.passages import layout_of, lines_of, spans_of
from retrieval.processes import in_order


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
    texts: tuple[str, ...]
    """Each passage's terms, between spaces."""
    headlines: tuple[str, ...]
    """The terms of each passage's headline; empty where it stands under none."""
    totals: Totals
    """What it adds to the counts of its index."""


Outcome = Prepared | tuple[Skipped, Signature]
"""An article, or a file that is none with its signature."""


FEWEST_FOR_PROCESSES = 1_000
"""Files. Starting processes takes about half a second: below this many one does it as fast."""


def prepared(
    files: Sequence[ArticleFile], repeated: Collection[str], languages: Languages
) -> Iterator[Outcome]:
    """Prepare files, with two processes where there are many; yields in their order."""
    preparer = Preparer(repeated, languages)
    if len(files) < FEWEST_FOR_PROCESSES or (os.cpu_count() or 1) < 2:
        yield from map(preparer.prepare, files)
        return
    for outcomes in in_order(preparer.prepare, in_chunks(files)):
        yield from outcomes


class Preparer:
    """Prepares articles one after the other; it remembers the word forms it has seen."""

    def __init__(self, repeated: Collection[str], languages: Languages) -> None:
        self._repeated = repeated
        self._languages = languages
        self._numbering = Numbering()
        self._written = [""]  # the last one is that of BREAK
        self._keys = array("q", [BREAK])  # those of the terms' numbers, one later

    def __reduce__(self) -> tuple[type[Preparer], tuple[Collection[str], Languages]]:
        """Leave out what it remembers."""
        return Preparer, (self._repeated, self._languages)

    def prepare(self, file: ArticleFile) -> Outcome:
        """Read and analyse one file."""
        signature = settled(file.signature())
        read = file.read()
        if isinstance(read, Skipped):
            return read, signature
        return self._prepared(read, signature)

    def _prepared(self, article: Article, signature: tuple[int, int]) -> Prepared:
        text = article.text
        spans = spans_of(text, layout_of(text, self._repeated))
        words = array("i")
        stretches = []
        headline, head = None, (0, 0)
        for under, start, end in spans:
            if under is not headline:
                headline = under
                head = self._add(headline.text if headline else "", article, words)
            stretches.append((self._add(text[start:end], article, words), head))
        written = self._written_as(words)
        records, texts, headlines = [], [], []
        of_texts = of_headlines = 0
        above: dict[tuple[int, int], tuple[str, int]] = {}
        for (headline, start, end), lines, (body, head) in zip(
            spans, lines_of(text, spans), stretches, strict=True
        ):
            if head not in above:
                above[head] = _joined(written[head[0] : head[1]])
            terms, count = _joined(written[body[0] : body[1]])
            terms_above, count_above = above[head]
            texts.append(terms)
            headlines.append(terms_above)
            of_texts += count
            of_headlines += count_above
            placed = (headline.start, headline.end) if headline else (-1, -1)
            counted = (body[0], body[1] - body[0], count, head[0], head[1] - head[0], count_above)
            records.append((0, start, end, *lines, *placed, *counted))
        length = len(words) - words.count(BREAK)
        return Prepared(
            article.source,
            signature,
            article.sha256,
            article.published.toordinal() if article.published else None,
            header_of(article),
            text.encode("utf-8", "surrogatepass"),
            np.array(records, dtype=PASSAGE).tobytes(),
            self._keys_of(words),
            length,
            tuple(texts),
            tuple(headlines),
            Totals(1, len(records), of_texts, of_headlines, length),
        )

    def _add(self, text: str, article: Article, words: array[int]) -> tuple[int, int]:
        """Append the numbers of a text's terms; return where they begin and end."""
        at = len(words)
        if text:
            self._numbering.append(text, words, self._languages.of_part(text, article))
        return at, len(words)

    def _written_as(self, words: array[int]) -> list[str]:
        """Return terms as tantivy is given them, from their numbers; nothing for a BREAK."""
        known = len(self._written) - 1
        if known < len(self._numbering.terms):
            new = self._numbering.terms[known:]
            self._written[known:] = [*map(written, new), ""]
            self._keys.extend(map(term_key, new))
        return list(map(self._written.__getitem__, words))

    def _keys_of(self, words: array[int]) -> bytes:
        keys = np.frombuffer(self._keys, dtype=np.int64)
        return keys.take(np.frombuffer(words, dtype=np.int32) + 1).astype("<i8", copy=False).tobytes()


def _joined(terms: list[str]) -> tuple[str, int]:
    """Put spaces between terms, leaving BREAKs out; return how many they are, too."""
    words = list(filter(None, terms))
    return " ".join(words), len(words)


def written(term: str) -> str:
    """Return a term as tantivy's whitespace tokenizer is given it, which cuts at ASCII white space only."""
    return term.replace(" ", "\u00a0") if " " in term else term


def unwritten(word: str) -> str:
    """Return the term that is written so."""
    return word.replace("\u00a0", " ")
