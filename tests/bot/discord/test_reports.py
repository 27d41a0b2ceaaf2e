from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from bot.settings import Settings
from tests.bot.discord.messages import open_report, text_of

if TYPE_CHECKING:
    from simcord import ChannelHandle, Env, MemberActor


@pytest.fixture
async def owner(simcord_env: Env, channel: ChannelHandle, monkeypatch: pytest.MonkeyPatch) -> MemberActor:  # noqa: ARG001  (its server is needed)
    member = simcord_env.guild.add_member(simcord_env.create_user("owner"))
    monkeypatch.setattr(
        simcord_env.bot, "settings", Settings(database=simcord_env.bot.settings.database, owners=(member.id,))
    )
    return member


async def report(channel: ChannelHandle, member: MemberActor, speaker: str) -> None:
    await member.send(channel, "!who said undergoing their usual routine")
    shown, quotations = await open_report(channel, member)
    await member.submit_modal(shown, {"which": [quotations[0]], "who": speaker, "comment": "See line 30."})


async def test_a_report_becomes_lines_of_speakers_toml(
    channel: ChannelHandle, ann: MemberActor, owner: MemberActor
) -> None:
    await report(channel, ann, 'Somebody "Else"')
    await owner.send(channel, "!reports")
    told = text_of(channel.last_message)
    assert "1 open report" in told
    assert "Vitaly Churkin" in told
    assert "See line 30." in told
    (attribution,) = tomllib.loads(told.split("```toml\n")[1].split("```")[0])["attribution"]
    assert attribution["speaker"] == 'Somebody "Else"'
    assert attribution["source"] == "003_b7d0383968e4a5b0.txt"
    assert "undergoing their usual routine" in attribution["words"]


async def test_nobody_said_it(channel: ChannelHandle, ann: MemberActor, owner: MemberActor) -> None:
    await report(channel, ann, "")
    await owner.send(channel, "!reports")
    (attribution,) = tomllib.loads(text_of(channel.last_message).split("```toml\n")[1].split("```")[0])[
        "attribution"
    ]
    assert "speaker" not in attribution


async def test_settling(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, owner: MemberActor
) -> None:
    await report(channel, ann, "Somebody")
    await owner.send(channel, "!reports settle 1")
    assert "#1 is settled" in text_of(channel.last_message)
    await owner.send(channel, "!reports")
    assert "0 open reports" in text_of(channel.last_message)
    await owner.send(channel, "!reports 1")
    assert "no open report" in text_of(channel.last_message)
    assert len(simcord_env.errors) == 1


async def test_more_reports_than_a_message_holds(
    channel: ChannelHandle, ann: MemberActor, ben: MemberActor, owner: MemberActor
) -> None:
    for member in (ann, ben, owner):
        await report(channel, member, "Somebody")
    await owner.send(channel, "!reports")
    assert "3 open reports" in text_of(channel.last_message)


async def test_only_the_owners(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, owner: MemberActor
) -> None:
    await ann.send(channel, "!reports")
    assert "bot's owners" in text_of(channel.last_message).replace("\\", "")
    assert len(simcord_env.errors) == 1
    assert owner.id != ann.id
