"""The index in memory: rank-bm25's model with posting lists, for up to some 100,000 passages."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from retrieval.index.postings import PostingsBM25, best_documents, distinct
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
from retrieval.index.words import Words, whole_articles
from retrieval.index.written import plainly_written
from retrieval.languages import Language
from retrieval.languages.telling import ANY_LANGUAGE, Languages

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from retrieval.articles import Article
    from retrieval.passages import Passage

HEADLINE_WEIGHT = 0.1


class MemoryIndex:
    """All passages of a folder, in memory. Those of one article follow one another."""

    def __init__(
        self,
        passages: Sequence[Passage],
        before: MemoryIndex | None = None,
        languages: Languages = ANY_LANGUAGE,
        words: Words | None = None,
    ) -> None:
        """Index passages; those also in `before`, read in the same languages, are not analysed again.

        `words` are theirs, where they are known.
        """
        self.passages = passages
        self.languages = languages
        self._scratch = threading.local()
        self._counts: dict[str, int] = {}
        self.words: Words = words or Words.of(passages, before.words if before else None, languages)
        self._texts, self._headlines = self.words.texts, self.words.headlines
        # The numbering goes on with the next index: what this one knows ends here.
        self._numbers, self._terms = self.words.numbering, self._texts.terms
        self._text = PostingsBM25(self._texts)
        self._headline = PostingsBM25(self._headlines, weight=HEADLINE_WEIGHT)
        new = [i for i, p in enumerate(passages) if not i or passages[i - 1].article is not p.article]
        self._first = np.array([*new, len(passages)], dtype=np.int64)
        self._article_of = np.repeat(np.arange(len(new)), np.diff(self._first))
        self._articles = PostingsBM25(whole_articles(self._texts, self._headlines, passages, self._first))

    @cached_property
    def written_in(self) -> tuple[Language, ...]:
        """The languages that articles are plainly written in, the first known whatever they say."""
        return plainly_written(self)

    def candidates(self, terms: Sequence[str], limit: int, filters: Filters = NO_FILTERS) -> Candidates:
        """Return up to `limit` passages that hold at least one of `terms`, in the text or in the headline."""
        postings = [*self._text.postings(terms), *self._headline.postings(terms)]
        if filters == NO_FILTERS:
            return best_documents(postings, limit, self._zeros("passages", len(self.passages)))
        allowed = self._allowed(filters)
        scores = np.zeros(len(self.passages))
        matched = np.zeros(len(self.passages), dtype=bool)
        for posting in postings:
            scores[posting.documents] += posting.impacts
            matched[posting.documents] = True
        numbers = np.flatnonzero(allowed & matched if terms else allowed)
        best = numbers[np.lexsort((numbers, -scores[numbers]))[:limit]]
        return Candidates(best, scores[best])

    def holding(self, term: str, filters: Filters = NO_FILTERS) -> Numbers:
        """Return all passages that hold a term, in text or in headline."""
        found = self._holding(term)
        return found if filters == NO_FILTERS else found[self._allowed(filters)[found]]

    def article_candidates(self, terms: Sequence[str], limit: int) -> Candidates:
        """Return up to `limit` articles that hold at least one of `terms`, by BM25 over them as a whole."""
        zeros = self._zeros("articles", self.article_count())
        return best_documents(self._articles.postings(terms), limit, zeros)

    def article_scores(self, terms: Sequence[str], articles: Numbers) -> Scores:
        """Return the score of some articles, by BM25 over them as a whole."""
        return self._articles.scores_of(articles, terms)

    def entry(self, number: int) -> ArticleEntry:
        """Return what is known of an article, its text aside."""
        return self._entries[number]

    def entries(self) -> Sequence[ArticleEntry]:
        """Return what is known of every article, in the order of the sources."""
        return self._entries

    @cached_property
    def _entries(self) -> list[ArticleEntry]:
        return [
            ArticleEntry(
                number,
                article.source,
                article.title,
                article.published,
                article.url,
                article.sha256,
                len(self.passages_of(number)),
            )
            for number in range(self.article_count())
            for article in (self.article(number),)
        ]

    def contents(self) -> Iterator[Content]:
        """Yield what each article was made of, in the order of the sources."""
        return (Content(entry.number, entry.source, bytes.fromhex(entry.sha256)) for entry in self.entries())

    def number_of(self, source: str) -> int | None:
        """Return the number of the article of that source; None where there is none."""
        return self._sources.get(source)

    @cached_property
    def _sources(self) -> dict[str, int]:
        return {self.article(number).source: number for number in range(self.article_count())}

    def newest(self) -> date | None:
        """Return the latest date of an article; None where none has one."""
        return self._newest

    @cached_property
    def _newest(self) -> date | None:
        return max((e.published for e in self._entries if e.published), default=None)

    def passages_of(self, article: int) -> range:
        """Return the numbers of an article's passages."""
        return range(int(self._first[article]), int(self._first[article + 1]))

    def article_of(self, passage: int) -> int:
        """Return the number of the article that a passage stands in."""
        return int(self._article_of[passage])

    def span_of(self, passage: int) -> tuple[int, int]:
        """Return where a passage begins and ends in its article's text, in characters."""
        return self.passages[passage].start, self.passages[passage].end

    def passage(self, number: int) -> Passage:
        """Return a passage."""
        return self.passages[number]

    def article(self, number: int) -> Article:
        """Return an article."""
        return self.passages[int(self._first[number])].article

    def forward(self, number: int) -> Forward:
        """Return the words of a passage in order, stop words too."""
        return Forward(self._texts.numbers(number).tolist(), self._headlines.numbers(number).tolist())

    def words_of(self, passages: Numbers) -> Wording:
        """Return the words of several passages in order, stop words too."""
        texts, text_counts = self._texts.gathered(passages)
        headlines, headline_counts = self._headlines.gathered(passages)
        return Wording(np.concatenate((texts, headlines)), np.concatenate((text_counts, headline_counts)))

    def places_of(self, passages: Numbers) -> tuple[Numbers, Numbers]:
        """Return the number of each passage's article, and how many of its passages stand before it."""
        articles = self._article_of[passages]
        return articles, passages - self._first[articles]

    def term_number(self, term: str) -> int | None:
        """Return the number that stands for a term in `forward`; None where no passage has it."""
        number = self._numbers.get(term)
        return number if number is not None and number < len(self._terms) else None

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a term stands, in the text or in the headline."""
        if term not in self._counts:
            if self.term_number(term) is None:  # of what is typed there is no end
                return 0
            self._counts[term] = len(self._holding(term))
        return self._counts[term]

    def article_frequency(self, term: str) -> int:
        """Return in how many articles a term stands."""
        posting = self._articles.posting(term)
        return len(posting.documents) if posting else 0

    def passage_count(self) -> int:
        """Return the number of passages."""
        return len(self.passages)

    def article_count(self) -> int:
        """Return the number of articles."""
        return len(self._first) - 1

    def average_length(self) -> float:
        """Return the mean number of words of a passage's text, stop words included; 1 for an empty index."""
        return self._text.avgdl

    def nearest_terms(self, term: str, limit: int = 3) -> list[str]:
        """Return indexed terms that a mistyped one may stand for, the likeliest first."""
        return self._vocabulary.nearest(term, limit)

    def terms_starting(self, prefix: str, limit: int = 25) -> list[str]:
        """Return indexed terms that begin with `prefix`, those of most passages first."""
        return self._vocabulary.starting(prefix, limit)

    def list_terms(self) -> None:
        """List the terms now, which else the first `nearest_terms` or `terms_starting` does."""
        self._vocabulary  # noqa: B018  (kept from then on)

    def vocabulary(self) -> Sequence[str]:
        """Return all indexed terms."""
        return self._terms

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        counts = np.maximum(self._text.frequencies(), self._headline.frequencies())
        return Vocabulary({term: n for term, n in zip(self._terms, counts.tolist(), strict=True) if n})

    def _holding(self, term: str) -> Numbers:
        text, headline = self._text.posting(term), self._headline.posting(term)
        if text is None or headline is None:
            found = text or headline
            return found.documents if found else np.zeros(0, dtype=np.int64)
        return distinct(np.concatenate((text.documents, headline.documents)))

    def _zeros(self, name: str, size: int) -> Scores:
        """Return this thread's scratch array: a fresh one a question would cost more than the question."""
        if not hasattr(self._scratch, name):
            setattr(self._scratch, name, np.zeros(size))
        scratch: Scores = getattr(self._scratch, name)
        return scratch

    def _allowed(self, filters: Filters) -> npt.NDArray[np.bool_]:
        allowed = np.ones(len(self.passages), dtype=bool)
        if filters.of_articles:
            articles = map(self.article, range(self.article_count()))
            let_through = [filters.let_article_through(a.source, a.published) for a in articles]
            allowed = np.array(let_through, dtype=bool)[self._article_of]
        if filters.articles is not None:
            numbers = [n for n in filters.articles if 0 <= n < self.article_count()]
            allowed &= _mask(self.article_count(), numbers)[self._article_of]
        if filters.only is not None:
            numbers = [n for n in filters.only if 0 <= n < len(self.passages)]
            allowed &= _mask(len(self.passages), numbers)
        for term in filters.in_headline:
            posting = self._headline.posting(term)
            allowed &= _mask(len(self.passages), posting.documents if posting else [])
        for phrase in filters.phrases:
            allowed &= _mask(len(self.passages), self._with_phrase(phrase))
        for term in filters.excluded:
            allowed[self._holding(term)] = False
        for phrase in filters.excluded_phrases:
            allowed[self._with_phrase(phrase)] = False
        return allowed

    def _with_phrase(self, phrase: Sequence[str]) -> Numbers:
        """Return the passages that hold the terms one right after the other."""
        numbers = [self.term_number(term) for term in phrase]
        if not phrase or None in numbers:
            return np.zeros(0, dtype=np.int64)
        holding = [self._holding(term) for term in set(phrase)]
        passages = min(holding, key=len)
        for other in holding:
            passages = passages[np.isin(passages, other, assume_unique=True)]
        wanted = np.array(numbers, dtype=np.int32)
        return np.array([n for n in passages if self._stands_in(n, wanted)], dtype=np.int64)

    def _stands_in(self, passage: int, wanted: npt.NDArray[np.int32]) -> bool:
        for texts in (self._texts, self._headlines):
            words = texts.numbers(passage)
            words = words[words >= 0]
            if len(words) >= len(wanted):
                windows = np.lib.stride_tricks.sliding_window_view(words, len(wanted))
                if (windows == wanted).all(axis=1).any():
                    return True
        return False


def _mask(size: int, numbers: Numbers | Sequence[int]) -> npt.NDArray[np.bool_]:
    mask = np.zeros(size, dtype=bool)
    mask[numbers] = True
    return mask
