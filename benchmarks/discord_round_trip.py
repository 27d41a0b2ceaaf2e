"""How long an answer takes on Discord: from the gateway's event to the bot's post, beside a bare bot.

    python -m benchmarks.discord_round_trip [--rounds 400] [--articles seeds] [--data FOLDER]

Runs the bot and a bare `!ping` bot of discord.py side by side, each a process of its own against a small
Discord on this machine, and asks them by turns. What is told is each one's median, and the ratio of the
medians: how much longer an answer takes than the least that discord.py can do, once with an embed of one
sentence and once with as many parts and as much text as an answer has. Each question is another one, since
the bot remembers its last answers; what a repeated one takes is told apart. Every question comes from
another member, for no member may ask more than five in ten seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import chain, combinations
from pathlib import Path
from time import perf_counter

import psutil

from tests.discord_server.rest import Request
from tests.discord_server.server import TOKEN, DiscordServer
from tests.discord_server.world import EVERY_PERMISSION, JSON, user

ROOT = Path(__file__).parents[1]
WARM_UP = 30
WORDS = """
sanctions Crimea referendum Lavrov Nato membership ceasefire rebels Donetsk Kerry talks usual routine security
council troops border zebras Ukraine Russia military president minister foreign government eastern Putin
Geneva agreement forces weapons people Kiev Moscow
""".split()
REPEATED = "sanctions on Russia"
IDLE = 0.05
"""Seconds of processor time in one second that are nothing."""


def new_topics() -> Iterator[str]:
    """Yield topics of two or three words, each another one: what no answer of before can be."""
    for words in chain(combinations(WORDS, 2), combinations(WORDS, 3)):
        yield " ".join(words)


class Asked:
    """One bot under measurement."""

    def __init__(self, name: str, server: DiscordServer, process: asyncio.subprocess.Process) -> None:
        self.name = name
        self.server = server
        self.process = process
        self._members = 1_000_000

    def new_member(self) -> JSON:
        self._members += 1
        return user(self._members, f"member{self._members}")

    async def by_prefix(self, message: str) -> float:
        return await self._timed(lambda: self.server.ask(message, author=self.new_member()))

    async def by_slash(self, name: str, options: list[JSON]) -> float:
        member = {
            "user": self.new_member(),
            "roles": [],
            "joined_at": "2026-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
            "permissions": EVERY_PERMISSION,
        }
        return await self._timed(lambda: self.server.slash(name, options, where={"member": member}))

    async def _timed(self, ask: Callable[[], Awaitable[Request]]) -> float:
        started = perf_counter()
        return ((await ask()).arrived_at - started) * 1000


async def start(name: str, stack: AsyncExitStack, arguments: list[str], environment: dict[str, str]) -> Asked:
    """Start a bot and its Discord; both end with `stack`."""
    server = await stack.enter_async_context(DiscordServer())
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(ROOT / "tests" / "discord_server" / "launch.py"), str(server.port), *arguments),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DISCORD_TOKEN": TOKEN, **environment},
    )

    async def stop() -> None:
        process.terminate()
        await process.wait()

    stack.push_async_callback(stop)
    await server.until_connected()
    return Asked(name, server, process)


def new_database(folder: Path) -> Path:
    """Return the path of one that is not there: a new Discord has yet to be told which commands there are."""
    path = folder / "round-trip.db"
    for left in folder.glob(f"{path.name}*"):
        left.unlink()
    return path


async def at_rest(asked: Asked) -> None:
    """Wait until a bot has done what follows its start: reading quotations, the first look of watches."""
    watched = psutil.Process(asked.process.pid)
    used = -IDLE
    while (now := watched.cpu_times().user) - used > IDLE or watched.children():
        used = now
        await asyncio.sleep(1)


@dataclass
class Run:
    """What one kind of question took, and by turns with it the bare bot, in milliseconds."""

    slash: bool
    repeated: bool
    answers: list[float] = field(default_factory=list)
    pings: list[float] = field(default_factory=list)
    parts: list[float] = field(default_factory=list)

    async def turn(self, whosaid: Asked, bare: Asked, other: Asked, topic: str) -> None:
        """Ask each bot once."""
        if self.slash:
            options = [{"name": "topic", "type": 3, "value": topic}]
            self.answers.append(await whosaid.by_slash("about", options))
            self.pings.append(await bare.by_slash("ping", []))
            self.parts.append(await other.by_slash("parts", []))
        else:
            self.answers.append(await whosaid.by_prefix(f"!about {topic}"))
            self.pings.append(await bare.by_prefix("!ping"))
            self.parts.append(await other.by_prefix("!parts"))

    def told(self) -> str:
        """Put it into a line."""
        name = f"{'/' if self.slash else '!'}about{', repeated' * self.repeated}"
        answers, pings, parts = (sorted(times[WARM_UP:]) for times in (self.answers, self.pings, self.parts))
        p50, ping, part = (statistics.median(times) for times in (answers, pings, parts))
        return (
            f"{name:<16} p50 {p50:6.3f} ms   p95 {answers[len(answers) * 95 // 100]:6.3f} ms"
            f"   bare p50 {ping:6.3f} ms   ratio {p50 / ping:.2f}"
            f"   bare, same parts p50 {part:6.3f} ms   ratio {p50 / part:.2f}"
        )


async def measure(rounds: int, articles: str, data: Path) -> None:
    """Ask both bots by turns and print what it took."""
    async with AsyncExitStack() as stack:
        settings = {"ARTICLES_DIR": articles, "DATABASE": str(new_database(data)), "LOG_LEVEL": "WARNING"}
        # Two of them: one that is asked twice a turn would find its caches warmer than the others do.
        program = [str(ROOT / "benchmarks" / "bare_bot.py")]
        bare, other = [await start("bare", stack, program, {}) for _ in range(2)]
        whosaid = await start("whosaid", stack, ["bot", "discord"], settings)
        await at_rest(whosaid)
        runs = [Run(slash=slash, repeated=repeated) for repeated in (False, True) for slash in (False, True)]
        topics = new_topics()
        for _ in range(WARM_UP + rounds):
            for run in runs:
                await run.turn(whosaid, bare, other, REPEATED if run.repeated else next(topics))
        for run in runs:
            print(run.told())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=400)
    parser.add_argument("--articles", default=str(ROOT / "seeds"))
    parser.add_argument("--data", type=Path, help="folder that keeps database and index")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as new:
        asyncio.run(measure(options.rounds, options.articles, options.data or Path(new)))
