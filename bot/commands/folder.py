"""`reload`, `add` and `remove`: the folder of articles, for the bot's owners."""

from __future__ import annotations

import asyncio
import logging
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.commands.completion import articles, complete
from bot.commands.faults import refusal_of
from bot.commands.hybrid import hybrid
from bot.commands.language import texts_for
from bot.commands.patience import patience
from bot.commands.removal import removal_view
from bot.folder import LARGEST_ADDED, RefusedError, add_article
from bot.questions import command_named
from bot.records.answers import KeptAnswer, KeptPlace
from bot.records.folder_changes import FolderAction
from bot.rendering.discord.markdown import one_line
from bot.rendering.discord.views import notice
from bot.rendering.reloads import reload_sentence
from bot.store import DIRECT_MESSAGES
from bot.watched_folder import changes_in
from retrieval import WhosaidError

if TYPE_CHECKING:
    from bot.current_archive import Reload
    from bot.discord_bot import WhosaidBot
    from bot.folder import ChangedFile

    Context = commands.Context[WhosaidBot]

log = logging.getLogger(__name__)

RELOAD, ADD, REMOVE = command_named("reload"), command_named("add"), command_named("remove")
_NAME = 90


class Folder(commands.Cog):
    """Changing what the answers come from."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot
        self._stop = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Watch the folder."""
        if self.bot.settings.watch_folder:
            self._watching = asyncio.create_task(self._watch())

    async def cog_unload(self) -> None:
        """Watch the folder no longer."""
        self._stop.set()
        if self._watching is not None:
            # It may still wait for a connection that never came.
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)

    @hybrid(RELOAD)
    @app_commands.default_permissions(manage_guild=True)
    @commands.is_owner()
    async def reload(self, ctx: Context) -> None:
        """Read again what changed in the folder; answers go on meanwhile."""
        async with ctx.typing(ephemeral=True):
            reload = await reload_articles(self.bot)
            told = notice(reload_sentence(reload, texts_for(ctx)))
            await self.bot.reply(ctx, told, ephemeral=True)

    @hybrid(ADD)
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.describe(
        file="An article to put into the folder.",
        existing="Whether a file of the same name is kept or replaced.",
    )
    @commands.is_owner()
    async def add(
        self,
        ctx: Context,
        file: discord.Attachment,
        file2: discord.Attachment | None = None,
        file3: discord.Attachment | None = None,
        file4: discord.Attachment | None = None,
        file5: discord.Attachment | None = None,
        existing: Literal["keep", "replace"] = "keep",
    ) -> None:
        """Put attached articles into the folder."""
        texts = texts_for(ctx)
        lines: list[str] = []
        async with ctx.typing(ephemeral=True):
            changed = False
            for attachment in filter(None, (file, file2, file3, file4, file5)):
                try:
                    added = await self._add(ctx, attachment, replace=existing == "replace")
                except RefusedError as refused:
                    lines.append(refusal_of(refused, texts))
                    if refused.key == "folder.already_there":
                        example = f"{self.bot.prefix_in(ctx.guild)}{ADD.name} replace"
                        lines.append(texts("folder.to_replace", example=example))
                else:
                    changed = True
                    key = "folder.replaced" if added.replaced else "folder.added"
                    lines.append(texts(key, name=one_line(added.source, _NAME)))
            if changed:
                lines.append(reload_sentence(await reload_articles(self.bot), texts))
            await self.bot.reply(ctx, notice("\n".join(lines)), ephemeral=True)

    @hybrid(REMOVE)
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.describe(article="Its file, or words of its title.")
    @commands.is_owner()
    async def remove(self, ctx: Context, *, article: str) -> None:
        """Delete an article from the folder, after a question whether it is meant."""
        texts, archive = texts_for(ctx), self.bot.current.archive
        _own_folder(self.bot)
        async with patience(ctx, ephemeral=True):
            found = await asyncio.to_thread(archive.find_articles, article, 1)
        if not found:
            told = notice(texts("folder.not_there", name=one_line(article, _NAME)))
            await self.bot.reply(ctx, told, ephemeral=True)
            return
        kept = KeptAnswer(
            command=REMOVE.name,
            query=found[0].source,
            asker=ctx.author.id,
            server=ctx.guild.id if ctx.guild else DIRECT_MESSAGES,
            channel=ctx.channel.id,
            places=(KeptPlace(found[0].source, 0, 0, found[0].sha256),),
        )
        self.bot.store.answers.keep(kept)
        await self.bot.reply(ctx, removal_view(found[0], kept.answer_id, texts), ephemeral=True)

    @remove.autocomplete("article")
    async def _articles(
        self, interaction: discord.Interaction[WhosaidBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        return await complete(interaction, typed, articles)

    async def _add(self, ctx: Context, attachment: discord.Attachment, *, replace: bool) -> ChangedFile:
        _own_folder(self.bot)
        shown = one_line(attachment.filename, _NAME)
        if attachment.size > LARGEST_ADDED:  # told before it is fetched
            raise RefusedError("folder.too_large", name=shown, most=LARGEST_ADDED // 1024 // 1024)
        try:
            content = await attachment.read()
        except (discord.HTTPException, aiohttp.ClientError) as fault:
            log.warning("“%s” cannot be fetched from Discord: %s", shown, fault)
            raise RefusedError("folder.not_fetched", name=shown) from fault
        folder = self.bot.current.archive.folder
        # Discord changes names to ASCII; what the file was called comes along as its title.
        title, suffix = attachment.title, PurePath(attachment.filename).suffix
        name = f"{title}{suffix}" if title else attachment.filename
        added = await asyncio.to_thread(add_article, folder, name, content, replace=replace)
        action = FolderAction.REPLACED if added.replaced else FolderAction.ADDED
        await self.bot.store.folder_changes.note(
            ctx.author.id, action, added.source, added.sha256, added.size
        )
        return added

    async def _watch(self) -> None:
        await self.bot.wait_until_ready()
        try:
            async for _ in changes_in(self.bot.current.archive.folder, self._stop):
                await self._reload_by_itself()
        except OSError as fault:
            log.warning("The folder of articles is not watched for changes: %s.", fault.strerror or fault)

    async def _reload_by_itself(self) -> None:
        skipped = self.bot.current.archive.skipped
        try:
            reload = await reload_articles(self.bot)
        except WhosaidError as fault:
            log.warning("The folder changed and cannot be read; the articles stay as they were: %s", fault)
        else:
            if reload.anything or set(reload.skipped) != set(skipped):
                log.info("The folder of articles changed: %s.", reload)


async def reload_articles(bot: WhosaidBot) -> Reload:
    """Read again what changed in the folder, and let the watches look at it."""
    reload = await bot.current.reload()
    bot.dispatch("articles_reloaded")
    return reload


def _own_folder(bot: WhosaidBot) -> None:
    """Raise RefusedError where the articles are the samples that came with the program."""
    if bot.settings.articles_dir is None:
        raise RefusedError("folder.samples")
