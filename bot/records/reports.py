"""Reports of wrong speakers, for the operator."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from retrieval import WhosaidError

if TYPE_CHECKING:
    from bot.records.tables import Tables
    from retrieval import Article, Quotation

MOST_OPEN_OF_MEMBER = 20
"""Reports of one member that may wait for the operator at once."""
LONGEST_COMMENT = 500
LONGEST_NAME = 100
"""Characters."""


class TooManyReportsError(WhosaidError):
    """A member has as many open reports as one may have."""


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody says about a quotation's speaker."""

    id: int
    server: int
    reported_by: int
    reported_at: datetime
    source: str
    sha256: str
    """Of the article as it was."""
    start: int
    end: int
    """Of the quotation in the article's text."""
    quotation: str
    shown_speaker: str | None
    right_speaker: str | None
    """Who it was instead; None where nobody is to be named, or who it was is not known."""
    comment: str


_COLUMNS = tuple(field.name for field in fields(Report) if field.name != "id")


class Reports:
    """Kept until they are settled or who wrote them is forgotten."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(
        self,
        article: Article,
        quotation: Quotation,
        *,
        server: int,
        member: int,
        right_speaker: str | None,
        comment: str,
    ) -> Report:
        """Keep a report; a second one of the same member on the same quotation takes its place.

        Raises TooManyReportsError, StoreError.
        """
        shown = " and ".join(speaker.name for speaker in quotation.speakers) or None
        name = " ".join((right_speaker or "").split())[:LONGEST_NAME] or None
        report = Report(
            0,
            server,
            member,
            datetime.now(UTC),
            article.source,
            article.sha256,
            quotation.start,
            quotation.end,
            quotation.content,
            shown,
            name,
            comment.strip()[:LONGEST_COMMENT],
        )
        same = (member, article.source, quotation.start)
        others = await self._tables.count(
            "SELECT count(*) FROM reports WHERE settled = 0 AND reported_by = ?"
            " AND NOT (source = ? AND start = ?)",
            *same,
        )
        if others >= MOST_OPEN_OF_MEMBER:
            raise TooManyReportsError(
                f"{MOST_OPEN_OF_MEMBER} of your reports wait to be looked at, and that is the most."
            )
        async with self._tables.keeping() as connection:
            await connection.execute(
                "DELETE FROM reports WHERE settled = 0 AND reported_by = ? AND source = ? AND start = ?", same
            )
            await connection.execute(
                f"INSERT INTO reports ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",  # noqa: S608  (names of our own fields)
                _to_row(report),
            )
        return report

    async def open(self) -> list[Report]:
        """Return what is not settled, the oldest first. Raises StoreError."""
        return await self._all("settled = 0")

    async def of_member(self, member: int) -> list[Report]:
        """Return all that a member reported, the oldest first. Raises StoreError."""
        return await self._all("reported_by = ?", member)

    async def settle(self, report: int) -> bool:
        """Take a report off the list, and say whether it was on it. Raises StoreError."""
        async with self._tables.keeping() as connection:
            cursor = await connection.execute(
                "UPDATE reports SET settled = 1 WHERE id = ? AND settled = 0", (report,)
            )
        return cursor.rowcount > 0

    async def _all(self, condition: str, *values: object) -> list[Report]:
        rows = await self._tables.rows(
            f"SELECT id, {', '.join(_COLUMNS)} FROM reports WHERE {condition} ORDER BY id",  # noqa: S608  (conditions of this class)
            *values,
        )
        return [_from_row(row) for row in rows]


def _to_row(report: Report) -> tuple[object, ...]:
    values = {name: getattr(report, name) for name in _COLUMNS}
    return tuple((values | {"reported_at": report.reported_at.isoformat()}).values())


def _from_row(row: tuple[Any, ...]) -> Report:
    values = dict(zip(("id", *_COLUMNS), row, strict=True))
    return Report(**values | {"reported_at": datetime.fromisoformat(values["reported_at"])})
