"""A question → the archive's answer, posted and kept: what every command that answers goes through."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from bot.commands.faults import TooOftenError
from bot.records.answers import KeptAnswer, KeptPlace
from bot.rendering.discord.answers import RESULTS, answer_view
from bot.store import DIRECT_MESSAGES, Outcome

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.discord_bot import WhosaidBot
    from bot.questions import Command
    from retrieval import Answer


async def answer_question(
    ctx: commands.Context[WhosaidBot], command: Command, words: str, *, private: bool = False
) -> None:
    """Answer `words` as `command` does, and keep the answer for its buttons.

    Raises TooOftenError when the member asks more often than the cooldown allows.
    """
    bot = ctx.bot
    server = ctx.guild.id if ctx.guild else DIRECT_MESSAGES
    wait = bot.cooldown.wait((server, ctx.author.id))
    if wait:
        raise TooOftenError(wait)
    outcome = Outcome.FAILED
    started = perf_counter()
    try:
        answer = await found(bot, command, words, RESULTS + 1)
        outcome = Outcome.FOUND if answer.found else Outcome.NOT_FOUND
        kept = KeptAnswer(
            command=command.name,
            query=words,
            asker=ctx.author.id,
            server=server,
            channel=ctx.channel.id,
            question=None if ctx.interaction else ctx.message.id,
            private=private,
            places=places_of(answer),
        )
        message = await bot.reply(ctx, answer_view(answer, kept.answer_id), ephemeral=private)
        if message is not None:
            bot.store.answers.keep(replace(kept, message=message.id))
    finally:
        milliseconds = (perf_counter() - started) * 1000
        bot.store.note_question(server, command.name, outcome, words, milliseconds)


async def found(bot: WhosaidBot, command: Command, words: str, limit: int) -> Answer:
    """Return the archive's answer of at most `limit` results."""
    if command.find is None:
        raise ValueError(f"The archive does not answer “{command.name}”.")
    return await bot.finder.find(command.find, words, limit)


def places_of(answer: Answer, first: int = 0) -> tuple[KeptPlace, ...]:
    """Return where the results of one page stand: of a quotation its own words, else the passage."""
    places = []
    for result in answer.results[first : first + RESULTS]:
        article = result.passage.article
        start, end = result.passage.start, result.passage.end
        if result.quoted is not None:
            start, end = result.quoted.quotation.start, result.quoted.quotation.end
        places.append(KeptPlace(article.source, start, end, article.sha256))
    return tuple(places)
