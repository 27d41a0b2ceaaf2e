"""What every index can do, and what it hands on.

Passages are numbered, those of one article one after another; articles are numbered too. In memory that is
0, 1, 2 … in the order of the articles; on disk numbers are missing where articles were removed, and what was
added later has higher ones. Nothing here needs an object for each passage: an index on disk builds them when
asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from retrieval.articles import Article
    from retrieval.languages import Language
    from retrieval.languages.telling import Languages
    from retrieval.passages import Passage

Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]
Held = npt.NDArray[np.bool_]
Terms = npt.NDArray[np.integer]
"""Numbers of terms."""


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that holds words of the query, and its score: higher is better, never zero."""

    passage: Passage
    score: float
    sentence: tuple[int, int] | None = None
    """(start, end) in the passage's text of the sentence that answers best."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Proposed passages (or articles), the best first, ties in the order of their numbers."""

    numbers: Numbers
    scores: Scores


@dataclass(frozen=True, slots=True)
class Filters:
    """What a passage must fulfil beside holding a word of the query. Words are terms of the analysis."""

    sources: tuple[str, ...] = ()
    """Parts of an article's source, in any case; one of them must fit."""
    since: date | None = None
    """Published on this day or later; an article without a date fulfils neither bound."""
    before: date | None = None
    """Published on an earlier day."""
    phrases: tuple[tuple[str, ...], ...] = ()
    """Each stands in the text or in the headline, stop words included, one term right after the other."""
    excluded: frozenset[str] = frozenset()
    """Terms that stand neither in the text nor in the headline."""
    excluded_phrases: tuple[tuple[str, ...], ...] = ()
    in_headline: frozenset[str] = frozenset()
    """Terms that stand in the headline."""
    articles: frozenset[int] | None = None
    """Articles' numbers; None for all."""
    only: frozenset[int] | None = None
    """Passages' numbers; None for all."""

    def __post_init__(self) -> None:
        """Fold the sources once, not for each article."""
        object.__setattr__(self, "sources", tuple(part.casefold() for part in self.sources))

    @property
    def of_articles(self) -> bool:
        """Whether they say which articles a passage may stand in, beside its number."""
        return bool(self.sources or self.since or self.before)

    def let_source_through(self, source: str) -> bool:
        """Whether an article of that source may be meant."""
        folded = source.casefold()
        return not self.sources or any(part in folded for part in self.sources)

    def let_article_through(self, source: str, published: date | None) -> bool:
        """Whether an article of that source and day may be meant."""
        if not self.let_source_through(source):
            return False
        if published is None:
            return self.since is None and self.before is None
        return (self.since is None or published >= self.since) and (
            self.before is None or published < self.before
        )


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Forward:
    """The words of one passage in order, as numbers of terms (`Index.term_number`), with BREAKs."""

    text: Sequence[int]
    headline: Sequence[int]


@dataclass(frozen=True, slots=True)
class Wording:
    """The same of several passages at once: their texts one after the other, then their headlines."""

    words: Terms
    counts: Numbers
    """How many words each text has, BREAKs counted, then each headline: two for each passage."""


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """What is known of an article, its text aside."""

    number: int
    source: str
    title: str | None
    published: date | None
    url: str | None
    sha256: str
    passages: int
    """How many it has."""


class Content(NamedTuple):
    """What an article was made of."""

    number: int
    source: str
    sha256: bytes
    """Of the file, 32 bytes."""


class Index(Protocol):
    """Proposes candidate passages for the terms of a query, and knows the statistics that order them.

    Immutable: a changed folder gives another index.
    """

    @property
    def languages(self) -> Languages:
        """Return the languages that its passages were read in."""
        ...

    @property
    def written_in(self) -> Sequence[Language]:
        """Return those of them that articles are plainly written in, the first whatever they say."""
        ...

    def candidates(self, terms: Sequence[str], limit: int, filters: Filters = NO_FILTERS) -> Candidates:
        """Return up to `limit` passages that hold at least one of `terms`, in the text or in the headline.

        Scored by BM25; without terms, every passage that fulfils `filters` (if any are set), each scored 0.
        """
        ...

    def holding(self, term: str, filters: Filters = NO_FILTERS) -> Numbers:
        """Return all passages that hold a term, in the text or in the headline, by their numbers."""
        ...

    def article_candidates(self, terms: Sequence[str], limit: int) -> Candidates:
        """Return up to `limit` articles that hold at least one of `terms`, by BM25 over them as a whole."""
        ...

    def article_scores(self, terms: Sequence[str], articles: Numbers) -> Scores:
        """Return the score of some articles, as `article_candidates` does; 0 for one that holds no term."""
        ...

    def passages_of(self, article: int) -> range:
        """Return the numbers of an article's passages."""
        ...

    def article_of(self, passage: int) -> int:
        """Return the number of the article that a passage stands in."""
        ...

    def span_of(self, passage: int) -> tuple[int, int]:
        """Return where a passage begins and ends in its article's text, in characters."""
        ...

    def passage(self, number: int) -> Passage:
        """Return a passage."""
        ...

    def article(self, number: int) -> Article:
        """Return an article."""
        ...

    def entry(self, number: int) -> ArticleEntry:
        """Return what is known of an article, its text aside."""
        ...

    def entries(self) -> Sequence[ArticleEntry]:
        """Return what is known of every article, in the order of the sources."""
        ...

    def contents(self) -> Iterator[Content]:
        """Yield what each article was made of, in the order of the sources; no text is read for it."""
        ...

    def number_of(self, source: str) -> int | None:
        """Return the number of the article of that source; None where there is none."""
        ...

    def newest(self) -> date | None:
        """Return the latest date of an article; None where none has one."""
        ...

    def forward(self, number: int) -> Forward:
        """Return the words of a passage in order, stop words too."""
        ...

    def words_of(self, passages: Numbers) -> Wording:
        """Return the words of several passages in order, stop words too."""
        ...

    def places_of(self, passages: Numbers) -> tuple[Numbers, Numbers]:
        """Return the number of each passage's article, and how many of its passages stand before it."""
        ...

    def term_number(self, term: str) -> int | None:
        """Return the number that stands for a term in `forward`; None where no passage has it."""
        ...

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a term stands, in the text or in the headline."""
        ...

    def article_frequency(self, term: str) -> int:
        """Return in how many articles a term stands."""
        ...

    def passage_count(self) -> int:
        """Return the number of passages."""
        ...

    def article_count(self) -> int:
        """Return the number of articles."""
        ...

    def average_length(self) -> float:
        """Return the mean number of words of a passage's text, stop words included; 1 for an empty index."""
        ...

    def nearest_terms(self, term: str, limit: int = 3) -> list[str]:
        """Return indexed terms that a mistyped one may stand for, the likeliest first."""
        ...

    def terms_starting(self, prefix: str, limit: int = 25) -> list[str]:
        """Return indexed terms that begin with `prefix`, those of most passages first."""
        ...

    def list_terms(self) -> None:
        """Make ready for `nearest_terms`, which else the first call of it does."""
        ...

    def vocabulary(self) -> Sequence[str]:
        """Return all indexed terms."""
        ...
