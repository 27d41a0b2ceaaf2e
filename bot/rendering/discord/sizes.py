"""Discord's sizes. discord.py lets larger things through, and Discord refuses them: so they are held here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    import discord

COMPONENTS = 40
"""Components of one message, nested ones counted."""
TEXT = 4000
"""Characters in all text displays of one message."""
BYTES = 9_500
"""Of a message's components as UTF-8 JSON. From about 10,000 Discord fails with 500."""
BUTTONS = 5
"""In a row."""
CUSTOM_ID = 100
BUTTON_LABEL = 80
CHOICES = 25
CHOICE = 100
MODAL_TITLE = 45


as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class TooLargeError(ValueError):
    """Something is beyond what Discord takes; it is the program's fault, not a member's."""


def components_of(view: discord.ui.LayoutView) -> list[dict[str, Any]]:
    """Return the JSON of a view's components."""
    return cast("Callable[[], list[dict[str, Any]]]", view.to_components)()


def measure(view: discord.ui.LayoutView) -> tuple[int, int, int]:
    """Return a view's components, characters of text, and bytes."""
    return (
        view.total_children_count,
        view.content_length(),
        len(as_json(components_of(view)).encode()),
    )


def fits(view: discord.ui.LayoutView) -> bool:
    """Say whether Discord takes this view."""
    components, text, size = measure(view)
    return components <= COMPONENTS and text <= TEXT and size <= BYTES


def custom_id(text: str) -> str:
    """Return a custom id as it is: cut, it would be another's. Raises TooLargeError beyond 100."""
    if not 1 <= len(text) <= CUSTOM_ID:
        raise TooLargeError(f"The custom id has {len(text)} characters, Discord takes 1 to {CUSTOM_ID}.")
    return text


def cut(text: str, limit: int) -> str:
    """Return text of at most `limit` characters, the last one “…” where some were cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
