"""What every command that costs the bot something goes through: the cooldown, and the counting."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from bot.commands.faults import TooOftenError
from bot.store import DIRECT_MESSAGES, Outcome

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from discord.ext import commands

    from bot.discord_bot import WhosaidBot
    from bot.questions import Command


@dataclass(slots=True)
class Asked:
    """A question that is being answered."""

    server: int
    """0 for direct messages."""
    outcome: Outcome = Outcome.FAILED

    def found(self, found: bool) -> None:
        """Say whether anything was found."""
        self.outcome = Outcome.FOUND if found else Outcome.NOT_FOUND


def is_private(ctx: commands.Context[WhosaidBot], private: bool | None) -> bool:
    """Say whether who asks alone is to see the answer, None being what the server chose.

    Only slash commands can be answered in private.
    """
    if ctx.interaction is None:
        return False
    return (
        ctx.bot.store.server(ctx.guild.id if ctx.guild else DIRECT_MESSAGES).private
        if private is None
        else private
    )


@asynccontextmanager
async def asked(ctx: commands.Context[WhosaidBot], command: Command, words: str) -> AsyncIterator[Asked]:
    """Count a question, how it ended and how long it took.

    Raises TooOftenError when the member asks more often than the cooldown allows.
    """
    question = Asked(ctx.guild.id if ctx.guild else DIRECT_MESSAGES)
    chosen = ctx.bot.store.server(question.server)
    wait = ctx.bot.cooldown.wait(
        (question.server, ctx.author.id), chosen.cooldown_questions, chosen.cooldown_seconds
    )
    if wait:
        raise TooOftenError(wait)
    started = perf_counter()
    try:
        yield question
    finally:
        milliseconds = (perf_counter() - started) * 1000
        ctx.bot.store.note_question(question.server, command.name, question.outcome, words, milliseconds)
