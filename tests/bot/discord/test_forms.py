"""What is written into forms, also into one that was open while the bot was stopped and started again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.rendering.discord.buttons import Press
from tests.bot.discord.messages import custom_ids_of, fields_of, open_report, text_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot

    Restart = Callable[[], Awaitable[WhosaidBot]]

OPEN_DURING_A_RESTART = pytest.mark.parametrize("restarted", [False, True], ids=["before", "after a restart"])
WORDS = "undergoing their usual routine"


@OPEN_DURING_A_RESTART
async def test_reporting_a_wrong_speaker(
    simcord_env: Env,
    channel: ChannelHandle,
    ann: MemberActor,
    ben: MemberActor,
    restart: Restart,
    restarted: bool,
) -> None:
    await ann.send(channel, f"!who said {WORDS}")
    shown, quotations = await open_report(channel, ben)
    assert WORDS in fields_of(shown)["which"]["options"][0]["label"]
    if restarted:
        await restart()
    thanks = await ben.submit_modal(
        shown, {"which": [quotations[0]], "who": "Somebody Else", "comment": "The line below."}
    )
    assert thanks.ephemeral
    assert "operator" in text_of(thanks.response)
    (report,) = await simcord_env.bot.store.reports.open()
    assert WORDS in report.quotation
    assert (report.shown_speaker, report.right_speaker) == ("Vitaly Churkin", "Somebody Else")
    assert (report.reported_by, report.comment) == (ben.id, "The line below.")


async def test_what_is_reported_is_what_was_shown_when_the_form_was_opened(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, ben: MemberActor
) -> None:
    await ann.send(channel, "!quotes Lavrov")
    shown, quotations = await open_report(channel, ben)
    labels = [option["label"] for option in fields_of(shown)["which"]["options"]]
    answer = channel.last_message
    await ann.click(answer, custom_id=custom_ids_of(answer, Press.PAGE)[-1])
    await ben.submit_modal(shown, {"which": [quotations[1]], "who": "", "comment": ""})
    (report,) = await simcord_env.bot.store.reports.open()
    assert " ".join(report.quotation.split()).startswith(labels[1].rstrip("…").rstrip())
    assert report.right_speaker is None


async def test_two_members_have_the_same_form_open(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, ben: MemberActor
) -> None:
    await ann.send(channel, f"!who said {WORDS}")
    shown = {member: await open_report(channel, member) for member in (ann, ben)}
    for member, (form, quotations) in shown.items():
        await member.submit_modal(form, {"which": [quotations[0]], "who": member.name, "comment": ""})
    reports = await simcord_env.bot.store.reports.open()
    assert sorted(report.right_speaker for report in reports) == ["ann", "ben"]


async def test_a_report_on_an_answer_that_is_gone(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor
) -> None:
    await ann.send(channel, f"!who said {WORDS}")
    shown, quotations = await open_report(channel, ann)
    answers = simcord_env.bot.store.answers
    await answers.drop(await answers.latest(ann.id, channel.id))
    told = await ann.submit_modal(shown, {"which": [quotations[0]], "who": "", "comment": ""})
    assert "too old" in text_of(told.response)
    assert await simcord_env.bot.store.reports.open() == []


@OPEN_DURING_A_RESTART
async def test_what_is_written_in_the_panel(
    simcord_env: Env, channel: ChannelHandle, chief: MemberActor, restart: Restart, restarted: bool
) -> None:
    await chief.send(channel, "!settings")
    panel = channel.last_message
    shown = await chief.click(panel, label="Prefix and cooldown")
    assert [(key, field["value"]) for key, field in fields_of(shown).items()] == [
        ("prefix", "!"),
        ("cooldown", "5 10"),
    ]
    if restarted:
        await restart()
    await chief.submit_modal(shown, {"prefix": "$", "cooldown": "2 30"})
    now = simcord_env.bot.store.server(simcord_env.guild.id)
    assert (now.prefix, now.cooldown_questions, now.cooldown_seconds) == ("$", 2, 30.0)
    assert channel.last_message.id == panel.id
    assert "**Prefix:** $" in text_of(channel.last_message)


async def test_what_is_refused_changes_nothing(
    simcord_env: Env, channel: ChannelHandle, chief: MemberActor
) -> None:
    await chief.send(channel, "!settings")
    shown = await chief.click(channel.last_message, label="Prefix and cooldown")
    told = await chief.submit_modal(shown, {"prefix": "/", "cooldown": "2 30"})
    assert told.ephemeral
    assert "A prefix has" in text_of(told.response)
    now = simcord_env.bot.store.server(simcord_env.guild.id)
    assert (now.prefix, now.cooldown_questions) == (None, None)


async def test_who_manages_the_server_no_longer_changes_nothing(
    simcord_env: Env, channel: ChannelHandle, chief: MemberActor
) -> None:
    await chief.send(channel, "!settings")
    shown = await chief.click(channel.last_message, label="Prefix and cooldown")
    backend, server = simcord_env.backend, simcord_env.guild
    backend.remove_member_role(server.id, chief.id, server.roles["Editors"].id)
    told = await chief.submit_modal(shown, {"prefix": "$", "cooldown": "2 30"})
    assert "may manage the server" in text_of(told.response)
    assert simcord_env.bot.store.server(simcord_env.guild.id).prefix is None
