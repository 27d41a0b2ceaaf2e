"""What lies in a folder of articles, before any of it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import time_ns

from retrieval.articles import ArticleFile, Skipped, article_files

Signature = tuple[int, int]
"""Size in bytes and time of change in nanoseconds. A file of the same signature is taken to be unchanged."""
UNSURE = (-1, -1)
"""A signature that no file has: it will be read again."""
CHUNK = 50
"""Files that a process is given at a time."""
LARGE_CHUNK = 1_000_000
"""Bytes from which on no more files are added to those: what is made of them takes many times as much."""
_CLOCK_TICK = 2_000_000_000
"""Nanoseconds within which a file may change twice and keep its time, on the coarsest file systems."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder, in the order of their sources."""

    files: Sequence[ArticleFile]
    signatures: Sequence[Signature]
    """Of the files, in their order."""
    skipped: tuple[Skipped, ...]
    """Folders that cannot be read."""

    @classmethod
    def of(cls, folder: Path) -> Listing:
        """List a folder. Raises ArticlesError as reading it does."""
        found = list(article_files(folder))
        files = [each for each in found if isinstance(each, ArticleFile)]
        return cls(
            files,
            [file.signature() for file in files],
            tuple(each for each in found if isinstance(each, Skipped)),
        )

    def size(self) -> int:
        """Return the bytes of all files."""
        return sum(max(0, size) for size, _ in self.signatures)

    def unlike(self, known: Mapping[str, Signature]) -> list[ArticleFile]:
        """Return the files that are not known, or known with another signature."""
        return [
            file
            for file, signature in zip(self.files, self.signatures, strict=True)
            if known.get(file.source) != signature
        ]


def in_chunks(files: Sequence[ArticleFile]) -> Iterator[Sequence[ArticleFile]]:
    """Yield files as processes are given them, some at a time, and have the system fetch these."""
    chunk: list[ArticleFile] = []
    size = 0
    for file in files:
        file.expect()
        chunk.append(file)
        size += max(0, file.signature()[0])
        if len(chunk) == CHUNK or size > LARGE_CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def texts_of(files: Sequence[ArticleFile]) -> Iterator[str]:
    """Yield the text of each file, empty for one that is no article."""
    for chunk in in_chunks(files):
        for file in chunk:
            yield file.text()


def settled(signature: Signature) -> Signature:
    """Return the signature by which a file read now can be known again; UNSURE for one that just changed."""
    return signature if abs(time_ns() - signature[1]) > _CLOCK_TICK else UNSURE
