"""`read` and `random`: articles for their own sake."""

from __future__ import annotations

from dataclasses import replace
from random import SystemRandom
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.commands.answering import place_of, places_of
from bot.commands.asking import Asked, is_private
from bot.commands.completion import Choice, articles, complete
from bot.commands.hybrid import PRIVATE, hybrid
from bot.commands.language import texts_for
from bot.commands.patience import patience
from bot.questions import command_named
from bot.records.answers import KeptAnswer
from bot.rendering.discord.answers import Page, answer_view
from bot.rendering.discord.reading import Reader, article_view
from bot.rendering.discord.views import notice
from bot.replies import any_passage
from bot.source_links import linked_passage, linked_result
from retrieval import Answer, Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord_bot import WhosaidBot
    from bot.questions import Command
    from retrieval import Passage

    Context = commands.Context[WhosaidBot]

Interaction = discord.Interaction[Any]
READ, RANDOM = command_named("read"), command_named("random")


class Library(commands.Cog):
    """Reading without a question."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot
        self._random = SystemRandom()

    @hybrid(READ)
    @app_commands.describe(article="Its file name or title.", private=PRIVATE)
    async def read(self, ctx: Context, *, article: str, private: bool | None = None) -> None:
        """Show an article from its beginning."""
        with Asked(ctx, READ, article) as question:
            hidden, archive = is_private(ctx, private), self.bot.current.archive
            server = question.server or ctx.author.id

            def find() -> Sequence[Passage]:
                found = archive.find_articles(article, 1)
                return archive.read(found[0].source) if found else ()

            async with patience(ctx, ephemeral=hidden):
                passages = await self.bot.finder.in_turn(find, server=server)
            question.found(bool(passages))
            if not passages:
                told = notice(texts_for(ctx)("library.none", name=article[:200]))
                await self.bot.reply(ctx, told, ephemeral=hidden)
                return
            result = Result(passages[0], 0.0, (), None)
            kept = replace(kept_for(ctx, READ, article), private=hidden, places=(place_of(result),))
            begin = linked_passage(passages[0], self.bot.settings.source_base_url)
            view = article_view(begin, Reader(kept.answer_id, 0), 0, texts_for(ctx))
            message = await self.bot.reply(ctx, view, ephemeral=hidden)
            if message is not None:
                self.bot.store.answers.keep(replace(kept, message=message))

    @hybrid(RANDOM)
    @app_commands.describe(private=PRIVATE)
    async def random(self, ctx: Context, private: bool | None = None) -> None:
        """Show any passage."""
        with Asked(ctx, RANDOM, "") as question:
            passage = any_passage(self.bot.current.archive, self._random)
            question.found(found=True)
            result = linked_result(Result(passage, 0.0, (), None), self.bot.settings.source_base_url)
            answer = Answer(RANDOM.name, "", (result,), None, (), 0.0)
            kept = replace(kept_for(ctx, RANDOM, ""), private=is_private(ctx, private))
            page = Page(answer, kept.answer_id, private=kept.private)
            view = answer_view(page, texts_for(ctx))
            message = await self.bot.reply(ctx, view, ephemeral=kept.private)
            if message is not None:
                self.bot.store.answers.keep(replace(kept, message=message, places=places_of(page)))

    @read.autocomplete("article")
    async def _articles(self, interaction: Interaction, typed: str) -> list[Choice]:
        return await complete(interaction, typed, articles)


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
