"""What the bot keeps, in one SQLite database: each server's settings, questions, answers, votes, watches."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from bot.database import open_database, reason_of
from bot.records.answers import KeptAnswers
from bot.records.folder_changes import FolderChanges
from bot.records.members import Members
from bot.records.questions import Outcome, Questions
from bot.records.reports import Reports
from bot.records.servers import MOST_RESULTS, Servers, ServerSettings
from bot.records.tables import StoreError, Tables
from bot.records.votes import Votes
from bot.records.watches import Watches

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from aiosqlite import Connection

__all__ = ["DIRECT_MESSAGES", "MOST_RESULTS", "Outcome", "ServerSettings", "Store", "StoreError"]

log = logging.getLogger(__name__)

DIRECT_MESSAGES = 0
"""Stands for the server where a question came by direct message."""

_FLUSH_SECONDS = 5.0
_FORGET_SECONDS = 3600.0


class Store:
    """The database, opened once with `Store.open` and closed once with `close`.

    Where the file cannot be used, the same tables stand in memory and `fault` says in one sentence what is
    not kept: the bot answers all the same.
    """

    def __init__(self, connection: Connection, fault: str | None, retention: timedelta) -> None:
        self.fault = fault
        self.retention = retention
        tables = self._tables = Tables(connection)
        self.servers = Servers(tables)
        self.questions = Questions(tables, self.servers, retention)
        self.answers = KeptAnswers(tables, retention)
        self.votes = Votes(tables, self.answers)
        self.watches = Watches(tables)
        self.reports = Reports(tables)
        self.folder_changes = FolderChanges(tables)
        self.members = Members(tables, self.answers, self.reports, self.folder_changes)
        self._tasks: tuple[asyncio.Task[None], ...] = ()

    @classmethod
    async def open(cls, path: Path, retention_days: int = 7) -> Self:
        """Open the database at `path`. It never fails: see `fault`."""
        connection, fault = await open_database(path)
        store = cls(connection, fault, timedelta(days=retention_days))
        await store.servers.load()
        store._tasks = (
            asyncio.create_task(store._regularly(_FLUSH_SECONDS, store.flush)),
            asyncio.create_task(store._regularly(_FORGET_SECONDS, store.forget_old)),
        )
        await store.forget_old()
        return store

    async def close(self) -> None:
        """Write what is still to be written and let go of the database."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.answers.close()
        await self.questions.flush()
        await self.connection.close()

    @property
    def connection(self) -> Connection:
        """The database itself, for what reads; what writes does so inside `transaction`."""
        return self._tables.connection

    def transaction(self) -> AbstractAsyncContextManager[Connection]:
        """Write all of what is done inside, or nothing of it; sqlite3.Error tells that it cannot be."""
        return self._tables.transaction()

    def server(self, server: int) -> ServerSettings:
        """Return a server's settings. They are held in memory, so every message may ask for them."""
        return self.servers.of(server)

    async def change_server(self, server: int, **changes: Any) -> ServerSettings:
        """Change some of a server's settings (named as in ServerSettings) and return them all.

        Switching the question log off deletes it. Raises StoreError when the change cannot be kept; the
        settings stay as they were then.
        """
        changed = await self.servers.change(server, **changes)
        if not changed.question_log:
            self.questions.drop_waiting_words(server)
        return changed

    def note_question(
        self, server: int, command: str, outcome: Outcome, words: str, milliseconds: float | None = None
    ) -> None:
        """Count a question, and keep its words where the server switched the log on.

        It waits for nothing: what is noted reaches the database within seconds, and at `close`.
        """
        self.questions.note(server, command, outcome, words, milliseconds)

    async def flush(self) -> None:
        """Write what was noted. What cannot be written waits for the next time."""
        await self.questions.flush()
        await self.answers.flush()

    async def forget_old(self) -> None:
        """Delete what is older than the retention."""
        try:
            await self.questions.forget_old()
            await self.answers.forget_old()
        except sqlite3.Error as fault:
            log.warning("What is older than the retention stays for now: the database %s.", reason_of(fault))

    async def counts(self, server: int) -> Mapping[tuple[str, str, Outcome], int]:
        """Return a server's counts of questions by (day as YYYY-MM-DD in UTC, command, outcome)."""
        return await self.questions.counts(server)

    async def words_asked(self, server: int) -> list[str]:
        """Return the words that a server's log holds, the newest first."""
        return await self.questions.words(server)

    @staticmethod
    async def _regularly(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            await work()
