"""A folder of articles and its index in memory, kept up to date by reading only what changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from retrieval.articles import Article, ArticleFile, Skipped, nothing_readable
from retrieval.index.generation import Changes, Generation, Progress, unwatched
from retrieval.index.listing import Listing, texts_of
from retrieval.index.memory import MemoryIndex
from retrieval.index.splitting import Read, may_use_processes, read_by_processes, split_by_processes
from retrieval.index.words import Words
from retrieval.languages.telling import ANY_LANGUAGE, Languages
from retrieval.passages import Passage, layout_of, repeated_lines, split_passages
from retrieval.processes import Waiting


class IndexInMemory:
    """Keeps what was read of a folder, so that opening it again reads and splits only what changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: Mapping[str, Read] = {}
        self._passages: Mapping[str, tuple[Passage, ...]] = {}
        self._repeated: frozenset[str] = frozenset()
        self._index: MemoryIndex | None = None

    def open(self, progress: Progress = unwatched, languages: Languages = ANY_LANGUAGE) -> Generation:
        """Index the folder as it is now.

        Raises ArticlesError when the folder cannot be read or holds no article.
        """
        listing = Listing.of(self._folder)
        before = self._read
        words = None
        if not before and may_use_processes(len(listing.files)):
            words = self._read_by_processes(listing, progress, languages)
        else:
            self._read = self._reading(listing, progress)
        articles = [read.content for read in self._read.values() if isinstance(read.content, Article)]
        skipped = [read.content for read in self._read.values() if isinstance(read.content, Skipped)]
        changes = _changes(before, self._read) if self._index else Changes()
        same = self._index is not None and self._index.languages == languages
        if changes or not self._index or not same:
            words = words or self._split(articles, languages)
            passages = [passage for of_article in self._passages.values() for passage in of_article]
            if not passages:
                raise nothing_readable(self._folder, [*skipped, *listing.skipped])
            self._index = MemoryIndex(passages, self._index if same else None, languages, words)
        return Generation(self._index, (*skipped, *listing.skipped), self._repeated, changes)

    def check(self) -> str | None:
        """Find nothing wrong: nothing is kept."""
        return None

    def _reading(self, listing: Listing, progress: Progress) -> dict[str, Read]:
        read = {}
        for done, file in enumerate(listing.files, start=1):
            read[file.source] = self._again(file)
            progress(done, len(listing.files))
        return read

    def _read_by_processes(self, listing: Listing, progress: Progress, languages: Languages) -> Words:
        """Read and split all articles; return their words. The lines of the page are counted before."""
        with Waiting() as waiting:
            self._repeated = repeated_lines(texts_of(listing.files))
            how = self._repeated, languages
            self._read, articles = read_by_processes(listing.files, *how, progress, waiting)
        self._passages = articles.passages
        return articles.words()

    def _again(self, file: ArticleFile) -> Read:
        signature = file.signature()
        known = self._read.get(file.source)
        if known and known.signature == signature:
            return known
        read = Read.of(file)
        # The same bytes are the same article: all that was made of it stays.
        same = known and isinstance(read.content, Article) and read.content == known.content
        return Read(read.signature, known.content) if known and same else read

    def _split(self, articles: list[Article], languages: Languages) -> Words | None:
        """Split the articles; return their words where processes have read them on the way."""
        repeated = repeated_lines(article.text for article in articles)
        known = self._passages if repeated == self._repeated else {}
        self._repeated = repeated
        if not known and may_use_processes(len(articles)):
            split = split_by_processes(articles, repeated, languages)
            self._passages = split.passages
            return split.words()
        self._passages = {
            article.source: known[article.source]
            if known.get(article.source, ()) and known[article.source][0].article is article
            else split_passages(article, layout_of(article.text, repeated))
            for article in articles
        }
        return None


def _changes(before: Mapping[str, Read], after: Mapping[str, Read]) -> Changes:
    old = {source: read.content for source, read in before.items() if isinstance(read.content, Article)}
    new = {source: read.content for source, read in after.items() if isinstance(read.content, Article)}
    return Changes(
        tuple(source for source in new if source not in old),
        tuple(source for source, article in new.items() if source in old and old[source] is not article),
        tuple(source for source in old if source not in new),
    )
