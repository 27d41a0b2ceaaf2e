"""Answers that take longer than Discord waits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from tests.bot.discord.messages import text_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from simcord import ChannelHandle, Env, MemberActor

DEFERRED = 5


@pytest.fixture(autouse=True)
def slow(simcord_env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    find = simcord_env.bot.finder.find

    async def slowly(*arguments: Any, **named: Any) -> Any:
        await asyncio.sleep(0.3)
        return await find(*arguments, **named)

    monkeypatch.setattr(simcord_env.bot.finder, "find", slowly)
    monkeypatch.setattr("bot.commands.patience.SECONDS", 0.05)


@pytest.mark.parametrize("private", [False, True])
async def test_a_slash_command_is_deferred(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, private: bool
) -> None:
    result = await ann.slash(channel, "about", topic="sanctions", private=private)
    (response,) = (r.json for r in simcord_env.http_requests if r.path.endswith("/callback"))
    assert response["type"] == DEFERRED
    assert result.ephemeral is private
    shown = result.response or result.followups[0]
    assert "**sanctions**" in text_of(shown)


async def test_a_message_is_answered_after_typing(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor
) -> None:
    await ann.send(channel, "!about sanctions")
    assert "**sanctions**" in text_of(channel.last_message)
    assert any(request.path.endswith("/typing") for request in simcord_env.http_requests)


ALONE = {
    "watches": {},
    "unwatch": {"topic": "1"},
    "forget me": {},
    "my data": {},
    "cite": {},
    "export": {},
    "settings": {"setting": "results", "value": "5"},
}
"""Commands that keep or find something in the database, and their options."""


@pytest.mark.parametrize("command", ["watch", "read", "help", *ALONE])
async def test_a_slow_database_or_archive_defers_every_command(
    simcord_env: Env,
    channel: ChannelHandle,
    chief: MemberActor,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    await chief.send(channel, "!about sanctions")
    bot, to_thread = simcord_env.bot, asyncio.to_thread

    def slowly(method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def slow(*arguments: Any, **named: Any) -> Any:
            await asyncio.sleep(0.3)
            return await method(*arguments, **named)

        return slow

    monkeypatch.setattr(asyncio, "to_thread", slowly(to_thread))
    tables = bot.store._tables
    monkeypatch.setattr(type(tables), "rows", slowly(type(tables).rows))
    monkeypatch.setattr(bot.store, "change_server", slowly(bot.store.change_server))
    monkeypatch.setattr(bot.store.members, "forget", slowly(bot.store.members.forget))
    options = {"watch": {"topic": "sanctions", "direct": False}, "read": {"article": "ceasefire"}, "help": {}}
    result = await chief.slash(channel, command, **{**ALONE, **options}[command])
    (response,) = (r.json for r in simcord_env.http_requests if r.path.endswith("/callback"))
    assert response["type"] == DEFERRED
    assert result.ephemeral is (command in ALONE)
    assert text_of(result.response or result.followups[0])
