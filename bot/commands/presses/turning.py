"""Turning pages, deleting an answer, and showing a private one to everybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.answering import page_of, places_of
from bot.commands.presses.places import ChangedError, only_the_asker
from bot.questions import command_named
from bot.records.answers import KeptAnswer, new_answer_id
from bot.rendering.discord.answers import answer_view

if TYPE_CHECKING:
    from bot.commands.pressed import Pressed
    from bot.rendering.discord.buttons import Target


async def turn(pressed: Pressed, answer: KeptAnswer, target: Target) -> None:
    """Show the page that begins with result `target.number`, to who asked."""
    if not await only_the_asker(pressed, answer):
        return
    turned = replace(answer, first=target.number)
    page = await page_of(pressed.bot, command_named(answer.command), turned)
    if not page.answer.found:
        raise ChangedError(pressed.texts("answer.no_more"))
    await pressed.change(answer_view(page, pressed.texts))
    pressed.bot.store.answers.keep(replace(turned, places=places_of(page)))


async def delete(pressed: Pressed, answer: KeptAnswer, _: Target) -> None:
    """Take the answer away, and what is kept of it."""
    if not await only_the_asker(pressed, answer):
        return
    await pressed.take_away()
    await pressed.bot.store.answers.drop(answer)


async def share(pressed: Pressed, answer: KeptAnswer, _: Target) -> None:
    """Post a private answer once more, for everybody."""
    if not await only_the_asker(pressed, answer):
        return
    shared = replace(answer, answer_id=new_answer_id(), private=False)
    page = await page_of(pressed.bot, command_named(answer.command), shared)
    message = await pressed.show(answer_view(page, pressed.texts), ephemeral=False)
    kept = replace(shared, message=message, places=places_of(page))
    pressed.bot.store.answers.keep(kept)
