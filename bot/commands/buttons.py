"""Presses on the buttons of an answer, also of one that was posted before a restart."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.commands.language import texts_for
from bot.commands.presses import PRESSES
from bot.fair_queue import CrowdedError
from bot.rendering.discord.buttons import TEMPLATE, Target
from bot.rendering.discord.views import notice
from retrieval import WhosaidError

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot

log = logging.getLogger(__name__)


class AnswerButton(discord.ui.DynamicItem[discord.ui.Button[discord.ui.LayoutView]], template=TEMPLATE):
    """Any button of an answer; what it does is in its custom id."""

    def __init__(self, item: discord.ui.Button[discord.ui.LayoutView], target: Target | None) -> None:
        super().__init__(item)
        self.target = target

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read what was pressed."""
        if not isinstance(item, discord.ui.Button):
            raise TypeError(f"A custom id of a button belongs to {item!r}.")
        return cls(item, Target.read(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says, or tell why not."""
        try:
            await self._press(interaction)
        except CrowdedError:
            await tell(interaction, texts_for(interaction)("fault.crowded"))
        except WhosaidError as fault:
            await tell(interaction, str(fault))
        except Exception:  # discord.py would log it and leave the member without a word
            log.exception("The button %s failed.", self.custom_id)
            await tell(interaction, texts_for(interaction)("fault.ours"))

    async def _press(self, interaction: discord.Interaction[WhosaidBot]) -> None:
        bot = interaction.client
        answer = await bot.store.answers.get(self.target.answer) if self.target else None
        if self.target is None or answer is None:
            expired = texts_for(interaction)("answer.expired", days=bot.settings.retention_days)
            await tell(interaction, expired)
            return
        await PRESSES[self.target.press](interaction, answer, self.target)


async def tell(interaction: discord.Interaction[Any], sentence: str) -> None:
    """Tell who pressed one sentence, where nothing has been told yet."""
    if not interaction.response.is_done():
        await interaction.response.send_message(view=notice(sentence), ephemeral=True)
