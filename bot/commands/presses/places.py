"""The passages that an answer showed, as they stand in the archive of this moment."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from retrieval import WhosaidError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.commands.pressed import Pressed
    from bot.records.answers import KeptAnswer, KeptPlace
    from bot.rendering.discord.buttons import Target
    from retrieval import Passage


class ChangedError(WhosaidError):
    """The article of a shown passage is gone or is no longer the same."""


def place_pressed(pressed: Pressed, answer: KeptAnswer, target: Target) -> KeptPlace:
    """Return the place that a press is about. Raises ChangedError when the answer shows fewer by now."""
    if target.number >= len(answer.places):
        raise ChangedError(pressed.texts("answer.no_more"))
    return answer.places[target.number]


async def article_passages(pressed: Pressed, place: KeptPlace) -> Sequence[Passage]:
    """Return the passages of a place's article. Raises ChangedError when it is not the same any more."""
    passages = await asyncio.to_thread(pressed.bot.current.archive.read, place.source)
    if not passages or passages[0].article.sha256 != place.sha256:
        raise ChangedError(pressed.texts("answer.changed", source=place.source))
    return passages


def passage_with(passages: Sequence[Passage], place: KeptPlace) -> Passage:
    """Return the passage that a place is in, the nearest before it where it is in none (as in a headline)."""
    before = [passage for passage in passages if passage.start <= place.start]
    return before[-1] if before else passages[0]


async def only_the_asker(pressed: Pressed, answer: KeptAnswer) -> bool:
    """Say whether who pressed is who asked, and tell others that they are not."""
    if pressed.member.id == answer.asker:
        return True
    await pressed.tell(pressed.texts("answer.not_yours"))
    return False
