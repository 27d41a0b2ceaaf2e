"""The button that confirms that an article is to be removed; it works after a restart too."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.commands.language import texts_for
from bot.folder import RefusedError, remove_article
from bot.records.folder_changes import FolderAction
from bot.rendering.discord.markdown import escape, one_line
from bot.rendering.discord.sizes import BUTTON_LABEL, cut
from bot.rendering.discord.views import notice, panel
from bot.rendering.reloads import reload_sentence
from retrieval import WhosaidError

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot
    from bot.records.answers import KeptPlace
    from bot.translations import Texts
    from retrieval import Article

log = logging.getLogger(__name__)

DANGER = 0xDA373C
_NAME = 90


def removal_view(article: Article, answer_id: str, texts: Texts) -> discord.ui.LayoutView:
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


class RemoveButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.LayoutView]],
    template=re.compile(r"remove:(?P<answer>[0-9a-z]{1,32})"),
):
    """Removes the article that was asked about, if it is still the same."""

    def __init__(self, item: discord.ui.Button[discord.ui.LayoutView], answer_id: str) -> None:
        super().__init__(item)
        self.answer_id = answer_id

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read what was pressed."""
        if not isinstance(item, discord.ui.Button):
            raise TypeError(f"A custom id of a button belongs to {item!r}.")
        return cls(item, match["answer"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Remove it and say so in place of the question."""
        bot: WhosaidBot = interaction.client
        texts = texts_for(interaction)
        if not await bot.is_owner(interaction.user):
            await interaction.response.send_message(view=notice(texts("fault.owners")), ephemeral=True)
            return
        answer = await bot.store.answers.get(self.answer_id)
        if answer is None:
            await interaction.response.edit_message(view=notice(texts("folder.expired")))
            return
        await interaction.response.defer()
        told = await _remove(bot, answer.places[0], interaction.user.id, texts)
        await interaction.edit_original_response(view=notice(told))


async def _remove(bot: WhosaidBot, place: KeptPlace, member: int, texts: Texts) -> str:
    folder = bot.current.archive.folder
    try:
        removed = await asyncio.to_thread(remove_article, folder, place.source, place.sha256)
    except RefusedError as refused:
        return texts(refused.key, **refused.values)
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
