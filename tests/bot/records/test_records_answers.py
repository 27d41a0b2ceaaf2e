import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.records.answers import KeptAnswer, KeptPlace
from bot.store import Store, StoreError

ANA, BEN = 111111111111111111, 222222222222222222
PLACES = (KeptPlace("a.txt", 0, 10, "aa"), KeptPlace("b “c”.txt", 5, 9, "bb"))
SERVER, CHANNEL = 333333333333333333, 444444444444444444


def ask(store: Store, query: str = "sanctions", member: int = ANA, **more: Any) -> KeptAnswer:
    answer = KeptAnswer(command="about", query=query, asker=member, server=SERVER, channel=CHANNEL, **more)
    store.answers.keep(answer)
    return answer


def change(store: Store, answer: KeptAnswer, **changes: Any) -> KeptAnswer:
    changed = replace(answer, **changes)
    store.answers.keep(changed)
    return changed


async def test_an_answer_is_found_at_once_and_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    store = await Store.open(path)
    kept = ask(store, "müde “Worte” 👍", question=555)
    kept = change(store, kept, message=666, first=3, private=True, places=PLACES)
    assert await store.answers.get(kept.answer_id) == kept
    await store.close()
    store = await Store.open(path)
    assert await store.answers.get(kept.answer_id) == kept
    assert await store.answers.of_question(555) == kept
    assert await store.answers.latest(ANA, CHANNEL) == kept
    await store.close()


async def test_it_reaches_the_database_by_itself(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.records.answers._SOON", 0)
    kept = ask(store)
    async with asyncio.timeout(5):
        while not await rows(tmp_path, "SELECT answer_id FROM kept_answers"):  # noqa: ASYNC110  (SQLite has no event)
            await asyncio.sleep(0.01)
    assert await rows(tmp_path, "SELECT answer_id FROM kept_answers") == [(kept.answer_id,)]


async def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "whosaid.db")) as connection:
        return connection.execute(query).fetchall()


async def test_ids_are_short_and_never_the_same(store: Store) -> None:
    ids = {ask(store).answer_id for _ in range(500)}
    assert len(ids) == 500
    assert {len(each) for each in ids} == {10}


@pytest.mark.parametrize("written", [False, True])
async def test_the_latest_of_a_member_in_a_channel(store: Store, written: bool) -> None:
    ask(store, "first")
    ask(store, "second")
    ask(store, "of somebody else", BEN)
    if written:
        await store.answers.flush()
    latest = await store.answers.latest(ANA, CHANNEL)
    assert latest is not None
    assert latest.query == "second"
    assert await store.answers.latest(ANA, CHANNEL + 1) is None


async def test_a_change_after_it_was_written(store: Store) -> None:
    kept = ask(store)
    await store.flush()
    change(store, kept, query="another question", command="ask", message=7)
    await store.flush()
    found = await store.answers.get(kept.answer_id)
    assert found is not None
    assert (found.query, found.command, found.message, found.asked_at) == (
        "another question",
        "ask",
        7,
        kept.asked_at,
    )


async def test_what_was_dropped_is_gone(store: Store) -> None:
    kept, written = ask(store), ask(store)
    await store.flush()
    await store.answers.drop(written)
    await store.answers.drop(kept)
    await store.answers.drop(kept)
    assert await store.answers.get(kept.answer_id) is None
    assert await store.answers.get(written.answer_id) is None


async def test_it_expires(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    store = await Store.open(path, retention_days=7)
    kept = ask(store)
    await store.votes.cast(kept, BEN, good=True)
    now = datetime.now(UTC)
    for age, there in ((timedelta(days=7, seconds=-60), True), (timedelta(days=7, seconds=1), False)):
        await store.connection.execute("UPDATE kept_answers SET asked_at = ?", ((now - age).isoformat(),))
        assert (await store.answers.get(kept.answer_id) is not None) is there
    await store.forget_old()
    assert await rows(tmp_path, "SELECT * FROM kept_answers") == []
    assert await rows(tmp_path, "SELECT * FROM votes") == []
    await store.close()


async def test_the_bot_goes_on_while_the_database_is_locked(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await store.connection.execute("PRAGMA busy_timeout = 20")
    monkeypatch.setattr("bot.records.answers._WAITING_ANSWERS", 2)
    with closing(sqlite3.connect(tmp_path / "whosaid.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        oldest, kept, newest = ask(store), ask(store), ask(store)
        await store.flush()
        await store.flush()
        assert await store.answers.get(oldest.answer_id) is None
        assert await store.answers.get(kept.answer_id) == kept
        with pytest.raises(StoreError, match=r"cannot be kept: .*locked"):
            await store.votes.cast(kept, BEN, good=True)
    assert [record.getMessage() for record in caplog.records] == [
        "Answers cannot be kept at the moment: the database is locked by another program."
    ]
    await store.flush()
    assert {row[0] for row in await rows(tmp_path, "SELECT answer_id FROM kept_answers")} == {
        kept.answer_id,
        newest.answer_id,
    }


async def test_a_database_in_memory_keeps_answers_till_the_end(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    store = await Store.open(tmp_path / "file" / "whosaid.db")
    assert store.fault
    kept = ask(store)
    await store.flush()
    assert await store.answers.get(kept.answer_id) == kept
    tally = await store.votes.cast(kept, BEN, good=False)
    assert tally.bad == 1
    await store.close()
