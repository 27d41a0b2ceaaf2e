"""`cite` and `export`: what was answered last, to take along."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.commands.answering import bare_result, place_of, shown_again
from bot.commands.asking import is_private
from bot.commands.hybrid import PRIVATE, hybrid
from bot.commands.language import texts_for
from bot.commands.patience import patience
from bot.permissions import may_attach
from bot.questions import command_named
from bot.records.servers import MOST_RESULTS
from bot.rendering.citation import citation
from bot.rendering.discord.markdown import escape
from bot.rendering.discord.sizes import TooLargeError, cut, fits
from bot.rendering.discord.views import notice, panel
from bot.rendering.export import as_json_file, as_markdown_file, file_name
from bot.source_links import linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord_bot import WhosaidBot
    from bot.records.answers import KeptAnswer
    from retrieval import Answer, Result

    Context = commands.Context[WhosaidBot]

CITE, EXPORT = command_named("cite"), command_named("export")
MOST_EXPORTED = 25
"""Results in one file."""
_CITATION_SIZES = (420, 250, 120)
"""Characters of one citation, tried in turn until the message is within Discord's sizes."""


class TakingAlong(commands.Cog):
    """Answers as citations and files."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    @hybrid(CITE)
    @app_commands.describe(private=PRIVATE)
    async def cite(self, ctx: Context, private: bool | None = None) -> None:
        """Show a citation of each passage that was answered last."""
        texts = texts_for(ctx)
        kept = await self._latest(ctx)
        results = []
        if kept is not None:
            async with patience(ctx, ephemeral=_hidden(ctx, kept, private)):
                results = await self._shown(kept)
        if kept is None or not results:
            await self.bot.reply(ctx, notice(texts("take.nothing")), ephemeral=True)
            return
        view = citations_view([citation(result, texts) for result in results])
        await self.bot.reply(ctx, view, ephemeral=_hidden(ctx, kept, private))

    @hybrid(EXPORT)
    @app_commands.describe(form="What kind of file.", private=PRIVATE)
    async def export(
        self, ctx: Context, form: Literal["markdown", "json"] = "markdown", private: bool | None = None
    ) -> None:
        """Send what was answered last as a file."""
        texts = texts_for(ctx)
        kept = await self._latest(ctx)
        answer = None
        if kept is not None:
            async with patience(ctx, ephemeral=_hidden(ctx, kept, private)):
                answer = await self._whole(kept)
        if kept is None or answer is None or not answer.found:
            await self.bot.reply(ctx, notice(texts("take.nothing")), ephemeral=True)
            return
        if not may_attach(ctx):
            await self.bot.reply(ctx, notice(texts("take.no_files")), ephemeral=True)
            return
        content = as_json_file(answer) if form == "json" else as_markdown_file(answer, texts)
        suffix = ".json" if form == "json" else ".md"
        file = discord.File(BytesIO(content), file_name(answer, datetime.now(UTC).date(), suffix))
        told = escape(texts("take.exported", count=len(answer.results)))
        attached: discord.ui.File[discord.ui.LayoutView] = discord.ui.File(file)
        await self.bot.reply(
            ctx, panel([told], below=[attached]), ephemeral=_hidden(ctx, kept, private), files=[file]
        )

    async def _latest(self, ctx: Context) -> KeptAnswer | None:
        # Whether it was private is not known before; what takes so long is shown to who asks alone.
        async with patience(ctx, ephemeral=True):
            return await self.bot.store.answers.latest(ctx.author.id, ctx.channel.id)

    async def _shown(self, kept: KeptAnswer) -> list[Result]:
        """Return the results that an answer shows, with their speakers where it still has them."""
        whole = await self._whole(kept)
        by_place = {place_of(result): result for result in (whole.results if whole else ())}
        shown = (by_place.get(place) or bare_result(self.bot.current.archive, place) for place in kept.places)
        return [result for result in shown if result is not None]

    async def _whole(self, kept: KeptAnswer) -> Answer | None:
        find = command_named(kept.command).find
        if find is not None:
            limit, server = max(MOST_EXPORTED, kept.first + MOST_RESULTS), kept.server or kept.asker
            answer = await self.bot.finder.find(find, kept.query, limit, server=server)
            return linked(answer, self.bot.settings.source_base_url)
        return shown_again(self.bot, kept)


def citations_view(citations: Sequence[str]) -> discord.ui.LayoutView:
    """Return a message of numbered citations, each cut where they are too long together."""
    for size in _CITATION_SIZES:
        lines = [f"{number}. {escape(cut(each, size))}" for number, each in enumerate(citations, 1)]
        view = panel(["\n".join(lines)])
        if fits(view):
            return view
    raise TooLargeError("Citations do not fit into a message however much they are cut.")


def _hidden(ctx: Context, kept: KeptAnswer, private: bool | None) -> bool:
    """Say whether only who asks sees it: what was private stays so unless they say otherwise."""
    return is_private(ctx, True if private is None and kept.private else private)
