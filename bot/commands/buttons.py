"""Presses on the buttons of an answer, also of one that was posted before a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.persistent import PersistentItem
from bot.commands.presses import PRESSES, TOLD_ALONE
from bot.rendering.discord.buttons import TEMPLATE, Target

if TYPE_CHECKING:
    from bot.commands.pressed import Pressed


class AnswerButton(PersistentItem, template=TEMPLATE):
    """Any button of an answer; what it does is in its custom id."""

    def told_alone(self) -> bool:
        """Say so of what leaves the answer as it is."""
        target = Target.read(self.match)
        return target is not None and target.press in TOLD_ALONE

    async def press(self, pressed: Pressed) -> None:
        """Do what the button says; what it is about is kept for the retention."""
        target = Target.read(self.match)
        answer = await pressed.bot.store.answers.get(target.answer) if target else None
        if target is None or answer is None:
            await pressed.tell_expired()
            return
        await PRESSES[target.press](pressed, answer, target)
