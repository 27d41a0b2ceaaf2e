"""Counts of questions, how long their answers took, and, where a server switched the log on, their words."""

from __future__ import annotations

import logging
import math
import sqlite3
from collections import Counter, deque
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.database import reason_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.records.servers import Servers
    from bot.records.tables import Tables

log = logging.getLogger(__name__)

_WAITING_WORDS = 10_000
"""Questions of which the words wait in memory when the database is locked; older ones are let go."""
_STEP = math.log(1.1)
"""Times are counted in steps of ten percent, so what is read from the counts is off by five at most."""


class Outcome(StrEnum):
    """How a question ended."""

    FOUND = "found"
    NOT_FOUND = "not found"
    FAILED = "failed"


class Questions:
    """What was asked. Noting waits for nothing; what is noted is written by `flush`."""

    def __init__(self, tables: Tables, servers: Servers, retention: timedelta) -> None:
        self._tables = tables
        self._servers = servers
        self._retention = retention
        self._counts: Counter[tuple[int, str, str, str]] = Counter()
        self._times: Counter[tuple[int, str, int]] = Counter()
        self._words: deque[tuple[int, str, str, str, str]] = deque(maxlen=_WAITING_WORDS)
        self._failing = False

    def note(
        self, server: int, command: str, outcome: Outcome, words: str, milliseconds: float | None = None
    ) -> None:
        """Count a question and how long its answer took, and keep its words where the log is on."""
        now = datetime.now(UTC)
        day = now.date().isoformat()
        self._counts[server, day, command, outcome.value] += 1
        if milliseconds is not None:
            self._times[server, day, round(math.log(max(milliseconds, 0.01)) / _STEP)] += 1
        if self._servers.of(server).question_log:
            self._words.append((server, now.isoformat(), command, outcome.value, words))

    def drop_waiting_words(self, server: int) -> None:
        """Let go of a server's words that have not reached the database."""
        kept = [row for row in self._words if row[0] != server]
        self._words.clear()
        self._words.extend(kept)

    async def flush(self) -> None:
        """Write the noted questions. Those that cannot be written wait for the next time."""
        if not self._counts:
            return
        counts, self._counts = self._counts, Counter()
        times, self._times = self._times, Counter()
        words = list(self._words)
        self._words.clear()
        try:
            async with self._tables.transaction() as connection:
                await connection.executemany(
                    "INSERT INTO question_counts (server, day, command, outcome, count)"
                    " VALUES (?, ?, ?, ?, ?)"
                    " ON CONFLICT DO UPDATE SET count = count + excluded.count",
                    [(*key, count) for key, count in counts.items()],
                )
                await connection.executemany(
                    "INSERT INTO question_times (server, day, step, count) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT DO UPDATE SET count = count + excluded.count",
                    [(*key, count) for key, count in times.items()],
                )
                await connection.executemany(
                    "INSERT INTO question_log (server, asked_at, command, outcome, words)"
                    " VALUES (?, ?, ?, ?, ?)",
                    words,
                )
        except sqlite3.Error as fault:
            self._counts.update(counts)
            self._times.update(times)
            self._words.extendleft(reversed(words))
            self._tell_failure(fault)
        else:
            self._failing = False

    async def forget_old(self) -> None:
        """Delete the words that are older than the retention; sqlite3.Error tells that it cannot be."""
        oldest = (datetime.now(UTC) - self._retention).isoformat()
        async with self._tables.transaction() as connection:
            await connection.execute("DELETE FROM question_log WHERE asked_at < ?", (oldest,))

    async def counts(self, server: int) -> Mapping[tuple[str, str, Outcome], int]:
        """Return a server's counts of questions by (day as YYYY-MM-DD in UTC, command, outcome)."""
        await self.flush()
        rows = await self._tables.rows(
            "SELECT day, command, outcome, count FROM question_counts WHERE server = ? ORDER BY day", server
        )
        return {(day, command, Outcome(outcome)): count for day, command, outcome, count in rows}

    async def times(self, server: int, since: str = "") -> Mapping[float, int]:
        """Return how many answers took how many milliseconds, the quickest first.

        Only those from the day `since` (YYYY-MM-DD) on. Raises StoreError.
        """
        await self.flush()
        rows = await self._tables.rows(
            "SELECT step, sum(count) FROM question_times WHERE server = ? AND day >= ?"
            " GROUP BY step ORDER BY step",
            server,
            since,
        )
        return {math.exp(step * _STEP): count for step, count in rows}

    async def words(self, server: int) -> list[str]:
        """Return the words that a server's log holds, the newest first."""
        await self.flush()
        rows = await self._tables.rows(
            "SELECT words FROM question_log WHERE server = ? ORDER BY id DESC", server
        )
        return [words for (words,) in rows]

    async def unanswered(self, server: int, limit: int = 10) -> list[tuple[str, int]]:
        """Return what a server's log holds without an answer, and how often, the most asked first."""
        await self.flush()
        return [
            (words, count)
            for words, count in await self._tables.rows(
                "SELECT min(words), count(*) AS times FROM question_log WHERE server = ? AND outcome = ?"
                " GROUP BY lower(trim(words)) ORDER BY times DESC, max(id) DESC LIMIT ?",
                server,
                Outcome.NOT_FOUND.value,
                limit,
            )
        ]

    def _tell_failure(self, fault: sqlite3.Error) -> None:
        # Once a streak: a database that stays locked must not fill the log.
        if not self._failing:
            log.warning("Questions cannot be counted at the moment: the database %s.", reason_of(fault))
        self._failing = True
