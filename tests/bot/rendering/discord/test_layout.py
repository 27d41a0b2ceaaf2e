"""Ready-made parts are what discord.py's own items would send."""

import discord
import pytest

from bot.rendering.discord import layout, sizes
from bot.rendering.discord.buttons import Press, Target, button

TARGET = Target(Press.AROUND, "abc", 2)
DELETE = Target(Press.DELETE, "abc")


def own_items() -> discord.ui.LayoutView:
    container: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(
        discord.ui.TextDisplay("a note"),
        discord.ui.TextDisplay("a passage"),
        discord.ui.ActionRow(button("▶", TARGET, disabled=True), button("x" * 90, DELETE)),
        accent_colour=0x3B82C4,
    )
    return discord.ui.LayoutView(timeout=None).add_item(container)


def ready_made() -> layout.Layout:
    parts = [
        layout.text("a note"),
        layout.text("a passage"),
        layout.row(layout.button("▶", TARGET, disabled=True), layout.button("x" * 90, DELETE)),
    ]
    return layout.Layout(layout.container(parts, 0x3B82C4))


def test_parts() -> None:
    assert ready_made().to_components() == own_items().to_components()  # type: ignore[no-untyped-call]  # discord.py's


def test_measures() -> None:
    ready, own = ready_made(), own_items()
    assert ready.total_children_count == own.total_children_count
    assert ready.content_length() == own.content_length()
    assert ready.has_components_v2()


def test_it_waits_for_no_press() -> None:
    assert not ready_made().is_dispatchable()
    assert own_items().is_dispatchable()


@pytest.mark.parametrize("character", ["a", "“", "😀", "\x01", '"', "\n"])
@pytest.mark.parametrize("buttons", [0, 20, 30])
def test_whether_it_fits_is_what_its_measures_tell(character: str, buttons: int) -> None:
    rows = [layout.row(layout.button(character * 90, TARGET)) for _ in range(buttons)]
    for length in range(0, sizes.TEXT + 100, 100):
        ready = layout.Layout(layout.container([layout.text(character * length), *rows], 0x3B82C4))
        assert ready.fits() == sizes.fits(ready)
