import asyncio
from pathlib import Path

import pytest

from bot.watched_folder import changes_in


@pytest.fixture(autouse=True)
def in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.watched_folder._QUIET_MS", 50)
    monkeypatch.setattr("bot.watched_folder._BEGUN_MS", 100)


async def test_each_change_is_noticed_until_it_is_stopped(tmp_path: Path) -> None:
    stop = asyncio.Event()
    noticed: asyncio.Queue[None] = asyncio.Queue()

    async def watch() -> None:
        async for _ in changes_in(tmp_path, stop):
            noticed.put_nowait(None)

    watching = asyncio.create_task(watch())
    async with asyncio.timeout(20):
        await noticed.get()  # watching has begun
        await asyncio.to_thread((tmp_path / ".hidden").write_text, "hidden", "utf-8")
        await asyncio.sleep(0.5)
        assert noticed.empty()
        await asyncio.to_thread((tmp_path / "a.txt").write_text, "change", "utf-8")
        await noticed.get()
        stop.set()
        await watching


async def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        async for _ in changes_in(tmp_path / "missing", asyncio.Event()):
            pass
