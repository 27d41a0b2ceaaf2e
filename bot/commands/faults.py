"""Faults → what the member who met them reads. Everything else about them goes into the log."""

from __future__ import annotations

import logging
import math
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.commands.language import texts_for
from bot.fair_queue import CrowdedError
from bot.folder import RefusedError
from bot.questions import command_named
from bot.rendering.discord.views import notice
from bot.translations import translated
from bot.translations.sentences import retold
from retrieval import WhosaidError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.discord_bot import WhosaidBot
    from bot.translations import Texts

log = logging.getLogger(__name__)


class TooOftenError(commands.CommandError):
    """A member asked more often than the cooldown allows."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Asked too often; again in {seconds:.1f} s.")
        self.seconds = seconds


async def tell_fault(ctx: commands.Context[WhosaidBot], error: Exception) -> None:
    """Answer a command that failed with one sentence."""
    if isinstance(error, commands.CommandNotFound):
        return
    sentence = sentence_for(error, ctx)
    if sentence is None:
        log.error("The command %s failed.", ctx.command, exc_info=error)
        sentence = texts_for(ctx)("fault.ours")
    try:
        await ctx.bot.reply(ctx, notice(sentence), ephemeral=True)
    except discord.HTTPException as fault:
        log.warning("Discord did not take a message: %s", fault.text or fault)


def sentence_for(error: BaseException, ctx: commands.Context[Any]) -> str | None:
    """Return what to tell about an error, None when it is a fault of the program."""
    texts = texts_for(ctx)
    sentence = sentence_of(error, texts)
    if sentence is not None:
        return sentence
    if isinstance(error, commands.MissingRequiredArgument | commands.MissingRequiredAttachment):
        command = command_named(ctx.command.qualified_name if ctx.command else "help")
        summary = translated(command.summary, texts.language) or command.summary
        return texts("fault.usage", summary=summary, example=ctx.bot.prefix_in(ctx.guild) + command.example)
    for kind, key in _KEYS.items():
        if isinstance(error, kind):
            return texts(key)
    return str(error) if isinstance(error, commands.UserInputError | commands.CheckFailure) else None


def sentence_of(error: BaseException, texts: Texts) -> str | None:
    """Return what to tell about a fault that any front door may meet, None when it is none of these."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, CrowdedError):
            return texts("fault.crowded")
        if isinstance(cause, RefusedError):
            return refusal_of(cause, texts)
        if isinstance(cause, WhosaidError):
            return retold(str(cause), texts)
        if isinstance(cause, TooOftenError):
            return texts("fault.too_often", count=math.ceil(cause.seconds))
        cause = cause.__cause__
    return None


def refusal_of(refused: RefusedError, texts: Texts) -> str:
    """Return why the folder stays as it is."""
    values = {
        name: retold(value, texts) if isinstance(value, str) else value
        for name, value in refused.values.items()
    }
    return texts(refused.key, **values)


_KEYS: Mapping[type[commands.CommandError], str] = {
    commands.MissingPermissions: "fault.server_managers",
    commands.NotOwner: "fault.owners",
    commands.NoPrivateMessage: "fault.only_in_servers",
}
