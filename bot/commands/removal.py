"""The button that confirms that an article is to be removed; it works after a restart too."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING

import discord

from bot.commands.faults import refusal_of
from bot.commands.persistent import PersistentItem
from bot.folder import RefusedError, remove_article
from bot.records.folder_changes import FolderAction
from bot.rendering.discord.markdown import escape, one_line
from bot.rendering.discord.sizes import BUTTON_LABEL, cut
from bot.rendering.discord.views import notice, panel
from bot.rendering.reloads import reload_sentence
from retrieval import WhosaidError

if TYPE_CHECKING:
    from bot.commands.pressed import Pressed
    from bot.discord_bot import WhosaidBot
    from bot.records.answers import KeptPlace
    from bot.translations import Texts
    from retrieval import ArticleEntry

log = logging.getLogger(__name__)

DANGER = 0xDA373C
_NAME = 90


def removal_view(article: ArticleEntry, answer_id: str, texts: Texts) -> discord.ui.LayoutView:
    """Return the question whether an article is to be removed."""
    title = escape(one_line(article.title or article.source, 140))
    name = escape(one_line(article.source, _NAME))
    confirm: discord.ui.Button[discord.ui.LayoutView] = discord.ui.Button(
        label=cut(texts("folder.confirm"), BUTTON_LABEL),
        custom_id=f"remove:{answer_id}",
        style=discord.ButtonStyle.danger,
    )
    question = escape(texts("folder.sure"))
    return panel(
        [f"### {title}\n-# {name}\n{question}"], accent=DANGER, below=[discord.ui.ActionRow(confirm)]
    )


class RemoveButton(PersistentItem, template=re.compile(r"remove:(?P<answer>[0-9a-z]{1,32})")):
    """Removes the article that was asked about, if it is still the same."""

    async def press(self, pressed: Pressed) -> None:
        """Remove it and say so in place of the question."""
        if not await pressed.bot.is_owner(pressed.member):
            await pressed.tell(pressed.texts("fault.owners"))
            return
        answer = await pressed.bot.store.answers.get(self.match["answer"])
        if answer is None:
            await pressed.change(notice(pressed.texts("folder.expired")))
            return
        told = await _remove(pressed.bot, answer.places[0], pressed.member.id, pressed.texts)
        await pressed.change(notice(told))


async def _remove(bot: WhosaidBot, place: KeptPlace, member: int, texts: Texts) -> str:
    folder = bot.current.archive.folder
    try:
        removed = await asyncio.to_thread(remove_article, folder, place.source, place.sha256)
    except RefusedError as refused:
        return refusal_of(refused, texts)
    told = [texts("folder.removed", name=one_line(removed.source, _NAME))]
    try:
        await bot.store.folder_changes.note(
            member, FolderAction.REMOVED, removed.source, removed.sha256, removed.size
        )
        reload = await bot.current.reload()
        bot.dispatch("articles_reloaded")
        told.append(reload_sentence(reload, texts))
    except WhosaidError as fault:  # it is gone; what could not follow is told
        log.warning("After the removal of an article: %s", fault)
        told.append(str(fault))
    return "\n".join(told)
