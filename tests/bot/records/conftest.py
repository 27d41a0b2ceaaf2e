from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.store import Store


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "whosaid.db")
    assert store.fault is None
    yield store
    await store.close()
