"""The bot as a process of its own, and the made-up Discord that it connects to."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.discord_server.server import TOKEN, DiscordServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

ROOT = Path(__file__).parents[2]
LAUNCH = ROOT / "tests" / "discord_server" / "launch.py"


@pytest.fixture
async def discord_server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        yield server


class BotProcess:
    """A running bot; `output` holds all it has written, once it has ended."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.output = ""

    async def stop(self) -> int:
        """Ask it to stop as an operator does and return its exit code."""
        self.process.terminate()
        return await self.ended()

    async def ended(self, seconds: float = 60.0) -> int:
        async with asyncio.timeout(seconds):
            output, _ = await self.process.communicate()
        self.output += output.decode()
        assert self.process.returncode is not None
        return self.process.returncode


@pytest.fixture
def start_bot(
    discord_server: DiscordServer, tmp_path: Path
) -> Callable[..., AbstractAsyncContextManager[BotProcess]]:
    """`async with start_bot(LOG_LEVEL="DEBUG") as bot:` …"""

    @asynccontextmanager
    async def start(program: str = "bot", **environment: str) -> AsyncIterator[BotProcess]:
        bare = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "VIRTUAL_ENV"}}
        settings = {
            "DISCORD_TOKEN": TOKEN,
            "ARTICLES_DIR": str(ROOT / "seeds"),
            "DATABASE": str(tmp_path / "whosaid.db"),
            "PYTHONPATH": str(ROOT),
        }
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(LAUNCH), str(discord_server.port), program, "discord"),
            cwd=tmp_path,
            env={**bare, **settings, **environment},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        bot = BotProcess(process)
        try:
            yield bot
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()

    return start
