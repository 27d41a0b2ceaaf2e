"""Presses on the buttons under a list, also of one that was posted before a restart."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.commands.persistent import PersistentItem
from bot.rendering.discord.lists import SPEAKERS_PICTURE, TEMPLATE, ListPage, articles_view, speakers_view

if TYPE_CHECKING:
    import discord

    from bot.commands.pressed import Pressed


class ListPageButton(PersistentItem, template=TEMPLATE):
    """Shows another page; which, and who may turn it, is in its custom id, so nothing is kept of a list."""

    async def press(self, pressed: Pressed) -> None:
        """Turn the page, to who asked for the list."""
        page = ListPage(int(self.match["asker"]), int(self.match["page"]))
        if pressed.member.id != page.asker:
            await pressed.tell(pressed.texts("answer.not_yours"))
            return
        show = _speakers if self.match["list"] == "speakers" else _articles
        await pressed.change(await asyncio.to_thread(show, pressed, page))


def _articles(pressed: Pressed, page: ListPage) -> discord.ui.LayoutView:
    return articles_view(pressed.bot.current.archive, page, pressed.texts)


def _speakers(pressed: Pressed, page: ListPage) -> discord.ui.LayoutView:
    archive, message = pressed.bot.current.archive, pressed.interaction.message
    # What was sent along with the first page stays with the message, whichever page is shown.
    drawn = message is not None and any(file.filename == SPEAKERS_PICTURE for file in message.attachments)
    return speakers_view(archive.speakers(), archive.percent_read, page, pressed.texts, drawn=drawn)
