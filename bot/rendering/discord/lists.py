"""Lists that have pages: of the articles, and of who is quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord

from bot.rendering.discord import sizes
from bot.rendering.discord.markdown import escape, one_line
from bot.rendering.discord.views import Item, panel
from bot.rendering.speakers import speakers_chart
from bot.rendering.timelines import describe
from bot.translations.sentences import retold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.translations import Texts
    from retrieval import Archive, ArticleEntry, QuotedSpeaker

TEMPLATE = re.compile(r"l1:(?P<list>articles|speakers):(?P<asker>[0-9]{1,20}):(?P<page>[0-9]{1,7})")
"""Of the buttons under a list: which, who asked for it, and the page, from 0, that a press shows."""
SPEAKERS_PICTURE = "speakers.png"

_ON_A_PAGE = 10
_SKIPPED = 5
_ROLE = 60
_TITLE_SIZES = (90, 50, 20)
"""Characters of a title, tried in turn until the message is within Discord's sizes."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list."""

    asker: int
    """Who may turn it."""
    number: int = 0

    def within(self, entries: int) -> tuple[ListPage, int]:
        """Return the page, or the last one where the list has so few entries, and the last one's number."""
        last = max(entries - 1, 0) // _ON_A_PAGE
        return replace(self, number=min(self.number, last)), last


def articles_view(archive: Archive, page: ListPage, texts: Texts) -> discord.ui.LayoutView:
    """Return a page of the list of articles; the first tells what was skipped, too, and why.

    A page beyond the end, as after articles were removed, is the last one.
    """
    page, last = page.within(len(archive.entries))
    for title_size in _TITLE_SIZES:
        told = _told(archive, page.number, last, title_size, texts)
        view = panel(told, below=[_turns("articles", page, last)] if last else [])
        if sizes.fits(view):
            return view
    raise sizes.TooLargeError("A page of articles does not fit into a message.")


def _told(archive: Archive, page: int, last: int, title_size: int, texts: Texts) -> list[str]:
    articles = texts("articles.title", count=len(archive.entries))
    passages = texts("count.passages", count=len(archive.passages))
    shown = archive.entries[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
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


def _turns(listed: str, page: ListPage, last: int) -> Item:
    # The two lead to different pages, for custom ids in one message must differ.
    turns = (("◀", max(page.number - 1, 0), page.number == 0), ("▶", page.number + 1, page.number == last))
    row: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow()
    for label, to, disabled in turns:
        custom_id = sizes.custom_id(f"l1:{listed}:{page.asker}:{to}")
        row.add_item(discord.ui.Button(label=label, custom_id=custom_id, disabled=disabled))
    return row


def speakers_view(
    speakers: Sequence[QuotedSpeaker], percent_read: int, page: ListPage, texts: Texts, *, drawn: bool
) -> discord.ui.LayoutView:
    """Return a page of who is quoted, the most quoted first.

    With the first one stands the picture that the message has attached as SPEAKERS_PICTURE, where it is
    `drawn`.
    """
    page, last = page.within(len(speakers))
    told = [f"### {texts('speakers.count', count=len(speakers))}"]
    lines = [_speaker(quoted, texts) for quoted in speakers[page.number * _ON_A_PAGE :][:_ON_A_PAGE]]
    told += ["\n".join(lines)] if lines else []
    if percent_read < 100:
        told.append(f"-# {escape(texts('note.still_reading', percent=percent_read))}")
    if last:
        told.append(f"-# {texts('answer.page', page=page.number + 1, pages=last + 1)}")
    below: list[Item] = []
    chart = speakers_chart(speakers, texts) if drawn and page.number == 0 else None
    if chart is not None:
        gallery: discord.ui.MediaGallery[discord.ui.LayoutView] = discord.ui.MediaGallery()
        gallery.add_item(media=f"attachment://{SPEAKERS_PICTURE}", description=describe(chart, texts))
        below.append(gallery)
    return panel(told, below=[*below, _turns("speakers", page, last)] if last else below)


def _speaker(quoted: QuotedSpeaker, texts: Texts) -> str:
    role = f", {escape(one_line(quoted.speaker.role, _ROLE))}" if quoted.speaker.role else ""
    name = escape(one_line(quoted.speaker.name, _ROLE))
    quotations = texts("count.quotations", count=quoted.quotations)
    articles = texts("count.articles", count=len(quoted.sources))
    often = texts("speakers.in", quotations=quotations, articles=articles)
    return f"- **{name}**{role}\n-# {often}"
