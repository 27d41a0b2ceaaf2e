from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest
from simcord import assert_no_errors

from bot.cooldown import Cooldown
from bot.fair_queue import FairQueue
from bot.questions import COMMANDS
from tests.bot.discord.messages import labels_of, text_of

if TYPE_CHECKING:
    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot

ASKED = [
    ("about", {"topic": "sanctions"}, "**sanctions**"),
    ("ask", {"question": "what did Lavrov say about the referendum?"}, "**referendum"),
    ("who said", {"words": "undergoing their usual routine"}, "Churkin"),
]


@pytest.mark.parametrize(("command", "options", "expected"), ASKED)
async def test_by_prefix(
    channel: ChannelHandle, ann: MemberActor, command: str, options: dict[str, str], expected: str
) -> None:
    await ann.send(channel, f"!{command} {next(iter(options.values()))}")
    answer = channel.last_message
    assert expected in text_of(answer)
    assert "Read around it" in labels_of(answer)


@pytest.mark.parametrize(("command", "options", "expected"), ASKED)
async def test_by_slash(
    channel: ChannelHandle, ann: MemberActor, command: str, options: dict[str, str], expected: str
) -> None:
    result = await ann.slash(channel, command, **options)
    assert expected in text_of(result.response)
    assert not result.ephemeral


@pytest.mark.parametrize(("command", "options", "expected"), ASKED)
async def test_by_mention(
    channel: ChannelHandle,
    ann: MemberActor,
    simcord_bot: WhosaidBot,
    command: str,
    options: dict[str, str],
    expected: str,
) -> None:
    await ann.send(channel, f"<@{simcord_bot.user.id}> {command} {next(iter(options.values()))}")
    assert expected in text_of(channel.last_message)


@pytest.mark.parametrize(("command", "options", "expected"), ASKED)
async def test_in_direct_messages(
    ann: MemberActor, command: str, options: dict[str, str], expected: str
) -> None:
    await ann.send_dm(f"{command} {next(iter(options.values()))}")
    assert expected in text_of(ann.user.dm_channel.last_message)


@pytest.mark.parametrize("name", ["articles", "help"])
async def test_commands_without_words(channel: ChannelHandle, ann: MemberActor, name: str) -> None:
    await ann.send(channel, f"!{name}")
    by_prefix = text_of(channel.last_message)
    result = await ann.slash(channel, name)
    assert text_of(result.response) == by_prefix
    assert ("3 articles" if name == "articles" else "!about ") in by_prefix


async def test_every_command_of_the_table_is_a_slash_command(simcord_env: Env) -> None:
    registered = {command.qualified_name for command in simcord_env.bot.tree.walk_commands()}
    assert {command.name for command in COMMANDS} <= registered


@pytest.mark.parametrize("written", ["!whosaid", "!who", "!who  said", "!WHO SAID"])
async def test_other_ways_to_write_who_said(channel: ChannelHandle, ann: MemberActor, written: str) -> None:
    await ann.send(channel, f"{written} undergoing their usual routine")
    assert "Churkin" in text_of(channel.last_message)


async def test_a_private_answer_is_seen_by_its_asker_alone(channel: ChannelHandle, ann: MemberActor) -> None:
    result = await ann.slash(channel, "about", topic="sanctions", private=True)
    assert result.ephemeral


async def test_words_after_a_mention_are_a_question(
    channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot
) -> None:
    await ann.send(channel, f"<@{simcord_bot.user.id}> who is Churkin?")
    assert "**Churkin**" in text_of(channel.last_message)


async def test_a_mention_alone_shows_help(
    channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot
) -> None:
    await ann.send(channel, f"<@{simcord_bot.user.id}>")
    assert "Every command works" in text_of(channel.last_message)


@pytest.mark.parametrize("name", ["about", "ask", "who said"])
async def test_without_words_it_shows_how_it_is_used(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, name: str
) -> None:
    await ann.send(channel, f"!{name}")
    assert f"!{name} " in text_of(channel.last_message)
    assert len(simcord_env.errors) == 1


