"""`read` and `random`: articles for their own sake."""

from __future__ import annotations

from dataclasses import replace
from random import SystemRandom
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.commands.answering import place_of, places_of
from bot.commands.asking import asked
from bot.commands.completion import Choice, complete, sources
from bot.commands.hybrid import hybrid
from bot.commands.language import texts_for
from bot.questions import command_named
from bot.records.answers import KeptAnswer
from bot.rendering.discord.answers import Page, answer_view
from bot.rendering.discord.reading import Reader, article_view
from bot.rendering.discord.views import notice
from retrieval import Answer, Result

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot
    from bot.questions import Command

    Context = commands.Context[WhosaidBot]

Interaction = discord.Interaction[Any]
READ, RANDOM = command_named("read"), command_named("random")


class Library(commands.Cog):
    """Reading without a question."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot
        self._random = SystemRandom()

    @hybrid(READ)
    @app_commands.describe(article="Its file name or title.")
    async def read(self, ctx: Context, *, article: str) -> None:
        """Show an article from its beginning."""
        async with asked(ctx, READ, article) as question:
            archive = self.bot.current.archive
            found = archive.find_articles(article, 1)
            passages = archive.read(found[0].source) if found else ()
            question.found(bool(passages))
            if not passages:
                await self.bot.reply(ctx, notice(texts_for(ctx)("library.none", name=article[:200])))
                return
            result = Result(passages[0], 0.0, (), None)
            kept = replace(kept_for(ctx, READ, article), places=(place_of(result),))
            view = article_view(passages[0], Reader(kept.answer_id, 0), 0, texts_for(ctx))
            message = await self.bot.reply(ctx, view)
            if message is not None:
                self.bot.store.answers.keep(replace(kept, message=message.id))

    @hybrid(RANDOM)
    async def random(self, ctx: Context) -> None:
        """Show any passage."""
        async with asked(ctx, RANDOM, "") as question:
            passage = self.bot.current.archive.random_passage(self._random)
            question.found(found=True)
            answer = Answer(RANDOM.name, "", (Result(passage, 0.0, (), None),), None, (), 0.0)
            kept = kept_for(ctx, RANDOM, "")
            page = Page(answer, kept.answer_id)
            message = await self.bot.reply(ctx, answer_view(page, texts_for(ctx)))
            if message is not None:
                self.bot.store.answers.keep(replace(kept, message=message.id, places=places_of(page)))

    @read.autocomplete("article")
    async def _articles(self, interaction: Interaction, typed: str) -> list[Choice]:
        return await complete(interaction, typed, sources)


def kept_for(ctx: Context, command: Command, query: str) -> KeptAnswer:
    """Return what is kept of an answer in `ctx`, its places still to be added."""
    return KeptAnswer(
        command=command.name,
        query=query,
        asker=ctx.author.id,
        server=ctx.guild.id if ctx.guild else 0,
        channel=ctx.channel.id,
        question=None if ctx.interaction else ctx.message.id,
    )
