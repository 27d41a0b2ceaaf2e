"""News that Discord does not take: nothing is told twice, nothing is lost."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.records.tables import StoreError
from bot.records.watches import Watch
from retrieval import Archive
from tests.bot.discord.messages import refuse_direct_messages, text_of
from tests.bot.discord.test_watch_commands import add_an_article, news_of
from tests.bot.news import FERRY, SQUARE

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot

SEND_MESSAGES = discord.Permissions(send_messages=True).value
REFUSED = {
    "forbidden": (403, 50001, "Missing Access"),
    "a direct message that is refused": (403, 50007, "Cannot send messages to this user"),
    "something unknown that is not the place": (404, 10008, "Unknown Message"),
    "a fault of Discord's": (500, 0, "Internal Server Error"),
}


@pytest.fixture
def seeds(folder: Path) -> Archive:
    """What the bot answers from here."""
    return Archive.open(folder)


@pytest.fixture(autouse=True)
def _told_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")


def posts_to(env: Env, channel: ChannelHandle) -> list[dict[str, Any]]:
    path = f"/channels/{channel.id}/messages"
    return [request.json for request in env.http_requests if (request.method, request.path) == ("POST", path)]


@pytest.mark.parametrize("refusal", REFUSED)
async def test_what_is_refused_is_told_later_and_once(
    simcord_env: Env,
    simcord_bot: WhosaidBot,
    channel: ChannelHandle,
    ann: MemberActor,
    folder: Path,
    refusal: str,
) -> None:
    await ann.send(channel, "!watch harbour")
    before = len(channel.history())
    status, code, message = REFUSED[refusal]
    simcord_env.inject_error("POST", "/channels/*/messages", status=status, code=code, message=message)
    await add_an_article(simcord_env, simcord_bot, folder, "b.txt", FERRY)
    assert len(channel.history()) == before
    assert len(await simcord_bot.store.watches.everything()) == 1

    await add_an_article(simcord_env, simcord_bot, folder, "c.txt", SQUARE)
    assert len(channel.history()) == before + 1
    assert "second ferry" in text_of(channel.last_message)
    await add_an_article(simcord_env, simcord_bot, folder, "d.txt", SQUARE.replace("new", "old"))
    assert len(channel.history()) == before + 1


async def test_it_is_tried_again_by_itself_and_less_and_less_often(
    simcord_env: Env, simcord_bot: WhosaidBot, channel: ChannelHandle, ann: MemberActor, folder: Path
) -> None:
    await ann.send(channel, "!watch harbour")
    before = len(channel.history())
    simcord_env.inject_error("POST", "/channels/*/messages", status=403, code=50001, times=2)
    await add_an_article(simcord_env, simcord_bot, folder, "b.txt", FERRY)
    await simcord_env.advance_time(61)
    assert len(channel.history()) == before
    await simcord_env.advance_time(61)
    assert len(channel.history()) == before
    await simcord_env.advance_time(61)
    assert len(channel.history()) == before + 1
    await simcord_env.advance_time(600)
    assert len(channel.history()) == before + 1


async def test_the_same_news_have_the_same_nonce(
    simcord_env: Env, simcord_bot: WhosaidBot, channel: ChannelHandle, ann: MemberActor, folder: Path
) -> None:
    """Discord drops the second of two messages of one nonce, should the first have arrived all the same."""
    await ann.send(channel, "!watch harbour")
    await ann.send(channel, "!watch ferry")
    simcord_env.inject_error("POST", "/channels/*/messages", status=403, code=50001, times=1)
    await add_an_article(simcord_env, simcord_bot, folder, "b.txt", FERRY)
    await simcord_env.advance_time(61)
    refused, other, again = posts_to(simcord_env, channel)[-3:]
    assert refused["enforce_nonce"] is True
    assert refused["nonce"] == again["nonce"] != other["nonce"]
    assert len(refused["nonce"]) <= 25


@pytest.mark.parametrize("method", ["seen", "note_told", "note_seen"])
async def test_a_database_that_is_locked_meanwhile_delays_news_and_doubles_none(
    simcord_env: Env,
    simcord_bot: WhosaidBot,
    channel: ChannelHandle,
    ann: MemberActor,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
) -> None:
    async def locked(*_: Any) -> None:
        raise StoreError("This cannot be kept: the database is locked by another program.")

    await ann.send(channel, "!watch harbour")
    before = len(channel.history())
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(simcord_bot.store.watches, method, locked)
        await add_an_article(simcord_env, simcord_bot, folder, "b.txt", FERRY)
    await simcord_env.advance_time(61)
    nonces = {message["nonce"] for message in posts_to(simcord_env, channel)[1:]}
    assert len(nonces) == 1
    # Discord shows one message of one nonce; the made-up one does not look at it.
    assert len(channel.history()) == before + (2 if method == "note_told" else 1)


async def test_one_refusal_keeps_no_other_watch_waiting(
    simcord_env: Env, simcord_bot: WhosaidBot, channel: ChannelHandle, ann: MemberActor, folder: Path
) -> None:
    await ann.send(channel, "!watch harbour")
    await ann.send(channel, "!watch ferry")
    simcord_env.inject_error("POST", "/channels/*/messages", status=403, code=50001)
    await add_an_article(simcord_env, simcord_bot, folder, "b.txt", FERRY)
    assert text_of(channel.last_message).startswith("New on **ferry**")


async def test_where_the_bot_may_not_write_it_waits_until_it_may(
    simcord_env: Env, simcord_bot: WhosaidBot, channel: ChannelHandle, ann: MemberActor, folder: Path
) -> None:
    await ann.send(channel, "!watch harbour")
    backend, me = simcord_env.backend, simcord_bot.user.id
    backend.set_overwrite(channel.id, Overwrite(me, OverwriteType.MEMBER, deny=SEND_MESSAGES))
    posted = len(posts_to(simcord_env, channel))
    await add_an_article(simcord_env, simcord_bot, folder, "b.txt", FERRY)
    assert len(posts_to(simcord_env, channel)) == posted, "Discord is not asked in vain"
    backend.delete_overwrite(channel.id, me)
    await simcord_env.advance_time(61)
    assert "second ferry" in text_of(channel.last_message)


@pytest.mark.parametrize("gone", ["in Discord alone", "known to be gone"])
async def test_a_channel_that_is_gone_ends_its_watch(
    simcord_env: Env,
    simcord_bot: WhosaidBot,
    channel: ChannelHandle,
    ann: MemberActor,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
    gone: str,
) -> None:
    other = simcord_env.guild.create_text_channel("lobby")
    await ann.send(channel, "!watch harbour")
    await ann.send(other, "!watch harbour")
    if gone == "known to be gone":
        await simcord_bot.get_channel(channel.id).delete()
    else:
        simcord_env.inject_error(
            "POST", f"/channels/{channel.id}/messages", status=404, code=10003, message="Unknown Channel"
        )
    await add_an_article(simcord_env, simcord_bot, folder, "b.txt", FERRY)
    assert [watch.channel for watch in await simcord_bot.store.watches.everything()] == [other.id]
    assert "The place of the watch 1 is gone, and the watch with it." in caplog.text
    assert "second ferry" in text_of(other.last_message)


async def test_closed_direct_messages(
    simcord_env: Env, simcord_bot: WhosaidBot, channel: ChannelHandle, ann: MemberActor, folder: Path
) -> None:
    await ann.slash(channel, "watch", topic="harbour", direct=True)
    await ann.send_dm("privacy")
    direct = ann.user.dm_channel
    before = len(direct.history())
    refuse_direct_messages(simcord_env, direct)
    await add_an_article(simcord_env, simcord_bot, folder, "b.txt", FERRY)
    assert len(direct.history()) == before
    await simcord_env.advance_time(61)
    assert len(direct.history()) == before + 1
    assert "second ferry" in text_of(direct.last_message)


async def test_a_server_that_the_bot_was_taken_from(
    simcord_env: Env, simcord_bot: WhosaidBot, channel: ChannelHandle, ann: MemberActor
) -> None:
    await ann.send(channel, "!watch harbour")
    await ann.slash(channel, "watch", topic="ferry", direct=True)
    await ann.send_dm("watch square")
    await news_of(simcord_bot).on_guild_remove(simcord_bot.get_guild(simcord_env.guild.id))
    assert [watch.topic for watch in await simcord_bot.store.watches.everything()] == ["square"]


async def test_a_watch_of_a_server_that_it_was_taken_from_while_it_was_away(
    simcord_env: Env, simcord_bot: WhosaidBot, channel: ChannelHandle, folder: Path
) -> None:
    watches = simcord_bot.store.watches
    added: Watch = await watches.add("harbour", member=5, server=123, channel=channel.id, direct=False)
    await add_an_article(simcord_env, simcord_bot, folder, "b.txt", FERRY)
    assert not await watches.is_on(added.id)
    assert all("second ferry" not in text_of(message) for message in channel.history())


async def test_a_fault_of_the_program_is_in_the_log_and_keeps_nothing_from_being_told(
    simcord_env: Env,
    simcord_bot: WhosaidBot,
    channel: ChannelHandle,
    ann: MemberActor,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def breaks(*_: Any) -> discord.ui.LayoutView:
        raise ZeroDivisionError("a fault of the program")

    await ann.send(channel, "!watch harbour")
    before = len(channel.history())
    with monkeypatch.context() as broken:
        broken.setattr("bot.commands.watch_news.news_view", breaks)
        await add_an_article(simcord_env, simcord_bot, folder, "b.txt", FERRY)
    assert "a fault of the program" in caplog.text
    await simcord_env.advance_time(61)
    assert len(channel.history()) == before + 1
