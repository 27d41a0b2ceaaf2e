"""`python -m bot` as a process against a gateway and a REST server that speak Discord's protocol."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import pytest
from simcord.components import walk_components

from tests.discord_server.server import TOKEN, DiscordServer
from tests.discord_server.world import BOT_ID, DM_CHANNEL_ID, THREAD_ID

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from tests.discord_server.rest import Request
    from tests.end_to_end.conftest import BotProcess

    StartBot = Callable[..., AbstractAsyncContextManager[BotProcess]]

MESSAGE_CONTENT = 1 << 15


def text_of(request: Request) -> str:
    body = request.body.get("data", request.body)
    return "\n".join(part["content"] for part in walk_components(body["components"]) if part["type"] == 10)


def topic(words: str) -> list[dict[str, Any]]:
    return [{"name": "topic", "type": 3, "value": words}]


async def test_it_answers_and_stops_cleanly(discord_server: DiscordServer, start_bot: StartBot) -> None:
    async with start_bot(LOG_LEVEL="DEBUG") as bot:
        await discord_server.until_connected()
        by_prefix = await discord_server.ask("!about sanctions")
        assert "**sanctions**" in text_of(by_prefix)
        assert by_prefix.body["allowed_mentions"] == {"parse": []}
        by_mention = await discord_server.ask(f"<@{BOT_ID}> who said undergoing their usual routine")
        assert "Churkin" in text_of(by_mention)
        in_thread = await discord_server.ask("!about sanctions", channel=THREAD_ID)
        assert "**sanctions**" in text_of(in_thread)
        directly = await discord_server.ask("sanctions", channel=DM_CHANNEL_ID)
        assert "**sanctions**" in text_of(directly)
        by_slash = await discord_server.slash("about", topic("sanctions"))
        assert text_of(by_slash) == text_of(by_prefix)
        assert by_slash.query == {"with_response": "1"}
        assert await bot.stop() == 0
    assert TOKEN not in bot.output
    assert "3 articles" in bot.output
    assert "Stopped." in bot.output
    assert "Traceback" not in bot.output


async def test_buttons_of_a_bot_that_was_stopped_since(
    discord_server: DiscordServer, start_bot: StartBot
) -> None:
    async with start_bot() as bot:
        await discord_server.until_connected()
        await discord_server.ask("!about sanctions")
        assert await bot.stop() == 0
    registered = len([r for r in discord_server.rest.requests if r.method == "PUT"])
    answer = discord_server.posted()[-1]
    around = next(c["custom_id"] for c in walk_components(answer["components"]) if c["type"] == 2)

    discord_server.gateway.identified_once.clear()
    async with start_bot() as bot:
        await discord_server.until_connected()
        assert "sanctions" in text_of(await discord_server.press(answer, around))
        assert await bot.stop() == 0
    assert registered == len([r for r in discord_server.rest.requests if r.method == "PUT"]) == 1


async def test_a_broken_connection_is_resumed_and_nothing_is_lost(
    discord_server: DiscordServer, start_bot: StartBot
) -> None:
    async with start_bot() as bot:
        await discord_server.until_connected()
        await discord_server.ask("!about sanctions")
        discord_server.gateway.drop()
        assert "**sanctions**" in text_of(await discord_server.ask("!about sanctions"))
        assert discord_server.gateway.resumed == 1
        assert discord_server.gateway.identified == 1
        await discord_server.gateway.ask_to_reconnect()
        assert "**sanctions**" in text_of(await discord_server.ask("!about sanctions"))
        assert discord_server.gateway.resumed == 2
        assert await bot.stop() == 0


async def test_a_session_that_discord_ends_is_begun_anew(
    discord_server: DiscordServer, start_bot: StartBot
) -> None:
    async with start_bot() as bot:
        await discord_server.until_connected()
        await discord_server.ask("!about sanctions")
        discord_server.gateway.identified_once.clear()
        await discord_server.gateway.invalidate()
        await discord_server.until_connected()
        assert "**sanctions**" in text_of(await discord_server.ask("!about sanctions"))
        assert (discord_server.gateway.identified, discord_server.gateway.resumed) == (2, 0)
        # What was posted in the old session has its buttons in the new one.
        answer = discord_server.posted()[0]
        around = next(c["custom_id"] for c in walk_components(answer["components"]) if c["type"] == 2)
        assert "sanctions" in text_of(await discord_server.press(answer, around))
        await discord_server.gateway.invalidate(resumable=True)
        assert "**sanctions**" in text_of(await discord_server.ask("!about sanctions"))
        assert (discord_server.gateway.identified, discord_server.gateway.resumed) == (2, 1)
        assert await bot.stop() == 0
    assert "Traceback" not in bot.output


async def test_heartbeats_are_sent(discord_server: DiscordServer, start_bot: StartBot) -> None:
    discord_server.gateway.heartbeat_interval = 50
    async with start_bot() as bot:
        await discord_server.until_connected()
        await discord_server.ask("!about sanctions")
        await discord_server.gateway.until_heartbeats(4)
        assert await bot.stop() == 0


async def test_a_rate_limit_is_waited_for_and_a_server_error_retried(
    discord_server: DiscordServer, start_bot: StartBot
) -> None:
    async with start_bot() as bot:
        await discord_server.until_connected()
        discord_server.rest.limit_rate("POST", "/channels/*/messages", 0.1)
        assert "**sanctions**" in text_of(await discord_server.ask("!about sanctions"))
        discord_server.rest.fail("POST", "/channels/*/messages", 502)
        await discord_server.ask("!about sanctions")
        await discord_server.rest.wait_for_count("POST", "/channels/*/messages", 4)
        assert len(discord_server.posted()) == 2
        assert await bot.stop() == 0


async def test_a_refused_post_does_not_stop_the_bot(
    discord_server: DiscordServer, start_bot: StartBot
) -> None:
    async with start_bot() as bot:
        await discord_server.until_connected()
        refused = {"message": "Missing Permissions", "code": 50013}
        discord_server.rest.fail("POST", "/channels/*/messages", 403, body=refused, times=2)
        await discord_server.say("!about sanctions")
        await discord_server.rest.wait_for_count("POST", "/channels/*/messages", 2)
        assert "**sanctions**" in text_of(await discord_server.ask("!about sanctions"))
        assert await bot.stop() == 0


async def test_without_the_privileged_intent(discord_server: DiscordServer, start_bot: StartBot) -> None:
    discord_server.gateway.privileged_allowed = False
    async with start_bot() as bot:
        assert await bot.ended() == 2
    assert (
        bot.output.strip().splitlines()[-1].startswith("Discord does not let this bot read messages; switch")
    )
    assert "Traceback" not in bot.output

    async with start_bot(MESSAGE_CONTENT="off") as bot:
        await discord_server.until_connected()
        assert not discord_server.gateway.intents() & MESSAGE_CONTENT
        assert "**sanctions**" in text_of(await discord_server.slash("about", topic("sanctions")))
        assert await bot.stop() == 0


async def test_a_wrong_token_is_one_sentence(start_bot: StartBot) -> None:
    wrong = TOKEN + "not"
    async with start_bot(DISCORD_TOKEN=wrong) as bot:
        assert await bot.ended() == 2
    assert bot.output.strip().splitlines()[-1].startswith("Discord refuses DISCORD_TOKEN; ")
    assert wrong not in bot.output
    assert "Traceback" not in bot.output


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_before_it_is_connected_stops_it(
    discord_server: DiscordServer, start_bot: StartBot, number: int
) -> None:
    discord_server.rest.fail("GET", "/users/@me", 503, times=100)
    async with start_bot() as bot:
        await discord_server.rest.wait_for("GET", "/users/@me")
        bot.process.send_signal(number)
        assert await bot.ended() == 0
