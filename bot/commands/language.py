"""Which language a reply is in, and what Discord shows of the commands in other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.ext import commands

from bot.store import DIRECT_MESSAGES
from bot.translations import texts_in, translated

if TYPE_CHECKING:
    import discord

    from bot.discord_bot import WhosaidBot
    from bot.translations import Texts


def texts_for(asked: commands.Context[WhosaidBot] | discord.Interaction[WhosaidBot]) -> Texts:
    """Return the texts in the language that the server chose, else the member's, else the server's own.

    Discord tells a member's language with slash commands and presses only, not with messages.
    """
    bot, interaction = (
        (asked.bot, asked.interaction) if isinstance(asked, commands.Context) else (asked.client, asked)
    )
    guild = asked.guild
    chosen = bot.store.server(guild.id if guild else DIRECT_MESSAGES).language
    if chosen:
        return texts_in(chosen)
    if interaction is not None:
        return texts_in(interaction.locale.value)
    return texts_in(guild.preferred_locale.value if guild else None)


class CommandTranslator(app_commands.Translator):
    """Gives Discord the descriptions of commands and options in every language of the catalogues."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContext[Any, Any],  # noqa: ARG002  (asked for by discord.py)
    ) -> str | None:
        """Return a description in a locale; None leaves it in English."""
        return translated(string.message, locale.value)
