"""A file that is put into the folder of a running bot reaches who watches its topic, and only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bot.news import FERRY
from tests.discord_server.world import CHANNEL_ID
from tests.end_to_end.test_discord_process import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.discord_server.server import DiscordServer
    from tests.end_to_end.test_discord_process import StartBot

POSTS = f"/channels/{CHANNEL_ID}/messages"


async def test_a_written_file_is_read_and_told(
    discord_server: DiscordServer, start_bot: StartBot, folder: Path
) -> None:
    async with start_bot(ARTICLES_DIR=str(folder), LOG_LEVEL="INFO") as bot:
        await discord_server.until_connected()
        await discord_server.ask("!watch harbour")
        before = len(discord_server.rest.requests)
        discord_server.rest.limit_rate("POST", POSTS, 0.1)
        (folder / "b.txt").write_text(FERRY, "utf-8")
        refused = await discord_server.rest.wait_for("POST", POSTS, after=before)
        await discord_server.rest.wait_for_count("POST", POSTS, 3)
        (told,) = discord_server.posted()[1:]
        assert "A second ferry left the **harbour**" in text_of(refused)
        assert discord_server.rest.requests[-1].body["nonce"] == refused.body["nonce"]
        assert told["components"][0]["components"] == refused.body["components"][0]["components"]
        assert "A second **ferry** left" in text_of(await discord_server.ask("!about ferry"))
        assert await bot.stop() == 0
    assert "The folder of articles changed: +1 new." in bot.output

    discord_server.gateway.identified_once.clear()
    async with start_bot(ARTICLES_DIR=str(folder)) as bot:
        await discord_server.until_connected()
        await discord_server.ask("!about harbour")
        assert await bot.stop() == 0
    assert sum("New on" in str(message["components"]) for message in discord_server.posted()) == 1


async def test_news_that_could_not_be_posted_are_told_after_a_restart(
    discord_server: DiscordServer, start_bot: StartBot, folder: Path
) -> None:
    refused = {"message": "Missing Access", "code": 50001}
    async with start_bot(ARTICLES_DIR=str(folder)) as bot:
        await discord_server.until_connected()
        await discord_server.ask("!watch harbour")
        before = len(discord_server.rest.requests)
        discord_server.rest.fail("POST", POSTS, 403, body=refused)
        (folder / "b.txt").write_text(FERRY, "utf-8")
        await discord_server.rest.wait_for("POST", POSTS, after=before)
        assert await bot.stop() == 0
    assert len(discord_server.posted()) == 1

    discord_server.gateway.identified_once.clear()
    before = len(discord_server.rest.requests)
    async with start_bot(ARTICLES_DIR=str(folder)) as bot:
        await discord_server.until_connected()
        told = await discord_server.rest.wait_for("POST", POSTS, after=before)
        assert "A second ferry left the **harbour**" in text_of(told)
        assert await bot.stop() == 0
