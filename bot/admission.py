"""Who may ask at all, and where: the operator's choice, then the server's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import discord

    from bot.records.servers import ServerSettings
    from bot.settings import Settings

ALWAYS = frozenset({"settings"})
"""Commands that answer wherever their caller may use them: they undo what keeps the others silent."""


def refusal(
    settings: Settings,
    chosen: ServerSettings,
    *,
    server: int | None,
    channel: discord.abc.MessageableChannel | None,
    command: str,
) -> str | None:
    """Return the key of the text that says why nothing is answered; None where it is.

    `server` is None in direct messages, `chosen` then what stands in for a server's settings.
    """
    if server is None:
        return None if settings.allow_dm else "refused.direct"
    if settings.allowed_guilds is not None and server not in settings.allowed_guilds:
        return "refused.server"
    if command in ALWAYS:
        return None
    if command in chosen.commands_off:
        return "refused.command"
    if channel is not None and not chosen.answers_in(channel.id, getattr(channel, "parent_id", None)):
        return "refused.channel"
    return None
