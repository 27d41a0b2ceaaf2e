"""Finding again what members press, choose and send, also in messages and forms of before a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.commands.buttons import AnswerButton
from bot.commands.list_pages import ListPageButton
from bot.commands.persistent import written_in
from bot.commands.pressed import Pressed
from bot.commands.presses import WrongSpeakerForm
from bot.commands.removal import RemoveButton
from bot.commands.settings_panel import SettingItem, SettingWordsForm

if TYPE_CHECKING:
    from bot.commands.persistent import PersistentForm, PersistentItem
    from bot.discord_bot import WhosaidBot

ITEMS: tuple[type[PersistentItem], ...] = (AnswerButton, ListPageButton, RemoveButton, SettingItem)
FORMS: tuple[type[PersistentForm], ...] = (WrongSpeakerForm, SettingWordsForm)


class Persistence(commands.Cog):
    """Registers every persistent item, and hands what is sent with a form to the form."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Have discord.py find the items."""
        self.bot.add_dynamic_items(*ITEMS)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[WhosaidBot]) -> None:
        """Take what discord.py leaves: it knows the forms that were opened since the start, and no others."""
        data: Any = interaction.data or {}
        custom_id = data.get("custom_id", "")
        if interaction.type is discord.InteractionType.modal_submit:
            await _send(interaction, custom_id, data["components"])
        elif interaction.type is discord.InteractionType.component and not _is_known(custom_id):
            await Pressed(interaction).answer(_tell_unknown, custom_id)


async def _send(interaction: discord.Interaction[WhosaidBot], custom_id: str, components: Any) -> None:
    for form in FORMS:
        if match := form.template.fullmatch(custom_id):
            sent = form(match, written_in(components))
            await Pressed(interaction, told_alone=form.told_alone).answer(sent.send, custom_id)
            return
    await Pressed(interaction).answer(_tell_unknown, custom_id)


def _is_known(custom_id: str) -> bool:
    return any(item.pattern.fullmatch(custom_id) for item in ITEMS)


async def _tell_unknown(pressed: Pressed) -> None:
    await pressed.tell(pressed.texts("fault.unknown_button"))
