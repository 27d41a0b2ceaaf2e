"""An archive → the list of its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.rendering.discord.markdown import escape, one_line
from bot.rendering.discord.views import Item, panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval import Archive, Article, QuotedSpeaker

_ARTICLES = 15
_SKIPPED = 5
_SPEAKERS = 20


def articles_view(archive: Archive) -> discord.ui.LayoutView:
    """Return a message that lists the articles, and what was skipped and why."""
    articles = archive.articles
    texts = [f"### {_count(len(articles), 'article')}, {_count(len(archive.passages), 'passage')}"]
    texts.append("\n".join(_line(article) for article in articles[:_ARTICLES]))
    if len(articles) > _ARTICLES:
        texts.append(f"-# and {len(articles) - _ARTICLES:,} more")
    if archive.skipped:
        skipped = [
            f"- {escape(one_line(file.source, 60))}: {escape(one_line(file.reason, 80))}"
            for file in archive.skipped[:_SKIPPED]
        ]
        texts.append("\n".join([f"Skipped {_count(len(archive.skipped), 'file')}:", *skipped]))
    return panel(texts)


def _line(article: Article) -> str:
    date = f" · {article.published.isoformat()}" if article.published else ""
    title = escape(one_line(article.title or "(no title)", 90))
    return f"- **{title}**\n-# {escape(one_line(article.source, 60))}{date}"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def speakers_view(
    speakers: Sequence[QuotedSpeaker], percent_read: int, picture: discord.File | None = None
) -> discord.ui.LayoutView:
    """Return a message that lists who is quoted, the most quoted first, with a picture that is sent along."""
    texts = [f"### {_count(len(speakers), 'speaker')}"]
    lines = []
    for quoted in speakers[:_SPEAKERS]:
        role = f", {escape(one_line(quoted.speaker.role, 60))}" if quoted.speaker.role else ""
        name = escape(one_line(quoted.speaker.name, 60))
        where = _count(len(quoted.sources), "article")
        lines.append(f"- **{name}**{role}: {_count(quoted.quotations, 'quotation')} in {where}")
    texts += ["\n".join(lines)] if lines else []
    if len(speakers) > _SPEAKERS:
        texts.append(f"-# and {len(speakers) - _SPEAKERS:,} more")
    if percent_read < 100:
        texts.append(f"-# {percent_read} % of the articles have been read for quotations so far.")
    below: list[Item] = []
    if picture is not None:
        gallery: discord.ui.MediaGallery[discord.ui.LayoutView] = discord.ui.MediaGallery()
        below.append(gallery.add_item(media=picture, description=picture.description))
    return panel(texts, below=below)
