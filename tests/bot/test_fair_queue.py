"""Turns server by server: who floods waits for itself."""

from __future__ import annotations

import asyncio

import pytest

from bot.fair_queue import BACKGROUND, CrowdedError, FairQueue

FLOODING, QUIET, OTHER = 1, 2, 3


async def rest() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


class Asking:
    """Questions that hold their turn until they are told to end."""

    def __init__(self, queue: FairQueue) -> None:
        self.queue = queue
        self.in_turn: list[str] = []
        self._ends: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def ask(self, server: int, *names: str) -> None:
        for name in names:
            self._ends[name] = asyncio.Event()
            self.tasks[name] = asyncio.create_task(self._hold(server, name))
        await rest()

    async def end(self, *names: str) -> None:
        for name in names:
            self._ends[name].set()
            await rest()

    async def _hold(self, server: int, name: str) -> None:
        async with self.queue.turn(server):
            self.in_turn.append(name)
            await self._ends[name].wait()


async def test_what_nobody_waits_for_is_let_in_last() -> None:
    asking = Asking(FairQueue(1, 100))
    await asking.ask(OTHER, "first")
    await asking.ask(BACKGROUND, "look 0", "look 1")
    await asking.ask(FLOODING, "flood 0", "flood 1")
    await asking.end("first", "flood 0", "flood 1")
    assert asking.in_turn == ["first", "flood 0", "flood 1", "look 0"]
    await asking.ask(QUIET, "quiet")
    await asking.end("look 0")
    assert asking.in_turn[-1] == "quiet"
    await asking.end("quiet", "look 1")
    assert asking.in_turn[-1] == "look 1"


async def test_a_flood_of_one_server_delays_anothers_question_by_one() -> None:
    asking = Asking(FairQueue(2, 100))
    await asking.ask(FLOODING, *(f"flood {n}" for n in range(50)))
    await asking.ask(QUIET, "quiet 0", "quiet 1")
    await asking.ask(OTHER, "other 0")
    assert asking.in_turn == ["flood 0", "flood 1"]
    for _ in range(5):
        await asking.end(asking.in_turn[-2], asking.in_turn[-1])
    assert asking.in_turn.index("quiet 0") <= 3
    assert asking.in_turn.index("other 0") <= 4
    assert asking.in_turn.index("quiet 1") <= 6
    for name in (f"flood {n}" for n in range(50)):
        await asking.end(name)
    assert asking.in_turn.count("flood 49") == 1
    assert len(asking.in_turn) == 53
    assert all(task.done() for name, task in asking.tasks.items() if name.startswith("flood"))


async def test_so_many_of_a_server_wait_and_no_more() -> None:
    asking = Asking(FairQueue(1, 2))
    await asking.ask(FLOODING, "first", "waits", "waits too")
    with pytest.raises(CrowdedError):
        async with asking.queue.turn(FLOODING):
            pass
    await asking.ask(QUIET, "quiet")
    await asking.end("first", "waits", "quiet", "waits too")
    assert sorted(asking.in_turn) == ["first", "quiet", "waits", "waits too"]
    async with asking.queue.turn(FLOODING):
        pass


async def test_who_gives_up_holds_up_nobody() -> None:
    asking = Asking(FairQueue(1, 2))
    await asking.ask(FLOODING, "first", "gives up", "last")
    asking.tasks["gives up"].cancel()
    await rest()
    await asking.end("first")
    assert asking.in_turn == ["first", "last"]
    await asking.ask(QUIET, "let in")
    await asking.end("last")
    asking.tasks["let in"].cancel()
    await rest()
    async with asking.queue.turn(QUIET):
        pass


async def test_who_gives_up_when_let_in_lets_the_next_in() -> None:
    asking = Asking(FairQueue(1, 2))
    async with asking.queue.turn(QUIET):
        await asking.ask(FLOODING, "let in", "last")
    asking.tasks["let in"].cancel()
    await rest()
    assert asking.in_turn == ["last"]
    await asking.end("last")
