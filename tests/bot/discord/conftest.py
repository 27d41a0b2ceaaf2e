"""A bot over the three articles in a made-up Discord, a server with a channel, and two members."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.current_archive import CurrentArchive
from bot.discord_bot import WhosaidBot
from bot.rendering.charts import Bars, Series, draw
from bot.settings import Settings
from tests.bot.news import read

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from simcord import ChannelHandle, Env, MemberActor

    from retrieval import Archive


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # An AutoShardedBot asks Discord how many shards it needs; the made-up one has to be told.
    for item in items:
        if "simcord_env" in getattr(item, "fixturenames", ()) and item.get_closest_marker("simcord") is None:
            item.add_marker(pytest.mark.simcord(shard_count=1))


@pytest.fixture(scope="session")
def seeds() -> Archive:
    # SimCord waits five seconds at most, which a busy machine needs for the first reading alone.
    return read("seeds")


@pytest.fixture(scope="session", autouse=True)
def _drawn_once() -> None:
    # As above: the first picture imports what draws it.
    draw(Bars("Speakers", ["Ada Byron"], [Series("quotations", [1])]))


@pytest.fixture(autouse=True)
def rarely_written(monkeypatch: pytest.MonkeyPatch) -> None:
    # SimCord waits until the bot rests; a timer that is due within seconds is no rest.
    monkeypatch.setattr("bot.store._FLUSH_SECONDS", 3600.0)
    monkeypatch.setattr("bot.store._FORGET_SECONDS", 36000.0)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    # A watched folder is a thread that never rests; it has a test of its own.
    return Settings(database=tmp_path / "whosaid.db", watch_folder=False)


@pytest.fixture
async def simcord_bot(settings: Settings, seeds: Archive) -> AsyncIterator[WhosaidBot]:
    bot = WhosaidBot(settings, CurrentArchive(seeds))
    yield bot
    await bot.close_store()


@pytest.fixture
async def restart(
    simcord_env: Env, settings: Settings, seeds: Archive
) -> AsyncIterator[Callable[[], Awaitable[WhosaidBot]]]:
    """Stop the bot and start another one over the same database, Discord going on meanwhile."""
    started: list[WhosaidBot] = []

    async def start_again() -> WhosaidBot:
        await simcord_env.bot.close_store()
        started.append(WhosaidBot(settings, CurrentArchive(seeds)))
        await simcord_env.restart_bot(started[-1])
        return started[-1]

    yield start_again
    for bot in started:
        await bot.close_store()


@pytest.fixture
def channel(simcord_env: Env) -> ChannelHandle:
    return simcord_env.create_guild().create_text_channel("newsroom")


@pytest.fixture
def ann(simcord_env: Env, channel: ChannelHandle) -> MemberActor:  # noqa: ARG001  (its server is needed)
    return simcord_env.guild.add_member(simcord_env.create_user("ann"))


@pytest.fixture
def ben(simcord_env: Env, channel: ChannelHandle) -> MemberActor:  # noqa: ARG001  (its server is needed)
    return simcord_env.guild.add_member(simcord_env.create_user("ben"))


@pytest.fixture
def chief(simcord_env: Env, channel: ChannelHandle) -> MemberActor:  # noqa: ARG001  (its server is needed)
    """Who manages the server."""
    role = simcord_env.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    return simcord_env.guild.add_member(simcord_env.create_user("chief"), roles=[role])
