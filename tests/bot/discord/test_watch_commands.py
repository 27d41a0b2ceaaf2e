from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
import pytest

from bot.commands.watch_news import WatchNews
from bot.current_archive import CurrentArchive
from bot.records.watches import MOST_OF_MEMBER
from retrieval import Archive
from tests.bot.discord.messages import custom_ids_of, text_of
from tests.bot.news import FERRY, HARBOUR

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot


@pytest.fixture
def seeds(folder: Path) -> Archive:
    """What the bot answers from here."""
    return Archive.open(folder)


async def add_an_article(env: Env, bot: WhosaidBot, folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")
    bot.current = CurrentArchive(Archive.open(folder))
    with env._bot_scope():  # so that its timers are on the made-up clock
        bot.dispatch("articles_reloaded")
    await env.settle()


def news_of(bot: WhosaidBot) -> WatchNews:
    cog = bot.get_cog("WatchNews")
    assert isinstance(cog, WatchNews)
    return cog


async def look_after_start(bot: WhosaidBot) -> None:
    await asyncio.gather(*news_of(bot)._looks)


async def test_an_added_article_is_told_where_it_was_asked_for(
    simcord_env: Env, simcord_bot: WhosaidBot, channel: ChannelHandle, ann: MemberActor, folder: Path
) -> None:
    simcord_bot.settings = replace(simcord_bot.settings, source_base_url="https://news.example/")
    await ann.send(channel, "!watch  harbour ")
    assert "I watch “harbour”" in text_of(channel.last_message)
    assert "!unwatch harbour" in text_of(channel.last_message)
    await add_an_article(simcord_env, simcord_bot, folder, "b.txt", FERRY)
    told = channel.last_message
    assert text_of(told).startswith(f"New on **harbour**, watched by <@{ann.id}>:")
    assert "A second ferry left the **harbour**" in text_of(told)
    assert "[b.txt](https://news.example/b.txt)" in text_of(told)
    (around,) = custom_ids_of(told, "around")
    read = await ann.click(told, custom_id=around)
    assert "second ferry" in text_of(read.response)
    before = len(channel.history())
    await add_an_article(simcord_env, simcord_bot, folder, "c.txt", HARBOUR.replace("harbour", "square"))
    assert len(channel.history()) == before


async def test_each_match_is_told_once_also_across_restarts(
    simcord_env: Env,
    channel: ChannelHandle,
    ann: MemberActor,
    folder: Path,
    restart: Callable[[], Awaitable[WhosaidBot]],
) -> None:
    await ann.send(channel, "!watch harbour")
    before = len(channel.history())
    (folder / "b.txt").write_text(FERRY, "utf-8")
    bot = await restart()
    await look_after_start(bot)
    await add_an_article(simcord_env, bot, folder, "b.txt", FERRY)
    assert len(channel.history()) == before + 1
    assert "second ferry" in text_of(channel.last_message)
    await look_after_start(await restart())
    await simcord_env.settle()
    assert len(channel.history()) == before + 1


async def test_by_slash_mention_and_direct_message(
    simcord_env: Env, simcord_bot: WhosaidBot, channel: ChannelHandle, ann: MemberActor, folder: Path
) -> None:
    result = await ann.slash(channel, "watch", topic="ferry", direct=True)
    assert result.ephemeral
    assert "by direct message" in text_of(result.response)
    await ann.send(channel, f"<@{simcord_bot.user.id}> watch evening")
    assert "I watch “evening”" in text_of(channel.last_message)
    await ann.send_dm("watch people")
    assert "by direct message" in text_of(ann.user.dm_channel.last_message)
    before = len(channel.history())
    await add_an_article(simcord_env, simcord_bot, folder, "b.txt", FERRY)
    assert len(channel.history()) == before + 1
    direct = [text_of(message) for message in ann.user.dm_channel.history()[-2:]]
    assert [text.splitlines()[0] for text in direct] == [
        "New on **ferry**, which you watch:",
        "New on **people**, which you watch:",
    ]


async def test_what_is_watched_is_listed_and_ended(
    channel: ChannelHandle, ann: MemberActor, ben: MemberActor
) -> None:
    await ann.send(channel, "!watches")
    assert text_of(channel.last_message) == "Nothing is watched here."
    await ann.send(channel, "!watch harbour")
    await ann.slash(channel, "watch", topic="a secret", direct=True)
    await ben.send(channel, "!watch ferry")
    await ann.send(channel, "!watches")
    listed = text_of(channel.last_message)
    assert "You watch 2 topics here" in listed
    assert f"1. **harbour** · <#{channel.id}>" in listed
    assert "1 more is watched in this server:\n- **ferry**" in listed
    assert "secret" not in listed
    alone = await ann.slash(channel, "watches")
    assert alone.ephemeral
    assert "2. **a secret** · by direct message" in text_of(alone.response)
    assert "secret" not in text_of((await ben.slash(channel, "watches")).response)
    choices = await ann.autocomplete(channel, "unwatch", "topic", "har")
    assert [choice["value"] for choice in choices] == ["harbour"]
    await ann.send(channel, "!unwatch ferry")
    assert "Nobody watches “ferry”" in text_of(channel.last_message)
    await ann.send(channel, "!unwatch Harbour")
    assert "“harbour” is watched no longer." in text_of(channel.last_message)
    await ann.slash(channel, "unwatch", topic="1")
    await ann.send(channel, "!watches")
    assert "You watch 0 topics here" in text_of(channel.last_message)


async def test_who_manages_the_server_ends_any_watch_in_it(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor
) -> None:
    role = simcord_env.guild.create_role("editors", permissions=discord.Permissions(manage_guild=True))
    chief = simcord_env.guild.add_member(simcord_env.create_user("chief"), roles=[role])
    await ann.send(channel, "!watch ferry")
    await chief.send(channel, "!unwatch ferry")
    assert "“ferry” is watched no longer." in text_of(channel.last_message)


async def test_a_member_may_have_so_many(channel: ChannelHandle, ann: MemberActor) -> None:
    for number in range(MOST_OF_MEMBER):
        await ann.slash(channel, "watch", topic=f"topic {number}", direct=False)
    await ann.send(channel, "!watch one more")
    assert f"You watch {MOST_OF_MEMBER} topics here already" in text_of(channel.last_message)


async def test_long_topics_fit(channel: ChannelHandle, ann: MemberActor) -> None:
    for number in range(MOST_OF_MEMBER):
        await ann.send(channel, f"!watch {number} {'**санкции** 👍 ' * 60}")
    await ann.send(channel, "!watches")
    assert f"{MOST_OF_MEMBER}. **" in text_of(channel.last_message)
