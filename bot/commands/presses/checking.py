"""The proof of what an answer shows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.commands.presses.places import article_passages
from bot.rendering.discord.verifying import MOST_VERIFIED, verify_view

if TYPE_CHECKING:
    from bot.commands.pressed import Pressed
    from bot.records.answers import KeptAnswer
    from bot.rendering.discord.buttons import Target


async def verify(pressed: Pressed, answer: KeptAnswer, _: Target) -> None:
    """Show how to check every passage of the page, to who pressed alone."""
    shown = []
    for place in answer.places:
        article = (await article_passages(pressed, place))[0].article
        shown.append((article, (place.start, place.end)))
    for first in range(0, len(shown), MOST_VERIFIED):
        part = shown[first : first + MOST_VERIFIED]
        # Whole files are hashed, and an article can be a book.
        view = await asyncio.to_thread(verify_view, part, pressed.texts)
        await pressed.show(view)
