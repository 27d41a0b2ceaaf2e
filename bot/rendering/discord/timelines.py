"""Timelines → one message: a picture, the numbers, and the first and latest mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.rendering.citation import place_of
from bot.rendering.discord.markdown import escape, one_line
from bot.rendering.discord.sources import source_link
from bot.rendering.discord.views import Item, sealed
from bot.rendering.notes import note_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.rendering.timelines import Told, Topic
    from bot.translations import Texts
    from retrieval import Passage, Timeline

ACCENT = 0x5AA9E6
_TOPIC = 100
_HEADLINE = 120
_SOURCE = 90
_NOTE = 300
_MOST_NOTES = 5


def timeline_view(
    timelines: Sequence[Timeline], told: Told, texts: Texts, picture: discord.File | None
) -> discord.ui.LayoutView:
    """Return the message; without a picture it says what would draw one, and tells the rest all the same."""
    parts: list[Item] = []
    if told.chart is not None:
        topics = texts.listed([texts("words.quoted", words=one_line(t.query, _TOPIC)) for t in told.topics])
        parts.append(_text(f"### {escape(texts('timeline.title', topics=topics))}"))
    notes = [note for timeline in timelines for note in _notes(timeline, texts)]
    if notes:
        parts.append(_text("\n".join(dict.fromkeys(notes[:_MOST_NOTES]))))
    if picture is not None:
        gallery: discord.ui.MediaGallery[discord.ui.LayoutView] = discord.ui.MediaGallery()
        parts.append(gallery.add_item(media=picture, description=picture.description))
    parts += [
        _text("\n".join(_lines(topic, timeline, texts)))
        for topic, timeline in zip(told.topics, timelines, strict=True)
        if topic.passages
    ]
    small = list(_about_the_picture(told, texts, drawn=picture is not None))
    if small:
        parts.append(_text("\n".join(f"-# {escape(line)}" for line in small)))
    return sealed(discord.ui.Container(*parts, accent_colour=ACCENT if told.chart else None))


def _text(markdown: str) -> Item:
    return discord.ui.TextDisplay(markdown)


def _notes(timeline: Timeline, texts: Texts) -> Iterator[str]:
    found = bool(timeline.count)
    sentences = [note_sentence(note, found=found, texts=texts) for note in timeline.notes]
    if not found:
        sentences = sentences or [texts("note.nothing_found", query=one_line(timeline.query, _TOPIC))]
        if timeline.suggestion:
            sentences.append(texts("note.did_you_mean", suggestion=timeline.suggestion))
    return (escape(one_line(sentence, _NOTE)) for sentence in sentences)


def _lines(topic: Topic, timeline: Timeline, texts: Texts) -> Iterator[str]:
    name = escape(one_line(topic.query, _TOPIC))
    count = texts("count.passages", count=topic.passages)
    yield f"**{name}**: " + texts(
        "timeline.total", passages=count, articles=texts("count.articles", count=topic.articles)
    )
    first, latest = timeline.first, timeline.latest
    if first is not None:
        told = texts("timeline.first" if timeline.dated else "timeline.first_in_folder")
        yield f"{told} {_mention(first, texts)}"
    if latest is not None and latest != first:
        told = texts("timeline.latest" if timeline.dated else "timeline.last_in_folder")
        yield f"{told} {_mention(latest, texts)}"


def _mention(passage: Passage, texts: Texts) -> str:
    article = passage.article
    headline = passage.headline.text if passage.headline else article.title
    parts = [f"**{texts.day(article.published)}**"] if article.published else []
    if headline:
        parts.append(escape(one_line(headline, _HEADLINE)))
    parts.append(f"{source_link(article.source, article.url, _SOURCE)}, {place_of(passage.lines, texts)}")
    return " · ".join(parts)


def _about_the_picture(told: Told, texts: Texts, *, drawn: bool) -> Iterator[str]:
    if told.chart is None:
        return
    if not drawn:
        yield texts("chart.missing")
    if not told.dated:
        yield texts("timeline.by_article")
    undated = sum(topic.undated for topic in told.topics) if told.dated else 0
    if undated:
        yield texts("timeline.undated", count=undated)
