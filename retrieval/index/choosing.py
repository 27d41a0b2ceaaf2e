"""Which index a folder of articles gets: in memory, or on disk where it is large."""

from __future__ import annotations

import logging
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from retrieval.errors import WhosaidError
from retrieval.index.generation import Keeper
from retrieval.index.in_memory import IndexInMemory
from retrieval.index.listing import Listing
from retrieval.index.place import place_of

LARGE = 30_000_000
"""Bytes of articles from which on the index is better on disk: about 100,000 passages."""
EXTRA = "pip install 'whosaid[large]'"

_log = logging.getLogger(__name__)


class IndexKind(StrEnum):
    """Where the index is."""

    AUTO = "auto"
    """In memory up to about 100,000 passages; above, on disk where tantivy is installed."""
    MEMORY = "memory"
    DISK = "disk"


class IndexUnavailableError(WhosaidError):
    """The index that was asked for cannot be had here."""


def keeper_of(folder: Path, kind: IndexKind, data: Path | None) -> Keeper:
    """Choose the index of a folder; one on disk lies below `data`.

    Raises ArticlesError when the folder cannot be read, IndexUnavailableError when the index on disk was
    asked for and cannot be had.
    """
    if kind is IndexKind.MEMORY or (kind is IndexKind.AUTO and not _is_large(folder, data)):
        return IndexInMemory(folder)
    missing = _missing(data)
    if data is not None and missing is None:
        from retrieval.index.disk import IndexOnDisk  # noqa: PLC0415  (an extra; a small folder needs none)

        return IndexOnDisk(folder, data)
    if kind is IndexKind.DISK:
        raise IndexUnavailableError(f"The index cannot be kept on disk: {missing}.")
    _log.warning("This is a large folder, and its index is kept in memory: %s.", missing)
    return IndexInMemory(folder)


def _is_large(folder: Path, data: Path | None) -> bool:
    # One that was large once is taken to be so still: looking at 50,000 files would double the start.
    was_large = data is not None and place_of(folder, data).is_dir()
    return was_large or Listing.of(folder).size() >= LARGE


def _missing(data: Path | None) -> str | None:
    if find_spec("tantivy") is None:
        return f"tantivy is not installed ({EXTRA})"
    if data is None:
        return "no folder is given where it may lie"
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe = data / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as fault:
        return f"the folder “{data}” cannot be written ({fault.strerror or fault})"
    return None
