"""`help`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.commands.hybrid import hybrid
from bot.questions import COMMANDS, command_named
from bot.rendering.discord.markdown import escape
from bot.rendering.discord.views import panel

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot

HELP = command_named("help")


class Guide(commands.Cog):
    """How to use the bot."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    @hybrid(HELP)
    async def help(self, ctx: commands.Context[WhosaidBot]) -> None:
        """Show what can be asked."""
        prefix = escape(self.bot.prefix_in(ctx.guild))
        lines = [
            f"**{prefix}{escape(c.usage)}**\n{escape(c.summary)}\n-# {prefix}{escape(c.example)}"
            for c in COMMANDS
        ]
        intro = (
            "I answer with what the articles say, word for word, and where they say it. "
            "Each command also works with `/`, and after mentioning me you can simply ask."
        )
        await self.bot.reply(ctx, panel([intro, *lines]))
