"""What can be asked of any message, by the menu that a right-click or a long press on it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.admission import is_elsewhere
from bot.commands.answering import answer_question
from bot.commands.faults import tell_fault
from bot.commands.language import texts_for
from bot.questions import command_named
from bot.rendering.discord.views import notice

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot
    from bot.questions import Command

ASK, WHO_SAID = command_named("ask"), command_named("who said")
LONGEST = 1000
"""Characters of a message that are asked; what comes after is seldom what it is about."""


class MessageMenus(commands.Cog):
    """“Find in the articles” and “Who said this?”: shown to who asks alone, and shared by a button."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot
        self._menus = [
            app_commands.ContextMenu(name="Find in the articles", callback=self.find),
            app_commands.ContextMenu(name="Who said this?", callback=self.who_said),
        ]

    async def cog_load(self) -> None:
        """Add the menus; a cog's decorators know only commands."""
        for menu in self._menus:
            self.bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Take the menus away."""
        for menu in self._menus:
            self.bot.tree.remove_command(menu.name, type=menu.type)

    async def find(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Answer with the passages nearest to a message."""
        await self._answer(interaction, ASK, message)

    async def who_said(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Answer with who said the words of a message."""
        await self._answer(interaction, WHO_SAID, message)

    async def _answer(
        self, interaction: discord.Interaction[Any], command: Command, message: discord.Message
    ) -> None:
        words = text_of(message)
        if not words:
            empty = notice(texts_for(interaction)("menu.no_text"))
            await interaction.response.send_message(view=empty, ephemeral=True)
            return
        ctx = await self.bot.get_context(interaction)
        # A menu is switched off with its command.
        key = self.bot.refusal_in(ctx.guild, ctx.channel, command.name, elsewhere=is_elsewhere(interaction))
        if key is not None:
            await tell_fault(ctx, commands.CheckFailure(texts_for(ctx)(key)))
            return
        try:
            await answer_question(ctx, command, words, private=True)
        except commands.CommandError as fault:
            await tell_fault(ctx, fault)
        except Exception as fault:  # noqa: BLE001  (discord.py would leave the member without a word)
            broken = commands.CommandInvokeError(fault)
            broken.__cause__ = fault
            await tell_fault(ctx, broken)


def text_of(message: discord.Message) -> str:
    """Return the words of a message to ask about, also where they stand in an embed or in components."""
    embeds = [part for embed in message.embeds for part in (embed.title, embed.description) if part]
    displays = [
        part.content
        for component in message.components
        for part in _walk(component)
        if isinstance(part, discord.TextDisplay)
    ]
    return "\n".join((message.content, *embeds, *displays)).strip()[:LONGEST]


def _walk(component: Any) -> list[Any]:
    children = getattr(component, "children", None) or getattr(component, "components", None) or []
    return [component, *(part for child in children for part in _walk(child))]
