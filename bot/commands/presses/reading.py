"""Reading around a passage, and on through its article."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.commands.language import texts_for
from bot.commands.presses.places import (
    Interaction,
    article_passages,
    only_the_asker,
    passage_with,
    place_pressed,
)
from bot.rendering.discord.reading import Reader, around_view, article_view

if TYPE_CHECKING:
    from bot.records.answers import KeptAnswer
    from bot.rendering.discord.buttons import Target


async def read_around(interaction: Interaction, answer: KeptAnswer, target: Target) -> None:
    """Show the paragraphs around a result, to who pressed alone."""
    place = place_pressed(interaction, answer, target)
    passage = passage_with(article_passages(interaction, place), place)
    shown = interaction.client.current.archive.around(passage)
    view = around_view(passage, shown, Reader(answer.answer_id, target.number), texts_for(interaction))
    await interaction.response.send_message(view=view, ephemeral=True)
    await interaction.client.store.votes.note_opened(answer, target.number)


async def read_article(interaction: Interaction, answer: KeptAnswer, target: Target) -> None:
    """Show a page of the article, in place of what this person read before."""
    message = interaction.message
    if message is not None and not message.flags.ephemeral and not await only_the_asker(interaction, answer):
        return
    place = place_pressed(interaction, answer, target)
    passage = passage_with(article_passages(interaction, place), place)
    reader = Reader(answer.answer_id, target.number)
    # An article can be a book, and where its pages end is found from the beginning.
    view = await asyncio.to_thread(article_view, passage, reader, target.page, texts_for(interaction))
    await interaction.response.edit_message(view=view)
