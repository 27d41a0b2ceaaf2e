"""What Discord offers while somebody types a slash command."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from discord import app_commands

from bot.rendering.discord.markdown import one_line
from bot.rendering.discord.sizes import CHOICE, CHOICES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import discord

    from retrieval import Archive

Choice = app_commands.Choice[str]

_SECONDS = 2.0
"""Discord waits three for completions, and cannot be asked for more."""
_HEADLINES = 15
"""Of the choices for a topic; words of the articles fill the rest."""


async def complete(
    interaction: discord.Interaction[Any], typed: str, find: Callable[[Archive, str], Iterable[str]]
) -> list[Choice]:
    """Return choices of what `find` gives for the words typed so far; none where it takes too long."""
    archive: Archive = interaction.client.current.archive
    try:
        found = await asyncio.wait_for(asyncio.to_thread(lambda: list(find(archive, typed))), _SECONDS)
    except TimeoutError:
        return []
    return choices(found)


def choices(texts: Iterable[str]) -> list[Choice]:
    """Return choices for texts: at most 25, each once, of at most 100 characters.

    What is chosen is sent back cut between words, without the “…” that tells it is cut.
    """
    by_value: dict[str, Choice] = {}
    for text in texts:
        name = one_line(text, CHOICE)
        value = name.removesuffix("…").rstrip()
        if value and value not in by_value:
            by_value[value] = Choice(name=name, value=value)
        if len(by_value) == CHOICES:
            break
    return list(by_value.values())


def topics(archive: Archive, typed: str) -> list[str]:
    """Return headlines and words of the articles that fit what is typed."""
    return [*archive.headlines_like(typed, _HEADLINES), *archive.terms_like(typed, CHOICES)]


def quotations(archive: Archive, typed: str) -> list[str]:
    """Return quotations that hold the words typed so far."""
    return [quotation.content for quotation in archive.quotations_like(typed, CHOICES)]


def speakers(archive: Archive, typed: str) -> list[str]:
    """Return names of speakers that begin like the words typed."""
    return archive.speakers_like(typed, CHOICES)


def sources(archive: Archive, typed: str) -> list[str]:
    """Return files whose name or title fits what is typed."""
    return [article.source for article in archive.find_articles(typed, CHOICES)]
