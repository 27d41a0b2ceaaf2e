from pathlib import Path

import pytest

from bot.records.servers import LONGEST_COOLDOWN, MOST_QUESTIONS
from bot.store import ServerSettings, Store, StoreError

SERVER = 77


async def test_every_setting_outlives_the_bot(tmp_path: Path) -> None:
    chosen = ServerSettings(
        prefix="?",
        results=5,
        question_log=True,
        allowed_channels=frozenset({1, 2}),
        denied_channels=frozenset({3}),
        commands_off=frozenset({"timeline", "who said"}),
        cooldown_questions=3,
        cooldown_seconds=12.5,
        private=True,
        language="de",
    )
    changes = {name: getattr(chosen, name) for name in ServerSettings.__slots__}
    store = await Store.open(tmp_path / "whosaid.db")
    assert await store.change_server(SERVER, **changes) == chosen
    await store.close()
    store = await Store.open(tmp_path / "whosaid.db")
    assert store.server(SERVER) == chosen
    assert store.server(SERVER + 1) == ServerSettings()
    await store.close()


@pytest.mark.parametrize(
    ("setting", "edge", "beyond"),
    [
        ("cooldown_questions", 1, 0),
        ("cooldown_questions", MOST_QUESTIONS, MOST_QUESTIONS + 1),
        ("cooldown_seconds", 1.0, 0.5),
        ("cooldown_seconds", LONGEST_COOLDOWN, LONGEST_COOLDOWN + 1),
    ],
)
async def test_limits(store: Store, setting: str, edge: float, beyond: float) -> None:
    await store.change_server(SERVER, **{setting: edge})
    with pytest.raises(StoreError):
        await store.change_server(SERVER, **{setting: beyond})
    assert getattr(store.server(SERVER), setting) == edge


def test_where_the_bot_answers() -> None:
    everywhere = ServerSettings()
    assert everywhere.answers_in(1)
    only = ServerSettings(allowed_channels=frozenset({1, 2}), denied_channels=frozenset({2}))
    assert only.answers_in(1)
    assert only.answers_in(50, parent=1), "a thread is where its channel is"
    assert not only.answers_in(2)
    assert not only.answers_in(3)
    assert not only.answers_in(50, parent=3)
    but = ServerSettings(denied_channels=frozenset({3}))
    assert but.answers_in(1)
    assert not but.answers_in(3)
    assert not but.answers_in(50, parent=3)
