"""`settings`: what a server's admins choose, by a panel and by words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Self, cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.commands.hybrid import hybrid
from bot.commands.language import texts_for
from bot.permissions import manages_this_server
from bot.questions import command_named
from bot.rendering.discord.answers import RESULTS
from bot.rendering.discord.settings import (
    PREFIX_FIELD,
    TEMPLATE,
    WORDS_FIELD,
    Chosen,
    Usual,
    settings_view,
)
from bot.rendering.discord.sizes import MODAL_TITLE, cut
from bot.rendering.discord.views import notice
from bot.server_choices import Choice, read_choice
from retrieval import WhosaidError

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from bot.discord_bot import WhosaidBot

    Context = commands.Context[WhosaidBot]

Interaction = discord.Interaction[Any]
SETTINGS = command_named("settings")


class ServerSettingsPanel(commands.Cog):
    """The bot as this server wants it."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Have the panel's selects and buttons work after a restart, too."""
        self.bot.add_dynamic_items(SettingItem)

    @hybrid(SETTINGS)
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
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
            changes = read_choice(Choice(setting), value, self._command_names(), texts_for(ctx))
            await self.bot.store.change_server(ctx.guild.id, **changes)
        await self.bot.reply(ctx, panel_for(self.bot, ctx.guild.id, ctx), ephemeral=True)

    def _command_names(self) -> frozenset[str]:
        return switchable(self.bot)


def switchable(bot: WhosaidBot) -> frozenset[str]:
    """Return the commands that a server may switch off: all but those that switch them on again."""
    names = {
        command.qualified_name for command in bot.walk_commands() if not isinstance(command, commands.Group)
    }
    return frozenset(names - {"settings", "help", "privacy", "forget me", "my data"})


def panel_for(
    bot: WhosaidBot, server: int, asked: Context | Interaction, page: int = 0
) -> discord.ui.LayoutView:
    """Return the panel with a server's settings as they are."""
    chosen = bot.store.server(server)
    usual = Usual(bot.settings.command_prefix, RESULTS, bot.cooldown.questions, bot.cooldown.seconds)
    return settings_view(chosen, usual, sorted(switchable(bot)), page, texts_for(asked))


class SettingItem(discord.ui.DynamicItem[discord.ui.Item[Any]], template=TEMPLATE):
    """A select or button of the panel; what it sets is in its custom id."""

    def __init__(self, item: discord.ui.Item[Any], chosen: Chosen, page: int) -> None:
        super().__init__(item)
        self.chosen = chosen
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read what was chosen."""
        return cls(item, Chosen(match["chosen"]), int(match["page"]))

    async def callback(self, interaction: Interaction) -> None:
        """Change the setting, for members who manage the server."""
        texts = texts_for(interaction)
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            refusal = notice(texts("fault.server_managers"))
            await interaction.response.send_message(view=refusal, ephemeral=True)
            return
        bot, server = interaction.client, interaction.guild_id
        if self.chosen is Chosen.WORDS:
            await interaction.response.send_modal(
                SettingWords(bot, server, self.page, texts_for(interaction))
            )
            return
        if self.chosen is not Chosen.PAGE:
            data = cast("dict[str, Any]", interaction.data or {})
            values = [str(value) for value in data.get("values", ())]
            try:
                await bot.store.change_server(server, **self._changes(bot, server, values))
            except WhosaidError as fault:
                await interaction.response.send_message(view=notice(str(fault)), ephemeral=True)
                return
        await interaction.response.edit_message(view=panel_for(bot, server, interaction, self.page))

    def _changes(self, bot: WhosaidBot, server: int, values: list[str]) -> dict[str, Any]:
        now = bot.store.server(server)
        changes: dict[Chosen, Callable[[], dict[str, Any]]] = {
            Chosen.ALLOW: lambda: {"allowed_channels": frozenset(map(int, values))},
            Chosen.DENY: lambda: {"denied_channels": frozenset(map(int, values))},
            Chosen.OFF: lambda: {"commands_off": frozenset(values) & switchable(bot)},
            Chosen.RESULTS: lambda: {"results": int(values[0])},
            Chosen.LANGUAGE: lambda: {"language": None if values[0] == "auto" else values[0]},
            Chosen.PRIVATE: lambda: {"private": not now.private},
            Chosen.LOG: lambda: {"question_log": not now.question_log},
        }
        return changes[self.chosen]()


class SettingWords(discord.ui.Modal):
    """The settings that are written: the prefix and the cooldown."""

    def __init__(self, bot: WhosaidBot, server: int, page: int, texts: Any) -> None:
        super().__init__(title=cut(texts("settings.title"), MODAL_TITLE), timeout=900.0)
        self._page = page
        self._texts = texts
        now = bot.store.server(server)
        self._prefix: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id=PREFIX_FIELD, default=now.prefix or bot.settings.command_prefix, max_length=5
        )
        questions = now.cooldown_questions or bot.cooldown.questions
        cooldown = f"{questions} {now.cooldown_seconds or bot.cooldown.seconds:g}"
        self._cooldown: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id=WORDS_FIELD, default=cooldown, max_length=20
        )
        for key, field in (("prefix", self._prefix), ("cooldown", self._cooldown)):
            label: discord.ui.Label[Any] = discord.ui.Label(
                text=cut(texts(f"settings.{key}"), MODAL_TITLE),
                description=cut(texts(f"settings.{key}_hint"), 100),
                component=field,
            )
            self.add_item(label)

    async def on_submit(self, interaction: Interaction) -> None:
        """Change both, or neither."""
        bot, server = interaction.client, interaction.guild_id or 0
        try:
            changes = {
                **read_choice(Choice.PREFIX, self._prefix.value, frozenset(), self._texts),
                **read_choice(Choice.COOLDOWN, self._cooldown.value, frozenset(), self._texts),
            }
            await bot.store.change_server(server, **changes)
        except WhosaidError as fault:
            await interaction.response.send_message(view=notice(str(fault)), ephemeral=True)
            return
        await interaction.response.edit_message(view=panel_for(bot, server, interaction, self._page))
