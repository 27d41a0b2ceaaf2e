"""Answers that take longer than Discord waits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from tests.bot.discord.messages import text_of

if TYPE_CHECKING:
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
