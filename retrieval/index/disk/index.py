"""The index on disk: the answers of the index in memory, with only that in memory which is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from retrieval.index.disk.engine import Engine
from retrieval.index.disk.manifest import Manifest
from retrieval.index.disk.scoring import ProposedWords, idf
from retrieval.index.disk.store import Store, term_key
from retrieval.index.holding import stretches
from retrieval.index.listing import Signature
from retrieval.index.memory import HEADLINE_WEIGHT
from retrieval.index.postings import distinct
from retrieval.index.protocol import (
    NO_FILTERS,
    ArticleEntry,
    Candidates,
    Content,
    Filters,
    Forward,
    Numbers,
    Scores,
    Wording,
)
from retrieval.index.vocabulary import Vocabulary
from retrieval.index.written import plainly_written
from retrieval.languages import Language
from retrieval.languages.telling import Languages

if TYPE_CHECKING:
    from datetime import date

    from tantivy import Query

    from retrieval.articles import Article
    from retrieval.passages import Passage

KEPT_ARTICLES = 500
KEPT_COUNTS = 20_000
KEPT_SOURCES = 4
"""Each up to all articles' numbers: looking for them again takes as long as the rest of a question."""
_NOTHING = Candidates(np.zeros(0, dtype=np.int64), np.zeros(0))


