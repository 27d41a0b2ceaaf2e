"""Every command of the table of commands, by prefix, slash and mention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from simcord import assert_no_errors

from bot.cooldown import Cooldown
from bot.questions import COMMANDS
from bot.settings import Settings
from tests.bot.discord.messages import refuse_direct_messages, text_of
from tests.bot.news import read

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot
    from retrieval import Archive

HARBOUR = """Harbour dues rise

Captain Ada Byron said: "The dues are far too high for small boats."

"And the quay is crumbling," she added on Monday.
"""

ASKED: dict[str, tuple[str, dict[str, Any], str]] = {
    "about": ("dues", {"topic": "dues"}, "**dues**"),
    "who said": ("small boats", {"words": "small boats"}, "Ada Byron"),
    "ask": ("who said the quay is crumbling?", {"question": "who said the quay is crumbling?"}, "quay"),
    "quotes": ("Byron about dues", {"speaker": "Byron", "about": "dues"}, "far too high"),
    "positions": ("dues", {"topic": "dues"}, "Ada Byron"),
    "timeline": ("dues", {"topic": "dues"}, "“dues”"),
    "compare": ("dues vs quay", {"topics": "dues vs quay"}, "“quay”"),
    "read": ("harbour", {"article": "harbour"}, "crumbling"),
    "random": ("", {}, "harbour.txt"),
    "cite": ("", {}, "1. “"),
    "export": ("json", {"form": "json"}, "The last answer"),
    "speakers": ("", {}, "1 speaker"),
    "articles": ("", {}, "1 article"),
    "watch": ("ferry", {"topic": "ferry"}, "I watch “ferry”"),
    "unwatch": ("pier", {"topic": "pier"}, "“pier” is watched no longer"),
    "watches": ("", {}, "pier"),
    "privacy": ("", {}, "What I keep"),
    "forget me": ("", {}, "Deleted: "),
    "my data": ("", {}, "that I keep of you|sent it to you"),
    "stats": ("", {}, "1 question in the last"),
    "reload": ("", {}, "nothing changed"),
    "add": ("", {}, "is in the folder now"),
    "remove": ("harbour.txt", {"article": "harbour.txt"}, "cannot be undone"),
    "reports": ("", {}, "0 open reports"),
    "settings": ("results 5", {"setting": "results", "value": "5"}, "**Passages an answer:** 5"),
    "help": ("about", {"command": "about"}, "about <topic>"),
}
"""Command → its words, the same as options of its slash command, and what the reply holds, “|” meaning or."""


@pytest.fixture
def seeds(tmp_path: Path) -> Archive:
    """One article, in a folder that may be changed."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR, "utf-8")
    return read(folder)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=tmp_path / "whosaid.db", articles_dir=tmp_path / "articles", watch_folder=False)


@pytest.fixture
async def owner(simcord_env: Env, channel: ChannelHandle, simcord_bot: WhosaidBot) -> MemberActor:
    """Who may do all: the bot's owner, managing the server, with a question and a watch of their own."""
    role = simcord_env.guild.create_role("editors", permissions=discord.Permissions(manage_guild=True))
    owner = simcord_env.guild.add_member(simcord_env.create_user("owner"), roles=[role])
    simcord_bot.owner_id = owner.id
    simcord_bot.cooldown = Cooldown(questions=100)
    await owner.send(channel, "!about dues")
    await owner.send(channel, "!watch pier")
    return owner


@pytest.mark.parametrize("way", ["prefix", "slash", "mention"])
@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
async def test_it_is_answered(
    simcord_env: Env,
    channel: ChannelHandle,
    owner: MemberActor,
    simcord_bot: WhosaidBot,
    command: str,
    way: str,
) -> None:
    words, options, expected = ASKED[command]
    article = ("ferry.txt", b"Ferry sails\n\nThe ferry sails at noon, its captain said on Monday.\n")
    if way == "slash":
        given = {**options, "file": article} if command == "add" else options
        result = await owner.slash(channel, command, **given)
        told = text_of(result.response or result.followups[0])
    else:
        start = "!" if way == "prefix" else f"<@{simcord_bot.user.id}> "
        attached = [article] if command == "add" else []
        await owner.send(channel, f"{start}{command} {words}".rstrip(), attachments=attached)
        told = text_of(channel.last_message)
    shown = told.replace("\\", "")
    assert any(each in shown for each in expected.split("|")), told
    assert_no_errors(simcord_env)


async def test_who_takes_no_direct_messages_is_told_another_way(
    simcord_env: Env, channel: ChannelHandle, owner: MemberActor
) -> None:
    await owner.send_dm("privacy")
    direct = owner.user.dm_channel
    before = len(direct.history())
    refuse_direct_messages(simcord_env, direct)
    await owner.send(channel, "!my data")
    assert text_of(channel.last_message).startswith("I cannot write to you directly.")
    assert len(direct.history()) == before
