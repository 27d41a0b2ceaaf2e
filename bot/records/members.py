"""Everything that is kept of one member: handed out, or deleted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.records.answers import KeptAnswers
    from bot.records.folder_changes import FolderChanges
    from bot.records.reports import Reports
    from bot.records.tables import Tables


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was deleted."""

    answers: int
    votes: int
    watches: int
    reports: int
    folder_changes: int
    """Records of changed articles that the member's name was taken off; the records themselves stay."""

    @property
    def anything(self) -> bool:
        """Whether there was anything to delete."""
        return any(asdict(self).values())


class Members:
    """The tables that bear a member's id, and only these, know anything of a member."""

    def __init__(
        self, tables: Tables, answers: KeptAnswers, reports: Reports, folder_changes: FolderChanges
    ) -> None:
        self._tables = tables
        self._answers = answers
        self._reports = reports
        self._folder_changes = folder_changes

    async def forget(self, member: int) -> Forgotten:
        """Delete everything about a member, at once or not at all. Raises StoreError."""
        await self._answers.flush()
        async with self._tables.keeping() as connection:
            counts = [
                (await connection.execute(statement, (member,))).rowcount
                for statement in (
                    "DELETE FROM kept_answers WHERE asker = ?",
                    "DELETE FROM votes WHERE member = ?",
                    "DELETE FROM watches WHERE member = ?",
                    "DELETE FROM reports WHERE reported_by = ?",
                    "UPDATE folder_changes SET member = NULL WHERE member = ?",
                )
            ]
        self._answers.drop_waiting(member)
        return Forgotten(*counts)

    async def kept_of(self, member: int) -> dict[str, Any]:
        """Return everything that is kept of a member as a JSON object. Raises StoreError."""
        votes = await self._tables.rows(
            "SELECT answer, good, voted_at FROM votes WHERE member = ? ORDER BY voted_at", member
        )
        watches = await self._tables.rows(
            "SELECT topic, server, channel, direct, since FROM watches WHERE member = ? ORDER BY id", member
        )
        return {
            "member": str(member),
            "answers": [_plain(kept) for kept in await self._answers.of_member(member)],
            "votes": [{"answer": a, "good": bool(good), "voted_at": at} for a, good, at in votes],
            "watches": [
                {"topic": topic, "server": str(server), "channel": str(channel)}
                | {"direct": bool(direct), "since": since}
                for topic, server, channel, direct, since in watches
            ],
            "reports": [_plain(report) for report in await self._reports.of_member(member)],
            "folder_changes": [_plain(change) for change in await self._folder_changes.of_member(member)],
        }


_DISCORD_IDS = frozenset({"asker", "server", "channel", "question", "message", "reported_by", "member"})
"""Written as text: many programs that read JSON round numbers of this size."""


def _plain(record: Any) -> dict[str, Any]:
    return {
        name: value.isoformat()
        if isinstance(value, datetime)
        else str(value)
        if name in _DISCORD_IDS and value is not None
        else value
        for name, value in asdict(record).items()
    }
