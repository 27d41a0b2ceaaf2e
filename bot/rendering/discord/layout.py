"""A message of Components V2 as the JSON that Discord takes, without an object for each of its parts.

discord.py's own items cost half a millisecond an answer, of which an answer has little to spare. Its types
and field names are Discord's: https://discord.com/developers/docs/components/reference
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ButtonStyle, ComponentType

from bot.rendering.discord import sizes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rendering.discord.buttons import Target

Part = dict[str, Any]
"""One component, with those inside it."""

ANY_ANSWER = "?"
"""Stands for the answer's id in custom ids of buttons that are made once; no id holds it."""

# Looked up once: reading an enumeration of discord.py costs as much as making the part.
_TEXT, _CONTAINER, _ROW, _BUTTON = (
    ComponentType[name].value for name in ("text_display", "container", "action_row", "button")
)
_SECONDARY = ButtonStyle.secondary.value

_WIDEST = 6
"""Bytes of one character as JSON, at most: a control character."""
_FRAME = 200
"""Bytes of a component beside its text or label, at most; half of them are for a custom id."""


def text(markdown: str) -> Part:
    """Return a text."""
    return {"type": _TEXT, "content": markdown}


def button(label: str, target: Target, *, disabled: bool = False) -> Part:
    """Return a button whose press `target` tells."""
    return {
        "type": _BUTTON,
        "style": _SECONDARY,
        "disabled": disabled,
        "label": sizes.cut(label, sizes.BUTTON_LABEL),
        "custom_id": target.custom_id,
    }


def row(*buttons: Part) -> Part:
    """Return buttons in a row."""
    return {"type": _ROW, "components": list(buttons)}


def about_answer(buttons: Part, answer_id: str) -> Part:
    """Return a row whose buttons are about ANY_ANSWER as the same about one."""
    return {
        "type": _ROW,
        "components": [
            {**button, "custom_id": button["custom_id"].replace(ANY_ANSWER, answer_id)}
            for button in buttons["components"]
        ],
    }


def container(parts: Sequence[Part], accent: int) -> Part:
    """Return parts in one frame, `accent` its colour as 0xRRGGBB."""
    return {"type": _CONTAINER, "accent_color": accent, "spoiler": False, "components": list(parts)}


class Layout(discord.ui.LayoutView):
    """A view of ready-made parts. It is stopped, so that nothing of it is held for later presses."""

    def __init__(self, *parts: Part) -> None:
        super().__init__(timeout=None)
        self._parts = list(parts)
        self._every = _walked(parts)
        self.stop()

    def to_components(self) -> list[Part]:
        """Return what is sent."""
        return self._parts

    def has_components_v2(self) -> bool:
        """Say that these are Components V2, whatever they are."""
        return True

    def is_dispatchable(self) -> bool:
        """Say that presses are not for this view: the buttons are found by their custom ids."""
        return False

    @property
    def total_children_count(self) -> int:
        """The number of components, nested ones counted."""
        return len(self._every)

    def content_length(self) -> int:
        """Return the characters of all texts."""
        return sum([len(part["content"]) for part in self._every if part["type"] == _TEXT])

    def fits(self) -> bool:
        """Say whether Discord takes it; all of it is encoded only where that might decide."""
        texts = [part["content"] for part in self._every if part["type"] == _TEXT]
        labels = [part["label"] for part in self._every if part["type"] == _BUTTON]
        most = sum([len(sizes.as_json(each).encode()) for each in texts])
        most += _WIDEST * sum(map(len, labels)) + _FRAME * len(self._every)
        small = most <= sizes.BYTES and len(self._every) <= sizes.COMPONENTS
        return (small and sum(map(len, texts)) <= sizes.TEXT) or sizes.fits(self)


def _walked(parts: Sequence[Part]) -> list[Part]:
    every = list(parts)
    for part in every:  # those inside come behind while it goes on
        if "components" in part:
            every += part["components"]
    return every
