"""The front door: open a folder of articles and ask it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from retrieval.analysis import tokens_of
from retrieval.answers import Answer, Note, NoteCode, QuotedWords, Result
from retrieval.articles import Article, Skipped, read_articles
from retrieval.errors import ArticlesError
from retrieval.index import Match, MemoryIndex
from retrieval.passages import Passage, split_passages
from retrieval.quotations import extract_quotations
from retrieval.ranking import analysed, rank

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Archive:
    """A folder of articles, indexed. Immutable: a reload opens another one."""

    folder: Path
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    index: MemoryIndex

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
        return cls(folder, reading.articles, reading.skipped, MemoryIndex(passages))

    @property
    def passages(self) -> Sequence[Passage]:
        """Every passage, in the order of the articles."""
        return self.index.passages

    def search(self, query: str, limit: int = 10) -> list[Match]:
        """Return ranked passages with no front-end niceties: what evaluation runs on."""
        return rank(self.index, analysed(query), limit)

    def about(self, query: str, limit: int = 5) -> Answer:
        """Return the best passages on a topic."""
        return self._answer("about", query, limit)

    def ask(self, query: str, limit: int = 5) -> Answer:
        """Return the best passages for a question in plain words."""
        return self._answer("ask", query, limit)

    def who_said(self, words: str, limit: int = 5) -> Answer:
        """Return the quotations that hold the words, each with its speaker."""
        started = perf_counter()
        terms = set(_terms(words))
        results = []
        for match in self.search(words, limit):
            passage = match.passage
            inside = [
                q
                for q in extract_quotations(passage.article.text)
                if q.start < passage.end and passage.start < q.end and terms & set(_terms(q.content))
            ]
            quoted = None
            if inside:
                lines = passage.lines
                quoted = QuotedWords(inside[0], lines, ((inside[0].start, inside[0].end),))
            results.append(Result(passage, match.score, _highlights(passage, terms), None, (), quoted))
        return Answer("who said", words, tuple(results), None, (), (perf_counter() - started) * 1000)

    def _answer(self, command: str, query: str, limit: int) -> Answer:
        started = perf_counter()
        terms = _terms(query)
        notes = () if terms else (Note(NoteCode.NO_WORDS, {}),)
        results = tuple(
            Result(m.passage, m.score, _highlights(m.passage, set(terms)), None)
            for m in self.search(query, limit)
        )
        return Answer(command, query, results, None, notes, (perf_counter() - started) * 1000)


def _terms(query: str) -> list[str]:
    tokens = tokens_of(query)
    return [t.term for t in tokens if not t.stop] or [t.term for t in tokens]


def _highlights(passage: Passage, terms: set[str]) -> tuple[tuple[int, int], ...]:
    return tuple((t.start, t.end) for t in tokens_of(passage.text) if t.term in terms)
