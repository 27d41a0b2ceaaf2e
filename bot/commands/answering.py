"""A question → the archive's answer, posted and kept: what every command that answers goes through."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.asking import asked
from bot.commands.language import texts_for
from bot.commands.patience import patience
from bot.records.answers import KeptAnswer, KeptPlace
from bot.rendering.discord.answers import MOST_RESULTS, RESULTS, Page, answer_view

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.discord_bot import WhosaidBot
    from bot.questions import Command
    from retrieval import Result


async def answer_question(
    ctx: commands.Context[WhosaidBot], command: Command, words: str, *, private: bool | None = None
) -> None:
    """Answer `words` as `command` does, and keep the answer for its buttons.

    `private` None is what the server chose; only slash commands can be answered in private.
    Raises TooOftenError when the member asks more often than the cooldown allows.
    """
    bot = ctx.bot
    async with asked(ctx, command, words) as question:
        hidden = bot.store.server(question.server).private if private is None else private
        kept = KeptAnswer(
            command=command.name,
            query=words,
            asker=ctx.author.id,
            server=question.server,
            channel=ctx.channel.id,
            question=None if ctx.interaction else ctx.message.id,
            private=hidden and ctx.interaction is not None,
        )
        async with patience(ctx, ephemeral=kept.private):
            page = await page_of(bot, command, kept)
        question.found(page.answer.found)
        message = await bot.reply(ctx, answer_view(page, texts_for(ctx)), ephemeral=kept.private)
        if message is not None:
            bot.store.answers.keep(replace(kept, message=message.id, places=places_of(page)))


async def page_of(bot: WhosaidBot, command: Command, kept: KeptAnswer) -> Page:
    """Ask the archive for the page of an answer that begins with the result `kept.first`."""
    if command.find is None:
        raise ValueError(f"The archive does not answer “{command.name}”.")
    size = min(bot.store.server(kept.server).results or RESULTS, MOST_RESULTS)
    end = kept.first + size
    answer = await bot.finder.find(command.find, kept.query, end + 1)
    shown = replace(answer, results=answer.results[kept.first : end])
    return Page(shown, kept.answer_id, kept.first, size, len(answer.results) > end, kept.private)


def places_of(page: Page) -> tuple[KeptPlace, ...]:
    """Return where the results of a page stand."""
    return tuple(place_of(result) for result in page.answer.results)


def place_of(result: Result) -> KeptPlace:
    """Return where a result stands: of a quotation its own words, else the passage."""
    article = result.passage.article
    start, end = result.passage.start, result.passage.end
    if result.quoted is not None:
        start, end = result.quoted.quotation.start, result.quoted.quotation.end
    return KeptPlace(article.source, start, end, article.sha256)
