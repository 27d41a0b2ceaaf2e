"""Answers whose buttons work after a restart: what was asked, where and by whom, under a short id."""

from __future__ import annotations

import asyncio
import logging
import secrets
import sqlite3
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.database import reason_of

if TYPE_CHECKING:
    from bot.records.tables import Tables

log = logging.getLogger(__name__)

_ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 10
"""Fifty bits: nobody finds another's answer by trying, and it fits beside a verb into a custom id."""
_SOON = 0.5
"""Seconds until what is kept reaches the database, so that a busy channel is one transaction."""
_WAITING_ANSWERS = 10_000
"""Answers that wait in memory when the database is locked; older ones are let go."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What an answer was asked with; the answer itself is found anew."""

    id: str
    command: str
    query: str
    asked_by: int
    asked_at: datetime
    server: int
    """0 for direct messages."""
    channel: int
    question: int | None = None
    """The message that asked; None where it was no message but a slash command."""
    message: int | None = None
    """The message that answers; None until it is sent."""
    private: bool = False
    first: int = 0
    """The result that it shows first, from 0."""


_COLUMNS = ", ".join(field.name for field in fields(KeptAnswer))
_MARKS = ", ".join("?" * len(fields(KeptAnswer)))


class KeptAnswers:
    """Keeps answers for the retention. Keeping waits for nothing; finding looks at what still waits, too."""

    def __init__(self, tables: Tables, retention: timedelta) -> None:
        self._tables = tables
        self._retention = retention
        self._waiting: dict[str, KeptAnswer] = {}
        self._task: asyncio.Task[None] | None = None
        self._failing = False

    def keep(
        self,
        command: str,
        query: str,
        *,
        asked_by: int,
        server: int,
        channel: int,
        question: int | None = None,
        private: bool = False,
        first: int = 0,
    ) -> KeptAnswer:
        """Keep an answer under a new id, and return it."""
        answer_id = "".join(secrets.choice(_ID_LETTERS) for _ in range(_ID_LENGTH))
        kept = KeptAnswer(
            answer_id,
            command,
            query,
            asked_by,
            datetime.now(UTC),
            server,
            channel,
            question,
            None,
            private,
            first,
        )
        self._wait(kept)
        return kept

    def change(self, kept: KeptAnswer, **changes: Any) -> KeptAnswer:
        """Change what is kept of an answer: its message, the first result shown, or its query."""
        changed = replace(kept, **changes)
        self._wait(changed)
        return changed

    async def find(self, answer_id: str) -> KeptAnswer | None:
        """Return an answer, or None when it was let go or its retention is over. Raises StoreError."""
        waiting = self._waiting.get(answer_id)
        return waiting or await self._one("id = ?", answer_id)

    async def to_question(self, question: int) -> KeptAnswer | None:
        """Return the answer to a message, or None. Raises StoreError."""
        waiting = [kept for kept in self._waiting.values() if kept.question == question]
        return waiting[-1] if waiting else await self._one("question = ?", question)

    async def latest(self, member: int, channel: int) -> KeptAnswer | None:
        """Return what a member asked last in a channel, or None. Raises StoreError."""
        waiting = [k for k in self._waiting.values() if k.asked_by == member and k.channel == channel]
        if waiting:
            return max(waiting, key=lambda kept: kept.asked_at)
        return await self._one("asked_by = ? AND channel = ?", member, channel)

    async def of_member(self, member: int) -> list[KeptAnswer]:
        """Return all that a member asked, the latest first. Raises StoreError."""
        await self.flush()
        return await self._all("asked_by = ?", member)

    async def everything(self) -> list[KeptAnswer]:
        """Return every answer that is kept, the latest first. Raises StoreError."""
        await self.flush()
        return await self._all("1")

    async def let_go(self, answer_id: str) -> None:
        """Delete an answer, with the votes on it. Raises StoreError."""
        self._waiting.pop(answer_id, None)
        async with self._tables.keeping() as connection:
            await connection.execute("DELETE FROM kept_answers WHERE id = ?", (answer_id,))

    def let_go_waiting(self, member: int) -> int:
        """Let go of a member's answers that have not reached the database, and return how many."""
        theirs = [kept.id for kept in self._waiting.values() if kept.asked_by == member]
        for answer_id in theirs:
            del self._waiting[answer_id]
        return len(theirs)

    async def flush(self) -> None:
        """Write what waits; what cannot be written goes on waiting."""
        if not self._waiting:
            return
        waiting = dict(self._waiting)  # still found in memory until it is written
        try:
            async with self._tables.transaction() as connection:
                await connection.executemany(
                    f"INSERT INTO kept_answers ({_COLUMNS}) VALUES ({_MARKS}) ON CONFLICT DO UPDATE SET"  # noqa: S608  (names of our own fields)
                    " command = excluded.command, query = excluded.query, message = excluded.message,"
                    " private = excluded.private, first = excluded.first",
                    [_to_row(kept) for kept in waiting.values()],
                )
        except sqlite3.Error as fault:
            # Once a streak: a database that stays locked must not fill the log.
            if not self._failing:
                log.warning("Answers cannot be kept at the moment: the database %s.", reason_of(fault))
            self._failing = True
            return
        self._failing = False
        for kept in waiting.values():
            if self._waiting.get(kept.id) is kept:
                del self._waiting[kept.id]

    async def forget_old(self) -> None:
        """Delete what is older than the retention; sqlite3.Error tells that it cannot be."""
        async with self._tables.transaction() as connection:
            await connection.execute("DELETE FROM kept_answers WHERE asked_at < ?", (self._oldest(),))

    async def close(self) -> None:
        """Write what waits."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.flush()

    def _wait(self, kept: KeptAnswer) -> None:
        self._waiting[kept.id] = kept
        if len(self._waiting) > _WAITING_ANSWERS:
            del self._waiting[next(iter(self._waiting))]
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._flush_soon())

    async def _flush_soon(self) -> None:
        await asyncio.sleep(_SOON)
        await self.flush()

    def _oldest(self) -> str:
        return (datetime.now(UTC) - self._retention).isoformat()

    async def _one(self, condition: str, *values: object) -> KeptAnswer | None:
        found = await self._all(condition, *values, limit=1)
        return found[0] if found else None

    async def _all(self, condition: str, *values: object, limit: int = -1) -> list[KeptAnswer]:
        rows = await self._tables.rows(
            f"SELECT {_COLUMNS} FROM kept_answers WHERE ({condition}) AND asked_at >= ?"  # noqa: S608  (conditions of this class)
            " ORDER BY asked_at DESC LIMIT ?",
            *values,
            self._oldest(),
            limit,
        )
        return [_from_row(row) for row in rows]


def _to_row(kept: KeptAnswer) -> tuple[object, ...]:
    values = {field.name: getattr(kept, field.name) for field in fields(KeptAnswer)}
    return tuple((values | {"asked_at": kept.asked_at.isoformat()}).values())


def _from_row(row: tuple[Any, ...]) -> KeptAnswer:
    kept = KeptAnswer(*row)
    return replace(kept, asked_at=datetime.fromisoformat(row[4]), private=bool(kept.private))
