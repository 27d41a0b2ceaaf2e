"""`Answer` → one message of Components V2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.rendering.discord import sizes
from bot.rendering.discord.buttons import Press, Target, button
from bot.rendering.discord.markdown import escape, one_line
from bot.rendering.discord.results import result_text
from bot.rendering.discord.views import NEUTRAL, sealed
from bot.rendering.notes import notes_of

if TYPE_CHECKING:
    from retrieval import Answer

RESULTS = 3
"""Passages that one message shows."""

ACCENTS = {
    "about": 0x3B82C4,
    "ask": 0x2E9E83,
    "who said": 0xC98A2B,
    "quotes": 0xC98A2B,
    "positions": 0x8E5BB5,
}

_PASSAGE_SIZES = (750, 500, 300, 150, 60)
"""Characters of a passage as shown, tried in turn until the message is within Discord's sizes: three
passages of Latin script fit at the first, of Cyrillic or emoji at a later one."""


def answer_view(answer: Answer, answer_id: str) -> discord.ui.LayoutView:
    """Return the message that shows an answer, always within Discord's sizes."""
    for size in _PASSAGE_SIZES:
        view = _view(answer, answer_id, size)
        if sizes.fits(view):
            return view
    raise sizes.TooLargeError("An answer does not fit into a message however much its passages are cut.")


def _view(answer: Answer, answer_id: str, passage_size: int) -> discord.ui.LayoutView:
    parts: list[discord.ui.Item[discord.ui.LayoutView]] = []
    notes = [escape(one_line(note, 300)) for note in notes_of(answer)]
    if notes:
        parts.append(discord.ui.TextDisplay("\n".join(notes)))
    for number, result in enumerate(answer.results[:RESULTS]):
        around = button("Read around it", Target(Press.AROUND, answer_id, number))
        parts.append(discord.ui.Section(result_text(result, passage_size), accessory=around))
    accent = ACCENTS.get(answer.command, NEUTRAL) if answer.found else NEUTRAL
    return sealed(discord.ui.Container(*parts, accent_colour=accent))
