"""Turning pages, deleting an answer, and showing a private one to everybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.answering import page_of, places_of
from bot.commands.language import texts_for
from bot.commands.presses.places import ChangedError, Interaction, only_the_asker
from bot.questions import command_named
from bot.records.answers import KeptAnswer, new_answer_id
from bot.rendering.discord.answers import answer_view

if TYPE_CHECKING:
    from bot.rendering.discord.buttons import Target


async def turn(interaction: Interaction, answer: KeptAnswer, target: Target) -> None:
    """Show the page that begins with result `target.number`, to who asked."""
    if not await only_the_asker(interaction, answer):
        return
    turned = replace(answer, first=target.number)
    page = await page_of(interaction.client, command_named(answer.command), turned)
    if not page.answer.found:
        raise ChangedError(texts_for(interaction)("answer.no_more"))
    await interaction.response.edit_message(view=answer_view(page, texts_for(interaction)))
    interaction.client.store.answers.keep(replace(turned, places=places_of(page)))


async def delete(interaction: Interaction, answer: KeptAnswer, _: Target) -> None:
    """Take the answer away, and what is kept of it."""
    if not await only_the_asker(interaction, answer):
        return
    await interaction.response.defer()
    await interaction.delete_original_response()
    await interaction.client.store.answers.drop(answer)


async def share(interaction: Interaction, answer: KeptAnswer, _: Target) -> None:
    """Post a private answer once more, for everybody."""
    if not await only_the_asker(interaction, answer):
        return
    shared = replace(answer, answer_id=new_answer_id(), private=False)
    page = await page_of(interaction.client, command_named(answer.command), shared)
    response = await interaction.response.send_message(view=answer_view(page, texts_for(interaction)))
    kept = replace(shared, message=response.message_id, places=places_of(page))
    interaction.client.store.answers.keep(kept)
