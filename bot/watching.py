"""What the articles added since the last look hold of the topics that members watch."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.records.watches import HASH_BYTES, SeenArticle
from retrieval import NoteCode

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.records.watches import Watch, Watches
    from retrieval import Archive, Passage, Result

MOST_SHOWN = 3
"""Passages that one message tells of a watch."""
_MOST_FOUND = 50
"""Passages of one look that count as told; more of a topic in one look are as good as known."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Articles that are not as they were at the last look."""

    changed: tuple[str, ...]
    """Sources of new ones and of those whose bytes changed."""
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What a watch has to tell."""

    watch: Watch
    results: tuple[Result, ...]
    """The best, MOST_SHOWN at most."""
    more: int
    """How many more there are."""
    passages: frozenset[bytes]
    """The hashes of all of them, to be kept as told."""


def passage_hash(passage: Passage) -> bytes:
    """Return what a passage is known by: its words, however they are spaced and capitalised."""
    words = " ".join(passage.text.casefold().split())
    return hashlib.blake2b(words.encode(errors="surrogatepass"), digest_size=HASH_BYTES).digest()


def changes_since(seen: Mapping[str, str], archive: Archive) -> Changes:
    """Compare an archive with the SHA-256 by source of what was seen; a moved article is no news."""
    known = set(seen.values())
    changed = tuple(
        article.source
        for article in archive.articles
        if seen.get(article.source) != article.sha256
        and not (article.source not in seen and article.sha256 in known)
    )
    return Changes(changed, tuple(seen.keys() - {article.source for article in archive.articles}))


def news_for(
    watch: Watch,
    archive: Archive,
    changed: Collection[str],
    seen: Mapping[str, frozenset[bytes]],
    told: Collection[bytes],
) -> News | None:
    """Return what changed articles hold of a watch's topic that was not there before, None for nothing.

    `seen` gives the passages of those that were there before in another form, `told` what the watch told.
    """
    answer = archive.news(watch.topic, changed, _MOST_FOUND)
    if any(note.code in _READ_OTHERWISE for note in answer.notes):
        # A word that no article holds yet was read as another or left out: nobody watches that.
        return None
    fresh: dict[bytes, Result] = {}
    for result in answer.results:
        found = passage_hash(result.passage)
        if found not in told and found not in seen.get(result.passage.article.source, ()):
            fresh.setdefault(found, result)
    if not fresh:
        return None
    best = tuple(fresh.values())[:MOST_SHOWN]
    return News(watch, best, len(fresh) - len(best), frozenset(fresh))


_READ_OTHERWISE = frozenset({NoteCode.WORD_READ_AS, NoteCode.WORD_DROPPED, NoteCode.NO_WORDS})


def seen_articles(archive: Archive, sources: Collection[str]) -> dict[str, SeenArticle]:
    """Return what is to be kept of articles that were looked at."""
    wanted = set(sources)
    return {
        article.source: SeenArticle(
            article.sha256, frozenset(map(passage_hash, archive.read(article.source)))
        )
        for article in archive.articles
        if article.source in wanted
    }


class Look:
    """One look at an archive: what there is to tell, and keeping that it was told.

    `begin` finds the news, `told` keeps each as it is told, `end` keeps the articles as seen: where the bot
    stops in between, the next look finds what is still to be told and nothing else.
    """

    def __init__(self, watches: Watches, archive: Archive) -> None:
        self._watches = watches
        self._archive = archive
        self._changes = Changes((), ())

    async def begin(self) -> list[News]:
        """Return the news for every watch; none at the very first look. Raises StoreError."""
        seen = await self._watches.seen()
        if seen:
            self._changes = await asyncio.to_thread(changes_since, seen, self._archive)
        else:
            self._changes = Changes(tuple(article.source for article in self._archive.articles), ())
        if not seen or not self._changes.changed:
            return []
        before = await self._watches.seen_passages(self._changes.changed)
        news = []
        for watch in await self._watches.everything():
            told = await self._watches.told(watch.id)
            found = await asyncio.to_thread(
                news_for, watch, self._archive, self._changes.changed, before, told
            )
            if found is not None:
                news.append(found)
        return news

    async def told(self, news: News) -> None:
        """Keep that news were told. Raises StoreError."""
        await self._watches.note_told(news.watch.id, news.passages)

    async def end(self) -> None:
        """Keep the articles as seen. Raises StoreError."""
        seen = await asyncio.to_thread(seen_articles, self._archive, self._changes.changed)
        await self._watches.note_seen(seen, self._changes.gone)
