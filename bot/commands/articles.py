"""`articles` and `speakers`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.commands.asking import is_private
from bot.commands.hybrid import PRIVATE, hybrid
from bot.commands.language import texts_for
from bot.commands.pictures import picture_of
from bot.questions import command_named
from bot.rendering.discord.lists import ListPage, articles_view, speakers_view
from bot.rendering.speakers import speakers_chart
from bot.rendering.timelines import describe
from bot.replies import read_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord_bot import WhosaidBot
    from retrieval import Archive, QuotedSpeaker

ARTICLES, SPEAKERS = command_named("articles"), command_named("speakers")


class Articles(commands.Cog):
    """What the answers come from."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    @hybrid(ARTICLES)
    @app_commands.describe(private=PRIVATE)
    async def articles(self, ctx: commands.Context[WhosaidBot], private: bool | None = None) -> None:
        """List the articles that are loaded."""
        view = articles_view(self.bot.current.archive, ListPage(ctx.author.id), texts_for(ctx))
        await self.bot.reply(ctx, view, ephemeral=is_private(ctx, private))

    @hybrid(SPEAKERS)
    @app_commands.describe(private=PRIVATE)
    async def speakers(self, ctx: commands.Context[WhosaidBot], private: bool | None = None) -> None:
        """List who is quoted."""
        texts, archive = texts_for(ctx), self.bot.current.archive
        hidden = is_private(ctx, private)
        async with ctx.typing(ephemeral=hidden):
            server = ctx.guild.id if ctx.guild else ctx.author.id
            speakers = await self.bot.finder.in_turn(lambda: speakers_quoted(archive), server=server)
            chart = speakers_chart(speakers, texts)
            picture = await picture_of(ctx, chart, describe(chart, texts), SPEAKERS.name) if chart else None
            page, drawn = ListPage(ctx.author.id), picture is not None
            view = speakers_view(speakers, archive.percent_read, page, texts, drawn=drawn)
            await self.bot.reply(ctx, view, ephemeral=hidden, files=[picture] if picture else [])


def speakers_quoted(archive: Archive) -> Sequence[QuotedSpeaker]:
    """Return who is quoted; what has not been read for quotations yet is read on for a while."""
    read_on(archive)
    return archive.speakers()
