"""Every button of an answer, before and after a restart of the bot over the same database."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.rendering.discord.buttons import TEMPLATE, Press, Target
from tests.bot.discord.messages import custom_ids_of, labels_of, text_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import discord
    from simcord import ChannelHandle, Env, InteractionResult, MemberActor, ResponseMessage

    from bot.discord_bot import WhosaidBot

    Restart = Callable[[], Awaitable[WhosaidBot]]

BEFORE_AND_AFTER = pytest.mark.parametrize("restarted", [False, True], ids=["before", "after a restart"])


async def press(
    member: MemberActor, message: discord.Message | ResponseMessage, kind: Press, number: int = 0
) -> InteractionResult:
    return await member.click(message, custom_id=custom_ids_of(message, kind)[number])


async def answer_to(
    message: str, channel: ChannelHandle, member: MemberActor, restart: Restart | None
) -> discord.Message:
    await member.send(channel, message)
    answer = channel.last_message
    assert answer is not None
    if restart is not None:
        await restart()
    return answer


@BEFORE_AND_AFTER
async def test_turning_pages(
    channel: ChannelHandle, ann: MemberActor, restart: Restart, restarted: bool
) -> None:
    answer = await answer_to("!about Lavrov", channel, ann, restart if restarted else None)
    first_page = text_of(answer)
    assert "◀" not in labels_of(answer)
    await press(ann, answer, Press.PAGE, 1)
    second_page = channel.last_message
    assert second_page.id == answer.id
    assert text_of(second_page) != first_page
    assert {"◀", "▶"} <= set(labels_of(second_page))
    await press(ann, second_page, Press.PAGE, 0)
    assert text_of(channel.last_message) == first_page


async def test_the_last_page_goes_no_further(channel: ChannelHandle, ann: MemberActor) -> None:
    message = await answer_to("!about Lavrov", channel, ann, None)
    pages = [text_of(message)]
    while "▶" in labels_of(message):
        await press(ann, message, Press.PAGE, 1)
        message = channel.last_message
        pages.append(text_of(message))
    assert len(set(pages)) == len(pages) > 2
    assert "◀" in labels_of(message)


@BEFORE_AND_AFTER
@pytest.mark.parametrize("kind", [Press.PAGE, Press.DELETE])
async def test_what_only_the_asker_may_do(
    channel: ChannelHandle,
    ann: MemberActor,
    ben: MemberActor,
    restart: Restart,
    restarted: bool,
    kind: Press,
) -> None:
    answer = await answer_to("!about Lavrov", channel, ann, restart if restarted else None)
    refused = await press(ben, answer, kind, 1 if kind is Press.PAGE else 0)
    assert refused.ephemeral
    assert "Only who asked" in text_of(refused.response)
    assert text_of(channel.last_message) == text_of(answer)


@BEFORE_AND_AFTER
async def test_deleting(
    simcord_env: Env,
    channel: ChannelHandle,
    ann: MemberActor,
    restart: Restart,
    restarted: bool,
) -> None:
    answer = await answer_to("!about sanctions", channel, ann, restart if restarted else None)
    await press(ann, answer, Press.DELETE)
    assert answer.id not in {message.id for message in channel.history()}
    assert await simcord_env.bot.store.answers.of_member(ann.id) == []


@BEFORE_AND_AFTER
async def test_voting(
    simcord_env: Env,
    channel: ChannelHandle,
    ann: MemberActor,
    ben: MemberActor,
    restart: Restart,
    restarted: bool,
) -> None:
    answer = await answer_to("!about sanctions", channel, ann, restart if restarted else None)
    voted = await press(ann, answer, Press.GOOD)
    assert voted.ephemeral
    assert "1 👍 and 0 👎" in text_of(voted.response)
    assert "2 👍 and 0 👎" in text_of((await press(ben, answer, Press.GOOD)).response)
    assert "1 👍 and 1 👎" in text_of((await press(ben, answer, Press.BAD)).response)
    assert "1 👍 and 0 👎" in text_of((await press(ben, answer, Press.BAD)).response)
    tally = await simcord_env.bot.store.votes.in_server(simcord_env.guild.id)
    assert (tally.good, tally.bad) == (1, 0)


@BEFORE_AND_AFTER
async def test_what_verify_shows_can_be_run(
    channel: ChannelHandle, ann: MemberActor, ben: MemberActor, restart: Restart, restarted: bool
) -> None:
    answer = await answer_to("!about sanctions", channel, ann, restart if restarted else None)
    proof = await press(ben, answer, Press.VERIFY)
    assert proof.ephemeral
    text = text_of(proof.response)
    hashes = re.findall(r"SHA-256 of the file: `([0-9a-f]{64})`", text)
    blocks = re.findall(r"```sh\n(.+)\n(.+)\n```", text)
    words = re.findall(r"SHA-256 of the words: `([0-9a-f]{64})`", text)
    assert len(hashes) == len(words) == len(blocks) == 3
    shown = re.sub(r"\*\*|\\(?=[^0-9A-Za-z\s])", "", text_of(answer))
    for of_file, of_words, (hashing, printing) in zip(hashes, words, blocks, strict=True):
        assert run(hashing).split()[0] == of_file
        passage = run(printing).removesuffix("\n")
        assert hashlib.sha256(passage.encode()).hexdigest() == of_words
        assert f"> {passage}" in shown


def run(command: str) -> str:
    command = command.replace("python3 ", f"{sys.executable} ", 1)
    return subprocess.run(command, shell=True, cwd="seeds", check=True, capture_output=True, text=True).stdout


@BEFORE_AND_AFTER
async def test_reading_around(
    channel: ChannelHandle, ann: MemberActor, ben: MemberActor, restart: Restart, restarted: bool
) -> None:
    answer = await answer_to("!about too painful overall", channel, ann, restart if restarted else None)
    around = await press(ben, answer, Press.AROUND)
    assert around.ephemeral
    assert "In an interview due to air" in text_of(around.response)
    await press(ben, around.response, Press.READ)
    assert "too painful overall" in text_of(around.response)
    before = text_of(around.response)
    await press(ben, around.response, Press.READ, 1)
    assert text_of(around.response) != before


@BEFORE_AND_AFTER
async def test_sharing_a_private_answer(
    channel: ChannelHandle, ann: MemberActor, restart: Restart, restarted: bool
) -> None:
    asked = await ann.slash(channel, "about", topic="sanctions", private=True)
    private = asked.response
    assert "Share" in labels_of(private)
    assert "Delete" not in labels_of(private)
    if restarted:
        await restart()
    shared = await press(ann, private, Press.SHARE)
    assert not shared.ephemeral
    assert text_of(shared.response) == text_of(private)
    assert "Delete" in labels_of(shared.response)


async def test_passages_have_no_wrong_speaker(channel: ChannelHandle, ann: MemberActor) -> None:
    assert "Wrong speaker" not in labels_of(await answer_to("!about sanctions", channel, ann, None))


async def test_a_press_on_an_expired_answer_is_told_kindly(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor
) -> None:
    answer = await answer_to("!who said sanctions", channel, ann, None)
    answers = simcord_env.bot.store.answers
    await answers.drop(await answers.latest(ann.id, channel.id))
    for kind in (Press.AROUND, Press.VERIFY, Press.GOOD, Press.BAD, Press.DELETE):
        told = await press(ann, answer, kind)
        assert told.ephemeral
        assert "too old" in text_of(told.response)


def test_a_button_of_another_version_is_nobodys() -> None:
    match = TEMPLATE.fullmatch("w1:somethingelse:abc:0:0")
    assert match is not None
    assert Target.read(match) is None
