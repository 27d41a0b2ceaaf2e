"""Numbered steps of the database's tables: each is run once, in one transaction, in order."""

from __future__ import annotations

import re
import sqlite3
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aiosqlite import Connection


class NewerDatabaseError(Exception):
    """The database was made by a later version of the program."""


def migrations() -> Mapping[int, str]:
    """Return each migration's SQL by its number, in order."""
    found = {
        int(match[1]): entry.read_text("utf-8")
        for entry in files(__name__).iterdir()
        if (match := re.fullmatch(r"(\d{4})_\w+\.sql", entry.name))
    }
    return dict(sorted(found.items()))


async def migrate(connection: Connection, steps: Mapping[int, str] | None = None) -> int:
    """Bring the database to the newest version and return how many steps that took.

    Raises NewerDatabaseError when it is ahead of this program. After sqlite3.Error it stands at the last
    whole step.
    """
    steps = migrations() if steps is None else steps
    taken = 0
    for number, script in steps.items():
        await connection.execute("BEGIN IMMEDIATE")
        try:
            # Read inside the transaction: another process may have migrated in the meantime.
            if await _version(connection) < number:
                for statement in _statements(script):
                    await connection.execute(statement)
                await connection.execute(f"PRAGMA user_version = {number:d}")
                taken += 1
        except sqlite3.Error:
            await connection.rollback()
            raise
        await connection.commit()
    if await _version(connection) > max(steps):
        raise NewerDatabaseError
    return taken


async def _version(connection: Connection) -> int:
    async with connection.execute("PRAGMA user_version") as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


def _statements(script: str) -> Iterator[str]:
    # executescript would commit first and break the transaction.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
