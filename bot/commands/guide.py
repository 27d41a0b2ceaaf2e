"""`help`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.commands.hybrid import hybrid
from bot.commands.language import texts_for
from bot.commands.patience import patience
from bot.examples import Examples, examples_from
from bot.questions import COMMANDS, command_named
from bot.rendering.discord.guide import command_view, guide_view
from bot.store import DIRECT_MESSAGES

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot
    from retrieval import Archive

HELP = command_named("help")


class Guide(commands.Cog):
    """How to use the bot."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot
        self._of: Archive | None = None
        self._examples = Examples()

    @hybrid(HELP)
    @app_commands.describe(command="One command to tell more about.")
    async def help(self, ctx: commands.Context[WhosaidBot], *, command: str = "") -> None:
        """Show what can be asked, by examples from the articles that are loaded."""
        prefix, texts = self.bot.prefix_in(ctx.guild), texts_for(ctx)
        async with patience(ctx, ephemeral=False):
            examples = await self._from_the_articles()
        name = " ".join(command.casefold().removeprefix(prefix.casefold()).split())
        asked = next((c for c in COMMANDS if name in {c.name, *c.aliases}), None)
        off = self.bot.store.server(ctx.guild.id if ctx.guild else DIRECT_MESSAGES).commands_off
        offered = [c for c in COMMANDS if c.name not in off]
        view = (
            guide_view(offered, examples, prefix, texts, unknown=name)
            if asked is None
            else command_view(asked, examples, prefix, texts)
        )
        await self.bot.reply(ctx, view)

    async def _from_the_articles(self) -> Examples:
        archive = self.bot.current.archive
        if archive is not self._of:
            self._examples = await asyncio.to_thread(examples_from, archive)
            self._of = archive
        return self._examples
