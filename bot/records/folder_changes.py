"""Who added, replaced and removed which article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.records.tables import Tables


class FolderAction(StrEnum):
    """What was done with a file."""

    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FolderChange:
    """One file that was changed through the bot."""

    changed_at: datetime
    member: int | None
    """None: who it was asked to be forgotten."""
    action: FolderAction
    source: str
    sha256: str
    """Of the bytes that were written, or removed."""
    bytes: int


class FolderChanges:
    """The record of all changes, kept for good; it bears no text of articles."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def note(self, member: int, action: FolderAction, source: str, sha256: str, size: int) -> None:
        """Keep a change. Raises StoreError."""
        async with self._tables.keeping() as connection:
            await connection.execute(
                "INSERT INTO folder_changes (changed_at, member, action, source, sha256, bytes)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (datetime.now(UTC).isoformat(), member, action.value, source, sha256, size),
            )

    async def latest(self, limit: int = 20) -> list[FolderChange]:
        """Return the latest changes, the latest first. Raises StoreError."""
        return await self._all("1 ORDER BY id DESC LIMIT ?", limit)

    async def of_member(self, member: int) -> list[FolderChange]:
        """Return a member's changes, the oldest first. Raises StoreError."""
        return await self._all("member = ? ORDER BY id", member)

    async def _all(self, condition: str, value: int) -> list[FolderChange]:
        rows = await self._tables.rows(
            f"SELECT changed_at, member, action, source, sha256, bytes FROM folder_changes WHERE {condition}",  # noqa: S608  (conditions of this class)
            value,
        )
        return [
            FolderChange(datetime.fromisoformat(at), member, FolderAction(action), *rest)
            for at, member, action, *rest in rows
        ]
