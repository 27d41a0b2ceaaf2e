"""A press, a choice or a sent form, and the one response that Discord takes to it within three seconds."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import discord

from bot.admission import is_elsewhere
from bot.commands import patience
from bot.commands.faults import sentence_of
from bot.commands.language import texts_for
from bot.rendering.discord.views import notice

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.discord_bot import WhosaidBot

    Interaction = discord.Interaction[WhosaidBot]

log = logging.getLogger(__name__)


class Pressed:
    """What was pressed, by whom, and how it is answered, whether that had to be deferred or not.

    A response that takes long is deferred before Discord gives up waiting for it.
    """

    def __init__(self, interaction: Interaction, *, told_alone: bool = False) -> None:
        """`told_alone` says that the answer is a new message to who pressed, and no change of the old one."""
        self.interaction = interaction
        self.bot: WhosaidBot = interaction.client
        self.member = interaction.user
        self.texts = texts_for(interaction)
        self._told_alone = told_alone
        self._deferring: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._answered = False

    async def answer(self, work: Callable[[Pressed], Awaitable[None]], name: str) -> None:
        """Do what was pressed, and tell in one sentence what kept it from being done."""
        self._timer = asyncio.get_running_loop().call_later(patience.SECONDS, self._defer)
        try:
            try:
                refused = self._refusal()
                await (self.tell(self.texts(refused)) if refused else work(self))
            finally:
                await self._settled()
        except Exception as fault:  # noqa: BLE001  (discord.py would leave the member without a word)
            await self._tell_fault(fault, name)

    async def show(self, view: discord.ui.LayoutView, *, ephemeral: bool = True) -> int | None:
        """Post a message, and return its id."""
        await self._about_to_answer()
        if self.interaction.response.is_done():
            return (await self.interaction.followup.send(view=view, ephemeral=ephemeral, wait=True)).id
        response = await self.interaction.response.send_message(view=view, ephemeral=ephemeral)
        return response.message_id

    async def tell(self, sentence: str) -> None:
        """Tell who pressed one sentence."""
        await self.show(notice(sentence))

    async def tell_expired(self) -> None:
        """Tell who pressed that nothing is kept any more of what they pressed."""
        await self.tell(self.texts("answer.expired", days=self.bot.settings.retention_days))

    async def change(self, view: discord.ui.LayoutView) -> None:
        """Show this in place of the message that was pressed."""
        await self._about_to_answer()
        if self.interaction.response.is_done():
            await self.interaction.edit_original_response(view=view)
        else:
            await self.interaction.response.edit_message(view=view)

    async def take_away(self) -> None:
        """Delete the message that was pressed."""
        await self._about_to_answer()
        if not self.interaction.response.is_done():
            await self.interaction.response.defer()
        await self.interaction.delete_original_response()

    async def open(self, form: discord.ui.Modal) -> None:
        """Open a form, which Discord takes only as the first response: where it comes too late, say so."""
        await self._settled()
        if self.interaction.response.is_done():
            await self.tell(self.texts("fault.too_late"))
        else:
            self._answered = True
            await self.interaction.response.send_modal(form)

    def _refusal(self) -> str | None:
        """Return why nothing is answered in this server (any more), whatever stands there from before."""
        guild, elsewhere = self.interaction.guild, is_elsewhere(self.interaction)
        return self.bot.refusal_in(guild, None, "", elsewhere=elsewhere) if guild else None

    def _defer(self) -> None:
        if not self.interaction.response.is_done():
            self._deferring = asyncio.create_task(self._say_it_takes_a_moment())

    async def _say_it_takes_a_moment(self) -> None:
        await self.interaction.response.defer(ephemeral=True, thinking=self._told_alone)

    async def _settled(self) -> None:
        """Wait for a deferral that is under way, and let no other begin."""
        if self._timer is not None:
            self._timer.cancel()
        if self._deferring is not None:
            await self._deferring

    async def _about_to_answer(self) -> None:
        await self._settled()
        self._answered = True

    async def _tell_fault(self, fault: Exception, name: str) -> None:
        if isinstance(fault, discord.NotFound):
            log.warning("The press of %s came too late to be answered: %s", name, fault.text)
            return
        sentence = sentence_of(fault, self.texts)
        if sentence is None:
            log.error("The press of %s failed.", name, exc_info=fault)
            sentence = self.texts("fault.ours")
        elif self._answered:
            log.warning("After the press of %s was answered: %s", name, fault)
        if self._answered:
            return
        try:
            await self.tell(sentence)
        except discord.HTTPException as refused:
            log.warning("Discord did not take the response to a press: %s", refused.text or refused)
