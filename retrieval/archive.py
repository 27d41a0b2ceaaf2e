"""The front door: open a folder of articles and ask it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from rapidfuzz import fuzz

from retrieval.analysis import fold
from retrieval.answering import said, topics
from retrieval.answering.held import PassageReader
from retrieval.answering.wanted import read_words
from retrieval.answers import Answer, Note, Result
from retrieval.articles import Article, Skipped, read_articles
from retrieval.attributions import Attributions
from retrieval.errors import ArticlesError
from retrieval.index import Match, MemoryIndex
from retrieval.passages import Passage, split_passages
from retrieval.query import parse_query, plain_query
from retrieval.quotations import extract_quotations
from retrieval.ranking import rank

_Found = tuple[tuple[Result, ...], str | None, tuple[Note, ...]]


@dataclass(frozen=True, eq=False)
class Archive:
    """A folder of articles, indexed. Immutable: a reload opens another one. Threads may ask it at once."""

    folder: Path
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    index: MemoryIndex
    attributions: Attributions
    reader: PassageReader

    @classmethod
    def open(cls, folder: str | Path) -> Archive:
        """Read and index every article below `folder`.

        Raises ArticlesError when the folder is missing, unreadable, or holds nothing that can be read.
        """
        folder = Path(folder)
        reading = read_articles(folder)
        passages = [p for article in reading.articles for p in split_passages(article)]
        if not passages:
            raise ArticlesError(f"“{folder}” holds no article that can be read.")
        attributions = Attributions(reading.articles, lambda article: extract_quotations(article.text))
        return cls(
            folder, reading.articles, reading.skipped, MemoryIndex(passages), attributions, PassageReader()
        )

    @property
    def passages(self) -> Sequence[Passage]:
        """Every passage, in the order of the articles."""
        return self.index.passages

    def search(self, query: str, limit: int = 10) -> list[Match]:
        """Return ranked passages with no front-end niceties: what evaluation runs on."""
        return rank(self.index, read_words(query, self.index).query, limit)

    def about(self, query: str, limit: int = 5) -> Answer:
        """Return the best passages on a topic; `retrieval.query` tells what a query may hold."""
        return _timed("about", query, lambda: topics.about(self, parse_query(query, self.newest), limit))

    def ask(self, query: str, limit: int = 5) -> Answer:
        """Return the best passages for a question in plain words."""
        return _timed("ask", query, lambda: topics.about(self, plain_query(query), limit))

    def who_said(self, words: str, limit: int = 5) -> Answer:
        """Return the quotations that hold the words, each with its speaker."""
        return _timed("who said", words, lambda: said.who_said(self, words, limit))

    @property
    def newest(self) -> date | None:
        """The latest date of an article, None where none has one."""
        return max((a.published for a in self.articles if a.published), default=None)

    def quotes_anyone(self, passage: Passage, names: Sequence[str]) -> bool:
        """Whether one of the names is quoted in a passage."""
        wanted = [fold(name) for name in names]
        return any(
            fuzz.token_set_ratio(name, fold(speaker.name)) == 100
            for quotation in self.attributions.of(passage.article)
            if quotation.start < passage.end and passage.start < quotation.end
            for speaker in quotation.speakers
            for name in wanted
        )


def _timed(command: str, query: str, find: Callable[[], _Found]) -> Answer:
    started = perf_counter()
    results, suggestion, notes = find()
    return Answer(command, query, results, suggestion, notes, (perf_counter() - started) * 1000)
