"""What Discord offers while somebody types a slash command."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from discord import app_commands

from bot.admission import is_elsewhere
from bot.rendering.discord.markdown import one_line
from bot.rendering.discord.sizes import CHOICE, CHOICES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import discord

    from bot.discord_bot import WhosaidBot
    from retrieval import Archive, ArticleEntry

Choice = app_commands.Choice[str]

_SECONDS = 2.0
"""Discord waits three for completions, and cannot be asked for more."""
_HEADLINES = 15
"""Of the choices for a topic; words of the articles fill the rest."""


async def complete(
    interaction: discord.Interaction[Any], typed: str, find: Callable[[Archive, str], list[Choice]]
) -> list[Choice]:
    """Return what `find` gives for the words typed so far; nothing where it takes too long.

    Where a command is not answered nothing is offered either: what is offered is words of the articles.
    """
    bot: WhosaidBot = interaction.client
    command = interaction.command.qualified_name if interaction.command else ""
    elsewhere = is_elsewhere(interaction)
    if bot.refusal_in(interaction.guild, interaction.channel, command, elsewhere=elsewhere) is not None:
        return []
    archive = bot.current.archive
    try:
        return await asyncio.wait_for(asyncio.to_thread(find, archive, typed), _SECONDS)
    except TimeoutError:
        return []


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


def topics(archive: Archive, typed: str) -> list[Choice]:
    """Return headlines and words of the articles that fit what is typed."""
    headlines = archive.headlines_like(typed, _HEADLINES)
    return choices([*headlines, *archive.terms_like(typed, CHOICES - len(headlines))])


def quotations(archive: Archive, typed: str) -> list[Choice]:
    """Return quotations that hold the words typed so far."""
    return choices(quotation.content for quotation in archive.quotations_like(typed, CHOICES))


def speakers(archive: Archive, typed: str) -> list[Choice]:
    """Return names of speakers that begin like the words typed."""
    return choices(archive.speakers_like(typed, CHOICES))


def articles(archive: Archive, typed: str) -> list[Choice]:
    """Return articles whose file or title fits what is typed: both are shown, the file is sent back."""
    return [
        Choice(name=_shown(entry), value=entry.source)
        for entry in archive.find_articles(typed, CHOICES)
        if len(entry.source) <= CHOICE
    ]


def _shown(entry: ArticleEntry) -> str:
    if entry.title is None:
        return entry.source
    file = f" · {one_line(entry.source, CHOICE // 2)}"
    return one_line(entry.title, CHOICE - len(file)) + file
