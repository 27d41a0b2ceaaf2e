"""What each button of an answer does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import discord

from bot.rendering.discord.buttons import Press, Target
from bot.rendering.discord.reading import Reader, around_view, article_view
from bot.rendering.discord.views import notice

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot
    from bot.records.answers import KeptAnswer, KeptPlace
    from retrieval import Archive, Passage

    Interaction = discord.Interaction[WhosaidBot]

CHANGED = "“{source}” has changed since, or is gone. Ask again for what it says now."


async def read_around(interaction: Interaction, answer: KeptAnswer, target: Target) -> None:
    """Show the paragraphs around a result, to who pressed alone."""
    await _read(interaction, answer, target, whole=False)


async def read_article(interaction: Interaction, answer: KeptAnswer, target: Target) -> None:
    """Show a page of the article, in place of what this person read before."""
    await _read(interaction, answer, target, whole=True)


async def _read(interaction: Interaction, answer: KeptAnswer, target: Target, *, whole: bool) -> None:
    place, archive = answer.places[target.number], interaction.client.current.archive
    passages = passages_of(archive, place)
    if not passages:
        view = notice(CHANGED.format(source=place.source))
        await interaction.response.send_message(view=view, ephemeral=True)
        return
    reader = Reader(answer.answer_id, target.number)
    passage = passage_with(passages, place)
    if whole:
        view = article_view(passage, reader, target.page)
        await interaction.response.edit_message(view=view)
    else:
        view = around_view(passage, archive.around(passage), reader)
        await interaction.response.send_message(view=view, ephemeral=True)


def passages_of(archive: Archive, place: KeptPlace) -> Sequence[Passage]:
    """Return the passages of a place's article, none when it is gone or no longer the same."""
    passages = archive.read(place.source)
    return passages if passages and passages[0].article.sha256 == place.sha256 else ()


def passage_with(passages: Sequence[Passage], place: KeptPlace) -> Passage:
    """Return the passage that a place is in, the nearest before it where it is in none (as in a headline)."""
    holding = [passage for passage in passages if passage.start <= place.start]
    return holding[-1] if holding else passages[0]


PRESSES: Mapping[Press, Callable[[Interaction, KeptAnswer, Target], Awaitable[None]]] = {
    Press.AROUND: read_around,
    Press.READ: read_article,
}
