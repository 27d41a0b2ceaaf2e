"""Buttons of an answer, and the custom ids that find it again after a restart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

import discord

from bot.rendering.discord import sizes


class Press(StrEnum):
    """What a button does; written into custom ids, so a value must never change its meaning."""

    AROUND = "around"
    """Read the paragraphs around result `number`."""
    READ = "read"
    """Read the whole article of result `number`, page `page`; -1 is the page where the passage stands."""
    PAGE = "page"
    """Show the results from `number` on."""
    VERIFY = "verify"
    GOOD = "good"
    BAD = "bad"
    WRONG = "wrong"
    """Report a wrong speaker."""
    DELETE = "delete"
    SHARE = "share"
    """Show a private answer to everybody."""


TEMPLATE = re.compile(
    r"w1:(?P<press>[a-z]+):(?P<answer>[0-9a-z]{1,32}):(?P<number>[0-9]{1,4}):(?P<page>-?[0-9]{1,9})"
)
"""`w1` names this form of custom ids, so that a later form can tell the old ones apart."""

PASSAGE_PAGE = -1


@dataclass(frozen=True, slots=True)
class Target:
    """What a button is about: the answer kept as `answer`, its result `number` from 0, and a page."""

    press: Press
    answer: str
    number: int = 0
    page: int = 0

    @property
    def custom_id(self) -> str:
        """The custom id of such a button."""
        return sizes.custom_id(f"w1:{self.press}:{self.answer}:{self.number}:{self.page}")

    @classmethod
    def read(cls, match: re.Match[str]) -> Target | None:
        """Return what a custom id that matches TEMPLATE means; None when no button of today has it."""
        try:
            press = Press(match["press"])
        except ValueError:
            return None
        return cls(press, match["answer"], int(match["number"]), int(match["page"]))


def button(
    label: str,
    target: Target,
    *,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
) -> discord.ui.Button[discord.ui.LayoutView]:
    """Return a button whose press `target` tells."""
    return discord.ui.Button(
        label=sizes.cut(label, sizes.BUTTON_LABEL), custom_id=target.custom_id, style=style, disabled=disabled
    )
