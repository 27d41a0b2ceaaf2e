"""What the index on disk keeps beside tantivy's own files: texts, spans and words, in files that only grow.

Four files of fixed-size records or plain bytes, mapped into memory, so that opening costs nothing and only
what is asked for is read. Removed articles stay in them until the index is built again.
"""

from __future__ import annotations

import json
import mmap
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt

from retrieval.articles import Article
from retrieval.index.protocol import ArticleEntry
from retrieval.passages import Headline, Passage
from retrieval.processes import parted

if TYPE_CHECKING:
    from retrieval.index.disk.preparing import Prepared

PASSAGE = np.dtype(
    [
        ("article", "<u4"),
        ("start", "<u4"),
        ("end", "<u4"),
        ("first_line", "<u4"),
        ("last_line", "<u4"),
        ("headline_start", "<i4"),  # -1 where it stands under none
        ("headline_end", "<i4"),
        ("text_at", "<u8"),  # where its terms begin in the words file
        ("text_words", "<u4"),  # how many they are, breaks between sentences counted
        ("text_length", "<u4"),  # and not counted
        ("headline_at", "<u8"),
        ("headline_words", "<u4"),
        ("headline_length", "<u4"),
    ]
)
ARTICLE = np.dtype(
    [
        ("first", "<u4"),
        ("passages", "<u4"),
        ("whole_at", "<u8"),
        ("whole_words", "<u4"),
        ("whole_length", "<u4"),
        ("header_at", "<u8"),
        ("header_bytes", "<u4"),
        ("text_bytes", "<u4"),
        ("sha256", "V32"),  # of the file
    ]
)
FILES = ("passages", "articles", "words", "texts")
_BUFFER = 1 << 20
"""Bytes of each file that are written at once: those of some hundred articles."""
READ_TOGETHER = 1_000
"""Articles whose headers are read at a time: no thread waits longer for them than some milliseconds."""

Records = npt.NDArray[np.void]
Words = npt.NDArray[np.int64]


@lru_cache(maxsize=1 << 14)
def term_key(term: str) -> int:
    """Return the number that stands for a term in the words file: 63 bits of a hash.

    Every process and every later update finds the same number with no table of terms at all. Two of a
    million different terms share one with a probability of 1 in 18 million.
    """
    return (
        int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") >> 1
    )


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a file that only grows is in use, and the checksum (CRC-32) of that part."""

    size: int = 0
    checksum: int = 0

    def after(self, data: bytes) -> Extent:
        """Return the extent when `data` has been appended."""
        return Extent(self.size + len(data), zlib.crc32(data, self.checksum))


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over the articles that are in use."""

    articles: int = 0
    passages: int = 0
    words: int = 0
    """Of the passages' texts."""
    headline_words: int = 0
    """Of each passage's headline."""
    article_words: int = 0

    def plus(self, other: Totals, sign: int = 1) -> Totals:
        """Return the sum, or the difference when `sign` is -1."""
        return Totals(
            self.articles + sign * other.articles,
            self.passages + sign * other.passages,
            self.words + sign * other.words,
            self.headline_words + sign * other.headline_words,
            self.article_words + sign * other.article_words,
        )


def totals_of(passages: Records, length: int) -> Totals:
    """Count one article, given its passages' records and its words."""
    return Totals(
        1, len(passages), int(passages["text_length"].sum()), int(passages["headline_length"].sum()), length
    )


