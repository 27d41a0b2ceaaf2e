"""What admins and operators choose holds by every way there is: words, panel, menus, completions, edits."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.fair_queue import CrowdedError
from bot.records.servers import ServerSettings
from bot.rendering.discord.buttons import Press
from tests.bot.discord.messages import custom_ids_of, text_of

if TYPE_CHECKING:
    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot

BY_WORDS: dict[str, tuple[str, dict[str, Any]]] = {
    "prefix": ("?", {"prefix": "?"}),
    "results": ("10", {"results": 10}),
    "private": ("on", {"private": True}),
    "log": ("on", {"question_log": True}),
    "language": ("de", {"language": "de"}),
    "cooldown": ("2 30", {"cooldown_questions": 2, "cooldown_seconds": 30.0}),
    "allow": (f"<#{10**17}>", {"allowed_channels": frozenset({10**17})}),
    "deny": (f"<#{10**17}> <#{10**18}>", {"denied_channels": frozenset({10**17, 10**18})}),
    "off": ("random, who said", {"commands_off": frozenset({"random", "who said"})}),
}


@pytest.mark.parametrize("setting", BY_WORDS)
async def test_each_setting_by_words_and_back(
    simcord_env: Env, channel: ChannelHandle, chief: MemberActor, setting: str
) -> None:
    value, changes = BY_WORDS[setting]
    server = simcord_env.guild.id
    await chief.slash(channel, "settings", setting=setting, value=value)
    assert simcord_env.bot.store.server(server) == ServerSettings(**changes)
    await chief.slash(channel, "settings", setting=setting, value="none")
    assert simcord_env.bot.store.server(server) == ServerSettings()


@pytest.mark.parametrize(
    ("custom_id", "values", "changes"),
    [
        ("s1:private:0", None, {"private": True}),
        ("s1:log:0", None, {"question_log": True}),
        ("s1:off:1", ["random", "who said"], {"commands_off": frozenset({"random", "who said"})}),
        ("s1:results:1", ["10"], {"results": 10}),
        ("s1:language:1", ["de"], {"language": "de"}),
    ],
)
async def test_each_setting_by_the_panel_and_back(
    simcord_env: Env,
    channel: ChannelHandle,
    chief: MemberActor,
    custom_id: str,
    values: list[str] | None,
    changes: dict[str, Any],
) -> None:
    await chief.send(channel, "!settings")
    panel = channel.last_message
    if custom_id.endswith(":1"):
        await chief.click(panel, custom_id="s1:page:1")
    server, back = simcord_env.guild.id, {"s1:off:1": [], "s1:language:1": ["auto"]}.get(custom_id)
    for chosen, expected in ((values, ServerSettings(**changes)), (back, ServerSettings())):
        if values is None:
            await chief.click(panel, custom_id=custom_id)
        elif chosen is not None:
            await chief.select(panel, chosen, custom_id=custom_id)
        else:
            continue
        assert simcord_env.bot.store.server(server) == expected


async def test_channels_by_the_panel_and_back(
    simcord_env: Env, channel: ChannelHandle, chief: MemberActor
) -> None:
    await chief.send(channel, "!settings")
    panel, server = channel.last_message, simcord_env.guild.id
    for custom_id, field in (("s1:allow:0", "allowed_channels"), ("s1:deny:0", "denied_channels")):
        await chief.select(panel, [channel], custom_id=custom_id)
        assert simcord_env.bot.store.server(server) == ServerSettings(**{field: frozenset({channel.id})})
        await chief.select(panel, [], custom_id=custom_id)
        assert simcord_env.bot.store.server(server) == ServerSettings()


async def test_the_words_of_questions_are_kept_only_while_the_log_is_on(
    simcord_env: Env, channel: ChannelHandle, chief: MemberActor
) -> None:
    async def logged() -> int:
        await simcord_env.bot.store.flush()
        (row,) = await simcord_env.bot.store._tables.rows("SELECT count(*) FROM question_log")
        return int(row[0])

    await chief.send(channel, "!about sanctions")
    assert await logged() == 0
    await chief.send(channel, "!settings log on")
    await chief.send(channel, "!about sanctions")
    assert await logged() == 1
    await chief.send(channel, "!settings log off")
    assert await logged() == 0


class TestSwitchedOff:
    """A command that is off is off by its menu, by an edit, and offers nothing."""

    async def test_its_menu(
        self, simcord_env: Env, channel: ChannelHandle, chief: MemberActor, ann: MemberActor
    ) -> None:
        await chief.send(channel, "!settings off ask")
        claim = await ann.send(channel, "undergoing their usual routine")
        told = await ann.context_menu(channel, "Find in the articles", claim)
        assert told.ephemeral
        assert "switched off" in text_of(told.response)
        said = await ann.context_menu(channel, "Who said this?", claim)
        assert "Vitaly Churkin" in text_of(said.response)
        assert not simcord_env.errors

    async def test_its_completions(
        self, channel: ChannelHandle, chief: MemberActor, ann: MemberActor
    ) -> None:
        assert await ann.autocomplete(channel, "about", "topic", "sanc")
        await chief.send(channel, "!settings off about")
        assert await ann.autocomplete(channel, "about", "topic", "sanc") == []
        assert await ann.autocomplete(channel, "ask", "question", "sanc")
        await chief.send(channel, f"!settings deny {channel.mention}")
        assert await ann.autocomplete(channel, "ask", "question", "sanc") == []

    async def test_an_edit(self, channel: ChannelHandle, chief: MemberActor, ann: MemberActor) -> None:
        asked = await ann.send(channel, "!about sanctions")
        answer = channel.last_message
        await chief.slash(channel, "settings", setting="off", value="who said")
        await ann.edit(asked, "!who said undergoing their usual routine")
        assert channel.last_message.id == answer.id
        assert text_of(channel.last_message) == text_of(answer)


async def test_an_edit_counts_in_the_servers_own_cooldown(
    channel: ChannelHandle, chief: MemberActor, ann: MemberActor
) -> None:
    await chief.slash(channel, "settings", setting="cooldown", value="1 60")
    asked = await ann.send(channel, "!about sanctions")
    answer = channel.last_message
    await ann.edit(asked, "!about Lavrov")
    assert text_of(channel.last_message) == text_of(answer)


@pytest.mark.parametrize("fault", [CrowdedError("Too many."), ZeroDivisionError("a fault of the program")])
async def test_a_menu_that_fails_tells_so(
    simcord_env: Env,
    channel: ChannelHandle,
    ann: MemberActor,
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
) -> None:
    async def fails(*_: Any, **__: Any) -> Any:
        raise fault

    monkeypatch.setattr(simcord_env.bot.finder, "find", fails)
    claim = await ann.send(channel, "undergoing their usual routine")
    told = await ann.context_menu(channel, "Find in the articles", claim)
    assert told.ephemeral
    expected = "Very many" if isinstance(fault, CrowdedError) else "Something went wrong here"
    assert text_of(told.response).startswith(expected)


async def test_a_server_that_the_operator_shut_out_since(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ann.send(channel, "!about sanctions")
    answer = channel.last_message
    bot = simcord_env.bot
    shut = SimpleNamespace(
        **{name: getattr(bot.settings, name) for name in bot.settings.__slots__} | {"allowed_guilds": (1,)}
    )
    monkeypatch.setattr(bot, "settings", shut)
    told = await ann.click(answer, custom_id=custom_ids_of(answer, Press.AROUND)[0])
    assert "does not answer in this server" in text_of(told.response)
    assert await ann.autocomplete(channel, "about", "topic", "sanc") == []


async def test_statistics_are_of_one_server(
    simcord_env: Env, channel: ChannelHandle, chief: MemberActor
) -> None:
    elsewhere = simcord_env.create_guild("Elsewhere")
    other = elsewhere.create_text_channel("lobby")
    role = elsewhere.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    stranger = elsewhere.add_member(simcord_env.create_user("stranger"), roles=[role])
    await stranger.send(other, "!about zebras")
    await stranger.send(other, "!about sanctions")
    await chief.send(channel, "!stats")
    assert text_of(channel.last_message).startswith("Nothing was asked here")
    await stranger.send(other, "!stats")
    assert text_of(other.last_message).startswith("2 questions")


@pytest.mark.parametrize(("role", "owns"), [("admin", True), ("developer", True), ("read_only", False)])
async def test_of_a_team_who_may_change_the_application_owns_the_bot(
    simcord_env: Env,
    simcord_bot: WhosaidBot,
    channel: ChannelHandle,
    ann: MemberActor,
    monkeypatch: pytest.MonkeyPatch,
    role: str,
    owns: bool,
) -> None:
    member = SimpleNamespace(id=ann.id, role=discord.TeamMemberRole(role))

    async def application() -> Any:
        return SimpleNamespace(team=SimpleNamespace(members=[member]), owner=SimpleNamespace(id=1))

    simcord_bot.owner_id = simcord_bot.owner_ids = None
    monkeypatch.setattr(simcord_bot, "application_info", application)
    await ann.send(channel, "!reports")
    expected = "0 open reports" if owns else "This is for the bot's owners."
    assert expected in text_of(channel.last_message)
    assert len(simcord_env.errors) == (0 if owns else 1)
