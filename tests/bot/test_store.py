import os
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiosqlite
import pytest

import bot.migrations
from bot.migrations import migrate, migrations
from bot.store import DIRECT_MESSAGES, MOST_RESULTS, Outcome, ServerSettings, Store, StoreError

SERVER = 123456789012345678


@asynccontextmanager
async def opened(path: Path, **options: int) -> AsyncIterator[Store]:
    store = await Store.open(path, **options)
    try:
        yield store
    finally:
        await store.close()


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        return connection.execute(query).fetchall()


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def forbid_writing(*paths: Path) -> None:
    for path in paths:
        path.chmod(path.stat().st_mode & 0o555)


def damage(path: Path) -> None:
    """Overwrite all but the first page."""
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xaa" * (len(content) - 4096))


def today() -> str:
    return datetime.now(UTC).date().isoformat()


async def test_a_server_starts_with_the_log_off(tmp_path: Path) -> None:
    async with opened(tmp_path / "new" / "whosaid.db") as store:
        assert store.fault is None
        assert store.server(SERVER) == ServerSettings(prefix=None, results=None, question_log=False)


async def test_settings_outlive_the_bot(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    async with opened(path) as store:
        await store.change_server(SERVER, prefix="?")
        await store.change_server(SERVER, results=MOST_RESULTS)
    async with opened(path) as store:
        assert store.server(SERVER) == ServerSettings("?", MOST_RESULTS, question_log=False)
        assert store.server(SERVER + 1) == ServerSettings()


async def test_a_setting_the_table_refuses_changes_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path / "whosaid.db") as store:
        await store.change_server(SERVER, results=5)
        with pytest.raises(StoreError, match="cannot be kept"):
            await store.change_server(SERVER, results=MOST_RESULTS + 1)
        assert store.server(SERVER).results == 5
        await store.change_server(SERVER, prefix="?")
        assert store.server(SERVER) == ServerSettings("?", 5, question_log=False)


