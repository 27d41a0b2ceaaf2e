"""Presses on the buttons under the list of articles, also of one that was posted before a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.commands.language import texts_for
from bot.rendering.discord.articles import TEMPLATE, articles_view
from bot.rendering.discord.views import notice

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot


class ArticlePageButton(discord.ui.DynamicItem[discord.ui.Button[discord.ui.LayoutView]], template=TEMPLATE):
    """Shows another page; which, and who may turn it, is in its custom id, so nothing is kept of a list."""

    def __init__(self, item: discord.ui.Button[discord.ui.LayoutView], asker: int, page: int) -> None:
        super().__init__(item)
        self.asker = asker
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read what was pressed."""
        if not isinstance(item, discord.ui.Button):
            raise TypeError(f"A custom id of a button belongs to {item!r}.")
        return cls(item, int(match["asker"]), int(match["page"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Turn the page, to who asked for the list."""
        bot: WhosaidBot = interaction.client
        texts = texts_for(interaction)
        if interaction.user.id != self.asker:
            await interaction.response.send_message(view=notice(texts("answer.not_yours")), ephemeral=True)
            return
        view = articles_view(bot.current.archive, self.asker, self.page, texts)
        await interaction.response.edit_message(view=view)
