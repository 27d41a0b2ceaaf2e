"""The passages that an answer showed, as they stand in the archive of this moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.commands.language import texts_for
from bot.rendering.discord.views import notice
from retrieval import WhosaidError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.records.answers import KeptAnswer, KeptPlace
    from bot.rendering.discord.buttons import Target
    from retrieval import Archive, Passage

Interaction = discord.Interaction[Any]
"""A press; its client is the WhosaidBot."""


class ChangedError(WhosaidError):
    """The article of a shown passage is gone or is no longer the same."""


def place_pressed(interaction: Interaction, answer: KeptAnswer, target: Target) -> KeptPlace:
    """Return the place that a press is about. Raises ChangedError when the answer shows fewer by now."""
    if target.number >= len(answer.places):
        raise ChangedError(texts_for(interaction)("answer.no_more"))
    return answer.places[target.number]


def article_passages(interaction: Interaction, place: KeptPlace) -> Sequence[Passage]:
    """Return the passages of a place's article. Raises ChangedError when it is not the same any more."""
    archive: Archive = interaction.client.current.archive
    passages = archive.read(place.source)
    if not passages or passages[0].article.sha256 != place.sha256:
        raise ChangedError(texts_for(interaction)("answer.changed", source=place.source))
    return passages


def passage_with(passages: Sequence[Passage], place: KeptPlace) -> Passage:
    """Return the passage that a place is in, the nearest before it where it is in none (as in a headline)."""
    before = [passage for passage in passages if passage.start <= place.start]
    return before[-1] if before else passages[0]


async def only_the_asker(interaction: Interaction, answer: KeptAnswer) -> bool:
    """Say whether who pressed is who asked, and tell others that they are not."""
    if interaction.user.id == answer.asker:
        return True
    refusal = notice(texts_for(interaction)("answer.not_yours"))
    await interaction.response.send_message(view=refusal, ephemeral=True)
    return False
