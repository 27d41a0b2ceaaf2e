"""What every button, select and form goes through that is to work after a restart of the bot."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord

from bot.commands.pressed import Pressed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NOTHING = re.compile(r"(?!)")


class PersistentItem(discord.ui.DynamicItem[discord.ui.Item[Any]], template=_NOTHING):
    """A button or select that is known by its custom id alone; a kind of its own overrides `press`."""

    pattern: ClassVar[re.Pattern[str]]
    """Which custom ids are of this kind."""

    def __init_subclass__(cls, *, template: re.Pattern[str]) -> None:
        super().__init_subclass__(template=template)
        cls.pattern = template

    def __init__(self, item: discord.ui.Item[Any], match: re.Match[str]) -> None:
        super().__init__(item)
        self.match = match

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Take what was pressed as it is: a fault here would leave the member without a word."""
        return cls(item, match)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what was pressed, in time for Discord, or tell why not."""
        await Pressed(interaction, told_alone=self.told_alone()).answer(self.press, self.custom_id)

    def told_alone(self) -> bool:
        """Say whether a press is answered by a new message to who pressed, not by a change of the old one."""
        return False

    async def press(self, pressed: Pressed) -> None:
        """Do what was pressed. What is raised is told to who pressed."""
        raise NotImplementedError


class PersistentForm(ABC):
    """A modal that is known by its custom id alone, so that one that is open survives a restart."""

    template: ClassVar[re.Pattern[str]]
    told_alone: ClassVar[bool] = False
    """As of PersistentItem."""

    def __init__(self, match: re.Match[str], written: Mapping[str, str]) -> None:
        """`written` gives what each field holds by its custom id, the first choice of a select."""
        self.match = match
        self.written = written

    @abstractmethod
    async def send(self, pressed: Pressed) -> None:
        """Do what the form is for. What is raised is told to who sent it."""


def written_in(components: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return what each field of a sent form holds, by its custom id, as Discord's payload tells it."""
    written: dict[str, str] = {}
    for component in components:
        field = component.get("component", component)
        if "custom_id" in field:
            written[field["custom_id"]] = field.get("value") or next(iter(field.get("values", ())), "")
    return written
