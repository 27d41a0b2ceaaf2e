"""Watches and what they found → messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.rendering.discord import sizes
from bot.rendering.discord.buttons import Press, Target, button
from bot.rendering.discord.markdown import escape, one_line
from bot.rendering.discord.results import result_text
from bot.rendering.discord.views import Item, panel, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.records.watches import Watch
    from bot.translations import Texts
    from bot.watching import News

ACCENT = 0x3B82C4
_TOPIC = 100
_TOPIC_SIZES = (100, 60, 30, 15)
"""Characters of a listed topic, tried in turn until the list is within Discord's sizes."""
_MOST_LISTED = 20
_PASSAGE_SIZES = (600, 400, 250, 120, 60)
"""Characters of a passage as shown, tried in turn until the message is within Discord's sizes."""


def news_view(news: News, answer_id: str, texts: Texts) -> discord.ui.LayoutView:
    """Return the message that tells what a watch found."""
    for size in _PASSAGE_SIZES:
        view = _news_view(news, answer_id, texts, size)
        if sizes.fits(view):
            return view
    raise sizes.TooLargeError("News do not fit into a message however much their passages are cut.")


def _news_view(news: News, answer_id: str, texts: Texts, size: int) -> discord.ui.LayoutView:
    watch = news.watch
    topic = escape(one_line(watch.topic, _TOPIC))
    key = "watch.news_direct" if watch.direct else "watch.news"
    told = texts(key, topic=f"**{topic}**", member=f"<@{watch.member}>")
    parts: list[Item] = [discord.ui.TextDisplay(told)]
    for number, result in enumerate(news.results):
        around = button(texts("answer.around"), Target(Press.AROUND, answer_id, number))
        parts += [discord.ui.TextDisplay(result_text(result, size, texts)), discord.ui.ActionRow(around)]
    if news.more:
        parts.append(discord.ui.TextDisplay(f"-# {texts('watch.more', count=news.more)}"))
    return sealed(discord.ui.Container(*parts, accent_colour=ACCENT))


def watches_view(
    own: Sequence[Watch], others: Sequence[Watch], texts: Texts, *, direct_too: bool
) -> discord.ui.LayoutView:
    """Return the list of a member's watches, and of those that others have in the server's channels."""
    if not own and not others:
        return panel([texts("watch.none")])
    for size in _TOPIC_SIZES:
        parts = [f"### {texts('watch.own', count=len(own))}"]
        lines = list(_lines(own, size, texts, direct_too=direct_too))
        parts += ["\n".join(lines)] if lines else []
        parts += [_of_others(others, size, texts)] if others else []
        view = panel(parts, accent=ACCENT)
        if sizes.fits(view):
            return view
    raise sizes.TooLargeError("The list of watches does not fit into a message.")


def _of_others(others: Sequence[Watch], size: int, texts: Texts) -> str:
    listed = [f"- {_topic(watch, size)} · <#{watch.channel}>" for watch in others[:_MOST_LISTED]]
    more = ["- …"] if len(others) > len(listed) else []
    return "\n".join([texts("watch.others", count=len(others)), *listed, *more])


def _lines(own: Sequence[Watch], size: int, texts: Texts, *, direct_too: bool) -> Iterator[str]:
    for number, watch in enumerate(own, 1):
        if not watch.direct:
            yield f"{number}. {_topic(watch, size)} · <#{watch.channel}>"
        elif direct_too:
            yield f"{number}. {_topic(watch, size)} · {texts('watch.by_direct')}"
        else:
            yield f"{number}. {texts('watch.by_direct')}"


def _topic(watch: Watch, size: int) -> str:
    return f"**{escape(one_line(watch.topic, size))}**"
