"""The panel of `settings`: its selects, its buttons, and the form for what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import discord
from discord.ext import commands

from bot.commands.language import texts_for
from bot.commands.persistent import PersistentForm, PersistentItem
from bot.rendering.discord.answers import RESULTS
from bot.rendering.discord.settings import TEMPLATE, Chosen, Usual, settings_view, words_form
from bot.server_choices import Choice, read_choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.commands.pressed import Pressed
    from bot.discord_bot import WhosaidBot

    Asked = commands.Context[WhosaidBot] | discord.Interaction[WhosaidBot]


def switchable(bot: WhosaidBot) -> frozenset[str]:
    """Return the commands that a server may switch off: all but those that switch them on again."""
    names = {
        command.qualified_name for command in bot.walk_commands() if not isinstance(command, commands.Group)
    }
    return frozenset(names - {"settings", "help", "privacy", "forget me", "my data"})


def panel_for(bot: WhosaidBot, server: int, asked: Asked, page: int = 0) -> discord.ui.LayoutView:
    """Return the panel with a server's settings as they are."""
    chosen = bot.store.server(server)
    return settings_view(chosen, usual_in(bot), sorted(switchable(bot)), page, texts_for(asked))


def usual_in(bot: WhosaidBot) -> Usual:
    """Return what holds where a server chose nothing."""
    return Usual(bot.settings.command_prefix, RESULTS, bot.cooldown.questions, bot.cooldown.seconds)


class SettingItem(PersistentItem, template=TEMPLATE):
    """A select or button of the panel; what it sets is in its custom id."""

    def told_alone(self) -> bool:
        """Say so of the form: where it comes too late, the panel stays as it is."""
        return Chosen(self.match["chosen"]) is Chosen.WORDS

    async def press(self, pressed: Pressed) -> None:
        """Change the setting, for members who manage the server."""
        if not _may_choose(pressed):
            await pressed.tell(pressed.texts("fault.server_managers"))
            return
        chosen, page = Chosen(self.match["chosen"]), int(self.match["page"])
        bot, server = pressed.bot, pressed.interaction.guild_id or 0
        if chosen is Chosen.WORDS:
            usual = usual_in(bot)
            await pressed.open(words_form(bot.store.server(server), usual, page, pressed.texts))
            return
        if chosen is not Chosen.PAGE:
            data = cast("dict[str, Any]", pressed.interaction.data or {})
            values = [str(value) for value in data.get("values", ())]
            await bot.store.change_server(server, **_changes(bot, server, chosen, values))
        await pressed.change(panel_for(bot, server, pressed.interaction, page))


class SettingWordsForm(PersistentForm):
    """The settings that are written: the prefix and the cooldown."""

    template = TEMPLATE

    async def send(self, pressed: Pressed) -> None:
        """Change both, or neither."""
        if not _may_choose(pressed):
            await pressed.tell(pressed.texts("fault.server_managers"))
            return
        bot, server = pressed.bot, pressed.interaction.guild_id or 0
        changes = {
            **read_choice(Choice.PREFIX, self.written[Choice.PREFIX], frozenset(), pressed.texts),
            **read_choice(Choice.COOLDOWN, self.written[Choice.COOLDOWN], frozenset(), pressed.texts),
        }
        await bot.store.change_server(server, **changes)
        await pressed.change(panel_for(bot, server, pressed.interaction, int(self.match["page"])))


def _may_choose(pressed: Pressed) -> bool:
    interaction = pressed.interaction
    return interaction.guild_id is not None and interaction.permissions.manage_guild


def _changes(bot: WhosaidBot, server: int, chosen: Chosen, values: list[str]) -> dict[str, Any]:
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
    return changes[chosen]()
