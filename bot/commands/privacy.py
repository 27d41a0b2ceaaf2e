"""`privacy`, `forget me` and `my data`."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.commands.hybrid import hybrid, hybrid_group, second_word
from bot.commands.language import texts_for
from bot.commands.patience import patience
from bot.questions import command_named
from bot.rendering.discord.markdown import escape
from bot.rendering.discord.views import notice, panel, sealed
from bot.store import DIRECT_MESSAGES

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot

    Context = commands.Context[WhosaidBot]

PRIVACY, FORGET, DATA = command_named("privacy"), command_named("forget me"), command_named("my data")


class Privacy(commands.Cog):
    """What is kept of a member, and having it deleted."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    @hybrid(PRIVACY)
    async def privacy(self, ctx: Context) -> None:
        """Say what is kept."""
        texts, store = texts_for(ctx), self.bot.store
        days = store.retention.days
        log_on = store.server(ctx.guild.id if ctx.guild else DIRECT_MESSAGES).question_log
        prefix = self.bot.prefix_in(ctx.guild)
        lines = [
            texts("privacy.counts"),
            texts("privacy.answers", count=days),
            texts("privacy.log_on", count=days) if log_on else texts("privacy.log_off"),
            texts("privacy.votes"),
            texts("privacy.watches"),
            texts("privacy.reports"),
            texts("privacy.folder"),
        ]
        if store.fault:
            lines.append(texts("privacy.memory"))
        end = texts("privacy.end", data=f"{prefix}{DATA.name}", forget=f"{prefix}{FORGET.name}")
        listed = "\n".join(f"- {escape(line)}" for line in lines)
        view = panel([f"### {escape(texts('privacy.title'))}", listed, escape(end)])
        await self.bot.reply(ctx, view, ephemeral=True)

    @hybrid_group(FORGET)
    async def forget(self, ctx: Context) -> None:
        """Hold `forget me` together."""

    @second_word(forget, FORGET)
    async def forget_me(self, ctx: Context) -> None:
        """Delete everything that is kept of who asks, and say what it was."""
        texts = texts_for(ctx)
        async with patience(ctx, ephemeral=True):
            gone = await self.bot.store.members.forget(ctx.author.id)
        deleted = [
            texts(key, count=count)
            for key, count in (
                ("forgotten.answers", gone.answers),
                ("forgotten.votes", gone.votes),
                ("forgotten.watches", gone.watches),
                ("forgotten.reports", gone.reports),
                ("forgotten.folder", gone.folder_changes),
            )
            if count
        ]
        told = (
            texts("forgotten.told", deleted=texts.listed(deleted)) if deleted else texts("forgotten.nothing")
        )
        await self.bot.reply(ctx, notice(told), ephemeral=True)

    @hybrid_group(DATA)
    async def my(self, ctx: Context) -> None:
        """Hold `my data` together."""

    @second_word(my, DATA)
    async def my_data(self, ctx: Context) -> None:
        """Send who asks a file of everything that is kept of them, where nobody else sees it."""
        texts = texts_for(ctx)
        async with patience(ctx, ephemeral=True):
            kept = await self.bot.store.members.kept_of(ctx.author.id)
        content = json.dumps(kept, ensure_ascii=False, indent=2).encode(errors="replace")
        file = discord.File(BytesIO(content), "whosaid-data.json")
        view = sealed(
            discord.ui.Container(
                discord.ui.TextDisplay(escape(texts("data.here"))), discord.ui.File(media=file)
            )
        )
        if ctx.interaction is not None or ctx.guild is None:
            await self.bot.reply(ctx, view, ephemeral=True, files=[file])
            return
        try:
            await ctx.author.send(view=view, file=file)
        except discord.Forbidden:
            await self.bot.reply(ctx, notice(texts("data.closed")))
        else:
            await self.bot.reply(ctx, notice(texts("data.sent")))
