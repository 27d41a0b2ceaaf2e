"""An article → what stands around a passage, and pages of the whole of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.rendering.citation import place_of
from bot.rendering.discord import sizes
from bot.rendering.discord.buttons import PASSAGE_PAGE, Press, Target, button
from bot.rendering.discord.markdown import escape, one_line, quoted
from bot.rendering.discord.sources import source_link
from bot.rendering.discord.views import panel
from bot.rendering.excerpt import excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.translations import Texts
    from retrieval import Article, Passage, Span

_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_PAGE = 1800
"""Characters of a page as shown, so that Cyrillic and emoji too stay within Discord's bytes."""
_AROUND_SIZES = (600, 450, 300, 150)
"""Characters of each passage of five, as shown, tried in turn until the message is within Discord's sizes."""
_HEADLINE = 200
"""Characters, a quarter of them where passages are cut to less than _SHORT."""
_SHORT = 600
_SOURCE = 100


@dataclass(frozen=True, slots=True)
class Reader:
    """Where a person reads: the buttons under the text lead on from here."""

    answer: str
    number: int


def around_view(
    passage: Passage, shown: Sequence[Passage], reader: Reader, texts: Texts
) -> discord.ui.LayoutView:
    """Return a passage between its neighbours, all of which are `shown`."""
    for size in _AROUND_SIZES:
        view = _around_view(passage, shown, reader, size, texts)
        if sizes.fits(view):
            return view
    raise sizes.TooLargeError("What stands around a passage does not fit into a message.")


def _around_view(
    passage: Passage, shown: Sequence[Passage], reader: Reader, size: int, texts: Texts
) -> discord.ui.LayoutView:
    parts: list[str] = []
    longest = _HEADLINE if size >= _SHORT else _HEADLINE // 4
    # The title stands above already.
    under = passage.article.title
    for each in shown:
        headline = each.headline.text if each.headline else None
        if headline and headline not in {under, each.text}:
            parts.append(f"**{escape(one_line(headline, longest))}**")
        under = headline
        part = excerpt(each.text, [], size, size=_shown_size)
        markdown = escape(part.text) + (" …" if part.cut_after else "")
        parts.append(quoted(markdown) if each.start == passage.start else markdown)
    whole = button(texts("answer.whole"), Target(Press.READ, reader.answer, reader.number, PASSAGE_PAGE))
    article = passage.article
    foot = _foot(article, place_of((shown[0].lines[0], shown[-1].lines[1]), texts), texts)
    return panel([_title(article), "\n\n".join(parts), foot], below=[discord.ui.ActionRow(whole)])


def article_view(passage: Passage, reader: Reader, page: int, texts: Texts) -> discord.ui.LayoutView:
    """Return a page of a passage's article, PASSAGE_PAGE being the one where the passage begins."""
    article = passage.article
    pages = pages_of(article.text)
    if page == PASSAGE_PAGE:
        page = next(n for n, (_, end) in enumerate(pages) if passage.start < end)
    page = min(max(page, 0), len(pages) - 1)
    start, end = pages[page]
    before = Target(Press.READ, reader.answer, reader.number, max(page - 1, 0))
    after = Target(Press.READ, reader.answer, reader.number, page + 1)
    row = discord.ui.ActionRow(
        button("◀", before, disabled=page == 0), button("▶", after, disabled=page == len(pages) - 1)
    )
    text = escape(article.text[start:end].strip("\n"))
    foot = _foot(article, texts("answer.page", page=page + 1, pages=len(pages)), texts)
    return panel([_title(article), text, foot], below=[row])


def pages_of(text: str) -> Sequence[Span]:
    """Divide a text into pages at its blank lines, a longer paragraph within itself; they cover all of it."""
    pages: list[Span] = []
    start = end = 0
    for block in _BLOCK.finditer(text):
        if end > start and not _fits(text, start, block.end()):
            pages.append((start, block.start()))
            start = block.start()
        end = block.end()
        while not _fits(text, start, end):
            # Escaping never shortens, so a page has at most _PAGE characters of the text.
            window = text[start : start + _PAGE]
            stop = start + max(excerpt(window, [], _PAGE, size=_shown_size).end, 1)
            pages.append((start, stop))
            start = stop
    pages.append((start, len(text)))
    return pages


def _fits(text: str, start: int, end: int) -> bool:
    return end - start <= _PAGE and _shown_size(text[start:end]) <= _PAGE


def _shown_size(text: str) -> int:
    return len(escape(text))


def _title(article: Article) -> str:
    return f"### {escape(one_line(article.title or article.source, 200))}"


def _foot(article: Article, where: str, texts: Texts) -> str:
    date = [texts.day(article.published)] if article.published else []
    return "-# " + " · ".join((source_link(article.source, article.url, _SOURCE), where, *date))
