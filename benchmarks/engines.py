"""Search engines behind one shape, each asked for the ten best passages in its own best way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

Terms = Sequence[str]
"""The terms of a passage or of a query, made by this project's analysis."""
TOP = 10


class Engine(Protocol):
    """Something that ranks passages; their numbers are their places in what `build` was given."""

    def build(self, passages: Iterable[Terms], folder: Path) -> None:
        """Index the passages; what is kept on disk goes below `folder`."""

    def open(self, folder: Path) -> None:
        """Open what another process built; only for engines that are in ON_DISK."""

    def top(self, terms: Terms) -> list[int]:
        """Return the numbers of the ten best passages, the best first."""


class _InMemory:
    def open(self, folder: Path) -> None:
        raise NotImplementedError(f"nothing is kept in {folder}")


class RankBM25(_InMemory):
    """rank-bm25 0.2.2 as its README uses it."""

    def build(self, passages: Iterable[Terms], folder: Path) -> None:
        from rank_bm25 import BM25Okapi

        corpus = [list(terms) for terms in passages]
        self._numbers = range(len(corpus))
        self._model = BM25Okapi(corpus)

    def top(self, terms: Terms) -> list[int]:
        return list(self._model.get_top_n(terms, self._numbers, n=TOP))


class Bm25s(_InMemory):
    """bm25s, its scores ready-made, read by numpy or by its compiled loop."""

    def __init__(self, backend: str) -> None:
        self._backend = backend

    def build(self, passages: Iterable[Terms], folder: Path) -> None:
        import bm25s

        self._model: Any = bm25s.BM25(backend=self._backend)
        self._model.index([list(terms) for terms in passages], show_progress=False)
        if self._backend == "numba":
            self._model.activate_numba_scorer()

    def top(self, terms: Terms) -> list[int]:
        found, _ = self._model.retrieve([list(terms)], k=TOP, show_progress=False, n_threads=0)
        return [int(number) for number in found[0]]


class Tantivy:
    """tantivy used directly: the same terms, one field, passage numbers from a fast field."""

    def build(self, passages: Iterable[Terms], folder: Path) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("terms", tokenizer_name="whitespace", index_option="position")
        builder.add_integer_field("number", fast=True)
        index = tantivy.Index(builder.build(), path=str(folder))
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for number, terms in enumerate(passages):
            document = tantivy.Document()
            document.add_text("terms", " ".join(terms))
            document.add_integer("number", number)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        index = tantivy.Index.open(str(folder))
        self._schema = index.schema
        self._searcher = index.searcher()

    def top(self, terms: Terms) -> list[int]:
        should, query = self._tantivy.Occur.Should, self._tantivy.Query
        words = [(should, query.term_query(self._schema, "terms", term, "freq")) for term in terms]
        hits = self._searcher.search(query.boolean_query(words), TOP, count=False).hits
        return self._searcher.fast_field_values("number", [address for _, address in hits])


class Fts5:
    """SQLite's FTS5, ranked by its own bm25()."""

    def build(self, passages: Iterable[Terms], folder: Path) -> None:
        with sqlite3.connect(folder / "passages.db") as database:
            database.execute(
                "CREATE VIRTUAL TABLE passages USING fts5(terms, content='', tokenize='unicode61')"
            )
            rows = ((number, " ".join(terms)) for number, terms in enumerate(passages))
            database.executemany("INSERT INTO passages(rowid, terms) VALUES (?, ?)", rows)
            database.execute("INSERT INTO passages(passages) VALUES ('optimize')")

    def open(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "passages.db")

    def top(self, terms: Terms) -> list[int]:
        words = " OR ".join(f'"{term}"' for term in terms)
        asked = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"
        return [number for (number,) in self._database.execute(asked, (words, TOP))]


class Memory(_InMemory):
    """This project's model in memory: one field, as the engines beside it."""

    def build(self, passages: Iterable[Terms], folder: Path) -> None:
        from retrieval.index.postings import NumberedTexts, PostingsBM25

        self._model = PostingsBM25(NumberedTexts.of(list(passages)))
        self._numbers = range(self._model.corpus_size)

    def top(self, terms: Terms) -> list[int]:
        return self._model.get_top_n(terms, self._numbers, n=TOP)


ENGINES: dict[str, Callable[[], Engine]] = {
    "tantivy": Tantivy,
    "memory": Memory,
    "rank-bm25": RankBM25,
    "bm25s numpy": lambda: Bm25s("numpy"),
    "bm25s numba": lambda: Bm25s("numba"),
    "fts5": Fts5,
}
ON_DISK = {"tantivy", "fts5"}
"""Engines that serve in a process of their own, from what another one built."""
