"""An edited question edits its answer."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord.ext import commands
from discord.ext.commands.view import StringView

from bot.commands.answering import page_of, places_of
from bot.commands.language import texts_for
from bot.fair_queue import CrowdedError
from bot.questions import command_named
from bot.records.tables import StoreError
from bot.rendering.discord.answers import answer_view

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot
    from bot.records.answers import KeptAnswer

log = logging.getLogger(__name__)


class Edits(commands.Cog):
    """Keeps an answer in step with its question."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    @commands.Cog.listener("on_raw_message_edit")
    async def answer_again(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Edit the answer to a question that now asks something else."""
        message = payload.message
        if message.author.bot or message.edited_at is None:
            return  # Discord also tells of previews that it added by itself
        try:
            kept = await self.bot.store.answers.of_question(message.id)
        except StoreError as fault:
            log.warning("An edited question leaves its answer as it was: %s", fault)
            return
        if kept is None or kept.message is None or isinstance(message.channel, discord.GroupChannel):
            return
        asked = self.asked_by(message)
        if asked is None or asked == (kept.command, kept.query):
            return
        command, query = asked
        if self.bot.refusal_in(message.guild, message.channel, command) is not None:
            return
        chosen = self.bot.store.server(kept.server)
        if self.bot.cooldown.wait(
            (kept.server, message.author.id), chosen.cooldown_questions, chosen.cooldown_seconds
        ):
            return  # the answer stays behind until the next edit, rather than a channel full of excuses
        answer = message.channel.get_partial_message(kept.message)
        await self._show(message, answer, replace(kept, command=command, query=query, first=0, places=()))

    def asked_by(self, message: discord.Message) -> tuple[str, str] | None:
        """Return the command and the words of a message, None where it asks the articles nothing."""
        addressed = self.bot.addressed(message)
        if addressed is None:
            return None
        words = addressed.words_of(message.content)
        try:
            command = command_named(addressed.command)
        except KeyError:
            return None
        return (command.name, words) if words and command.find else None

    async def _show(self, message: discord.Message, answer: discord.PartialMessage, kept: KeptAnswer) -> None:
        try:
            page = await page_of(self.bot, command_named(kept.command), kept)
        except CrowdedError:
            return  # as with the cooldown
        ctx = commands.Context(message=message, bot=self.bot, view=StringView(""))
        try:
            await answer.edit(view=answer_view(page, texts_for(ctx)))
        except discord.NotFound:
            await self.bot.store.answers.drop(kept)
            return
        except discord.HTTPException as fault:
            log.warning("An edited question leaves its answer as it was: %s", fault.text or fault)
            return
        self.bot.store.answers.keep(replace(kept, places=places_of(page)))
