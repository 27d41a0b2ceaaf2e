"""tantivy's part of the index on disk: which passages hold which terms, and a rough order of them.

tantivy's k1 and b are fixed at 1.2 and 0.75 and it keeps lengths coarsely, so it proposes and `retrieval`
orders. Terms come ready-made from this project's analysis; tantivy only cuts them at spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from tantivy import (
    DocAddress,
    Document,
    FieldType,
    Index,
    Occur,
    Order,
    Query,
    Schema,
    SchemaBuilder,
    Searcher,
)

from retrieval.index.disk.preparing import Prepared, unwritten, written
from retrieval.index.disk.store import PASSAGE
from retrieval.index.protocol import Filters, Numbers

PASSAGES, ARTICLES = "by-passage", "by-article"
"""Two indexes, since tantivy takes a field's mean length over all documents of an index."""
MORE = 30
"""Passages beyond those wanted that tantivy is asked for, at least: its order is not quite the formula's."""
CLOSE = 0.85
"""Share of the last one's score from which on others may be better by the formula. What a word adds here is
.88 to 1.1 times what it adds there; no question was found that needs both extremes, .8."""
SMALLEST_HEAP = 15_000_000
"""Bytes; tantivy accepts no less."""


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


class EngineWriter:
    """Adds and removes articles; nothing is seen of it before `commit`."""

    def __init__(self, folder: Path, heap: int = SMALLEST_HEAP) -> None:
        """Open a folder for writing. Raises BusyError when another process has it open so."""
        for name, schema in ((PASSAGES, _passages_schema()), (ARTICLES, _articles_schema())):
            if not (folder / name).exists():
                (folder / name).mkdir(parents=True)
                Index(schema, path=str(folder / name))
        try:
            self._passages = Index.open(str(folder / PASSAGES)).writer(heap, 1)
            self._articles = Index.open(str(folder / ARTICLES)).writer(max(SMALLEST_HEAP, heap // 4), 1)
        except ValueError as fault:
            if "LockBusy" in str(fault):
                raise BusyError from fault
            raise

    def add(self, prepared: Prepared, number: int, first: int) -> None:
        """Add an article and its passages under their numbers in the store."""
        for position, (text, headline) in enumerate(zip(prepared.texts, prepared.headlines, strict=True)):
            document = Document()
            document.add_text("text", text)
            if headline:
                document.add_text("headline", headline)
            document.add_integer("number", first + position)
            document.add_integer("article", number)
            if prepared.published is not None:
                document.add_integer("day", prepared.published)
            self._passages.add_document(document)
        whole = Document()
        whole.add_text("text", " ".join(_whole(prepared)))
        whole.add_integer("article", number)
        self._articles.add_document(whole)

    def remove(self, article: int) -> None:
        """Remove an article and its passages."""
        self._passages.delete_documents_by_term("article", article)
        self._articles.delete_documents_by_term("article", article)

    def commit(self) -> None:
        """Write everything added and removed so far."""
        self._passages.commit()
        self._articles.commit()

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


def _whole(prepared: Prepared) -> Iterator[str]:
    """Yield the terms of an article, each headline once."""
    places = np.frombuffer(prepared.passages, dtype=PASSAGE)["headline_at"].tolist()
    before = None
    for place, headline, text in zip(places, prepared.headlines, prepared.texts, strict=True):
        if place != before:
            yield headline
            before = place
        yield text


class Engine:
    """What tantivy holds, as it stood when this was opened."""

    def __init__(self, folder: Path) -> None:
        passages, articles = Index.open(str(folder / PASSAGES)), Index.open(str(folder / ARTICLES))
        for index in (passages, articles):
            index.config_reader("manual")
            index.reload()
        self._schema, self._articles_schema = passages.schema, articles.schema
        self.passages: Searcher = passages.searcher()
        self.articles: Searcher = articles.searcher()

    def propose(self, query: Query, wanted: int) -> Numbers:
        """Return the numbers of the passages that may be the best so many, roughly the best first."""
        return _values(self.passages, "number", _close(self.passages, query, wanted))

    def first(self, query: Query, limit: int) -> Numbers:
        """Return the numbers of up to `limit` passages in the order of their numbers."""
        hits = self.passages.search(query, limit, count=False, order_by_field="number", order=Order.Asc).hits
        return np.array([number for number, _ in hits], dtype=np.int64)

    def propose_articles(self, terms: Sequence[str], wanted: int) -> Numbers:
        """Return the numbers of the articles that may be the best so many for the terms."""
        words = [(Occur.Should, self._article_term(term)) for term in terms]
        return _values(self.articles, "article", _close(self.articles, Query.boolean_query(words), wanted))

    def holding(self, term: str) -> int:
        """Return in how many passages a term stands, in the text or in the headline."""
        return _count(self.passages, self._either(term))

    def frequency(self, field: str, term: str) -> int:
        """Return in how many passages a term stands in a field, those removed but not yet merged away too."""
        return int(self.passages.doc_freq(field, written(term)))

    def counted(self, field: str, term: str) -> int:
        """Return in how many passages a term stands in a field, none removed; it looks through them."""
        return _count(self.passages, self._term(field, term))

    def articles_counted(self, term: str) -> int:
        """Return in how many articles a term stands, none removed; it looks through them."""
        return _count(self.articles, self._article_term(term))

    def most(self, term: str) -> int:
        """Return the larger of its frequencies in the two fields, as `terms` does."""
        return max(self.frequency("text", term), self.frequency("headline", term))

    def article_frequency(self, term: str) -> int:
        """Return in how many articles a term stands, those removed but not yet merged away too."""
        return int(self.articles.doc_freq("text", written(term)))

    def newest(self) -> date | None:
        """Return the latest date of an article; None where none has one."""
        days = self.passages.search(Query.exists_query("day"), 1, count=False, order_by_field="day").hits
        return date.fromordinal(days[0][0]) if days else None

    def terms(self, prefix: str = "") -> dict[str, int]:
        """Return the terms that begin so, and in how many passages each stands in one field or the other."""
        found: dict[str, int] = {}
        for field in ("text", "headline"):
            for term, count in self.passages.terms_with_prefix(field, written(prefix)):
                found[term] = max(found.get(term, 0), count)
        return {unwritten(term): count for term, count in found.items()}

    def words(self, terms: Sequence[str], headline_weight: float) -> Query:
        """Ask for passages that hold at least one of the terms, in the text or in the headline."""
        return Query.boolean_query(
            [
                pair
                for term in terms
                for pair in (
                    (Occur.Should, self._term("text", term)),
                    (Occur.Should, Query.boost_query(self._term("headline", term), headline_weight)),
                )
            ]
        )

    def everything(self) -> Query:
        """Ask for every passage."""
        return Query.all_query()

    def filtered(self, query: Query, filters: Filters, articles: Iterable[int] | None) -> Query:
        """Ask for what `query` finds as far as it fulfils the filters.

        `articles` are those of which the source fits; None for all.
        """
        must = [Query.const_score_query(each, 0.0) for each in self._musts(filters, articles)]
        wanted = [(Occur.Must, each) for each in (query, *must)]
        barred = [self._either(term) for term in filters.excluded]
        barred += [self._phrase(phrase) for phrase in filters.excluded_phrases if phrase]
        return Query.boolean_query([*wanted, *((Occur.MustNot, each) for each in barred)])

    def _musts(self, filters: Filters, articles: Iterable[int] | None) -> Iterator[Query]:
        if articles is not None:
            yield Query.term_set_query(self._schema, "article", list(articles))
        if filters.only is not None:
            yield Query.term_set_query(self._schema, "number", list(filters.only))
        if filters.since is not None or filters.before is not None:
            since = filters.since.toordinal() if filters.since else None
            before = filters.before.toordinal() if filters.before else None
            # tantivy refuses a bound that is open and not counted in.
            counted_in = before is None
            yield Query.range_query(
                self._schema, "day", FieldType.Integer, since, before, include_upper=counted_in
            )
        for term in filters.in_headline:
            yield self._term("headline", term)
        for phrase in filters.phrases:
            yield self._phrase(phrase)

    def _phrase(self, phrase: Sequence[str]) -> Query:
        if not phrase:
            return Query.empty_query()
        if len(phrase) == 1:
            return self._either(phrase[0])
        words: list[str | tuple[int, str]] = [written(term) for term in phrase]
        fields = (Query.phrase_query(self._schema, field, words) for field in ("text", "headline"))
        return Query.boolean_query([(Occur.Should, field) for field in fields])

    def _either(self, term: str) -> Query:
        fields = (self._term(field, term) for field in ("text", "headline"))
        return Query.boolean_query([(Occur.Should, field) for field in fields])

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self._schema, field, written(term), "freq")

    def _article_term(self, term: str) -> Query:
        return Query.term_query(self._articles_schema, "text", written(term), "freq")


def _count(searcher: Searcher, query: Query) -> int:
    found = searcher.search(query, 1, count=True)
    return int(found.count)  # type: ignore[attr-defined] # tantivy's types leave it out


def _close(searcher: Searcher, query: Query, wanted: int) -> list[DocAddress]:
    """Return the best by tantivy's score, with those close enough behind to be better by the formula."""
    hits = searcher.search(query, wanted + max(MORE, wanted // 2), count=False).hits
    if len(hits) > wanted:
        least = CLOSE * hits[wanted - 1][0]
        return [address for score, address in hits if score >= least]
    return [address for _, address in hits]


def _values(searcher: Searcher, field: str, addresses: list[DocAddress]) -> Numbers:
    return np.array(searcher.fast_field_values(field, addresses), dtype=np.int64)
