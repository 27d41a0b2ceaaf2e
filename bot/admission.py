"""Who may ask at all, and where: the operator's choice, then the server's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import discord

    from bot.records.servers import ServerSettings
    from bot.settings import Settings


ALWAYS = frozenset({"settings"})
"""Commands that answer wherever their caller may use them: they undo what keeps the others silent."""


def is_elsewhere(interaction: discord.Interaction[Any] | None) -> bool:
    """Say whether somebody asks who installed the bot for themselves, where the bot itself is not.

    That is in a server that it is no member of, or in a group's or other members' direct messages.
    """
    if interaction is None:
        return False
    if interaction.guild_id is None:
        return interaction.context.private_channel
    return interaction.client.get_guild(interaction.guild_id) is None


def refusal(
    settings: Settings,
    chosen: ServerSettings,
    *,
    server: int | None,
    channel: discord.abc.Snowflake | None,
    command: str,
    elsewhere: bool = False,
) -> str | None:
    """Return the key of the text that says why nothing is answered; None where it is.

    `server` is None in direct messages, `chosen` then what stands in for a server's settings. `elsewhere` is
    as of `is_elsewhere`.
    """
    refused = _by_operator(settings, server, elsewhere=elsewhere)
    if refused or server is None or command in ALWAYS:
        return refused
    if command in chosen.commands_off:
        return "refused.command"
    if channel is not None and not chosen.answers_in(channel.id, getattr(channel, "parent_id", None)):
        return "refused.channel"
    return None


def _by_operator(settings: Settings, server: int | None, *, elsewhere: bool) -> str | None:
    if elsewhere and not settings.allow_user_install:
        return "refused.elsewhere"
    if server is None:
        return None if settings.allow_dm or elsewhere else "refused.direct"
    if settings.allowed_guilds is not None and server not in settings.allowed_guilds:
        return "refused.server"
    return None
