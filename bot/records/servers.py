"""What the admins of each server chose."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.records.tables import Tables

MOST_RESULTS = 10
"""Results an answer that a server may ask for, and that a message can show; its table has the same limit."""
LONGEST_COOLDOWN = 3600.0
"""Seconds; the table has the same limit."""
MOST_QUESTIONS = 100
"""Questions within a cooldown that a server may allow; the table has the same limit."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server's admins chose; None leaves it to the operator's settings."""

    prefix: str | None = None
    results: int | None = None
    """Results an answer, from 1 to MOST_RESULTS."""
    question_log: bool = False
    """Whether the words that are asked are kept, for the retention."""
    allowed_channels: frozenset[int] = frozenset()
    """The only channels that the bot answers in; empty for all."""
    denied_channels: frozenset[int] = frozenset()
    """Channels that the bot does not answer in, whatever is allowed."""
    commands_off: frozenset[str] = frozenset()
    cooldown_questions: int | None = None
    """Questions a member may ask in `cooldown_seconds`, from 1 to MOST_QUESTIONS."""
    cooldown_seconds: float | None = None
    """From 1 to LONGEST_COOLDOWN."""
    private: bool = False
    """Whether answers to slash commands are shown to who asked alone unless they say otherwise."""
    language: str | None = None

    def answers_in(self, channel: int, parent: int | None = None) -> bool:
        """Say whether the bot answers in a channel, or in a thread whose channel is `parent`."""
        places = {channel} if parent is None else {channel, parent}
        if self.denied_channels & places:
            return False
        return not self.allowed_channels or bool(self.allowed_channels & places)


_COLUMNS = tuple(field.name for field in fields(ServerSettings))
_NOTHING_CHOSEN = ServerSettings()


class Servers:
    """Every server's settings, held in memory because every message asks for them."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._settings: dict[int, ServerSettings] = {}

    async def load(self) -> None:
        """Read all that is kept. Raises StoreError."""
        rows = await self._tables.rows(f"SELECT server, {', '.join(_COLUMNS)} FROM server_settings")  # noqa: S608  (names of our own fields)
        self._settings = {row[0]: _from_row(row[1:]) for row in rows}

    def of(self, server: int) -> ServerSettings:
        """Return a server's settings."""
        return self._settings.get(server, _NOTHING_CHOSEN)

    async def change(self, server: int, **changes: Any) -> ServerSettings:
        """Change some settings (named as in ServerSettings) and return them all.

        Switching the question log off deletes it. Raises StoreError when the change cannot be kept; the
        settings stay as they were then.
        """
        changed = replace(self.of(server), **changes)
        marks = ", ".join("?" * (len(_COLUMNS) + 1))
        async with self._tables.keeping() as connection:
            await connection.execute(
                f"INSERT OR REPLACE INTO server_settings (server, {', '.join(_COLUMNS)}) VALUES ({marks})",  # noqa: S608  (names of our own fields)
                (server, *(_to_column(getattr(changed, name)) for name in _COLUMNS)),
            )
            if not changed.question_log:
                await connection.execute("DELETE FROM question_log WHERE server = ?", (server,))
        self._settings[server] = changed
        return changed


def _to_column(value: object) -> object:
    return json.dumps(sorted(value)) if isinstance(value, frozenset) else value


def _from_row(row: tuple[Any, ...]) -> ServerSettings:
    values = dict(zip(_COLUMNS, row, strict=True))
    for name in ("allowed_channels", "denied_channels", "commands_off"):
        values[name] = frozenset(json.loads(values[name]))
    for name in ("question_log", "private"):
        values[name] = bool(values[name])
    return ServerSettings(**values)
