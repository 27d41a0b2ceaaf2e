"""What every command that costs the bot something goes through: the cooldown, and the counting."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Self

from bot.commands.faults import TooOftenError
from bot.store import DIRECT_MESSAGES, Outcome

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.discord_bot import WhosaidBot
    from bot.questions import Command


class Asked:
    """A question while it is answered; at its end it is counted, with how it ended and how long it took."""

    def __init__(self, ctx: commands.Context[WhosaidBot], command: Command, words: str) -> None:
        """Begin. Raises TooOftenError when the member asks more often than the cooldown allows."""
        self.server = ctx.guild.id if ctx.guild else DIRECT_MESSAGES
        """0 for direct messages."""
        self.outcome = Outcome.FAILED
        self._command, self._words = command, words
        self._store = ctx.bot.store
        chosen = self._store.server(self.server)
        wait = ctx.bot.cooldown.wait(
            (self.server, ctx.author.id), chosen.cooldown_questions, chosen.cooldown_seconds
        )
        if wait:
            raise TooOftenError(wait)
        self._started = perf_counter()

    def found(self, found: bool) -> None:
        """Say whether anything was found."""
        self.outcome = Outcome.FOUND if found else Outcome.NOT_FOUND

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        milliseconds = (perf_counter() - self._started) * 1000
        self._store.note_question(self.server, self._command.name, self.outcome, self._words, milliseconds)


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
