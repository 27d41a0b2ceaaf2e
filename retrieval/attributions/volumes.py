"""The files that keep what was read for quotations: each process that reads adds one of its own.

So no process waits for another, and what one has begun another can use. Beside each other they are made one
when there are too many, or when most of what they hold is of articles that are gone.
"""

from __future__ import annotations

import logging
import mmap
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import time_ns

from retrieval.attributions.blocks import DamagedError, Summary, summaries
from retrieval.attributions.reading import rules_version

ENDING = ".quotations"

_log = logging.getLogger(__name__)


class Volumes:
    """The files of one folder of articles. Those of another version of the program are removed."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._header = f"whosaid quotations {rules_version()}\n".encode("ascii")
        self._paths: list[Path] = []
        self._mapped: list[mmap.mmap | bytes] = []
        self._own: int | None = None
        self.damaged = False
        """Whether a file held what cannot be used."""

    @property
    def count(self) -> int:
        """How many files there are."""
        return len(self._paths)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(path.stat().st_size for path in self._paths if path.exists())

    def load(self) -> Iterator[tuple[Summary, int, int]]:
        """Yield each block, the number of its file and where its quotations begin.

        What is damaged, or of another version, is told.
        """
        for path in sorted(self._place.glob(f"*{ENDING}")):
            try:
                yield from self._loaded(path)
            except OSError as fault:
                _log.warning("The quotations kept in “%s” cannot be read (%s).", path, fault)

    def _loaded(self, path: Path) -> Iterator[tuple[Summary, int, int]]:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            known = file.readline(len(self._header)) == self._header
            if known:
                number = len(self._paths)
                self._paths.append(path)
                self._mapped.append(b"")
                try:
                    for summary, at in summaries(file, size):
                        yield summary, number, at
                except DamagedError as fault:
                    self.damaged = True
                    _log.warning("Of the quotations kept in “%s” not all are used: %s.", path, fault)
        if not known:
            _log.info("The quotations kept in “%s” are of another version: they are found again.", path)
            self._remove(path)

    def read(self, number: int, at: int, size: int) -> bytes:
        """Return bytes of a file; fewer where it ends before."""
        mapped = self._mapped[number]
        if len(mapped) < at + size:
            with self._paths[number].open("rb") as file:
                mapped = self._mapped[number] = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return mapped[at : at + size]

    def let_go(self) -> None:
        """Hold nothing of the files in memory until it is asked for again."""
        self._mapped = [b""] * len(self._paths)

    def append(self, block: bytes) -> tuple[int, int]:
        """Append to this process's own file; return its number and where the block begins.

        Raises OSError when it cannot be written, FileNotFoundError when there is no folder for data.
        """
        if self._own is None:
            path = self._new()
            self._own = len(self._paths)
            self._paths.append(path)
            self._mapped.append(b"")
        with self._paths[self._own].open("ab") as file:
            at = file.tell()
            file.write(block)
        return self._own, at

    def write_apart(self, blocks: Iterable[bytes]) -> Path:
        """Write blocks into a file that is not read before `use_alone`. Raises OSError as `append` does."""
        path = self._new()
        with path.open("ab") as file:
            for block in blocks:
                file.write(block)
        return path

    def use_alone(self, path: Path, later: bytes) -> None:
        """Put a file that was written apart, and a block behind it, in the place of all files.

        `load` knows it then; nothing is removed before all is written. Raises OSError as `append` does.
        """
        with path.open("ab") as file:
            file.write(later)
        for before in self._paths:
            self._remove(before)
        self._paths, self._mapped, self._own, self.damaged = [], [], None, False

    def _new(self) -> Path:
        self._place.mkdir(exist_ok=True)
        path = self._place / f"{time_ns():020}-{secrets.token_hex(4)}{ENDING}"
        path.write_bytes(self._header)
        return path

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as fault:  # one that another process has open stays on some systems
            _log.info("“%s” cannot be removed now (%s).", path, fault)
