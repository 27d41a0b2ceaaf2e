"""Reading around a passage, and on through its article."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.commands.presses.places import (
    article_passages,
    only_the_asker,
    passage_with,
    place_pressed,
)
from bot.rendering.discord.reading import Reader, around_view, article_view
from bot.source_links import linked_passage

if TYPE_CHECKING:
    from bot.commands.pressed import Pressed
    from bot.records.answers import KeptAnswer
    from bot.rendering.discord.buttons import Target


async def read_around(pressed: Pressed, answer: KeptAnswer, target: Target) -> None:
    """Show the paragraphs around a result, to who pressed alone."""
    place = place_pressed(pressed, answer, target)
    passage = linked_passage(passage_with(await article_passages(pressed, place), place), _base(pressed))
    shown = await asyncio.to_thread(pressed.bot.current.archive.around, passage)
    view = around_view(passage, shown, Reader(answer.answer_id, target.number), pressed.texts)
    await pressed.show(view)
    await pressed.bot.store.votes.note_opened(answer, target.number)


async def read_article(pressed: Pressed, answer: KeptAnswer, target: Target) -> None:
    """Show a page of the article, in place of what this person read before."""
    message = pressed.interaction.message
    if message is not None and not message.flags.ephemeral and not await only_the_asker(pressed, answer):
        return
    place = place_pressed(pressed, answer, target)
    passage = linked_passage(passage_with(await article_passages(pressed, place), place), _base(pressed))
    reader = Reader(answer.answer_id, target.number)
    # An article can be a book, and where its pages end is found from the beginning.
    view = await asyncio.to_thread(article_view, passage, reader, target.page, pressed.texts)
    await pressed.change(view)


def _base(pressed: Pressed) -> str | None:
    return pressed.bot.settings.source_base_url
