"""What the bot keeps: each server's settings, and counts of questions, in one SQLite database."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections import Counter, deque
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from bot.database import open_database, reason_of
from retrieval import WhosaidError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from pathlib import Path

    from aiosqlite import Connection

log = logging.getLogger(__name__)

DIRECT_MESSAGES = 0
"""Stands for the server where a question came by direct message."""
MOST_RESULTS = 10
"""Results an answer that a server may ask for; its table has the same limit."""

_FLUSH_SECONDS = 5.0
_FORGET_SECONDS = 3600.0
_WAITING_WORDS = 10_000
"""Questions of which the words wait in memory when the database is locked; older ones are let go."""


class StoreError(WhosaidError):
    """Something could not be kept."""


class Outcome(StrEnum):
    """How a question ended."""

    FOUND = "found"
    NOT_FOUND = "not found"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server's admins chose; None leaves it to the operator's settings."""

    prefix: str | None = None
    results: int | None = None
    """Results an answer, from 1 to MOST_RESULTS."""
    question_log: bool = False
    """Whether the words that are asked are kept, for the retention."""


class Store:
    """The database, opened once with `Store.open` and closed once with `close`.

    Where the file cannot be used, the same tables stand in memory and `fault` says in one sentence what is
    not kept: the bot answers all the same.
    """

    def __init__(self, connection: Connection, fault: str | None, retention: timedelta) -> None:
        self.fault = fault
        self._connection = connection
        self._retention = retention
        self._servers: dict[int, ServerSettings] = {}
        self._counts: Counter[tuple[int, str, str, str]] = Counter()
        self._words: deque[tuple[int, str, str, str, str]] = deque(maxlen=_WAITING_WORDS)
        self._writing = asyncio.Lock()
        self._failing = False
        self._tasks: tuple[asyncio.Task[None], ...] = ()

    @classmethod
    async def open(cls, path: Path, retention_days: int = 7) -> Self:
        """Open the database at `path`. It never fails: see `fault`."""
        connection, fault = await open_database(path)
        store = cls(connection, fault, timedelta(days=retention_days))
        async with connection.execute(
            "SELECT server, prefix, results, question_log FROM server_settings"
        ) as rows:
            async for server, prefix, results, question_log in rows:
                store._servers[server] = ServerSettings(prefix, results, bool(question_log))
        store._tasks = (
            asyncio.create_task(store._regularly(_FLUSH_SECONDS, store.flush)),
            asyncio.create_task(store._regularly(_FORGET_SECONDS, store.forget_old_words)),
        )
        await store.forget_old_words()
        return store

    async def close(self) -> None:
        """Write what is still to be written and let go of the database."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.flush()
        await self._connection.close()

    def server(self, server: int) -> ServerSettings:
        """Return a server's settings. They are held in memory, so every message may ask for them."""
        return self._servers.get(server, ServerSettings())

    async def change_server(self, server: int, **changes: Any) -> ServerSettings:
        """Change some of a server's settings (named as in ServerSettings) and return them all.

        Switching the question log off deletes it. Raises StoreError when the change cannot be kept; the
        settings stay as they were then.
        """
        changed = replace(self.server(server), **changes)
        try:
            async with self._transaction():
                await self._connection.execute(
                    "INSERT OR REPLACE INTO server_settings (server, prefix, results, question_log)"
                    " VALUES (?, ?, ?, ?)",
                    (server, changed.prefix, changed.results, changed.question_log),
                )
                if not changed.question_log:
                    await self._connection.execute("DELETE FROM question_log WHERE server = ?", (server,))
        except sqlite3.Error as fault:
            raise StoreError(f"This cannot be kept: the database {reason_of(fault)}.") from fault
        self._servers[server] = changed
        if not changed.question_log:
            kept = [row for row in self._words if row[0] != server]
            self._words.clear()
            self._words.extend(kept)
        return changed

    def note_question(self, server: int, command: str, outcome: Outcome, words: str) -> None:
        """Count a question, and keep its words where the server switched the log on.

        It waits for nothing: what is noted reaches the database within seconds, and at `close`.
        """
        now = datetime.now(UTC)
        self._counts[server, now.date().isoformat(), command, outcome.value] += 1
        if self.server(server).question_log:
            self._words.append((server, now.isoformat(), command, outcome.value, words))

    async def flush(self) -> None:
        """Write the noted questions. Those that cannot be written wait for the next time."""
        if not self._counts:
            return
        counts, self._counts = self._counts, Counter()
        words = list(self._words)
        self._words.clear()
        try:
            async with self._transaction():
                await self._connection.executemany(
                    "INSERT INTO question_counts (server, day, command, outcome, count)"
                    " VALUES (?, ?, ?, ?, ?)"
                    " ON CONFLICT DO UPDATE SET count = count + excluded.count",
                    [(*key, count) for key, count in counts.items()],
                )
                await self._connection.executemany(
                    "INSERT INTO question_log (server, asked_at, command, outcome, words)"
                    " VALUES (?, ?, ?, ?, ?)",
                    words,
                )
        except sqlite3.Error as fault:
            self._counts.update(counts)
            self._words.extendleft(reversed(words))
            self._tell_failure(fault)
        else:
            self._failing = False

    async def forget_old_words(self) -> None:
        """Delete the words that are older than the retention."""
        oldest = (datetime.now(UTC) - self._retention).isoformat()
        try:
            async with self._transaction():
                await self._connection.execute("DELETE FROM question_log WHERE asked_at < ?", (oldest,))
        except sqlite3.Error as fault:
            self._tell_failure(fault)

    async def counts(self, server: int) -> Mapping[tuple[str, str, Outcome], int]:
        """Return a server's counts of questions by (day as YYYY-MM-DD in UTC, command, outcome)."""
        await self.flush()
        async with self._connection.execute(
            "SELECT day, command, outcome, count FROM question_counts WHERE server = ? ORDER BY day",
            (server,),
        ) as rows:
            return {(day, command, Outcome(outcome)): count async for day, command, outcome, count in rows}

    async def words_asked(self, server: int) -> list[str]:
        """Return the words that a server's log holds, the newest first."""
        await self.flush()
        async with self._connection.execute(
            "SELECT words FROM question_log WHERE server = ? ORDER BY id DESC", (server,)
        ) as rows:
            return [words async for (words,) in rows]

    @contextlib.asynccontextmanager
    async def _transaction(self) -> AsyncIterator[None]:
        async with self._writing:
            await self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                await self._connection.execute("COMMIT")
            except BaseException:
                await self._connection.rollback()
                raise

    def _tell_failure(self, fault: sqlite3.Error) -> None:
        # Once a streak: a database that stays locked must not fill the log.
        if not self._failing:
            log.warning("Questions cannot be counted at the moment: the database %s.", reason_of(fault))
        self._failing = True

    @staticmethod
    async def _regularly(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            await work()
