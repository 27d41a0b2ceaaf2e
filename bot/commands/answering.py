"""A question → the archive's answer, posted and kept: what every command that answers goes through."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.asking import Asked, is_private
from bot.commands.language import texts_for
from bot.commands.patience import patience
from bot.records.answers import KeptAnswer, KeptPlace
from bot.rendering.discord.answers import RESULTS, Page, answer_view
from bot.source_links import linked
from retrieval import Answer, Result

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.discord_bot import WhosaidBot
    from bot.questions import Command
    from retrieval import Archive


async def answer_question(
    ctx: commands.Context[WhosaidBot], command: Command, words: str, *, private: bool | None = None
) -> None:
    """Answer `words` as `command` does, and keep the answer for its buttons.

    `private` None is what the server chose; only slash commands can be answered in private.
    Raises TooOftenError when the member asks more often than the cooldown allows.
    """
    bot = ctx.bot
    with Asked(ctx, command, words) as question:
        kept = KeptAnswer(
            command=command.name,
            query=words,
            asker=ctx.author.id,
            server=question.server,
            channel=ctx.channel.id,
            question=None if ctx.interaction else ctx.message.id,
            private=is_private(ctx, private),
        )
        page = page_at_once(bot, command, kept)
        if page is None:
            async with patience(ctx, ephemeral=kept.private):
                page = await page_of(bot, command, kept)
        question.found(page.answer.found)
        message = await bot.reply(ctx, answer_view(page, texts_for(ctx)), ephemeral=kept.private)
        if message is not None:
            bot.store.answers.keep(replace(kept, message=message, places=places_of(page)))


async def page_of(bot: WhosaidBot, command: Command, kept: KeptAnswer) -> Page:
    """Ask the archive for the page of an answer that begins with the result `kept.first`.

    What no question found, as `random` did not, is the passages that were shown, where they still are.
    """
    if command.find is None:
        return Page(shown_again(bot, kept), kept.answer_id, private=kept.private)
    size = _size(bot, kept)
    limit = kept.first + size + 1
    answer = await bot.finder.find(command.find, kept.query, limit, server=kept.server or kept.asker)
    return _page(bot, kept, answer, size)


def page_at_once(bot: WhosaidBot, command: Command, kept: KeptAnswer) -> Page | None:
    """Return a page of what a question finds, as `page_of` does; None where that has to be waited for."""
    if command.find is None:
        return None
    size = _size(bot, kept)
    answer = bot.finder.at_once(command.find, kept.query, kept.first + size + 1)
    return None if answer is None else _page(bot, kept, answer, size)


def _size(bot: WhosaidBot, kept: KeptAnswer) -> int:
    return bot.store.server(kept.server).results or RESULTS


def _page(bot: WhosaidBot, kept: KeptAnswer, answer: Answer, size: int) -> Page:
    end = kept.first + size
    shown = linked(replace(answer, results=answer.results[kept.first : end]), bot.settings.source_base_url)
    return Page(shown, kept.answer_id, kept.first, size, len(answer.results) > end, kept.private)


def shown_again(bot: WhosaidBot, kept: KeptAnswer) -> Answer:
    """Return an answer of the passages that were shown, without what a question would add."""
    results = tuple(result for place in kept.places if (result := bare_result(bot.current.archive, place)))
    return linked(Answer(kept.command, kept.query, results, None, (), 0.0), bot.settings.source_base_url)


def bare_result(archive: Archive, place: KeptPlace) -> Result | None:
    """Return the passage at a place; None when it is gone or its article is no longer the same."""
    passage = archive.passage_at(place.source, place.start)
    if passage is None or passage.article.sha256 != place.sha256:
        return None
    return Result(passage, 0.0, (), None)


def places_of(page: Page) -> tuple[KeptPlace, ...]:
    """Return where the results of a page stand."""
    return tuple(place_of(result) for result in page.answer.results)


def place_of(result: Result) -> KeptPlace:
    """Return where a result stands: of a quotation its own words, else the passage."""
    article = result.passage.article
    start, end = result.passage.start, result.passage.end
    if result.quoted is not None:
        start, end = result.quoted.quotation.start, result.quoted.quotation.end
    return KeptPlace(article.source, start, end, article.sha256, quoted=result.quoted is not None)
