"""Checking an answer: its proof, and a report where the speaker is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.commands.answering import page_of, place_of
from bot.commands.language import texts_for
from bot.commands.presses.places import ChangedError, Interaction, article_passages
from bot.questions import command_named
from bot.records.reports import LONGEST_COMMENT, LONGEST_NAME
from bot.rendering.discord.markdown import one_line
from bot.rendering.discord.sizes import CHOICE, CHOICES, MODAL_TITLE, cut
from bot.rendering.discord.verifying import verify_view
from bot.rendering.discord.views import notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.records.answers import KeptAnswer
    from bot.rendering.discord.buttons import Target
    from bot.translations import Texts
    from retrieval import Result


async def verify(interaction: Interaction, answer: KeptAnswer, _: Target) -> None:
    """Show how to check every passage of the page, to who pressed alone."""
    shown = []
    for place in answer.places:
        article = article_passages(interaction, place)[0].article
        shown.append((article, (place.start, place.end)))
    view = verify_view(shown, texts_for(interaction))
    await interaction.response.send_message(view=view, ephemeral=True)


async def report_wrong_speaker(interaction: Interaction, answer: KeptAnswer, _: Target) -> None:
    """Ask who it was instead."""
    page = await page_of(interaction.client, command_named(answer.command), answer)
    quoted = [r for r in page.answer.results if r.quoted and place_of(r) in answer.places]
    if not quoted:
        raise ChangedError(texts_for(interaction)("answer.no_more"))
    await interaction.response.send_modal(WrongSpeaker(quoted, answer.server, texts_for(interaction)))


class WrongSpeaker(discord.ui.Modal):
    """Which quotation it is, who said it, and what shows it."""

    def __init__(self, quoted: Sequence[Result], server: int, texts: Texts) -> None:
        super().__init__(title=cut(texts("wrong.title"), MODAL_TITLE), timeout=900.0)
        self._quoted = quoted[:CHOICES]
        self._server = server
        self._texts = texts
        self._which: discord.ui.Select[Any] = discord.ui.Select(
            options=[
                discord.SelectOption(
                    label=one_line(result.quoted.quotation.content, CHOICE) or "…",
                    value=str(number),
                    default=number == 0,
                )
                for number, result in enumerate(self._quoted)
                if result.quoted
            ]
        )
        self._who: discord.ui.TextInput[Any] = discord.ui.TextInput(
            required=False, max_length=LONGEST_NAME, placeholder=cut(texts("wrong.who_hint"), CHOICE)
        )
        self._comment: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph, required=False, max_length=LONGEST_COMMENT
        )
        for key, component in (("which", self._which), ("who", self._who), ("comment", self._comment)):
            label: discord.ui.Label[Any] = discord.ui.Label(
                text=cut(texts(f"wrong.{key}"), MODAL_TITLE), component=component
            )
            self.add_item(label)

    async def on_submit(self, interaction: Interaction) -> None:
        """Put it on the operator's list."""
        result = self._quoted[int(self._which.values[0])]
        if result.quoted is None:
            raise TypeError("Only quotations are chosen from.")
        await interaction.client.store.reports.add(
            result.passage.article,
            result.quoted.quotation,
            server=self._server,
            member=interaction.user.id,
            right_speaker=self._who.value or None,
            comment=self._comment.value,
        )
        await interaction.response.send_message(view=notice(self._texts("wrong.thanks")), ephemeral=True)
