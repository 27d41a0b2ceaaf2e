"""The open database as the records use it."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from typing import TYPE_CHECKING, Any

from bot.database import reason_of
from retrieval import WhosaidError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiosqlite import Connection


class StoreError(WhosaidError):
    """Something could not be kept, or what is kept could not be read."""


class Tables:
    """One connection: reads at any time, writes one transaction at a time."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._writing = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Write all of what is done inside, or nothing of it; sqlite3.Error tells that it cannot be."""
        async with self._writing:
            try:
                # Inside: a task that is cancelled here has the transaction begun all the same.
                await self.connection.execute("BEGIN IMMEDIATE")
                yield self.connection
                await self.connection.execute("COMMIT")
            except BaseException:
                await self.connection.rollback()
                raise

    @contextlib.asynccontextmanager
    async def keeping(self) -> AsyncIterator[Connection]:
        """As `transaction`, for what a person waits for: StoreError says why it cannot be kept."""
        try:
            async with self.transaction() as connection:
                yield connection
        except sqlite3.Error as fault:
            raise StoreError(f"This cannot be kept: the database {reason_of(fault)}.") from fault

    async def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return every row of a query. Raises StoreError."""
        try:
            async with self.connection.execute(query, values) as cursor:
                return [tuple(row) for row in await cursor.fetchall()]
        except sqlite3.Error as fault:
            raise StoreError(f"What was kept cannot be read: the database {reason_of(fault)}.") from fault

    async def count(self, query: str, *values: object) -> int:
        """Return the one number that a query gives. Raises StoreError."""
        ((number,),) = await self.rows(query, *values)
        return int(number)
