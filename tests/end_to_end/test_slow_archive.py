"""Slash commands and presses of a bot whose archive takes longer than Discord waits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simcord.components import walk_components

from tests.end_to_end.test_discord_process import text_of, topic

if TYPE_CHECKING:
    from tests.discord_server.server import DiscordServer
    from tests.end_to_end.test_discord_process import StartBot

SLOW_BOT = str(Path(__file__).with_name("slow_bot.py"))
LATER_MESSAGE, LATER_CHANGE = 5, 6


async def test_what_takes_long_is_deferred_and_answered(
    discord_server: DiscordServer, start_bot: StartBot
) -> None:
    async with start_bot(SLOW_BOT) as bot:
        await discord_server.until_connected()
        first = await discord_server.slash("about", topic("Lavrov"))
        assert first.body["type"] == LATER_MESSAGE
        answer = await discord_server.rest.wait_for("POST", "/webhooks/*")
        assert "**Lavrov**" in text_of(answer)

        message = discord_server.posted()[-1]
        ids = [part["custom_id"] for part in walk_components(message["components"]) if part["type"] == 2]
        around = next(each for each in ids if ":around:" in each)
        later = next(each for each in ids if ":page:" in each and not each.endswith(":0:0"))

        before = len(discord_server.rest.requests)
        first = await discord_server.press(message, around)
        assert first.body == {"type": LATER_MESSAGE, "data": {"flags": 64}}
        read = await discord_server.rest.wait_for("POST", "/webhooks/*", after=before)
        assert "Lavrov" in text_of(read)

        before = len(discord_server.rest.requests)
        assert (await discord_server.press(message, later)).body["type"] == LATER_CHANGE
        turned = await discord_server.rest.wait_for("PATCH", "/webhooks/*/messages/@original", after=before)
        assert text_of(turned) != text_of(answer)
        assert await bot.stop() == 0
    assert "Traceback" not in bot.output
