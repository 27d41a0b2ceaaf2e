"""The bot as members install it for themselves: in servers that it is not in, and among friends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simcord.components import walk_components

from tests.discord_server.world import CHANNEL_ID, DM_CHANNEL_ID, GROUP_ID, elsewhere, in_a_group
from tests.end_to_end.test_discord_process import text_of, topic

if TYPE_CHECKING:
    from tests.discord_server.server import DiscordServer
    from tests.end_to_end.test_discord_process import StartBot

GUILD, BOT_DM, PRIVATE_CHANNEL = 0, 1, 2


async def test_it_answers_where_it_is_not_itself(discord_server: DiscordServer, start_bot: StartBot) -> None:
    async with start_bot() as bot:
        await discord_server.until_connected()
        for command in discord_server.world.commands:
            of_servers = command["name"] == "settings"
            assert command["integration_types"] == ([0] if of_servers else [0, 1])
            assert command["contexts"] == ([GUILD] if of_servers else [GUILD, BOT_DM, PRIVATE_CHANNEL])

        for where, channel in ((elsewhere(), CHANNEL_ID), (in_a_group(), GROUP_ID)):
            answer = await discord_server.slash("about", topic("sanctions"), channel=channel, where=where)
            assert "**sanctions**" in text_of(answer)
            parts = walk_components(answer.body["data"]["components"])
            around = next(part["custom_id"] for part in parts if part["type"] == 2)
            read = await discord_server.press(discord_server.posted()[-1], around, where=where)
            assert "sanctions" in text_of(read)
            watched = await discord_server.slash("watch", topic("sanctions"), channel=channel, where=where)
            assert "by direct message" in text_of(watched)
        assert await bot.stop() == 0
    assert "Traceback" not in bot.output


async def test_where_the_operator_does_not_want_that(
    discord_server: DiscordServer, start_bot: StartBot
) -> None:
    async with start_bot(ALLOW_USER_INSTALL="off") as bot:
        await discord_server.until_connected()
        for command in discord_server.world.commands:
            assert command["integration_types"] == [0]
            assert PRIVATE_CHANNEL not in command["contexts"]
        for where in (elsewhere(), in_a_group()):
            refused = await discord_server.slash("about", topic("sanctions"), where=where)
            assert "only in servers that it is a member of" in text_of(refused)
        answered = await discord_server.slash("about", topic("sanctions"), channel=CHANNEL_ID)
        assert "**sanctions**" in text_of(answered)
        directly = await discord_server.ask("sanctions", channel=DM_CHANNEL_ID)
        assert "**sanctions**" in text_of(directly)
        assert await bot.stop() == 0


async def test_a_group_is_no_direct_message(discord_server: DiscordServer, start_bot: StartBot) -> None:
    async with start_bot(ALLOW_DM="off") as bot:
        await discord_server.until_connected()
        assert {tuple(c["contexts"]) for c in discord_server.world.commands} == {(0,), (0, PRIVATE_CHANNEL)}
        answer = await discord_server.slash("about", topic("sanctions"), channel=GROUP_ID, where=in_a_group())
        assert "**sanctions**" in text_of(answer)
        assert await bot.stop() == 0
