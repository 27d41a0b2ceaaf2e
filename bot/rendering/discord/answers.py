"""`Answer` → one message of Components V2."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.records.servers import MOST_RESULTS
from bot.rendering.discord import sizes
from bot.rendering.discord.buttons import Press, Target
from bot.rendering.discord.layout import (
    ANY_ANSWER,
    Layout,
    about_answer,
    button,
    container,
    row,
    text,
)
from bot.rendering.discord.markdown import escape, one_line
from bot.rendering.discord.results import result_text
from bot.rendering.discord.views import NEUTRAL
from bot.rendering.notes import notes_of

if TYPE_CHECKING:
    from bot.rendering.discord.layout import Part
    from bot.translations import Texts
    from retrieval import Answer

RESULTS = 3
"""Passages that one message shows, unless a server chose another number."""

_REMEMBERED = 64
"""Rows of buttons, which are the same under most answers."""
_NOTES = 4
_NOTE = 200
"""Characters."""

ACCENTS = {
    "about": 0x3B82C4,
    "ask": 0x2E9E83,
    "who said": 0xC98A2B,
    "quotes": 0xC98A2B,
    "positions": 0x8E5BB5,
}

_PASSAGE_SIZES = (750, 500, 300, 150, 60, 20)
"""Characters of a passage as shown, tried in turn until the message is within Discord's sizes: three
passages of Latin script fit at the first, of Cyrillic or emoji at a later one."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some results of an answer, as one message shows them."""

    answer: Answer
    """With the results of this page alone."""
    answer_id: str
    first: int = 0
    """The first one's place among all results, from 0."""
    size: int = RESULTS
    more: bool = False
    """Whether there are results after these."""
    private: bool = False


def answer_view(page: Page, texts: Texts) -> Layout:
    """Return the message that shows a page of an answer, always within Discord's sizes."""
    for size in _PASSAGE_SIZES:
        view = _view(page, size, texts)
        if view.fits():
            return view
    raise sizes.TooLargeError("An answer does not fit into a message however much its passages are cut.")


def _view(page: Page, passage_size: int, texts: Texts) -> Layout:
    answer = page.answer
    parts: list[Part] = []
    notes = [escape(one_line(note, _NOTE)) for note in notes_of(answer, texts)[:_NOTES]]
    # With as many results as there may be, no component is left for notes of their own.
    full = len(answer.results) == MOST_RESULTS
    if notes and not full:
        parts.append(text("\n".join(notes)))
    for number, result in enumerate(answer.results):
        around = _around(number, texts)
        above = notes if full and number == 0 else []
        told = "\n".join((*above, result_text(result, passage_size, texts)))
        # Not beside the text: on a phone a button there leaves it half of the width.
        parts += [text(told), about_answer(around, page.answer_id)]
    if answer.found:
        quotes = any(result.quoted for result in answer.results)
        rows = _rows(page.first, page.size, texts, more=page.more, private=page.private, quotes=quotes)
        parts += [about_answer(each, page.answer_id) for each in rows]
    accent = ACCENTS.get(answer.command, NEUTRAL) if answer.found else NEUTRAL
    return Layout(container(parts, accent))


@lru_cache(maxsize=_REMEMBERED)
def _around(number: int, texts: Texts) -> Part:
    return row(button(texts("answer.around"), Target(Press.AROUND, ANY_ANSWER, number)))


@lru_cache(maxsize=_REMEMBERED)
def _rows(
    first: int, size: int, texts: Texts, *, more: bool, private: bool, quotes: bool
) -> tuple[Part, ...]:
    """Return the buttons under the results from `first` on, of any answer."""

    def press(label: str, what: Press, number: int = 0, *, disabled: bool = False) -> Part:
        return button(label, Target(what, ANY_ANSWER, number), disabled=disabled)

    turns: list[Part] = []
    if first or more:
        # The two lead to different numbers, for custom ids in one message must differ.
        turns = [
            press("◀", Press.PAGE, max(first - size, 0), disabled=first == 0),
            press("▶", Press.PAGE, first + size, disabled=not more),
        ]
    checks = [press(texts("answer.verify"), Press.VERIFY)]
    if quotes:
        checks.append(press(texts("answer.wrong"), Press.WRONG))
    votes = [press("👍", Press.GOOD), press("👎", Press.BAD)]
    own = Press.SHARE if private else Press.DELETE
    last = press(texts(f"answer.{own}"), own)
    buttons = [*turns, *checks, *votes, last]
    if len(buttons) <= sizes.BUTTONS:
        return (row(*buttons),)
    return (row(*turns, *checks), row(*votes, last))
