"""`settings` by words and by its panel, and what comes of each setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from simcord import SetupError

from bot.records.servers import MOST_RESULTS
from bot.settings import Settings
from tests.bot.discord.messages import components_of, labels_of, text_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot
    from bot.records.servers import ServerSettings

    Restart = Callable[[], Awaitable[WhosaidBot]]


def chosen(env: Env) -> ServerSettings:
    return env.bot.store.server(env.guild.id)


async def test_the_panel_shows_what_holds(channel: ChannelHandle, chief: MemberActor) -> None:
    await chief.send(channel, "!settings")
    by_prefix = text_of(channel.last_message)
    assert "**Prefix:** !" in by_prefix
    by_slash = await chief.slash(channel, "settings")
    assert by_slash.ephemeral
    assert text_of(by_slash.response) == by_prefix


async def test_only_who_manages_the_server(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, chief: MemberActor
) -> None:
    await ann.send(channel, "!settings prefix ?")
    assert "may manage the server" in text_of(channel.last_message)
    with pytest.raises(SetupError, match="default-member-permissions"):
        await ann.slash(channel, "settings")
    await chief.send(channel, "!settings")
    panel = channel.last_message
    refused = await ann.click(panel, label="Private at first")
    assert "may manage the server" in text_of(refused.response)
    assert chosen(simcord_env).prefix is None
    assert not chosen(simcord_env).private
    assert len(simcord_env.errors) == 1


async def test_not_in_direct_messages(simcord_env: Env, chief: MemberActor, restart: Restart) -> None:
    await chief.send_dm("settings")
    assert "not in direct messages" in text_of(chief.user.dm_channel.last_message)
    # Another bot of the same process runs a command's checks in another order.
    await restart()
    await chief.send_dm("settings")
    assert "not in direct messages" in text_of(chief.user.dm_channel.last_message)
    assert len(simcord_env.errors) == 2


async def test_a_prefix_by_words(simcord_env: Env, channel: ChannelHandle, chief: MemberActor) -> None:
    await chief.send(channel, "!settings prefix ?")
    await chief.send(channel, "?about sanctions")
    assert "**sanctions**" in text_of(channel.last_message)
    answered = channel.last_message.id
    await chief.send(channel, "!about sanctions")
    assert channel.last_message.author.id == chief.id
    assert channel.last_message.id != answered
    assert chosen(simcord_env).prefix == "?"


async def test_what_cannot_be_used_is_told(
    simcord_env: Env, channel: ChannelHandle, chief: MemberActor
) -> None:
    await chief.send(channel, "!settings results many")
    assert "from 1 to 10" in text_of(channel.last_message)
    await chief.send(channel, "!settings colour red")
    assert "These can be set: prefix, results" in text_of(channel.last_message)
    assert len(simcord_env.errors) == 2


async def test_the_most_results_are_all_shown_and_the_panel_offers_them(
    channel: ChannelHandle, chief: MemberActor
) -> None:
    panel = (await chief.slash(channel, "settings", setting="results", value=str(MOST_RESULTS))).response
    turned = await chief.click(panel, custom_id="s1:page:1")
    (offered,) = (
        [option["value"] for option in part["options"]]
        for part in components_of(turned.response or panel)
        if part.get("custom_id") == "s1:results:1"
    )
    assert offered == [str(number) for number in range(1, MOST_RESULTS + 1)]
    await chief.send(channel, "!about Lavrov minister")
    assert labels_of(channel.last_message).count("Read around it") == MOST_RESULTS
    assert "▶" in labels_of(channel.last_message)


async def test_results_of_an_answer(channel: ChannelHandle, chief: MemberActor) -> None:
    await chief.slash(channel, "settings", setting="results", value="5")
    await chief.send(channel, "!about Lavrov")
    assert labels_of(channel.last_message).count("Read around it") == 5


async def test_private_at_first(channel: ChannelHandle, chief: MemberActor, ann: MemberActor) -> None:
    await chief.send(channel, "!settings private on")
    assert (await ann.slash(channel, "about", topic="sanctions")).ephemeral
    assert not (await ann.slash(channel, "about", topic="sanctions", private=False)).ephemeral
    await ann.send(channel, "!about sanctions")
    assert "Delete" in labels_of(channel.last_message)


async def test_a_cooldown_of_its_own(
    simcord_env: Env, channel: ChannelHandle, chief: MemberActor, ann: MemberActor
) -> None:
    await chief.send(channel, "!settings cooldown 1 60")
    await ann.send(channel, "!about sanctions")
    await ann.send(channel, "!about sanctions")
    assert "One moment, please" in text_of(channel.last_message)
    assert len(simcord_env.errors) == 1


async def test_the_language_of_replies(channel: ChannelHandle, chief: MemberActor) -> None:
    await chief.send(channel, "!settings language de")
    await chief.send(channel, "!about sanctions")
    assert "Drumherum lesen" in labels_of(channel.last_message)


async def test_where_it_answers(
    simcord_env: Env, channel: ChannelHandle, chief: MemberActor, ann: MemberActor
) -> None:
    other = simcord_env.guild.create_text_channel("lobby")
    await chief.send(channel, f"!settings allow {channel.mention}")
    asked = await ann.send(other, "!about sanctions")
    assert other.last_message.id == asked.id
    told = await ann.slash(other, "about", topic="sanctions")
    assert told.ephemeral
    assert "do not answer in this channel" in text_of(told.response)
    await ann.send(channel, "!about sanctions")
    assert "**sanctions**" in text_of(channel.last_message)
    await chief.send(other, f"!settings deny {channel.mention}")
    asked = await ann.send(channel, "!about sanctions")
    assert channel.last_message.id == asked.id
    assert len(simcord_env.errors) == 1


async def test_a_command_that_is_off(
    simcord_env: Env, channel: ChannelHandle, chief: MemberActor, ann: MemberActor
) -> None:
    await chief.send(channel, "!settings off random, who said")
    asked = await ann.send(channel, "!random")
    assert channel.last_message.id == asked.id
    told = await ann.slash(channel, "who said", words="routine")
    assert "switched off" in text_of(told.response)
    assert len(simcord_env.errors) == 1


@pytest.mark.parametrize("restarted", [False, True], ids=["before", "after a restart"])
async def test_the_panel(
    simcord_env: Env,
    channel: ChannelHandle,
    chief: MemberActor,
    restart: Restart,
    restarted: bool,
) -> None:
    await chief.send(channel, "!settings")
    if restarted:
        await restart()
    panel = channel.last_message
    await chief.select(panel, [channel], custom_id="s1:allow:0")
    await chief.select(panel, [], custom_id="s1:deny:0")
    await chief.click(panel, label="Private at first")
    await chief.click(channel.last_message, label="Keep words")
    await chief.click(channel.last_message, label="Commands and answers")
    second = channel.last_message
    await chief.select(second, ["random"], custom_id="s1:off:1")
    await chief.select(second, ["5"], custom_id="s1:results:1")
    await chief.select(second, ["de"], custom_id="s1:language:1")
    now = chosen(simcord_env)
    assert now.allowed_channels == {channel.id}
    assert now.commands_off == {"random"}
    assert (now.results, now.language, now.private, now.question_log) == (5, "de", True, True)
    assert "Sprache" in text_of(channel.last_message)


async def test_every_page_is_within_discords_sizes(channel: ChannelHandle, chief: MemberActor) -> None:
    await chief.send(channel, "!settings")
    first = len(components_of(channel.last_message))
    await chief.click(channel.last_message, label="Commands and answers")
    assert max(first, len(components_of(channel.last_message))) <= 40


class TestWhoMayAsk:
    """What the operator's settings say."""

    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        return Settings(
            database=tmp_path / "whosaid.db", watch_folder=False, allowed_guilds=(1,), allow_dm=False
        )

    async def test_another_server(self, simcord_env: Env, channel: ChannelHandle, ann: MemberActor) -> None:
        asked = await ann.send(channel, "!about sanctions")
        assert channel.last_message.id == asked.id
        told = await ann.slash(channel, "about", topic="sanctions")
        assert "does not answer in this server" in text_of(told.response)
        assert len(simcord_env.errors) == 1

    async def test_a_direct_message(self, ann: MemberActor) -> None:
        await ann.send_dm("sanctions")
        assert ann.user.dm_channel.last_message.author.id == ann.id
