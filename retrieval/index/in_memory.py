"""A folder of articles and its index in memory, kept up to date by reading only what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.articles import Article, ArticleFile, Skipped, nothing_readable
from retrieval.index.generation import Changes, Generation, Progress, unwatched
from retrieval.index.listing import Listing, Signature, settled
from retrieval.index.memory import MemoryIndex
from retrieval.index.splitting import may_use_processes, split_by_processes
from retrieval.index.words import Words
from retrieval.languages.telling import ANY_LANGUAGE, Languages
from retrieval.passages import Passage, layout_of, repeated_lines, split_passages


@dataclass(frozen=True, slots=True)
class _Read:
    signature: Signature
    content: Article | Skipped


class IndexInMemory:
    """Keeps what was read of a folder, so that opening it again reads and splits only what changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: Mapping[str, _Read] = {}
        self._passages: Mapping[str, tuple[Passage, ...]] = {}
        self._repeated: frozenset[str] = frozenset()
        self._index: MemoryIndex | None = None

    def open(self, progress: Progress = unwatched, languages: Languages = ANY_LANGUAGE) -> Generation:
        """Index the folder as it is now.

        Raises ArticlesError when the folder cannot be read or holds no article.
        """
        listing = Listing.of(self._folder)
        before, self._read = self._read, self._reading(listing, progress)
        articles = [read.content for read in self._read.values() if isinstance(read.content, Article)]
        skipped = [read.content for read in self._read.values() if isinstance(read.content, Skipped)]
        changes = _changes(before, self._read) if self._index else Changes()
        same = self._index is not None and self._index.languages == languages
        if changes or not self._index or not same:
            words = self._split(articles, languages)
            passages = [passage for of_article in self._passages.values() for passage in of_article]
            if not passages:
                raise nothing_readable(self._folder, [*skipped, *listing.skipped])
            self._index = MemoryIndex(passages, self._index if same else None, languages, words)
        return Generation(self._index, (*skipped, *listing.skipped), self._repeated, changes)

    def check(self) -> str | None:
        """Find nothing wrong: nothing is kept."""
        return None

    def _reading(self, listing: Listing, progress: Progress) -> dict[str, _Read]:
        read = {}
        for done, file in enumerate(listing.files, start=1):
            read[file.source] = self._again(file)
            progress(done, len(listing.files))
        return read

    def _again(self, file: ArticleFile) -> _Read:
        signature = file.signature()
        known = self._read.get(file.source)
        if known and known.signature == signature:
            return known
        content = file.read()
        # The same bytes are the same article: all that was made of it stays.
        same = known and isinstance(content, Article) and content == known.content
        return _Read(settled(signature), known.content if known and same else content)

    def _split(self, articles: list[Article], languages: Languages) -> Words | None:
        """Split the articles; return their words where processes have read them on the way."""
        repeated = repeated_lines(article.text for article in articles)
        known = self._passages if repeated == self._repeated else {}
        self._repeated = repeated
        if not known and may_use_processes(len(articles)):
            self._passages, words = split_by_processes(articles, repeated, languages)
            return words
        self._passages = {
            article.source: known[article.source]
            if known.get(article.source, ()) and known[article.source][0].article is article
            else split_passages(article, layout_of(article.text, repeated))
            for article in articles
        }
        return None


def _changes(before: Mapping[str, _Read], after: Mapping[str, _Read]) -> Changes:
    old = {source: read.content for source, read in before.items() if isinstance(read.content, Article)}
    new = {source: read.content for source, read in after.items() if isinstance(read.content, Article)}
    return Changes(
        tuple(source for source in new if source not in old),
        tuple(source for source, article in new.items() if source in old and old[source] is not article),
        tuple(source for source in old if source not in new),
    )
