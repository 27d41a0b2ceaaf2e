"""Answers whose buttons work after a restart: what was asked, where and by whom, under a short id."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import sqlite3
from dataclasses import astuple, dataclass, field, fields
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.database import reason_of

if TYPE_CHECKING:
    from bot.records.tables import Tables

log = logging.getLogger(__name__)

_ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 10
"""Fifty bits: nobody finds another's answer by trying, and it fits beside a verb into a custom id."""
_LETTER_OF_BYTE = bytes.maketrans(bytes(range(256)), _ID_LETTERS.encode() * (256 // len(_ID_LETTERS)))
_SOON = 0.5
"""Seconds until what is kept reaches the database, so that a busy channel is one transaction."""
_WAITING_ANSWERS = 10_000
"""Answers that wait in memory when the database is locked; older ones are let go."""


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """Where a shown passage stands: `text[start:end]` of the article as it was then, which `sha256` tells."""

    source: str
    start: int
    end: int
    sha256: str
    quoted: bool | None = field(default=None, compare=False)
    """Whether it is a quotation; None where that is not known, as of answers of earlier versions."""


def new_answer_id() -> str:
    """Return an id that no answer has yet."""
    return secrets.token_bytes(_ID_LENGTH).translate(_LETTER_OF_BYTE).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """One message with an answer. Ids are Discord's; None where there is none."""

    answer_id: str = field(default_factory=new_answer_id)
    asked_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    command: str
    query: str
    asker: int
    server: int
    """0 for direct messages."""
    channel: int
    question: int | None = None
    """The asker's message; None after a slash command."""
    message: int | None = None
    """The bot's message."""
    first: int = 0
    """The result that the page shown begins with, from 0."""
    private: bool = False
    places: tuple[KeptPlace, ...] = ()
    """Of the results shown, in their order."""


_NAMES = tuple(field.name for field in fields(KeptAnswer))
_COLUMNS = ", ".join(_NAMES)
_MARKS = ", ".join("?" * len(_NAMES))
_CHANGEABLE = ", ".join(
    f"{name} = excluded.{name}" for name in _NAMES if name not in {"answer_id", "asked_at", "asker"}
)


class KeptAnswers:
    """Keeps answers for the retention. Keeping waits for nothing; finding looks at what still waits, too."""

    def __init__(self, tables: Tables, retention: timedelta) -> None:
        self._tables = tables
        self._retention = retention
        self._waiting: dict[str, KeptAnswer] = {}
        self._task: asyncio.Task[None] | None = None
        self._failing = False

    def keep(self, answer: KeptAnswer) -> None:
        """Keep an answer, in place of an earlier state of the same."""
        self._waiting[answer.answer_id] = answer
        if len(self._waiting) > _WAITING_ANSWERS:
            del self._waiting[next(iter(self._waiting))]
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._flush_soon())

    async def get(self, answer_id: str) -> KeptAnswer | None:
        """Return an answer, or None when it was dropped or its retention is over. Raises StoreError."""
        return self._waiting.get(answer_id) or await self._one("answer_id = ?", answer_id)

    async def of_question(self, message: int) -> KeptAnswer | None:
        """Return the answer to a member's message, or None. Raises StoreError."""
        waiting = [answer for answer in self._waiting.values() if answer.question == message]
        return waiting[-1] if waiting else await self._one("question = ?", message)

    async def latest(self, member: int, channel: int) -> KeptAnswer | None:
        """Return what a member asked last in a channel, or None. Raises StoreError."""
        theirs = [a for a in self._waiting.values() if (a.asker, a.channel) == (member, channel)]
        written = await self._one("asker = ? AND channel = ?", member, channel)
        return max((*theirs, *([written] if written else ())), key=lambda a: a.asked_at, default=None)

    async def of_member(self, member: int) -> list[KeptAnswer]:
        """Return all that a member asked, the latest first. Raises StoreError."""
        await self.flush()
        return await self._all("asker = ?", member)

    async def drop(self, answer: KeptAnswer) -> None:
        """Forget one answer, with the votes on it. Raises StoreError."""
        self._waiting.pop(answer.answer_id, None)
        async with self._tables.keeping() as connection:
            await connection.execute("DELETE FROM kept_answers WHERE answer_id = ?", (answer.answer_id,))

    def drop_waiting(self, member: int) -> None:
        """Let go of a member's answers that have not reached the database."""
        self._waiting = {key: answer for key, answer in self._waiting.items() if answer.asker != member}

    async def flush(self) -> None:
        """Write what waits; what cannot be written goes on waiting."""
        if not self._waiting:
            return
        waiting = dict(self._waiting)  # still found in memory until it is written
        try:
            async with self._tables.transaction() as connection:
                await connection.executemany(
                    f"INSERT INTO kept_answers ({_COLUMNS}) VALUES ({_MARKS})"  # noqa: S608  (names of our own fields)
                    f" ON CONFLICT DO UPDATE SET {_CHANGEABLE}",
                    [_to_row(answer) for answer in waiting.values()],
                )
        except sqlite3.Error as fault:
            # Once a streak: a database that stays locked must not fill the log.
            if not self._failing:
                log.warning("Answers cannot be kept at the moment: the database %s.", reason_of(fault))
            self._failing = True
            return
        self._failing = False
        for answer in waiting.values():
            if self._waiting.get(answer.answer_id) is answer:
                del self._waiting[answer.answer_id]

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


def _to_row(answer: KeptAnswer) -> tuple[object, ...]:
    values = {name: getattr(answer, name) for name in _NAMES}
    values["asked_at"] = answer.asked_at.isoformat()
    values["places"] = json.dumps([astuple(place) for place in answer.places])
    return tuple(values.values())


def _from_row(row: tuple[Any, ...]) -> KeptAnswer:
    values = dict(zip(_NAMES, row, strict=True))
    values["asked_at"] = datetime.fromisoformat(values["asked_at"])
    values["private"] = bool(values["private"])
    values["places"] = tuple(KeptPlace(*place) for place in json.loads(values["places"]))
    return KeptAnswer(**values)
