"""`stats`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.commands.hybrid import hybrid
from bot.commands.language import texts_for
from bot.commands.pictures import picture_of
from bot.permissions import manages_server
from bot.questions import command_named
from bot.rendering.discord.markdown import escape
from bot.rendering.discord.views import Item, sealed
from bot.rendering.statistics import chart_of, lines_of
from bot.rendering.timelines import describe
from bot.statistics import statistics_of
from bot.store import DIRECT_MESSAGES

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot

    Context = commands.Context[WhosaidBot]

STATS = command_named("stats")


class Statistics(commands.Cog):
    """What a server asks."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    @hybrid(STATS)
    @app_commands.default_permissions(manage_guild=True)
    @commands.check(manages_server)
    async def stats(self, ctx: Context) -> None:
        """Show how much is asked here, of this server alone."""
        texts = texts_for(ctx)
        async with ctx.typing(ephemeral=True):
            server = ctx.guild.id if ctx.guild else DIRECT_MESSAGES
            statistics = await statistics_of(self.bot.store, server, datetime.now(UTC).date())
            chart = chart_of(statistics, texts)
            picture = await picture_of(ctx, chart, describe(chart, texts), STATS.name) if chart else None
            parts: list[Item] = [discord.ui.TextDisplay(escape("\n".join(lines_of(statistics, texts))))]
            if picture is not None:
                gallery: discord.ui.MediaGallery[discord.ui.LayoutView] = discord.ui.MediaGallery()
                parts.append(gallery.add_item(media=picture, description=picture.description))
            view = sealed(discord.ui.Container(*parts))
            await self.bot.reply(ctx, view, ephemeral=True, files=[picture] if picture else [])
