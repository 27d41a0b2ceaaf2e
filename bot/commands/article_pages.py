"""Presses on the buttons under the list of articles, also of one that was posted before a restart."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.commands.persistent import PersistentItem
from bot.rendering.discord.articles import TEMPLATE, articles_view

if TYPE_CHECKING:
    from bot.commands.pressed import Pressed


class ArticlePageButton(PersistentItem, template=TEMPLATE):
    """Shows another page; which, and who may turn it, is in its custom id, so nothing is kept of a list."""

    async def press(self, pressed: Pressed) -> None:
        """Turn the page, to who asked for the list."""
        asker, page = int(self.match["asker"]), int(self.match["page"])
        if pressed.member.id != asker:
            await pressed.tell(pressed.texts("answer.not_yours"))
            return
        archive = pressed.bot.current.archive
        await pressed.change(await asyncio.to_thread(articles_view, archive, asker, page, pressed.texts))