class Store:
    """The four files, as far as one generation of the index uses them."""

    def __init__(self, folder: Path, extents: Mapping[str, Extent]) -> None:
        mapped = {name: _mapped(folder / name, extents[name].size) for name in FILES}
        self.passages: Records = np.frombuffer(mapped["passages"], dtype=PASSAGE)
        self.articles: Records = np.frombuffer(mapped["articles"], dtype=ARTICLE)
        self.words: Words = np.frombuffer(mapped["words"], dtype="<i8")
        self._texts = mapped["texts"]

    def article(self, number: int) -> Article:
        """Return an article with its text."""
        # One reading of the record: each of its fields by name would cost as much again.
        *_, start, header_bytes, text_bytes, sha256 = self.articles[number].tolist()
        end = start + header_bytes
        header = json.loads(self._texts[start:end])
        text = self._texts[end : end + text_bytes].decode("utf-8", "surrogatepass")
        published = _day(header["published"])
        return Article(header["source"], header["title"], published, header["url"], text, sha256.hex())

    def entries(self, numbers: Sequence[int]) -> Iterator[ArticleEntry]:
        """Yield what is known of some articles, their texts aside."""
        for some in parted(numbers, READ_TOGETHER):
            records = self.articles[list(some)].tolist()
            # One reading of many headers: a quarter of the time that one of each takes.
            headers = json.loads(b"[" + b",".join([self._header(record) for record in records]) + b"]")
            for number, header, (_, passages, *_, sha256) in zip(some, headers, records, strict=True):
                published = _day(header["published"])
                yield ArticleEntry(
                    number,
                    header["source"],
                    header["title"],
                    published,
                    header["url"],
                    sha256.hex(),
                    passages,
                )

    def passage(self, number: int, article: Article) -> Passage:
        """Return a passage of `article`, which is the one that it stands in."""
        (owner, start, end, first, last, head_start, head_end, *_) = self.passages[number].tolist()
        text = article.text
        headline = Headline(text[head_start:head_end], head_start, head_end) if head_start >= 0 else None
        position = number - int(self.articles["first"][owner])
        return Passage(article, headline, text[start:end], start, end, (first, last), position)

    def sha256(self, number: int) -> str:
        """Return the checksum of an article's file."""
        return bytes(self.articles[number]["sha256"]).hex()

    def totals(self, number: int) -> Totals:
        """Count one article."""
        record = self.articles[number]
        first = int(record["first"])
        return totals_of(self.passages[first : first + int(record["passages"])], int(record["whole_length"]))

    def _header(self, record: tuple[Any, ...]) -> bytes:
        *_, start, size, _, _ = record
        return self._texts[start : start + size]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _mapped(path: Path, size: int) -> mmap.mmap | bytes:
    if not size:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)


def header_of(article: Article) -> bytes:
    """Write what is known of an article, its text aside."""
    published = article.published.isoformat() if article.published else None
    fields = {
        "source": article.source,
        "title": article.title,
        "published": published,
        "url": article.url,
    }
    return json.dumps(fields).encode("ascii")


class StoreWriter:
    """Appends articles to the four files; what an interrupted writer left behind their extents is cut off."""

    def __init__(self, folder: Path, extents: Mapping[str, Extent]) -> None:
        self.extents = dict(extents)
        self._files = {name: (folder / name).open("ab", buffering=_BUFFER) for name in FILES}
        for name, file in self._files.items():
            if file.tell() != self.extents[name].size:
                file.truncate(self.extents[name].size)

    def append(self, prepared: Prepared) -> tuple[int, int]:
        """Append an article; return its number and that of its first passage."""
        number = self.extents["articles"].size // ARTICLE.itemsize
        first = self.extents["passages"].size // PASSAGE.itemsize
        words_at = self.extents["words"].size // 8
        passages = np.frombuffer(prepared.passages, dtype=PASSAGE).copy()
        passages["article"] = number
        passages["text_at"] += words_at
        passages["headline_at"] += words_at
        article = np.zeros(1, dtype=ARTICLE)
        article[0] = (
            first,
            len(passages),
            words_at,
            len(prepared.words) // 8,
            prepared.length,
            self.extents["texts"].size,
            len(prepared.header),
            len(prepared.text),
            bytes.fromhex(prepared.sha256),
        )
        self._write("passages", passages.tobytes())
        self._write("articles", article.tobytes())
        self._write("words", prepared.words)
        self._write("texts", prepared.header)
        self._write("texts", prepared.text)
        return number, first

    def _write(self, name: str, data: bytes) -> None:
        self._files[name].write(data)
        self.extents[name] = self.extents[name].after(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()
