"""What the bot, and who asks it, may do."""

from __future__ import annotations

import discord


def may_write(channel: discord.abc.MessageableChannel, guild: discord.Guild | None) -> bool:
    """Say whether the bot may post in a channel, a thread, or a direct message."""
    if guild is None or isinstance(channel, discord.DMChannel | discord.PartialMessageable):
        return True
    permissions = channel.permissions_for(guild.me)
    in_thread = isinstance(channel, discord.Thread)
    return permissions.send_messages_in_threads if in_thread else permissions.send_messages
