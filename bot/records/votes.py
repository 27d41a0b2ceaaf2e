"""Votes on answers, and which passages of them people opened: what judged questions are made from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.records.answers import KeptAnswer, KeptAnswers
    from bot.records.tables import Tables


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes on an answer, or on a server's answers."""

    good: int
    bad: int


@dataclass(frozen=True, slots=True)
class JudgedPassage:
    """A passage of a kept answer that was on show for a vote, or was opened."""

    answer: str
    command: str
    query: str
    source: str
    start: int
    end: int
    sha256: str
    rank: int
    """Its place in the answer, from 0."""
    opened: bool
    good: int
    bad: int
    """Votes on its answer."""


class Votes:
    """One vote a member and answer, changeable, as long as the answer is kept."""

    def __init__(self, tables: Tables, answers: KeptAnswers) -> None:
        self._tables = tables
        self._answers = answers

    async def cast(self, answer: KeptAnswer, member: int, *, good: bool) -> Tally:
        """Keep a member's vote in place of an earlier one, with the places that are on show.

        Raises StoreError, also when the answer is kept no longer.
        """
        await self._answers.flush()
        async with self._tables.keeping() as connection:
            await connection.execute(
                "INSERT INTO votes (answer, member, good, voted_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET good = excluded.good, voted_at = excluded.voted_at",
                (answer.answer_id, member, good, datetime.now(UTC).isoformat()),
            )
            await connection.executemany(
                "INSERT INTO judged_passages (answer, source, start, end, sha256, rank)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [_row(answer, number) for number in range(len(answer.places))],
            )
        return await self.on(answer)

    async def withdraw(self, answer: KeptAnswer, member: int) -> Tally:
        """Delete a member's vote, if there is one. Raises StoreError."""
        async with self._tables.keeping() as connection:
            await connection.execute(
                "DELETE FROM votes WHERE answer = ? AND member = ?", (answer.answer_id, member)
            )
        return await self.on(answer)

    async def note_opened(self, answer: KeptAnswer, number: int) -> None:
        """Keep that somebody read around one of the places on show; who it was is not kept.

        Raises StoreError, also when the answer is kept no longer.
        """
        await self._answers.flush()
        async with self._tables.keeping() as connection:
            await connection.execute(
                "INSERT INTO judged_passages (answer, source, start, end, sha256, rank, opened)"
                " VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET opened = opened + 1",
                _row(answer, number),
            )

    async def of(self, answer: KeptAnswer, member: int) -> bool | None:
        """Return a member's vote: True for good, None where there is none. Raises StoreError."""
        rows = await self._tables.rows(
            "SELECT good FROM votes WHERE answer = ? AND member = ?", answer.answer_id, member
        )
        return bool(rows[0][0]) if rows else None

    async def on(self, answer: KeptAnswer) -> Tally:
        """Count the votes on an answer. Raises StoreError."""
        return await self._tally("votes.answer = ?", answer.answer_id)

    async def in_server(self, server: int) -> Tally:
        """Count the votes on a server's answers of the retention. Raises StoreError."""
        return await self._tally("kept_answers.server = ?", server)

    async def judged(self) -> list[JudgedPassage]:
        """Return every passage that was judged, answer by answer in the order of their places."""
        rows = await self._tables.rows(
            "SELECT p.answer, a.command, a.query, p.source, p.start, p.end, p.sha256, p.rank, p.opened,"
            " (SELECT count(*) FROM votes v WHERE v.answer = a.answer_id AND v.good = 1),"
            " (SELECT count(*) FROM votes v WHERE v.answer = a.answer_id AND v.good = 0)"
            " FROM judged_passages p JOIN kept_answers a ON a.answer_id = p.answer"
            " ORDER BY a.asked_at, p.answer, p.rank"
        )
        names = [field.name for field in fields(JudgedPassage)]
        return [
            JudgedPassage(**{**values, "opened": bool(values["opened"])})
            for values in (dict(zip(names, row, strict=True)) for row in rows)
        ]

    async def _tally(self, condition: str, value: object) -> Tally:
        rows = await self._tables.rows(
            "SELECT good, count(*) FROM votes JOIN kept_answers ON kept_answers.answer_id = votes.answer"  # noqa: S608  (conditions of this class)
            f" WHERE {condition} GROUP BY good",
            value,
        )
        counts = dict(rows)
        return Tally(counts.get(1, 0), counts.get(0, 0))


def _row(answer: KeptAnswer, number: int) -> tuple[object, ...]:
    place = answer.places[number]
    rank = answer.first + number
    return (answer.answer_id, place.source, place.start, place.end, place.sha256, rank)
