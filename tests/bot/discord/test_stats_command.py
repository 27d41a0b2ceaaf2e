from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from tests.bot.discord.messages import text_of

if TYPE_CHECKING:
    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot


@pytest.fixture
def chief(simcord_env: Env, channel: ChannelHandle) -> MemberActor:  # noqa: ARG001  (its server is needed)
    role = simcord_env.guild.create_role("editors", permissions=discord.Permissions(manage_guild=True))
    return simcord_env.guild.add_member(simcord_env.create_user("chief"), roles=[role])


async def test_who_manages_the_server_sees_its_questions(
    channel: ChannelHandle, ann: MemberActor, chief: MemberActor, simcord_bot: WhosaidBot
) -> None:
    await ann.send(channel, "!about sanctions")
    await ann.send(channel, "!about zebras")
    await chief.send(channel, "!stats")
    text = text_of(channel.last_message)
    assert text.startswith("2 questions in the last 30 days, 50 % answered.\nBy command: about 2.")
    assert [file.filename for file in channel.last_message.attachments] == ["stats.png"]
    result = await chief.slash(channel, "stats")
    assert text_of(result.response) == text
    assert result.ephemeral
    await chief.send(channel, f"<@{simcord_bot.user.id}> stats")
    assert text_of(channel.last_message) == text


async def test_where_nothing_was_asked(channel: ChannelHandle, chief: MemberActor) -> None:
    await chief.send(channel, "!stats")
    assert text_of(channel.last_message) == "Nothing was asked here in the last 30 days."


async def test_others_see_nothing(simcord_env: Env, channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!stats")
    assert text_of(channel.last_message) == "This is for members who may manage the server."
    assert len(simcord_env.errors) == 1
    assert "stats" not in ann.available_commands(channel)


async def test_direct_messages_together_are_the_owners_to_see(
    simcord_env: Env, ann: MemberActor, simcord_bot: WhosaidBot
) -> None:
    await ann.send_dm("about sanctions")
    await ann.send_dm("stats")
    assert text_of(ann.user.dm_channel.last_message) == "This is for the bot's owners."
    assert len(simcord_env.errors) == 1
    simcord_bot.owner_id = ann.id
    await ann.send_dm("stats")
    assert text_of(ann.user.dm_channel.last_message).startswith("1 question in the last 30 days")
