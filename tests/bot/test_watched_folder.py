import asyncio
from pathlib import Path

import pytest

from bot.watched_folder import changes_in


@pytest.fixture(autouse=True)
def in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.watched_folder._QUIET_MS", 50)


async def test_each_change_is_noticed_until_it_is_stopped(tmp_path: Path) -> None:
    stop = asyncio.Event()
    noticed: asyncio.Queue[None] = asyncio.Queue()

    async def watch() -> None:
        async for _ in changes_in(tmp_path, stop):
            noticed.put_nowait(None)

    watching = asyncio.create_task(watch())
    async with asyncio.timeout(20):
        changing = asyncio.create_task(keep_changing(tmp_path / "a.txt"))
        await noticed.get()
        changing.cancel()
        stop.set()
        await watching


async def keep_changing(path: Path) -> None:
    # When watching has begun cannot be seen from here.
    for number in range(1000):
        await asyncio.to_thread(path.write_text, f"change {number}", "utf-8")
        await asyncio.sleep(0.2)


async def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        async for _ in changes_in(tmp_path / "missing", asyncio.Event()):
            pass
