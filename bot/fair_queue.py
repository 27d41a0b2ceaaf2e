"""Turns at something scarce, taken server by server."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from retrieval import WhosaidError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


BACKGROUND = -1
"""In place of a server: what can wait until nobody else does."""


class CrowdedError(WhosaidError):
    """As many of one server wait as may."""


class FairQueue:
    """Lets so many in at once; of those who wait, one of each server in turn.

    A server with a thousand questions that wait therefore delays another's by one, not by a thousand. What
    nobody waits for, BACKGROUND, is let in when no server waits.
    """

    def __init__(self, at_once: int, most_waiting: int) -> None:
        """Let `at_once` in; at most `most_waiting` of a server wait."""
        self._free = at_once
        self._servers_in = 0
        self._most_waiting = most_waiting
        self._waiting: dict[int, deque[asyncio.Future[None]]] = {}
        """By server, the one whose turn is next first; no server's is empty."""

    @property
    def idle(self) -> bool:
        """Whether no server is in."""
        return not self._servers_in

    @asynccontextmanager
    async def turn(self, server: int) -> AsyncIterator[None]:
        """Wait for a turn and have it inside. Raises CrowdedError when too many of the server wait."""
        await self._enter(server)
        waited_for = server != BACKGROUND
        self._servers_in += waited_for
        try:
            yield
        finally:
            self._servers_in -= waited_for
            self._let_next_in()

    async def _enter(self, server: int) -> None:
        if self._free:
            self._free -= 1
            return
        waiting = self._waiting.get(server, deque())
        if len(waiting) >= self._most_waiting:
            raise CrowdedError("Too many questions wait for an answer here; ask again in a moment.")
        turn = asyncio.get_running_loop().create_future()
        waiting.append(turn)
        self._waiting[server] = waiting
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._leave(server, turn)
            else:  # let in, and given up before it could go on
                self._let_next_in()
            raise

    def _let_next_in(self) -> None:
        if not self._waiting:
            self._free += 1
            return
        server = next((each for each in self._waiting if each != BACKGROUND), BACKGROUND)
        waiting = self._waiting.pop(server)
        turn = waiting.popleft()
        if waiting:
            self._waiting[server] = waiting  # behind all others
        if turn.cancelled():
            self._let_next_in()
        else:
            turn.set_result(None)

    def _leave(self, server: int, turn: asyncio.Future[None]) -> None:
        waiting = self._waiting.get(server)
        if waiting is None or turn not in waiting:
            return
        waiting.remove(turn)
        if not waiting:
            del self._waiting[server]
