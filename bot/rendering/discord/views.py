"""Views that discord.py sends and forgets: their buttons are found again by their custom ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.rendering.discord.markdown import escape
from bot.rendering.discord.sizes import MODAL_TITLE, TEXT, cut

if TYPE_CHECKING:
    from collections.abc import Iterable

Item = discord.ui.Item[discord.ui.LayoutView]

NEUTRAL = 0x80848E


def sealed(*items: Item) -> discord.ui.LayoutView:
    """Return a view of these items. It is stopped, so that nothing of it is held for later presses."""
    view = discord.ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()
    return view


def panel(
    texts: Iterable[str], *, accent: int = NEUTRAL, below: Iterable[Item] = ()
) -> discord.ui.LayoutView:
    """Return a message of markdown texts in one frame, with `below` under them."""
    displays: list[Item] = [discord.ui.TextDisplay(text) for text in texts]
    return sealed(discord.ui.Container(*displays, *below, accent_colour=accent))


def notice(sentence: str) -> discord.ui.LayoutView:
    """Return a message of one plain sentence; it may hold untrusted words."""
    return panel([escape(cut(sentence, TEXT // 2))])


def sealed_form(
    title: str, custom_id: str, fields: Iterable[discord.ui.Label[discord.ui.Modal]]
) -> discord.ui.Modal:
    """Return a modal, which is stopped, too: what is sent with it is found by its custom id as well."""
    form = discord.ui.Modal(title=cut(title, MODAL_TITLE), custom_id=custom_id)
    for field in fields:
        form.add_item(field)
    form.stop()
    return form
