"""`watch`, `unwatch` and `watches`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.admission import is_elsewhere
from bot.commands.hybrid import hybrid
from bot.commands.language import texts_for
from bot.commands.patience import patience
from bot.questions import command_named
from bot.records.watches import LONGEST_TOPIC, TooManyWatchesError
from bot.rendering.discord.markdown import one_line
from bot.rendering.discord.sizes import CHOICE, CHOICES
from bot.rendering.discord.views import notice
from bot.rendering.discord.watches import watches_view
from bot.store import DIRECT_MESSAGES

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot
    from bot.records.watches import Watch

    Context = commands.Context[WhosaidBot]

WATCH, UNWATCH, WATCHES = command_named("watch"), command_named("unwatch"), command_named("watches")


class Watches(commands.Cog):
    """Being told when an article that is added later holds a topic."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    @hybrid(WATCH)
    @app_commands.describe(
        topic="Words to look for in articles that are added later.",
        direct="Tell me by direct message, not in this channel.",
    )
    async def watch(self, ctx: Context, *, topic: str, direct: bool = False) -> None:
        """Tell of a topic when an article that is added later holds it."""
        texts, server = texts_for(ctx), _server_of(ctx)
        # Where the bot is not itself, it cannot post by itself.
        direct = direct or server == DIRECT_MESSAGES or is_elsewhere(ctx.interaction)
        member, channel = ctx.author.id, ctx.channel.id
        try:
            async with patience(ctx, ephemeral=direct):
                watch = await self.bot.store.watches.add(
                    topic, member=member, server=server, channel=channel, direct=direct
                )
        except TooManyWatchesError as full:
            key = "watch.full_member" if full.of_member else "watch.full_server"
            await self.bot.reply(ctx, notice(texts(key, most=full.most)), ephemeral=True)
            return
        key = "watch.direct" if watch.direct else "watch.here"
        end = f"{self.bot.prefix_in(ctx.guild)}{UNWATCH.name} {watch.topic}"
        told = notice(texts(key, topic=watch.topic, end=one_line(end, LONGEST_TOPIC)))
        await self.bot.reply(ctx, told, ephemeral=watch.direct)

    @hybrid(UNWATCH)
    @app_commands.describe(topic="The topic, or its number in the list.")
    async def unwatch(self, ctx: Context, *, topic: str) -> None:
        """End a watch of one's own; who manages the server may end any in it."""
        texts = texts_for(ctx)
        async with patience(ctx, ephemeral=True):
            watch = _meant(topic, ctx.channel.id, await self._endable(ctx))
            if watch is not None:
                await self.bot.store.watches.remove(watch.id)
        if watch is None:
            told = texts("watch.none_such", topic=one_line(topic, LONGEST_TOPIC))
        else:
            told = texts("watch.ended", topic=watch.topic)
        await self.bot.reply(ctx, notice(told), ephemeral=watch is None or watch.direct)

    @unwatch.autocomplete("topic")
    async def _topics(
        self, interaction: discord.Interaction[WhosaidBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        server = interaction.guild.id if interaction.guild else DIRECT_MESSAGES
        theirs = await self.bot.store.watches.of_member(interaction.user.id, server)
        topics = dict.fromkeys(w.topic for w in theirs if typed.casefold() in w.topic.casefold())
        return [
            app_commands.Choice(name=one_line(topic, CHOICE), value=topic)
            for topic in topics
            if len(topic) <= CHOICE
        ][:CHOICES]

    @hybrid(WATCHES)
    async def watches(self, ctx: Context) -> None:
        """List one's own watches, and those that are told in this server's channels."""
        async with patience(ctx, ephemeral=True):
            own = await self.bot.store.watches.of_member(ctx.author.id, _server_of(ctx))
            others = await self._of_others(ctx)
        # What somebody is told alone is listed to them alone.
        alone = ctx.interaction is not None or ctx.guild is None
        view = watches_view(own, others, texts_for(ctx), direct_too=alone)
        await self.bot.reply(ctx, view, ephemeral=True)

    async def _endable(self, ctx: Context) -> list[Watch]:
        own = await self.bot.store.watches.of_member(ctx.author.id, _server_of(ctx))
        return own + (await self._of_others(ctx) if ctx.permissions.manage_guild else [])

    async def _of_others(self, ctx: Context) -> list[Watch]:
        """Return what others watch in this server's channels; in direct messages there are no others."""
        if ctx.guild is None:
            return []
        watches = await self.bot.store.watches.of_server(ctx.guild.id)
        return [watch for watch in watches if watch.member != ctx.author.id and not watch.direct]


def _server_of(ctx: Context) -> int:
    return ctx.guild.id if ctx.guild else DIRECT_MESSAGES


def _meant(written: str, channel: int, watches: list[Watch]) -> Watch | None:
    """Return the watch of this topic, one in this channel first, or of this number in the list."""
    topic = " ".join(written.split()).casefold()
    same = [watch for watch in watches if watch.topic.casefold() == topic]
    if same:
        return min(same, key=lambda watch: watch.channel != channel)
    if topic.isdecimal() and 1 <= int(topic) <= len(watches):
        return watches[int(topic) - 1]
    return None
