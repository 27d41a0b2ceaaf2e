"""Topics that members watch, and what they have been told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from retrieval import WhosaidError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bot.records.tables import Tables

MOST_OF_MEMBER = 10
"""Watches a member may have in a server, or in direct messages."""
MOST_OF_SERVER = 50
LONGEST_TOPIC = 200
"""Characters."""
HASH_BYTES = 8
"""Length of the hash that a passage is known by."""


class TooManyWatchesError(WhosaidError):
    """A member or a server has as many watches as it may have."""

    def __init__(self, most: int, *, of_member: bool) -> None:
        self.most = most
        self.of_member = of_member
        whose = "You watch" if of_member else "This server watches"
        super().__init__(f"{whose} {most} topics already, and that is the most; take one away first.")


@dataclass(frozen=True, slots=True)
class Watch:
    """A topic, and where to tell of it."""

    id: int
    topic: str
    member: int
    server: int
    """0 for direct messages."""
    channel: int
    """Where it was asked for, and is told unless `direct`."""
    direct: bool
    """Told to the member by direct message."""
    since: datetime


@dataclass(frozen=True, slots=True)
class SeenArticle:
    """An article as watches were last held against it."""

    sha256: str
    passages: frozenset[bytes]
    """The hash of each of its passages."""


class Watches:
    """Each match is told once, also across restarts."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, topic: str, *, member: int, server: int, channel: int, direct: bool) -> Watch:
        """Watch a topic; the same topic for the same place again is the watch that is there.

        Raises TooManyWatchesError, StoreError.
        """
        topic = " ".join(topic.split())[:LONGEST_TOPIC]
        theirs = await self.of_member(member, server)
        for watch in theirs:
            if (_key(watch.topic), watch.direct) == (_key(topic), direct) and (
                direct or watch.channel == channel
            ):
                return watch
        if len(theirs) >= MOST_OF_MEMBER:
            raise TooManyWatchesError(MOST_OF_MEMBER, of_member=True)
        # Direct messages are no server, and everybody's own.
        if server and len(await self.of_server(server)) >= MOST_OF_SERVER:
            raise TooManyWatchesError(MOST_OF_SERVER, of_member=False)
        since = datetime.now(UTC)
        async with self._tables.keeping() as connection:
            cursor = await connection.execute(
                "INSERT INTO watches (topic, member, server, channel, direct, since)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (topic, member, server, channel, direct, since.isoformat()),
            )
        if cursor.lastrowid is None:
            raise RuntimeError("An inserted row has an id.")
        return Watch(cursor.lastrowid, topic, member, server, channel, direct, since)

    async def remove(self, watch: int) -> None:
        """End a watch, with all that is kept of what it told. Raises StoreError."""
        async with self._tables.keeping() as connection:
            await connection.execute("DELETE FROM watches WHERE id = ?", (watch,))

    async def remove_of_server(self, server: int) -> int:
        """End all watches of a server, and return how many there were. Raises StoreError."""
        async with self._tables.keeping() as connection:
            return (await connection.execute("DELETE FROM watches WHERE server = ?", (server,))).rowcount

    async def is_on(self, watch: int) -> bool:
        """Say whether a watch has not ended. Raises StoreError."""
        return bool(await self._all("id = ?", watch))

    async def everything(self) -> list[Watch]:
        """Return every watch, the oldest first. Raises StoreError."""
        return await self._all("1")

    async def of_member(self, member: int, server: int) -> list[Watch]:
        """Return a member's watches in a server, the oldest first. Raises StoreError."""
        return await self._all("member = ? AND server = ?", member, server)

    async def of_server(self, server: int) -> list[Watch]:
        """Return a server's watches, the oldest first. Raises StoreError."""
        return await self._all("server = ?", server)

    async def told(self, watch: int) -> frozenset[bytes]:
        """Return the hashes of the passages that a watch has told. Raises StoreError."""
        rows = await self._tables.rows("SELECT passage FROM told_passages WHERE watch = ?", watch)
        return frozenset(row[0] for row in rows)

    async def note_told(self, watch: int, passages: Iterable[bytes]) -> None:
        """Keep that a watch told passages, all it had to. One that ended keeps nothing. Raises StoreError."""
        async with self._tables.keeping() as connection:
            await connection.execute("DELETE FROM untold_passages WHERE watch = ?", (watch,))
            await connection.executemany(
                "INSERT INTO told_passages (watch, passage)"
                " SELECT id, ? FROM watches WHERE id = ? ON CONFLICT DO NOTHING",
                [(passage, watch) for passage in passages],
            )

    async def untold(self) -> dict[int, dict[bytes, str]]:
        """Return what watches could not tell: of each, the articles of passages by their hashes.

        Raises StoreError.
        """
        untold: dict[int, dict[bytes, str]] = {}
        for watch, passage, source in await self._tables.rows(
            "SELECT watch, passage, source FROM untold_passages"
        ):
            untold.setdefault(watch, {})[passage] = source
        return untold

    async def note_untold(self, watch: int, passages: Mapping[bytes, str]) -> None:
        """Keep what a watch could not tell, in place of what was kept so before. Raises StoreError."""
        async with self._tables.keeping() as connection:
            await connection.execute("DELETE FROM untold_passages WHERE watch = ?", (watch,))
            await connection.executemany(
                "INSERT INTO untold_passages (watch, passage, source)"
                " SELECT id, ?, ? FROM watches WHERE id = ?",
                [(passage, source, watch) for passage, source in passages.items()],
            )

    async def seen(self) -> dict[str, str]:
        """Return the SHA-256 of every article that was seen, by its source. Raises StoreError."""
        return dict(await self._tables.rows("SELECT source, sha256 FROM seen_articles"))

    async def seen_passages(self, sources: Collection[str]) -> dict[str, frozenset[bytes]]:
        """Return the hashes of the passages of some seen articles, by source. Raises StoreError."""
        found: dict[str, frozenset[bytes]] = {}
        for source in sources:
            rows = await self._tables.rows("SELECT passages FROM seen_articles WHERE source = ?", source)
            if rows:
                found[source] = frozenset(_split(rows[0][0]))
        return found

    async def note_seen(self, articles: Mapping[str, SeenArticle], gone: Collection[str] = ()) -> None:
        """Keep articles as they are now, and let go of those that are gone. Raises StoreError."""
        async with self._tables.keeping() as connection:
            await connection.executemany(
                "INSERT OR REPLACE INTO seen_articles (source, sha256, passages) VALUES (?, ?, ?)",
                [(source, seen.sha256, b"".join(sorted(seen.passages))) for source, seen in articles.items()],
            )
            await connection.executemany(
                "DELETE FROM seen_articles WHERE source = ?", [(source,) for source in gone]
            )

    async def _all(self, condition: str, *values: object) -> list[Watch]:
        rows = await self._tables.rows(
            "SELECT id, topic, member, server, channel, direct, since FROM watches"  # noqa: S608  (conditions of this class)
            f" WHERE {condition} ORDER BY id",
            *values,
        )
        return [_from_row(row) for row in rows]


def _key(topic: str) -> str:
    return topic.casefold()


def _split(hashes: bytes) -> Iterable[bytes]:
    return (hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES))


def _from_row(row: tuple[Any, ...]) -> Watch:
    number, topic, member, server, channel, direct, since = row
    return Watch(number, topic, member, server, channel, bool(direct), datetime.fromisoformat(since))
