"""An archive → pages of the list of its articles, and the list of who is quoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.rendering.discord import sizes
from bot.rendering.discord.markdown import escape, one_line
from bot.rendering.discord.views import Item, panel
from bot.translations.sentences import retold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.translations import Texts
    from retrieval import Archive, ArticleEntry, QuotedSpeaker

TEMPLATE = re.compile(r"l1:articles:(?P<asker>[0-9]{1,20}):(?P<page>[0-9]{1,7})")
"""Of the buttons under the list of articles: who asked for it, and the page, from 0, that a press shows."""

_ARTICLES = 10
"""On a page."""
_SKIPPED = 5
_SPEAKERS = 20
_TITLE_SIZES = (90, 50, 20)
"""Characters of a title, tried in turn until the message is within Discord's sizes."""


def articles_view(archive: Archive, asker: int, page: int, texts: Texts) -> discord.ui.LayoutView:
    """Return a page of the list of articles; the first tells what was skipped, too, and why.

    A page beyond the end, as after articles were removed, is the last one.
    """
    last = max(len(archive.entries) - 1, 0) // _ARTICLES
    page = min(page, last)
    for title_size in _TITLE_SIZES:
        told = _told(archive, page, last, title_size, texts)
        view = panel(told, below=[_turns(asker, page, last)] if last else [])
        if sizes.fits(view):
            return view
    raise sizes.TooLargeError("A page of articles does not fit into a message.")


def _told(archive: Archive, page: int, last: int, title_size: int, texts: Texts) -> list[str]:
    articles = texts("articles.title", count=len(archive.entries))
    passages = texts("count.passages", count=len(archive.passages))
    shown = archive.entries[page * _ARTICLES : (page + 1) * _ARTICLES]
    told = [f"### {articles}, {passages}", "\n".join(_line(entry, title_size, texts) for entry in shown)]
    if archive.skipped and page == 0:
        skipped = [
            f"- {escape(one_line(file.source, title_size))}: "
            + escape(one_line(retold(file.reason, texts), title_size))
            for file in archive.skipped[:_SKIPPED]
        ]
        told.append("\n".join([texts("articles.skipped", count=len(archive.skipped)), *skipped]))
    if last:
        told.append(f"-# {texts('answer.page', page=page + 1, pages=last + 1)}")
    return told


def _line(entry: ArticleEntry, title_size: int, texts: Texts) -> str:
    parts = [escape(one_line(entry.source, 60)), texts("count.passages", count=entry.passages)]
    if entry.published:
        parts.append(texts.day(entry.published))
    title = escape(one_line(entry.title or texts("articles.untitled"), title_size))
    return f"- **{title}**\n-# {' · '.join(parts)}"


def _turns(asker: int, page: int, last: int) -> Item:
    # The two lead to different pages, for custom ids in one message must differ.
    turns = (("◀", max(page - 1, 0), page == 0), ("▶", page + 1, page == last))
    row: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow()
    for label, to, disabled in turns:
        custom_id = sizes.custom_id(f"l1:articles:{asker}:{to}")
        row.add_item(discord.ui.Button(label=label, custom_id=custom_id, disabled=disabled))
    return row


def speakers_view(
    speakers: Sequence[QuotedSpeaker], percent_read: int, texts: Texts, picture: discord.File | None = None
) -> discord.ui.LayoutView:
    """Return a message that lists who is quoted, the most quoted first, with a picture that is sent along."""
    told = [f"### {texts('speakers.count', count=len(speakers))}"]
    lines = []
    for quoted in speakers[:_SPEAKERS]:
        role = f", {escape(one_line(quoted.speaker.role, 60))}" if quoted.speaker.role else ""
        name = escape(one_line(quoted.speaker.name, 60))
        quotations = texts("count.quotations", count=quoted.quotations)
        articles = texts("count.articles", count=len(quoted.sources))
        lines.append(f"- **{name}**{role}: {texts('speakers.in', quotations=quotations, articles=articles)}")
    told += ["\n".join(lines)] if lines else []
    if len(speakers) > _SPEAKERS:
        told.append(f"-# {texts('speakers.more', count=len(speakers) - _SPEAKERS)}")
    if percent_read < 100:
        told.append(f"-# {escape(texts('note.still_reading', percent=percent_read))}")
    below: list[Item] = []
    if picture is not None:
        gallery: discord.ui.MediaGallery[discord.ui.LayoutView] = discord.ui.MediaGallery()
        below.append(gallery.add_item(media=picture, description=picture.description))
    return panel(told, below=below)
