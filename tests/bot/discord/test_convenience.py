"""Edited questions, replies that mention the bot, message menus, and what is offered while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.commands.completion import choices
from bot.rendering.discord.buttons import Press
from bot.rendering.discord.sizes import CHOICE, CHOICES
from tests.bot.discord.messages import custom_ids_of, labels_of, text_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot

    Restart = Callable[[], Awaitable[WhosaidBot]]


@pytest.mark.parametrize("restarted", [False, True], ids=["before", "after a restart"])
async def test_an_edited_question_edits_its_answer(
    channel: ChannelHandle, ann: MemberActor, restart: Restart, restarted: bool
) -> None:
    asked = await ann.send(channel, "!about sanctions")
    answer = channel.last_message
    if restarted:
        await restart()
    await ann.edit(asked, "!who said undergoing their usual routine")
    assert channel.last_message.id == answer.id
    assert "Vitaly Churkin" in text_of(channel.last_message)
    proof = await ann.click(
        channel.last_message, custom_id=custom_ids_of(channel.last_message, Press.VERIFY)[0]
    )
    assert "003_" in text_of(proof.response).replace("\\", "")


@pytest.mark.parametrize("edited", ["!about sanctions", "never mind", "!help", "!about", "!nonsense"])
async def test_an_edit_that_asks_nothing_new_leaves_the_answer(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, edited: str
) -> None:
    asked = await ann.send(channel, "!about sanctions")
    before = len(simcord_env.http_requests)
    await ann.edit(asked, edited)
    assert simcord_env.http_requests[before:] == []


async def test_an_edit_after_the_answer_was_deleted(channel: ChannelHandle, ann: MemberActor) -> None:
    asked = await ann.send(channel, "!about sanctions")
    answer = channel.last_message
    await answer.delete()
    await ann.edit(asked, "!about Kerry")
    assert channel.last_message.id == asked.id


async def test_a_reply_that_mentions_the_bot_asks_what_it_replies_to(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, ben: MemberActor
) -> None:
    claim = await ben.send(channel, "What did Churkin say of their usual routine?")
    await ann.send(channel, f"<@{simcord_env.bot.user.id}>", reply_to=claim)
    assert "usual routine" in text_of(channel.last_message).replace("**", "")


async def test_a_reply_with_words_of_its_own_asks_these(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, ben: MemberActor
) -> None:
    claim = await ben.send(channel, "What did Churkin say of their usual routine?")
    await ann.send(channel, f"<@{simcord_env.bot.user.id}> about sanctions", reply_to=claim)
    assert "**sanctions**" in text_of(channel.last_message)


async def test_message_menus(channel: ChannelHandle, ann: MemberActor, ben: MemberActor) -> None:
    claim = await ben.send(channel, "undergoing their usual routine")
    said = await ann.context_menu(channel, "Who said this?", claim)
    assert said.ephemeral
    assert "Vitaly Churkin" in text_of(said.response)
    assert "Share" in labels_of(said.response)
    found = await ann.context_menu(channel, "Find in the articles", claim)
    assert found.ephemeral
    assert "usual routine" in text_of(found.response).replace("**", "")


async def test_a_menu_on_a_message_without_words(channel: ChannelHandle, ann: MemberActor) -> None:
    picture = await ann.send(channel, attachments=[("map.png", b"png")])
    told = await ann.context_menu(channel, "Who said this?", picture)
    assert "no words" in text_of(told.response)


async def test_a_menu_on_the_bots_own_answer(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!about too painful overall")
    found = await ann.context_menu(channel, "Find in the articles", channel.last_message)
    assert "too painful overall" in text_of(found.response).replace("**", "")


@pytest.mark.parametrize(
    ("command", "option", "typed", "offered"),
    [
        ("about", "topic", "sanct", "sanctions"),
        ("about", "topic", "referendum resu", "Russia: EU should respect Ukraine referendum results"),
        ("ask", "question", "sanct", "sanctions"),
        ("positions", "topic", "sanct", "sanctions"),
    ],
)
async def test_topics_are_offered_while_typing(
    channel: ChannelHandle, ann: MemberActor, command: str, option: str, typed: str, offered: str
) -> None:
    given = await ann.autocomplete(channel, command, option, typed)
    assert offered in {choice["value"] for choice in given}


async def test_quotations_and_speakers_are_offered_while_typing(
    channel: ChannelHandle, ann: MemberActor
) -> None:
    await ann.send(channel, "!speakers")
    quotations = await ann.autocomplete(channel, "who said", "words", "usual rout")
    assert any("usual routine" in choice["value"] for choice in quotations)
    answer = await ann.slash(channel, "who said", words=quotations[0]["value"])
    assert "Vitaly Churkin" in text_of(answer.response)
    speakers = await ann.autocomplete(channel, "quotes", "speaker", "Lav")
    assert "Sergei Lavrov" in {choice["value"] for choice in speakers}


@pytest.mark.parametrize(("length", "cut"), [(CHOICE, False), (CHOICE + 1, True)])
def test_a_choice_of_a_hundred_characters_and_one_more(length: int, cut: bool) -> None:
    (choice,) = choices(["x" * length])
    assert len(choice.name) <= CHOICE
    assert choice.name.endswith("…") is cut
    assert choice.value == "x" * (CHOICE - 1 if cut else CHOICE)


def test_twenty_five_choices_and_no_more_each_once() -> None:
    assert len(choices(map(str, range(CHOICES)))) == CHOICES
    assert len(choices(map(str, range(CHOICES + 1)))) == CHOICES
    assert [choice.value for choice in choices(["a", "a", " ", "b"])] == ["a", "b"]