async def test_counts_bear_no_words_and_add_up_over_restarts(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    for _ in range(2):
        async with opened(path) as store:
            store.note_question(SERVER, "about", Outcome.FOUND, "a very private matter")
            store.note_question(SERVER, "about", Outcome.NOT_FOUND, "another")
            store.note_question(DIRECT_MESSAGES, "ask", Outcome.FOUND, "a third")
    async with opened(path) as store:
        assert await store.counts(SERVER) == {
            (today(), "about", Outcome.FOUND): 2,
            (today(), "about", Outcome.NOT_FOUND): 2,
        }
        assert await store.counts(DIRECT_MESSAGES) == {(today(), "ask", Outcome.FOUND): 2}
        assert await store.words_asked(SERVER) == []
    assert b"private matter" not in everything_in(tmp_path)


async def test_words_are_kept_only_while_the_log_is_on(tmp_path: Path) -> None:
    async with opened(tmp_path / "whosaid.db") as store:
        await store.change_server(SERVER, question_log=True)
        store.note_question(SERVER, "about", Outcome.FOUND, "first")
        store.note_question(SERVER, "ask", Outcome.NOT_FOUND, "second")
        store.note_question(SERVER + 1, "ask", Outcome.FOUND, "elsewhere")
        assert await store.words_asked(SERVER) == ["second", "first"]
        assert await store.words_asked(SERVER + 1) == []
        store.note_question(SERVER, "ask", Outcome.FOUND, "still to be written")
        await store.change_server(SERVER, question_log=False)
        assert await store.words_asked(SERVER) == []


async def test_old_words_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    async with opened(path) as store:
        await store.change_server(SERVER, question_log=True)
        store.note_question(SERVER, "about", Outcome.FOUND, "new")
        store.note_question(SERVER, "about", Outcome.FOUND, "old")
    eight_days_ago = (datetime.now(UTC) - timedelta(days=8)).isoformat()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE question_log SET asked_at = ? WHERE words = 'old'", (eight_days_ago,))
    async with opened(path, retention_days=9) as store:
        assert await store.words_asked(SERVER) == ["old", "new"]
    async with opened(path, retention_days=7) as store:
        assert await store.words_asked(SERVER) == ["new"]


async def test_a_damaged_database(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    path.write_bytes(b"this is no database at all" * 500)
    async with opened(path) as store:
        assert store.fault == (
            f"The database “{path}” is damaged (move it away, and a new one is made): server settings, "
            "counts, watches and the buttons of answers last only until the bot stops."
        )
        await store.change_server(SERVER, prefix="?")
        store.note_question(SERVER, "about", Outcome.FOUND, "words")
        assert len(await store.counts(SERVER)) == 1
    assert path.read_bytes().startswith(b"this is no database")


async def test_a_database_with_damaged_pages(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    async with opened(path) as store:
        await store.change_server(SERVER, prefix="?")
    damage(path)
    async with opened(path) as store:
        assert store.fault is not None
        assert "is damaged" in store.fault
        await store.change_server(SERVER, prefix="+")


async def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE server_settings (theirs)")
        connection.execute("PRAGMA user_version = 12")
    async with opened(path) as store:
        assert store.fault is not None
        assert "belongs to another program" in store.fault
        await store.change_server(SERVER, prefix="?")
    assert rows(path, "SELECT name FROM sqlite_master") == [("server_settings",)]


async def test_a_folder_where_the_database_should_be(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        assert store.fault is not None
        assert "cannot be opened" in store.fault


async def test_a_database_of_a_newer_version_is_left_alone_and_read(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    async with opened(path) as store:
        await store.change_server(SERVER, prefix="?")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA user_version = 9999")
    async with opened(path) as store:
        assert store.fault is not None
        assert "newer version" in store.fault
    assert rows(path, "PRAGMA user_version") == [(9999,)]


async def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be", "utf-8")
    async with opened(tmp_path / "data" / "whosaid.db") as store:
        assert store.fault is not None
        assert "cannot be made" in store.fault


async def test_a_locked_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.database._BUSY_SECONDS", 0.05)
    path = tmp_path / "whosaid.db"
    async with opened(path):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        async with opened(path) as store:
            assert store.fault is not None
            assert "locked by another program" in store.fault


async def test_what_is_noted_while_it_is_locked_is_written_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.database._BUSY_SECONDS", 0.05)
    path = tmp_path / "whosaid.db"
    async with opened(path) as store:
        await store.change_server(SERVER, question_log=True)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            store.note_question(SERVER, "about", Outcome.FOUND, "first")
            await store.flush()
            store.note_question(SERVER, "about", Outcome.FOUND, "second")
            await store.flush()
            with pytest.raises(StoreError, match="locked"):
                await store.change_server(SERVER, prefix="?")
        assert [record.getMessage() for record in caplog.records] == [
            "Questions cannot be counted at the moment: the database is locked by another program."
        ]
        assert await store.counts(SERVER) == {(today(), "about", Outcome.FOUND): 2}
        assert await store.words_asked(SERVER) == ["second", "first"]
        assert store.server(SERVER).prefix is None


@pytest.fixture
def unprivileged_folder() -> Iterator[Path]:
    """A folder, while the process may not override permissions, as it may when it is root."""
    with tempfile.TemporaryDirectory() as name:
        root = os.geteuid() == 0
        if root:
            os.chown(name, 65534, 65534)
            os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            if root:
                os.seteuid(0)
            Path(name).chmod(0o777)


@pytest.mark.parametrize("whole_folder", [False, True])
async def test_a_database_that_can_only_be_read_keeps_its_settings_in_force(
    unprivileged_folder: Path, whole_folder: bool
) -> None:
    path = unprivileged_folder / "whosaid.db"
    async with opened(path) as store:
        await store.change_server(SERVER, prefix="?")
    forbid_writing(path, *([unprivileged_folder] if whole_folder else []))
    async with opened(path) as store:
        assert store.fault is not None
        assert store.server(SERVER).prefix == "?"
        store.note_question(SERVER, "about", Outcome.FOUND, "words")
        await store.change_server(SERVER, results=2)
        assert len(await store.counts(SERVER)) == 1
    assert rows(path, "SELECT prefix, results FROM server_settings") == [("?", None)]


async def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    steps = {1: "CREATE TABLE a (x);", 2: "CREATE TABLE b (x); CREATE TABLE c (x); nonsense;"}
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        with pytest.raises(sqlite3.Error):
            await migrate(connection, steps)
    assert rows(path, "SELECT name FROM sqlite_master") == [("a",)]
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        assert await migrate(connection, steps | {2: "-- a; comment\nCREATE TABLE b (x);"}) == 1
        assert await migrate(connection, steps) == 0
    assert rows(path, "PRAGMA user_version") == [(2,)]


def test_no_two_migrations_have_one_number() -> None:
    files = list(Path(bot.migrations.__path__[0]).glob("*.sql"))
    assert len(migrations()) == len(files)
