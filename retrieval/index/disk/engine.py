"""tantivy's part of the index on disk: which passages hold which terms, and a rough order of them.

tantivy's k1 and b are fixed at 1.2 and 0.75 and it keeps lengths coarsely, so it proposes and `retrieval`
orders.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from tantivy import DocAddress, FieldType, Index, Occur, Order, Query, Schema

from retrieval.index.disk.panics import SafeSearcher, without_panic
from retrieval.index.disk.terms import unwritten, written
from retrieval.index.disk.writing import ARTICLES, PASSAGES
from retrieval.index.memory import HEADLINE_WEIGHT
from retrieval.index.protocol import Filters, Numbers

MORE = 30
"""Passages beyond those wanted that tantivy is asked for, at least: its order is not quite the formula's."""
MORE_OF_TEXTS = 70
"""The same where only their texts are searched: headlines then change the order, too."""
MOST_OF_HEADLINES = 1.5
"""A word's score in a headline, divided by weight and idf, is hardly ever more: it stands there once."""
CLOSE = 0.85
"""Share of the last one's score from which on others may be better by the formula. What a word adds here is
.88 to 1.1 times what it adds there; no question was found that needs both extremes, .8."""
Hit = tuple[float, DocAddress]


class Engine:
    """What tantivy holds, as it stood when this was opened."""

    def __init__(self, folder: Path) -> None:
        self._schema, self.passages = _opened(folder / PASSAGES)
        self._articles_schema, self.articles = _opened(folder / ARTICLES)

    def propose(
        self, terms: Sequence[str], wanted: int, headlines: float, sift: Callable[[Query], Query]
    ) -> Numbers:
        """Return the numbers of the passages that may be the best so many, roughly the best first.

        `headlines` is the weight of a word in one, times idf, of all terms together. Where texts alone give
        enough that beat any headline, no headline is searched: a third of the time.
        """
        if len(terms) > 1:
            texts = sift(Query.boolean_query([(Occur.Should, self._term("text", term)) for term in terms]))
            hits = self.passages.search(texts, wanted + max(MORE_OF_TEXTS, wanted), count=False).hits
            if len(hits) > wanted and hits[wanted - 1][0] > MOST_OF_HEADLINES * headlines:
                return _values(self.passages, "number", _close(hits, wanted))
        return _values(self.passages, "number", _best(self.passages, sift(self.words(terms)), wanted))

    def first(self, query: Query, limit: int) -> Numbers:
        """Return the numbers of up to `limit` passages in the order of their numbers."""
        hits = self.passages.search(query, limit, count=False, order_by_field="number", order=Order.Asc).hits
        return np.array([number for number, _ in hits], dtype=np.int64)

    def propose_articles(self, terms: Sequence[str], wanted: int) -> Numbers:
        """Return the numbers of the articles that may be the best so many for the terms."""
        words = [(Occur.Should, self._article_term(term)) for term in terms]
        return _values(self.articles, "article", _best(self.articles, Query.boolean_query(words), wanted))

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

    def terms(self, prefix: str = "", most: int | None = None) -> dict[str, int]:
        """Return the terms that begin so, and in how many passages each stands in one field or the other.

        With `most`, at least so many of the commonest where there are more.
        """
        begun = written(prefix)
        found = dict(self.passages.terms_with_prefix("text", begun, limit=most))
        for term, count in self.passages.terms_with_prefix("headline", begun, limit=most):
            found[term] = max(found.get(term, 0), count)
        return {unwritten(term): count for term, count in found.items()}

    def words(self, terms: Sequence[str]) -> Query:
        """Ask for passages that hold at least one of the terms, in the text or in the headline."""
        return Query.boolean_query(
            [
                pair
                for term in terms
                for pair in (
                    (Occur.Should, self._term("text", term)),
                    (Occur.Should, Query.boost_query(self._term("headline", term), HEADLINE_WEIGHT)),
                )
            ]
        )

    def everything(self) -> Query:
        """Ask for every passage."""
        return Query.all_query()

    def sieve(self, filters: Filters, articles: Collection[int] | None) -> Callable[[Query], Query]:
        """Return what asks for all that a query finds as far as it fulfils the filters.

        `articles` are those that they let through by source and number; None for all.
        """
        musts = [Query.const_score_query(each, 0.0) for each in self._musts(filters, articles)]
        barred = [self._either(term) for term in filters.excluded]
        barred += [self._phrase(phrase) for phrase in filters.excluded_phrases if phrase]
        rest = [*((Occur.Must, each) for each in musts), *((Occur.MustNot, each) for each in barred)]
        return lambda query: Query.boolean_query([(Occur.Must, query), *rest])

    def _musts(self, filters: Filters, articles: Collection[int] | None) -> Iterator[Query]:
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


@without_panic
def _opened(folder: Path) -> tuple[Schema, SafeSearcher]:
    index = Index.open(str(folder))
    index.config_reader("manual")
    index.reload()
    return index.schema, SafeSearcher(index.searcher())


def _count(searcher: SafeSearcher, query: Query) -> int:
    found = searcher.search(query, 1, count=True)
    return int(found.count)  # type: ignore[attr-defined] # tantivy's types leave it out


def _best(searcher: SafeSearcher, query: Query, wanted: int) -> list[DocAddress]:
    """Return what may be the best so many by the formula."""
    return _close(searcher.search(query, wanted + max(MORE, wanted // 2), count=False).hits, wanted)


def _close(hits: Sequence[Hit], wanted: int) -> list[DocAddress]:
    """Return the best by tantivy's score, with those close enough behind to be better by the formula."""
    if len(hits) > wanted:
        least = CLOSE * hits[wanted - 1][0]
        return [address for score, address in hits if score >= least]
    return [address for _, address in hits]


def _values(searcher: SafeSearcher, field: str, addresses: list[DocAddress]) -> Numbers:
    return np.array(searcher.fast_field_values(field, addresses), dtype=np.int64)
