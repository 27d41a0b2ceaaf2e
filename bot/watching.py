"""What the articles added since the last look hold of the topics that members watch."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from bot.records.watches import HASH_BYTES, SeenArticle
from retrieval import NoteCode

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping

    from bot.records.watches import Watch, Watches
    from retrieval import Archive, Passage, Result

MOST_SHOWN = 3
"""Passages that one message tells of a watch."""
_MOST_FOUND = 50
"""Passages of one look that count as told; more of a topic in one look are as good as known."""
_ARTICLES_AT_ONCE = 100
"""Read in one turn of a thread, so that questions wait for no more."""


class Work(Protocol):
    """Does what takes long where the event loop does not wait for it."""

    async def __call__(self, work: Callable[[], Any], /) -> Any:
        """Return what `work` returns."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Articles that are not as they were at the last look, their SHA-256 by their sources."""

    changed: Mapping[str, str]
    """New ones, and those whose bytes changed."""
    moved: Mapping[str, str]
    """Those that were there under another name, which is no news."""
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What a watch has to tell."""

    watch: Watch
    results: tuple[Result, ...]
    """The best, MOST_SHOWN at most."""
    more: int
    """How many more there are."""
    passages: Mapping[bytes, str]
    """The articles of all of them by their hashes, to be kept as told."""


def passage_hash(passage: Passage) -> bytes:
    """Return what a passage is known by: its words, however they are spaced and capitalised."""
    words = " ".join(passage.text.casefold().split())
    return hashlib.blake2b(words.encode(errors="surrogatepass"), digest_size=HASH_BYTES).digest()


def changes_since(seen: Mapping[str, str], archive: Archive) -> Changes:
    """Compare an archive with the SHA-256 by source of what was seen."""
    known, now = set(seen.values()), {entry.source: entry.sha256 for entry in archive.entries}
    other = {source: sha256 for source, sha256 in now.items() if seen.get(source) != sha256}
    moved = {source: sha256 for source, sha256 in other.items() if source not in seen and sha256 in known}
    changed = {source: sha256 for source, sha256 in other.items() if source not in moved}
    return Changes(changed, moved, tuple(seen.keys() - now.keys()))


def news_for(
    watch: Watch,
    archive: Archive,
    before: Mapping[str, Collection[bytes]],
    told: Collection[bytes],
    untold: Mapping[bytes, str],
) -> News | None:
    """Return what a watch has to tell, None for nothing.

    That is what changed articles hold of its topic and did not hold `before`, and what is `untold` since an
    earlier look. `before` has the passages of each changed article, none where it is new.
    """
    sources = before.keys() | set(untold.values())
    answer = archive.news(watch.topic, sources, _MOST_FOUND)
    if any(note.code in _READ_OTHERWISE for note in answer.notes):
        # A word that no article holds yet was read as another or left out: nobody watches that.
        return None
    fresh: dict[bytes, Result] = {}
    for result in answer.results:
        found, source = passage_hash(result.passage), result.passage.article.source
        if found in untold or (found not in told and source in before and found not in before[source]):
            fresh.setdefault(found, result)
    if not fresh:
        return None
    best = tuple(fresh.values())[:MOST_SHOWN]
    sources_of = {found: result.passage.article.source for found, result in fresh.items()}
    return News(watch, best, len(fresh) - len(best), sources_of)


_READ_OTHERWISE = frozenset({NoteCode.WORD_READ_AS, NoteCode.WORD_DROPPED, NoteCode.NO_WORDS})


def seen_articles(archive: Archive, articles: Iterable[tuple[str, str]]) -> dict[str, SeenArticle]:
    """Return what is to be kept of articles that were looked at, given by source and SHA-256."""
    return {
        source: SeenArticle(sha256, frozenset(map(passage_hash, archive.read(source))))
        for source, sha256 in articles
    }


class Look:
    """One look at an archive: what there is to tell, and keeping what came of it.

    `news` finds what each watch has to tell, `told` and `untold` keep whether it could be, `end` keeps the
    articles as seen: where the bot stops in between, the next look finds what is still to be told and nothing
    else. What takes the archive's time is done by `work`, which gives it a thread.
    """

    def __init__(self, watches: Watches, archive: Archive, work: Work) -> None:
        self._watches = watches
        self._archive = archive
        self._work = work
        self._changes = Changes({}, {}, ())

    async def news(self) -> AsyncIterator[News]:
        """Yield the news of each watch that has any; none at the very first look. Raises StoreError."""
        archive = self._archive
        seen = await self._watches.seen()
        self._changes = await self._work(lambda: changes_since(seen, archive))
        untold = await self._watches.untold()
        here = {entry.source for entry in archive.entries} if untold else set()
        if not seen or not (self._changes.changed or untold):
            return
        passages = await self._watches.seen_passages(self._changes.changed.keys())
        before = {source: passages.get(source, frozenset()) for source in self._changes.changed}
        for watch in await self._watches.everything():
            waiting = {p: source for p, source in untold.get(watch.id, {}).items() if source in here}
            found = None
            if before or waiting:
                told = await self._watches.told(watch.id)
                found = await self._work(partial(news_for, watch, archive, before, told, waiting))
            if found is not None and await self._watches.is_on(watch.id):
                yield found
            elif watch.id in untold:
                await self._watches.note_untold(watch.id, {})

    async def told(self, news: News) -> None:
        """Keep that news were told. Raises StoreError."""
        await self._watches.note_told(news.watch.id, news.passages)

    async def untold(self, news: News) -> None:
        """Keep that news could not be told, so that the next look finds them again. Raises StoreError."""
        await self._watches.note_untold(news.watch.id, news.passages)

    async def end(self) -> None:
        """Keep the articles as seen. Raises StoreError."""
        seen: dict[str, SeenArticle] = {}
        looked_at = [*self._changes.changed.items(), *self._changes.moved.items()]
        for first in range(0, len(looked_at), _ARTICLES_AT_ONCE):
            part = looked_at[first : first + _ARTICLES_AT_ONCE]
            seen |= await self._work(partial(seen_articles, self._archive, part))
        await self._watches.note_seen(seen, self._changes.gone)
