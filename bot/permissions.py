"""What the bot, and who asks it, may do."""

from __future__ import annotations

from typing import Any

import discord
from discord.ext import commands


def may_write(channel: discord.abc.MessageableChannel, guild: discord.Guild | None) -> bool:
    """Say whether the bot may post in a channel, a thread, or a direct message."""
    if guild is None or isinstance(channel, discord.DMChannel | discord.PartialMessageable):
        return True
    permissions = channel.permissions_for(guild.me)
    in_thread = isinstance(channel, discord.Thread)
    return permissions.send_messages_in_threads if in_thread else permissions.send_messages


def may_attach(ctx: commands.Context[Any]) -> bool:
    """Say whether a file may go along with the answer; answers to slash commands always may have one."""
    if (
        ctx.interaction is not None
        or ctx.guild is None
        or isinstance(ctx.channel, discord.PartialMessageable)
    ):
        return True
    return ctx.channel.permissions_for(ctx.guild.me).attach_files


async def manages_server(ctx: commands.Context[Any]) -> bool:
    """Say whether who asks may see and choose what concerns the server; in direct messages, the owners may.

    Slash commands are for whom Discord shows them to: members who manage the server, unless its admins chose
    others. Raises MissingPermissions, or NotOwner.
    """
    if ctx.guild is None:
        if not await ctx.bot.is_owner(ctx.author):
            raise commands.NotOwner
        return True
    if ctx.interaction is None and not ctx.permissions.manage_guild:
        raise commands.MissingPermissions(["manage_guild"])
    return True


async def manages_this_server(ctx: commands.Context[Any]) -> bool:
    """Say whether who asks may choose what concerns this server; there is none in direct messages.

    One check and not two: discord.py runs a command's checks in an order that changes from bot to bot of one
    process. Raises NoPrivateMessage or MissingPermissions.
    """
    if ctx.guild is None:
        raise commands.NoPrivateMessage
    return await manages_server(ctx)
