"""`timeline` and `compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.commands.asking import Asked, is_private
from bot.commands.completion import Choice, complete
from bot.commands.completion import topics as completed_topics
from bot.commands.hybrid import PRIVATE, hybrid
from bot.commands.language import texts_for
from bot.commands.pictures import picture_of
from bot.questions import MOST_COMPARED, command_named, topics_in
from bot.rendering.discord.timelines import timeline_view
from bot.rendering.timelines import tell
from bot.source_links import linked_timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord_bot import WhosaidBot
    from bot.questions import Command
    from bot.rendering.timelines import Told
    from retrieval import Timeline

    Context = commands.Context[WhosaidBot]

TIMELINE, COMPARE = command_named("timeline"), command_named("compare")


class Timelines(commands.Cog):
    """When and how often topics are spoken of."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    @hybrid(TIMELINE)
    @app_commands.describe(topic="Words to look for.", private=PRIVATE)
    async def timeline(self, ctx: Context, *, topic: str, private: bool | None = None) -> None:
        """Show when and how often a topic is spoken of."""
        await self._show(ctx, TIMELINE, topic, [topic], private=private)

    @timeline.autocomplete("topic")
    async def _topics(self, interaction: discord.Interaction[Any], typed: str) -> list[Choice]:
        return await complete(interaction, typed, completed_topics)

    @hybrid(COMPARE)
    @app_commands.describe(topics="Two topics, with “vs” between them.", private=PRIVATE)
    async def compare(self, ctx: Context, *, topics: str, private: bool | None = None) -> None:
        """Show when and how often topics are spoken of, in one picture."""
        parts = topics_in(topics)
        if not 2 <= len(parts) <= MOST_COMPARED:
            prefix = self.bot.prefix_in(ctx.guild)
            raise commands.UserInputError(
                texts_for(ctx)("compare.usage", example=f"{prefix}{COMPARE.example}")
            )
        await self._show(ctx, COMPARE, topics, parts, private=private)

    async def _show(
        self, ctx: Context, command: Command, words: str, topics: Sequence[str], *, private: bool | None
    ) -> None:
        texts, hidden = texts_for(ctx), is_private(ctx, private)
        with Asked(ctx, command, words) as question:
            async with ctx.typing(ephemeral=hidden):
                archive, base = self.bot.current.archive, self.bot.settings.source_base_url

                def shaped() -> tuple[list[Timeline], Told]:
                    timelines = [linked_timeline(archive.timeline(topic), base) for topic in topics]
                    return timelines, tell(timelines, texts)

                server = question.server or ctx.author.id
                timelines, told = await self.bot.finder.in_turn(shaped, server=server)
                question.found(told.chart is not None)
                picture = None
                if told.chart is not None:
                    picture = await picture_of(ctx, told.chart, told.description, command.name)
                view = timeline_view(timelines, told, texts, picture)
                await self.bot.reply(ctx, view, ephemeral=hidden, files=[picture] if picture else [])
