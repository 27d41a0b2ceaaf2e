"""Opening the database: the file where it can be used, else the same tables in memory and why."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING
from urllib.parse import quote

import aiosqlite

from bot.migrations import NewerDatabaseError, migrate

if TYPE_CHECKING:
    from pathlib import Path

_BUSY_SECONDS = 2.0
"""How long a statement waits for another program that is writing."""
_APPLICATION_ID = int.from_bytes(b"WhoS")
"""Tells other programs whose database this is."""

_DAMAGED = "is damaged (move it away, and a new one is made)"
_REASONS = {
    sqlite3.SQLITE_BUSY: "is locked by another program",
    sqlite3.SQLITE_LOCKED: "is locked by another program",
    sqlite3.SQLITE_READONLY: "can only be read",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CANTOPEN: "cannot be opened (is its folder writable?)",
    sqlite3.SQLITE_FULL: "has no room left on its disk",
}


class UnusableDatabaseError(Exception):
    """The file is no database of ours; the message ends a sentence that begins with the file's name."""


async def open_database(path: Path) -> tuple[aiosqlite.Connection, str | None]:
    """Open and migrate the database at `path`, making it and its folder where they are missing.

    Where that cannot be, return tables in memory, filled with what could be read, and one sentence that says
    what is not kept.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return await _connect(str(path)), None
    except NewerDatabaseError:
        reason = "was made by a newer version of Whosaid"
    except UnusableDatabaseError as fault:
        reason = str(fault)
    except (OSError, sqlite3.Error) as fault:
        reason = reason_of(fault)
    sentence = (
        f"The database “{path}” {reason}: server settings, counts, watches and the buttons of answers "
        "last only until the bot stops."
    )
    return await _copy_in_memory(path), sentence


def reason_of(fault: OSError | sqlite3.Error) -> str:
    """Say why the database cannot be used, as the end of a sentence that begins with its name."""
    if isinstance(fault, OSError):
        return f"cannot be made ({fault.strerror or fault})"
    primary_code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    return _REASONS.get(primary_code, f"cannot be used ({fault})")


async def _connect(path: str) -> aiosqlite.Connection:
    # isolation_level=None: transactions begin and end where the code says so, not where the driver guesses.
    connection = await aiosqlite.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        # It answers with a row; left open, that answer would keep later transactions from ending.
        async with connection.execute("PRAGMA journal_mode = WAL"):
            pass
        await connection.execute("PRAGMA synchronous = NORMAL")
        await connection.execute("PRAGMA foreign_keys = ON")
        await _check(connection)
        # Also a probe: a file that can only be read says so at the first write.
        await connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        await migrate(connection)
    except BaseException:
        await connection.close()
        raise
    return connection


async def _check(connection: aiosqlite.Connection) -> None:
    """Raise UnusableDatabaseError, or sqlite3.Error, where pages are damaged or the tables are another's."""
    if await _pragma(connection, "quick_check(1)") != "ok":
        raise UnusableDatabaseError(_DAMAGED)
    made_by = await _pragma(connection, "application_id"), await _pragma(connection, "user_version")
    if made_by[0] != _APPLICATION_ID and made_by != (0, 0):
        raise UnusableDatabaseError("belongs to another program")


async def _pragma(connection: aiosqlite.Connection, name: str) -> object:
    async with connection.execute(f"PRAGMA {name}") as rows:
        row = await rows.fetchone()
    return row[0] if row else None


async def _copy_in_memory(path: Path) -> aiosqlite.Connection:
    """Return tables in memory that hold what the file holds, as far as it can be read."""
    try:
        # immutable: SQLite makes no file beside it, which a folder that is not writable would refuse.
        uri = f"file:{quote(str(path))}?mode=ro&immutable=1"
        async with aiosqlite.connect(uri, uri=True) as readable:
            connection = await aiosqlite.connect(":memory:", isolation_level=None)
            try:
                await readable.backup(connection)
                await connection.execute("PRAGMA foreign_keys = ON")
                await _check(connection)
                await migrate(connection)
            except BaseException:
                await connection.close()
                raise
            return connection
    except (sqlite3.Error, NewerDatabaseError, UnusableDatabaseError):
        return await _connect(":memory:")
