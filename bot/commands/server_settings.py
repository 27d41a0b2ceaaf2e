"""`settings`: what a server's admins choose, by a panel and by words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from discord import app_commands
from discord.ext import commands

from bot.commands.hybrid import hybrid
from bot.commands.language import texts_for
from bot.commands.patience import patience
from bot.commands.settings_panel import panel_for, switchable
from bot.permissions import manages_this_server
from bot.questions import command_named
from bot.server_choices import Choice, read_choice

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot

    Context = commands.Context[WhosaidBot]

SETTINGS = command_named("settings")


class ServerSettingsPanel(commands.Cog):
    """The bot as this server wants it."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    @hybrid(SETTINGS)
    @app_commands.default_permissions(manage_guild=True)
    # `guild_only` alone would be merged with where the other commands work.
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(setting="What to change; nothing shows all.", value="What it becomes.")
    @commands.check(manages_this_server)
    async def settings(
        self,
        ctx: Context,
        setting: Literal[
            "prefix",
            "results",
            "private",
            "log",
            "language",
            "cooldown",
            "allow",
            "deny",
            "off",
        ]
        | None = None,
        *,
        value: str = "",
    ) -> None:
        """Show the panel, or change one setting by words."""
        if ctx.guild is None:
            raise commands.NoPrivateMessage
        if setting is None and value:
            known = ", ".join(Choice)
            raise commands.UserInputError(texts_for(ctx)("settings.unknown", settings=known))
        if setting is not None:
            changes = read_choice(Choice(setting), value, switchable(self.bot), texts_for(ctx))
            async with patience(ctx, ephemeral=True):
                await self.bot.store.change_server(ctx.guild.id, **changes)
        await self.bot.reply(ctx, panel_for(self.bot, ctx.guild.id, ctx), ephemeral=True)
