"""`articles` and `speakers`."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING

from discord.ext import commands

from bot.commands.hybrid import hybrid
from bot.questions import command_named
from bot.rendering.discord.articles import articles_view, speakers_view
from bot.replies import READING_SECONDS

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot
    from retrieval import Archive, QuotedSpeaker

ARTICLES, SPEAKERS = command_named("articles"), command_named("speakers")


class Articles(commands.Cog):
    """What the answers come from."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    @hybrid(ARTICLES)
    async def articles(self, ctx: commands.Context[WhosaidBot]) -> None:
        """List the articles that are loaded."""
        await self.bot.reply(ctx, articles_view(self.bot.current.archive))

    @hybrid(SPEAKERS)
    async def speakers(self, ctx: commands.Context[WhosaidBot]) -> None:
        """List who is quoted."""
        archive = self.bot.current.archive
        speakers = await asyncio.to_thread(speakers_quoted, archive)
        await self.bot.reply(ctx, speakers_view(speakers, archive.percent_read))


def speakers_quoted(archive: Archive) -> list[QuotedSpeaker]:
    """Return who is quoted; what has not been read for quotations yet is read on for a while."""
    until = perf_counter() + READING_SECONDS
    for _ in archive.read_quotations():
        if perf_counter() > until:
            break
    return archive.speakers()
