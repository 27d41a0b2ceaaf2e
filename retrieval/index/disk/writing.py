"""What tantivy is given to keep: terms that our own analysis made, which it only cuts at spaces."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from time import time
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

import numpy as np
from tantivy import Document, Index, Schema, SchemaBuilder

from retrieval.index.disk.preparing import Prepared

PASSAGES, ARTICLES = "by-passage", "by-article"
"""Two indexes, since tantivy takes a field's mean length over all documents of an index."""
SMALLEST_HEAP = 15_000_000
"""Bytes; tantivy accepts no less."""
JUST_MADE = 60
"""Seconds after which a folder without indexes is none that a process has made to write them there."""
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class BusyError(Exception):
    """Another process is writing to the index."""


def _passages_schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("headline", tokenizer_name="whitespace", index_option="position")
    # Integer fields: a number given to an unsigned field kills the writer's thread.
    builder.add_integer_field("number", fast=True, indexed=True)
    builder.add_integer_field("article", indexed=True)
    builder.add_integer_field("day", fast=True, indexed=True)
    return builder.build()


def _articles_schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field("article", fast=True, indexed=True)
    return builder.build()


def _writes(call: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Return the same call, raising OSError where tantivy cannot write; it tells no more of why."""

    @wraps(call)
    def told(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        try:
            return call(*args, **kwargs)
        except ValueError as fault:
            raise OSError("tantivy could not write; perhaps the disk is full") from fault

    return told


class EngineWriter:
    """Adds and removes articles; nothing is seen of it before `commit`. All raises OSError when it cannot."""

    def __init__(self, folder: Path, heap: int = SMALLEST_HEAP) -> None:
        """Open a folder for writing. Raises BusyError when another process has it open so."""
        try:
            for name, schema in ((PASSAGES, _passages_schema()), (ARTICLES, _articles_schema())):
                if not (folder / name).exists():
                    (folder / name).mkdir(parents=True)
                    Index(schema, path=str(folder / name))
            self._passages = Index.open(str(folder / PASSAGES)).writer(heap, 1)
            self._articles = Index.open(str(folder / ARTICLES)).writer(max(SMALLEST_HEAP, heap // 4), 1)
        except ValueError as fault:
            if "LockBusy" in str(fault):
                raise BusyError from fault
            raise OSError(f"tantivy could not open it ({fault})") from fault

    @_writes
    def add(self, prepared: Prepared, number: int, first: int) -> None:
        """Add an article and its passages under their numbers in the store."""
        written = prepared.written
        cuts = np.frombuffer(prepared.cuts, dtype=np.int32).reshape(-1, 4).tolist()
        for position, (start, end, above, below) in enumerate(cuts):
            document = Document()
            document.add_text("text", written[start:end])
            if above < below:
                document.add_text("headline", written[above:below])
            document.add_integer("number", first + position)
            document.add_integer("article", number)
            if prepared.published is not None:
                document.add_integer("day", prepared.published)
            self._passages.add_document(document)
        whole = Document()
        whole.add_text("text", written)
        whole.add_integer("article", number)
        self._articles.add_document(whole)

    @_writes
    def remove(self, article: int) -> None:
        """Remove an article and its passages."""
        self._passages.delete_documents_by_term("article", article)
        self._articles.delete_documents_by_term("article", article)

    @_writes
    def commit(self) -> None:
        """Write everything added and removed so far."""
        self._passages.commit()
        self._articles.commit()

    @_writes
    def close(self) -> None:
        """Wait until segments are merged, and let other processes write."""
        self._passages.wait_merging_threads()
        self._articles.wait_merging_threads()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def is_written_to(folder: Path) -> bool:
    """Whether a process has a folder open for writing, or may just be about to."""
    if not all((folder / name / "meta.json").exists() for name in (PASSAGES, ARTICLES)):
        return time() - folder.stat().st_mtime < JUST_MADE
    try:
        EngineWriter(folder).close()
    except BusyError:
        return True
    except OSError:  # it is damaged
        return False
    return False
