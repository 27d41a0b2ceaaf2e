"""Faults → what the member who met them reads. Everything else about them goes into the log."""

from __future__ import annotations

import logging
import math
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.questions import command_named
from bot.rendering.discord.views import notice
from retrieval import WhosaidError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.discord_bot import WhosaidBot

log = logging.getLogger(__name__)

OUR_FAULT = "Something went wrong here, and it is noted in the bot's log. Asking again may help."


class TooOftenError(commands.CommandError):
    """A member asked more often than the cooldown allows."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Asked too often; again in {seconds:.1f} s.")
        self.seconds = seconds


async def tell_fault(ctx: commands.Context[WhosaidBot], error: commands.CommandError) -> None:
    """Answer a command that failed with one sentence."""
    if isinstance(error, commands.CommandNotFound):
        return
    sentence = sentence_for(error, ctx)
    if sentence is None:
        log.error("The command %s failed.", ctx.command, exc_info=error)
        sentence = OUR_FAULT
    try:
        await ctx.bot.reply(ctx, notice(sentence), ephemeral=True)
    except discord.HTTPException as fault:
        log.warning("Discord did not take a message: %s", fault.text or fault)


def sentence_for(error: BaseException, ctx: commands.Context[Any]) -> str | None:
    """Return what to tell about an error, None when it is a fault of the program."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, WhosaidError):
            return str(cause)
        if isinstance(cause, TooOftenError):
            seconds = math.ceil(cause.seconds)
            return f"One moment, please: I can answer you again in {seconds} second{'s' * (seconds != 1)}."
        cause = cause.__cause__
    if isinstance(error, commands.MissingRequiredArgument):
        return usage_of(ctx.command.qualified_name if ctx.command else "", ctx.bot.prefix_in(ctx.guild))
    for kind, sentence in _SENTENCES.items():
        if isinstance(error, kind):
            return sentence
    return str(error) if isinstance(error, commands.UserInputError | commands.CheckFailure) else None


_SENTENCES: Mapping[type[commands.CommandError], str] = {
    commands.MissingPermissions: "This is for members who may manage the server.",
    commands.NotOwner: "This is for the bot's owners.",
    commands.NoPrivateMessage: "This works in a server, not in direct messages.",
}


def usage_of(name: str, prefix: str) -> str:
    """Return how a command is used, in a sentence and an example."""
    command = command_named(name)
    return f"{command.summary} Write for example: {prefix}{command.example}"