async def test_nothing_found_is_said(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!about zebras")
    assert "zebras" in text_of(channel.last_message)
    assert labels_of(channel.last_message) == []


async def test_it_is_silent_to_what_is_not_meant_for_it(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor
) -> None:
    machine = simcord_env.guild.add_member(simcord_env.create_user("machine", bot=True))
    hook = simcord_env.guild.create_webhook(channel)
    await ann.send(channel, "about sanctions")
    await ann.send(channel, "!play despacito")
    await ann.send(channel, "!")
    await ann.send(channel, "!aboutsanctions")
    await machine.send(channel, "!about sanctions")
    await hook.send("!about sanctions")
    await ann.send(channel, "wow!about sanctions")
    assert all(message.author.id != simcord_env.bot.user.id for message in channel.history())
    assert_no_errors(simcord_env)


async def test_an_answer_replies_and_mentions_nobody(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor
) -> None:
    asked = await ann.send(channel, "!about @everyone sanctions")
    answer = channel.last_message
    assert answer.reference.message_id == asked.id
    posted = simcord_env.http_requests[-1].json
    assert posted["allowed_mentions"] == {"parse": []}


async def test_a_question_of_4000_characters_is_answered(channel: ChannelHandle, ann: MemberActor) -> None:
    result = await ann.slash(channel, "ask", question="sanctions " * 400)
    assert "**sanctions**" in text_of(result.response)


@pytest.mark.parametrize(
    "question",
    ["?!…", "the of and", "😀😀", "```py\nprint()\n```", "“unbalanced", "עברית ועוד", "**bold** ||x||"],
)
async def test_odd_questions_get_a_sentence(channel: ChannelHandle, ann: MemberActor, question: str) -> None:
    await ann.send(channel, f"!about {question}")
    assert text_of(channel.last_message)


async def test_five_questions_in_ten_seconds_and_no_sixth(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, ben: MemberActor
) -> None:
    now = [0.0]
    simcord_env.bot.cooldown = Cooldown(clock=lambda: now[0])
    for _ in range(5):
        await ann.send(channel, "!about sanctions")
        assert "**sanctions**" in text_of(channel.last_message)
    await ann.send(channel, "!about sanctions")
    assert "One moment, please" in text_of(channel.last_message)
    await ben.send(channel, "!about sanctions")
    assert "**sanctions**" in text_of(channel.last_message)
    now[0] = 10.0
    await ann.send(channel, "!about sanctions")
    assert "**sanctions**" in text_of(channel.last_message)
    assert len(simcord_env.errors) == 1


async def test_it_answers_in_threads_and_forum_posts(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor
) -> None:
    asked = await ann.send(channel, "What is this about?")
    thread = await simcord_env.bot.get_channel(channel.id).create_thread(name="story", message=asked)
    handle = next(each for each in channel.threads if each.id == thread.id)
    await ann.send(handle, "!about sanctions")
    assert "**sanctions**" in text_of(handle.last_message)

    forum = simcord_env.guild.create_forum_channel("questions")
    post = await simcord_env.bot.get_channel(forum.id).create_thread(name="a question", content="Ask.")
    handle = next(each for each in forum.threads if each.id == post.thread.id)
    await ann.send(handle, "!about sanctions")
    assert "**sanctions**" in text_of(handle.last_message)


async def test_where_it_may_not_write_it_does_not_try(simcord_env: Env) -> None:
    guild = simcord_env.create_guild()
    muted = guild.create_text_channel("muted")
    ann = guild.add_member(simcord_env.create_user("ann"))
    me = guild.me
    await muted_for(simcord_env, muted, me)
    before = len(simcord_env.http_requests)
    await ann.send(muted, "!about sanctions")
    assert [request.path for request in simcord_env.http_requests[before:]] == []


async def muted_for(env: Env, channel: ChannelHandle, me: discord.Member) -> None:
    env.backend.get_channel(channel.id)
    await env.bot.get_channel(channel.id).set_permissions(me, send_messages=False)


async def test_where_too_many_wait_is_told_kindly(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor
) -> None:
    finder = simcord_env.bot.finder
    finder._turns = FairQueue(at_once=0, most_waiting=0)
    for words in ("about sanctions", "timeline sanctions", "speakers"):
        await ann.send(channel, f"!{words}")
        assert text_of(channel.last_message).startswith("Very many questions wait")
    assert len(simcord_env.errors) == 3
