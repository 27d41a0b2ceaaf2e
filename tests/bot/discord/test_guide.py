from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.examples import examples_from
from bot.questions import COMMANDS, Kind
from retrieval import Archive
from tests.bot.discord.messages import components_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot


async def test_help_tells_every_command(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!help")
    told = text_of(channel.last_message).replace("\\", "")
    asking = [command for command in COMMANDS if command.kind in {Kind.ASK, Kind.TAKE}]
    assert all(f"**!{command.usage}** {command.summary}" in told for command in asking)
    assert all(f"!{command.name}" in told for command in COMMANDS)
    assert len(told) <= 4000
    assert len(components_of(channel.last_message)) <= 40


async def test_its_examples_are_answered(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!help")
    examples = [line[2:] for line in text_of(channel.last_message).splitlines() if line.startswith("> ")]
    assert len(examples) == 4
    for example in examples:
        await ann.send(channel, example.replace("\\", ""))
        assert "**" in text_of(channel.last_message) or "###" in text_of(channel.last_message)


@pytest.mark.parametrize("written", ["about", "!about", "ABOUT"])
async def test_help_about_one_command(channel: ChannelHandle, ann: MemberActor, written: str) -> None:
    await ann.send(channel, f"!help {written}")
    told = text_of(channel.last_message)
    assert told.startswith("### !about \\<topic>")
    assert told.endswith("since:2014-03 before:march in:headline")
    assert "!timeline" not in told
    by_slash = await ann.slash(channel, "help", command=written)
    assert text_of(by_slash.response) == told


async def test_help_tells_other_names(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!help whosaid")
    assert "!whosaid, !who" in text_of(channel.last_message)


async def test_help_about_no_command_says_so_and_is_the_whole(
    channel: ChannelHandle, ann: MemberActor
) -> None:
    await ann.send(channel, "!help me")
    told = text_of(channel.last_message)
    assert told.startswith("There is no command “me”.")
    assert "!timeline" in told


async def test_what_a_server_switched_off_is_not_offered(
    simcord_env: Env, simcord_bot: WhosaidBot, channel: ChannelHandle, ann: MemberActor
) -> None:
    off = frozenset(command.name for command in COMMANDS if command.kind is Kind.WATCH) | {"timeline"}
    await simcord_bot.store.change_server(simcord_env.guild.id, commands_off=off)
    await ann.send(channel, "!help")
    told = text_of(channel.last_message)
    assert "!about" in told
    assert not any(f"!{name}" in told for name in off)
    assert "To be told of new articles" not in told


async def test_one_command_has_an_example_from_the_articles(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!help compare")
    told = text_of(channel.last_message).splitlines()
    (example,) = (line.removeprefix("> ") for line in told if line.startswith("> "))
    assert "sanctions" not in example
    await ann.send(channel, example)
    assert text_of(channel.last_message).startswith("### When “")


def test_articles_without_headlines_and_quotations_have_the_usual_examples(tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text("nothing much happened in the town that day, and nobody said a word.")
    examples = examples_from(Archive.open(tmp_path))
    assert (examples.words, examples.speaker) == (None, None)
    assert examples.of("who said") is None
