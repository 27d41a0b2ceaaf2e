from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.bot.discord.messages import components_of, text_of

if TYPE_CHECKING:
    import discord
    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot


async def test_privacy_by_prefix_slash_mention_and_direct_message(
    channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot
) -> None:
    await ann.send(channel, "!privacy")
    text = text_of(channel.last_message)
    assert "for 7 days" in text
    assert "The question log is off here" in text
    assert "!forget me deletes it" in text
    result = await ann.slash(channel, "privacy")
    assert text_of(result.response) == text
    assert result.ephemeral
    await ann.send(channel, f"<@{simcord_bot.user.id}> privacy")
    assert text_of(channel.last_message) == text
    await ann.send_dm("privacy")
    assert "The question log is off here" in text_of(ann.user.dm_channel.last_message)


async def test_privacy_tells_when_the_log_is_on(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot
) -> None:
    await simcord_bot.store.change_server(simcord_env.guild.id, question_log=True)
    await ann.send(channel, "!privacy")
    assert "The question log is on here" in text_of(channel.last_message)


@pytest.mark.parametrize("way", ["prefix", "slash", "mention", "direct"])
async def test_to_be_forgotten(
    channel: ChannelHandle, ann: MemberActor, ben: MemberActor, simcord_bot: WhosaidBot, way: str
) -> None:
    for member in (ann, ben):
        await member.send(channel, "!about sanctions")
        await member.send(channel, "!watch sanctions")
    match way:
        case "prefix":
            await ann.send(channel, "!forget me")
            told = text_of(channel.last_message)
        case "slash":
            told = text_of((await ann.slash(channel, "forget me")).response)
        case "mention":
            await ann.send(channel, f"<@{simcord_bot.user.id}> forget me")
            told = text_of(channel.last_message)
        case _:
            await ann.send_dm("forget me")
            told = text_of(ann.user.dm_channel.last_message)
    assert told == "Deleted: 1 answer with its question and 1 watch. I keep nothing of you now."
    kept = await simcord_bot.store.members.kept_of(ann.id)
    assert not any(rows for name, rows in kept.items() if name != "member")
    assert (await simcord_bot.store.members.kept_of(ben.id))["watches"]
    await ann.send(channel, "!forget me")
    assert text_of(channel.last_message) == "I keep nothing of you."


@pytest.mark.parametrize("words", ["!forget about it", "!forget", "!my goodness", "!my"])
async def test_other_words_do_not_delete_or_send_anything(
    channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot, words: str
) -> None:
    await ann.send(channel, "!watch sanctions")
    await ann.send(channel, words)
    assert channel.last_message.content == words
    assert (await simcord_bot.store.members.kept_of(ann.id))["watches"]


def files_of(message: discord.Message) -> list[discord.Attachment]:
    assert any(part["type"] == 13 for part in components_of(message))
    return message.attachments


async def test_ones_data_comes_where_nobody_else_sees_it(
    channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot
) -> None:
    await ann.send(channel, "!watch sanctions")
    await ann.send(channel, "!my data")
    assert text_of(channel.last_message) == "I have sent it to you by direct message."
    (file,) = files_of(ann.user.dm_channel.last_message)
    kept = json.loads(await file.read())
    assert kept == await simcord_bot.store.members.kept_of(ann.id)
    assert kept["watches"][0]["topic"] == "sanctions"
    await ann.send_dm("my data")
    assert len(files_of(ann.user.dm_channel.last_message)) == 1
    result = await ann.slash(channel, "my data")
    assert result.ephemeral
    await ann.send(channel, f"<@{simcord_bot.user.id}> my data")
    assert len(ann.user.dm_channel.history()) == 4
