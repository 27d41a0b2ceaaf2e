"""`reports`: wrong speakers that members told of, for the bot's owners."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.commands.hybrid import hybrid
from bot.commands.language import texts_for
from bot.commands.patience import patience
from bot.questions import command_named
from bot.rendering.discord.reports import reports_view
from bot.rendering.discord.views import notice

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot

    Context = commands.Context[WhosaidBot]

REPORTS = command_named("reports")
_SETTLE = re.compile(r"(?:settle\s+)?#?(\d{1,9})", re.IGNORECASE)


class ReportList(commands.Cog):
    """What to look at, and what to write into speakers.toml."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    @hybrid(REPORTS)
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.describe(settle="The number of a report that is settled.")
    @commands.is_owner()
    async def reports(self, ctx: Context, *, settle: str = "") -> None:
        """List the open reports, or take one off the list."""
        texts, reports = texts_for(ctx), self.bot.store.reports
        if not settle.strip():
            async with patience(ctx, ephemeral=True):
                listed = await reports.open()
            await self.bot.reply(ctx, reports_view(listed, texts), ephemeral=True)
            return
        number = _SETTLE.fullmatch(settle.strip())
        async with patience(ctx, ephemeral=True):
            settled = number is not None and await reports.settle(int(number[1]))
        if number is None or not settled:
            raise commands.UserInputError(texts("reports.none_such", number=settle.strip()[:20]))
        told = texts("reports.settled", number=number[1])
        await self.bot.reply(ctx, notice(told), ephemeral=True)
