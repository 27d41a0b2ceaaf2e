"""Asking the archive without holding up the event loop."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, TypeVar

from bot.fair_queue import FairQueue

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.current_archive import CurrentArchive
    from retrieval import Answer, Archive

    Find = Callable[[Archive, str, int], Answer]

T = TypeVar("T")

_QUICK_MS = 1.0
_QUICK_IN_A_ROW = 8
_AT_ONCE = 2
"""Threads that search at the same time; more only take turns at Python's lock and slow every answer."""
_MOST_WAITING = 25
"""Questions of one server that wait for a thread; a search is done in milliseconds, so this is a flood."""
_TURN = 0.001
"""Seconds after which a thread gives up Python's lock to one that waits, a fifth of what Python sets:
the event loop waits for it when a heartbeat is due."""


class Finder:
    """Runs a search in a thread, or on the loop itself where it has lately been quick.

    Going to a thread and back costs about a tenth of a millisecond, which is more than a search of a small
    folder takes. A kind of search earns the loop by eight quick runs in a row on the same archive, and loses
    it by a single slow one. The threads are taken in turn by the servers that ask.
    """

    def __init__(self, current: CurrentArchive) -> None:
        """Search the archive in use. Shortens the turns of all threads of this process (`_TURN`)."""
        sys.setswitchinterval(_TURN)
        self._current = current
        self._quick: dict[Find, int] = {}
        self._archive = current.archive
        self._turns = FairQueue(_AT_ONCE, _MOST_WAITING)

    async def find(self, find: Find, words: str, limit: int, *, server: int) -> Answer:
        """Return what `find` gives for the archive of this moment, asked in `server` (or by that member).

        Raises CrowdedError when too many questions of the same server wait.
        """
        archive = self._current.archive
        if archive is not self._archive:
            self._archive, self._quick = archive, {}
        if self._quick.get(find, 0) >= _QUICK_IN_A_ROW:
            answer = find(archive, words, limit)
        else:
            answer = await self.in_turn(lambda: find(archive, words, limit), server=server)
        quick = answer.elapsed_ms < _QUICK_MS
        self._quick[find] = self._quick.get(find, 0) + 1 if quick else 0
        return answer

    async def in_turn(self, work: Callable[[], T], *, server: int) -> T:
        """Do other work on the archive in a thread, when it is the server's turn. Raises CrowdedError."""
        async with self._turns.turn(server):
            return await asyncio.to_thread(work)
