"""One vote a member and answer, changeable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.language import texts_for
from bot.rendering.discord.views import notice

if TYPE_CHECKING:
    from bot.commands.presses.places import Interaction
    from bot.records.answers import KeptAnswer
    from bot.rendering.discord.buttons import Target


async def vote_good(interaction: Interaction, answer: KeptAnswer, _: Target) -> None:
    """Call an answer good."""
    await _vote(interaction, answer, good=True)


async def vote_bad(interaction: Interaction, answer: KeptAnswer, _: Target) -> None:
    """Call an answer bad."""
    await _vote(interaction, answer, good=False)


async def _vote(interaction: Interaction, answer: KeptAnswer, *, good: bool) -> None:
    votes, member = interaction.client.store.votes, interaction.user.id
    taken_back = await votes.of(answer, member) is good
    tally = await (votes.withdraw(answer, member) if taken_back else votes.cast(answer, member, good=good))
    key = "answer.vote_taken_back" if taken_back else "answer.voted"
    told = texts_for(interaction)(key, good=tally.good, bad=tally.bad)
    await interaction.response.send_message(view=notice(told), ephemeral=True)