class DiskIndex:
    """One generation of an index on disk.

    Numbers of passages and articles have gaps where some were removed; an article that was added or changed
    comes after all others.
    """

    def __init__(self, folder: Path, manifest: Manifest, languages: Languages) -> None:
        """Open what lies in `folder`. Raises OSError or ValueError when it is not what the manifest says."""
        self.manifest = manifest
        self.languages = languages
        self.store = Store(folder, manifest.extents)
        self._engine = Engine(folder)
        # Caches on the instance: on the class they would keep every generation alive.
        self._articles = lru_cache(KEPT_ARTICLES)(self.store.article)
        self._counts = lru_cache(KEPT_COUNTS)(self._engine.holding)
        self._weights = lru_cache(KEPT_COUNTS)(self._passage_weights)
        self._article_counts = lru_cache(KEPT_COUNTS)(self._article_frequency)
        self._of_sources = lru_cache(KEPT_SOURCES)(self._named)
        self._has_gaps = len(self.store.passages) != manifest.totals.passages
        self._listed: Vocabulary | None = None
        self._earlier: Mapping[int, ArticleEntry] = {}

    def followed_by(self, manifest: Manifest, folder: Path, added: Iterable[str]) -> DiskIndex:
        """Open the next generation, whose articles brought the terms `added`.

        What was listed of terms and articles is not listed again: at a million passages, half a second each.
        """
        following = DiskIndex(folder, manifest, self.languages)
        following._earlier = self.__dict__.get("_by_number", self._earlier)
        if self._listed:
            following._listed = self._listed.updated({t: following._engine.most(t) for t in added})
        return following

    def signatures(self) -> dict[str, Signature]:
        """Return size and time of every file that was read for it."""
        return {source: known.signature for source, known in self.manifest.files.items()}

    @cached_property
    def written_in(self) -> tuple[Language, ...]:
        """The languages that articles are plainly written in, the first known whatever they say."""
        return plainly_written(self)

    def candidates(self, terms: Sequence[str], limit: int, filters: Filters = NO_FILTERS) -> Candidates:
        """Return up to `limit` passages that hold at least one of `terms`, in the text or in the headline."""
        if limit < 1 or (not terms and filters == NO_FILTERS):
            return _NOTHING
        if not terms:
            numbers = self._engine.first(self._sieve(filters)(self._engine.everything()), limit)
            return Candidates(numbers, np.zeros(len(numbers)))
        headlines = sum(self._weights(term)[1] for term in terms)
        numbers = self._engine.propose(terms, limit, headlines, self._sieve(filters))
        return _best(numbers, self._passage_scores(numbers, terms), limit) if len(numbers) else _NOTHING

    def _sieve(self, filters: Filters) -> Callable[[Query], Query]:
        """Return what narrows a query to the passages that the filters let through."""
        if filters == NO_FILTERS:
            return lambda query: query
        return self._engine.sieve(filters, self._articles_of(filters))

    def _passage_scores(self, numbers: Numbers, terms: Sequence[str]) -> Scores:
        totals = self.manifest.totals
        averages = (
            ("text", totals.words / totals.passages),
            ("headline", totals.headline_words / totals.passages),
        )
        proposed = ProposedWords(self.store.words, self.store.passages[numbers], averages)
        return proposed.scores((term, self._weights(term)) for term in terms)

    def _passage_weights(self, term: str) -> tuple[float, float]:
        # tantivy's own frequencies count what was removed until it merges segments; counting takes longer.
        frequency = self._engine.counted if self._has_gaps else self._engine.frequency
        text, headline = (frequency(field, term) for field in ("text", "headline"))
        passages = self.manifest.totals.passages
        return idf(text, passages), HEADLINE_WEIGHT * idf(headline, passages)

    def holding(self, term: str, filters: Filters = NO_FILTERS) -> Numbers:
        """Return all passages that hold a term, in text or in headline."""
        return self._engine.first(self._sieve(filters)(self._engine.words([term])), self.passage_count())

    def article_candidates(self, terms: Sequence[str], limit: int) -> Candidates:
        """Return up to `limit` articles that hold at least one of `terms`, by BM25 over them as a whole."""
        if limit < 1 or not terms:
            return _NOTHING
        numbers = self._engine.propose_articles(terms, limit)
        if not len(numbers):
            return _NOTHING
        return _best(numbers, self._article_scores(terms, numbers), limit)

    def article_scores(self, terms: Sequence[str], articles: Numbers) -> Scores:
        """Return the score of some articles, by BM25 over them as a whole."""
        numbers = distinct(articles)
        if not terms or not len(numbers):
            return np.zeros(len(articles))
        return self._article_scores(terms, numbers)[numbers.searchsorted(articles)]

    def _article_scores(self, terms: Sequence[str], numbers: Numbers) -> Scores:
        words, count = self.manifest.totals.article_words, self.manifest.totals.articles
        proposed = ProposedWords(self.store.words, self.store.articles[numbers], [("whole", words / count)])
        return proposed.scores((term, (idf(self.article_frequency(term), count),)) for term in terms)

    def entry(self, number: int) -> ArticleEntry:
        """Return what is known of an article, its text aside."""
        return self._by_number[number]

    def entries(self) -> Sequence[ArticleEntry]:
        """Return what is known of every article, in the order of the sources."""
        return self._entries

    @cached_property
    def _entries(self) -> list[ArticleEntry]:
        return list(self._by_number.values())

    @cached_property
    def _by_number(self) -> Mapping[int, ArticleEntry]:
        """All entries by their articles' numbers, in the order of the sources."""
        earlier, self._earlier = self._earlier, {}
        numbers = [known.article for known in self.manifest.files.values() if known.article >= 0]
        listed = self.store.entries([number for number in numbers if number not in earlier])
        return {number: earlier.get(number) or next(listed) for number in numbers}

    def contents(self) -> Iterator[Content]:
        """Yield what each article was made of, in the order of the sources; no text is read for it."""
        files = {source: known.article for source, known in self.manifest.files.items() if known.article >= 0}
        digests = self.store.articles["sha256"][list(files.values())].tolist()
        return map(Content, files.values(), files, digests)

    def number_of(self, source: str) -> int | None:
        """Return the number of the article of that source; None where there is none."""
        known = self.manifest.files.get(source)
        return known.article if known and known.article >= 0 else None

    def newest(self) -> date | None:
        """Return the latest date of an article; None where none has one."""
        return self._engine.newest()

    def passages_of(self, article: int) -> range:
        """Return the numbers of an article's passages."""
        record = self.store.articles[article]
        first = int(record["first"])
        return range(first, first + int(record["passages"]))

    def article_of(self, passage: int) -> int:
        """Return the number of the article that a passage stands in."""
        return int(self.store.passages["article"][passage])

    def span_of(self, passage: int) -> tuple[int, int]:
        """Return where a passage begins and ends in its article's text, in characters."""
        _, start, end, *_ = self.store.passages[passage].tolist()
        return start, end

    def passage(self, number: int) -> Passage:
        """Return a passage."""
        return self.store.passage(number, self.article(self.article_of(number)))

    def article(self, number: int) -> Article:
        """Return an article; the ones asked for last are kept."""
        return self._articles(number)

    def forward(self, number: int) -> Forward:
        """Return the words of a passage in order, stop words too."""
        *_, text, text_words, _, headline, headline_words, _ = self.store.passages[number].tolist()
        words = self.store.words
        return Forward(
            words[text : text + text_words].tolist(), words[headline : headline + headline_words].tolist()
        )

    def words_of(self, passages: Numbers) -> Wording:
        """Return the words of several passages in order, stop words too."""
        records = self.store.passages[passages]
        at, counts = (
            np.concatenate([records[f"{name}_{field}"] for name in ("text", "headline")]).astype(np.int64)
            for field in ("at", "words")
        )
        return Wording(self.store.words[stretches(at, counts)], counts)

    def places_of(self, passages: Numbers) -> tuple[Numbers, Numbers]:
        """Return the number of each passage's article, and how many of its passages stand before it."""
        articles = self.store.passages["article"][passages].astype(np.int64)
        return articles, passages - self.store.articles["first"][articles]

    def term_number(self, term: str) -> int | None:
        """Return the number that stands for a term in `forward`; None where no passage has it."""
        return term_key(term) if self.document_frequency(term) else None

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a term stands, in the text or in the headline."""
        return self._counts(term)

    def article_frequency(self, term: str) -> int:
        """Return in how many articles a term stands."""
        return self._article_counts(term)

    def _article_frequency(self, term: str) -> int:
        engine = self._engine
        return engine.articles_counted(term) if self._has_gaps else engine.article_frequency(term)

    def passage_count(self) -> int:
        """Return the number of passages."""
        return self.manifest.totals.passages

    def article_count(self) -> int:
        """Return the number of articles."""
        return self.manifest.totals.articles

    def average_length(self) -> float:
        """Return the mean number of words of a passage's text, stop words included; 1 for an empty index."""
        totals = self.manifest.totals
        return totals.words / max(1, totals.passages) or 1.0

    def nearest_terms(self, term: str, limit: int = 3) -> list[str]:
        """Return indexed terms that a mistyped one may stand for, the likeliest first."""
        # Terms of removed articles stay listed, like tantivy's own until segments merge.
        return list(islice(filter(self.document_frequency, self._vocabulary.near(term)), limit))

    def terms_starting(self, prefix: str, limit: int = 25) -> list[str]:
        """Return indexed terms that begin with `prefix`, those of most passages first."""
        commonest = self._commonest(prefix, limit)
        if self._has_gaps and not all(map(self.document_frequency, commonest)):
            commonest = list(filter(self.document_frequency, self._commonest(prefix, None)))
        return commonest[:limit]

    def _commonest(self, prefix: str, most: int | None) -> list[str]:
        found = self._engine.terms(prefix, most)
        return sorted(found, key=lambda term: (-found[term], term))[:most]

    def list_terms(self) -> None:
        """List the terms, half a second at a million passages, which else the first `nearest_terms` does."""
        self._vocabulary  # noqa: B018  (kept from then on)

    def vocabulary(self) -> Sequence[str]:
        """Return all indexed terms, in their order, perhaps with some that only removed articles had."""
        return self._vocabulary.terms

    @property
    def _vocabulary(self) -> Vocabulary:
        if self._listed is None:
            self._listed = Vocabulary(self._engine.terms())
        return self._listed

    def _articles_of(self, filters: Filters) -> Collection[int] | None:
        if not filters.sources:
            return filters.articles
        numbers = self._of_sources(filters.sources)
        return numbers if filters.articles is None else numbers & filters.articles

    def _named(self, sources: tuple[str, ...]) -> frozenset[int]:
        """Return the articles in whose source one of the parts stands."""
        parts = Filters(sources=sources)
        files = self.manifest.files.items()
        return frozenset(
            n.article for source, n in files if n.article >= 0 and parts.let_source_through(source)
        )


def _best(numbers: Numbers, scores: Scores, limit: int) -> Candidates:
    order = np.lexsort((numbers, -scores))[:limit]
    return Candidates(numbers[order], scores[order])
