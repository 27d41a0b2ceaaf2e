"""A reply → styled lines for the terminal, or plain text for a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.questions import command_named
from bot.rendering.help_lines import example_line, help_pages, unknown_line
from bot.rendering.lines import Entry, Line, Pages, Style, counted, highlighted, line, visible
from bot.rendering.notes import note_sentence, notes_of
from bot.rendering.quoted_lines import said_lines, speaker_of
from bot.rendering.timeline_lines import bars_of, preface_of
from bot.replies import ArticleList, Comparison, Failed, Help, OnlyInDiscord, SpeakerList, Unknown
from bot.translations import ENGLISH
from retrieval import Answer, Note, NoteCode, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.replies import Reply
    from retrieval import (
        ArticleEntry,
        Passage,
        QuotedSpeaker,
        Result,
        Skipped,
    )

_INDENT = 3
_PARAGRAPHS = 8
"""Of an article, on a page."""
_COMPARE = command_named("compare").example
_WIDTH = 80
"""Columns, where nobody says how many there are."""


def pages_of(reply: Reply, prefix: str = "!", width: int = _WIDTH) -> Pages:
    """Return what is shown for a reply, in `width` columns; `prefix` stands before the commands it names."""
    match reply:
        case Answer():
            pages = _answer(reply, prefix)
        case ArticleList():
            entries = [*map(_article, reply.articles), *map(_skipped, reply.skipped)]
            pages = _list(entries, line(_total(reply)))
        case Timeline() | Comparison():
            pages = _over_time(reply, prefix, width)
        case SpeakerList():
            pages = _list(
                [_quoted(speaker) for speaker in reply.speakers], *_still_reading(reply.percent_read)
            )
        case Help():
            pages = help_pages(reply, prefix)
        case Unknown():
            pages = Pages((unknown_line(reply, prefix),))
        case OnlyInDiscord():
            pages = Pages((line(f"{prefix}{reply.command.name} works in Discord only.", Style.NOTE),))
        case Failed():
            pages = Pages((line(f"“{reply.command}” could not be answered; the log says why.", Style.NOTE),))
    return pages


def around(result: Result, passages: Sequence[Passage], context: Style = Style.CONTEXT) -> Pages:
    """Return what is shown of the passages around a result, itself among them."""
    entries: list[Entry] = []
    under = None
    for passage in passages:
        if passage.headline and passage.headline != under and passage.headline.start != passage.start:
            entries.append((line(visible(passage.headline.text), Style.HEADLINE, _INDENT),))
        under = passage.headline
        if passage.start == result.passage.start:
            text = highlighted(passage.text, result.highlights)
        else:
            text = ((visible(passage.text), context),)
        entries.append((Line((*text, (f"  {_lines(passage.lines)}", Style.SOURCE)), _INDENT),))
    return Pages((line(visible(result.passage.article.source), Style.SOURCE),), entries)


def _over_time(reply: Timeline | Comparison, prefix: str, width: int) -> Pages:
    timelines = [reply] if isinstance(reply, Timeline) else reply.timelines
    if not timelines:
        return Pages((line(ENGLISH("compare.usage", example=prefix + _COMPARE), Style.NOTE),))
    return _list(list(bars_of(timelines, width)), *preface_of(timelines))


def _list(entries: Sequence[Entry], *preface: Line) -> Pages:
    return Pages(preface, entries, size=20, apart=False)


def _answer(answer: Answer, prefix: str) -> Pages:
    preface = [line(visible(note), Style.NOTE) for note in notes_of(answer)]
    if any(note.code is NoteCode.NO_WORDS for note in answer.notes):
        preface.append(example_line(answer.command, prefix))
    if answer.command == "read" and answer.found:
        whole = around(answer.results[0], [result.passage for result in answer.results], Style.TEXT)
        return Pages(whole.preface, whole.entries, size=_PARAGRAPHS)
    entries = [
        tuple(_result(number, result, answer.command)) for number, result in enumerate(answer.results, 1)
    ]
    return Pages(tuple(preface), entries)


def _result(number: int, result: Result, command: str) -> Iterator[Line]:
    passage = result.passage
    numbered = (f"{number}. ".ljust(_INDENT), Style.SOURCE)
    headline = visible(passage.headline.text if passage.headline else passage.article.title or "")
    if command == "who said" or result.quoted:
        yield Line((numbered, *speaker_of(result.quoted)), hang=_INDENT)
        yield from said_lines(result, _INDENT)
        if headline:
            yield line(f"Under: {headline}", Style.CONTEXT, _INDENT)
    # A headline can be all there is of a story, and then it is the passage.
    elif passage.headline and passage.headline.start == passage.start:
        yield Line((numbered, *highlighted(passage.text, result.highlights)), hang=_INDENT)
    else:
        yield Line((numbered, (headline or "(no headline)", Style.HEADLINE)), hang=_INDENT)
        # Only a question has one sentence that answers it; a topic has its whole passage.
        focus = result.sentence if command == "ask" else None
        yield Line(highlighted(passage.text, result.highlights, focus), _INDENT)
    yield line(_source(result), Style.SOURCE, _INDENT)


def _source(result: Result) -> str:
    article = result.passage.article
    parts = [f"{article.source}, {_lines(result.passage.lines)}"]
    if article.published:
        parts.append(article.published.isoformat())
    if article.url:
        parts.append(article.url)
    if result.also_in:
        places = [f"{place.source}, {_lines(place.lines)}" for place in result.also_in[:3]]
        more = len(result.also_in) - len(places)
        parts.append(f"also in {'; '.join(places)}" + (f" and {more} more" if more else ""))
    return visible(" · ".join(parts))


def _lines(lines: tuple[int, int]) -> str:
    first, last = lines
    return f"line {first}" if first == last else f"lines {first}–{last}"


def _still_reading(percent: int) -> tuple[Line, ...]:
    if percent >= 100:
        return ()
    return (line(note_sentence(Note(NoteCode.STILL_READING, {"percent": percent})), Style.NOTE),)


def _quoted(quoted: QuotedSpeaker) -> Entry:
    name = (visible(quoted.speaker.name), Style.SPEAKER)
    role = f", {visible(quoted.speaker.role)}" if quoted.speaker.role else ""
    often = f"{counted(quoted.quotations, 'quotation')} in {counted(len(quoted.sources), 'article')}"
    return (Line((name, (f"{role}  ", Style.TEXT), (often, Style.CONTEXT)), hang=_INDENT),)


def _total(listed: ArticleList) -> str:
    articles = counted(len(listed.articles), "article")
    total = f"{articles}, {counted(sum(article.passages for article in listed.articles), 'passage')}"
    return f"{total}, {len(listed.skipped)} skipped." if listed.skipped else f"{total}."


def _article(article: ArticleEntry) -> Entry:
    title = visible(article.title or "(no title)")
    if article.published:
        title = f"{article.published.isoformat()}  {title}"
    in_it = f"  {counted(article.passages, 'passage')}  "
    told = (visible(article.source), Style.SOURCE), (in_it, Style.CONTEXT), (title, Style.TEXT)
    return (Line(told, hang=_INDENT),)


def _skipped(skipped: Skipped) -> Entry:
    return (
        Line(
            (
                (visible(skipped.source), Style.SOURCE),
                (f"  skipped: {visible(skipped.reason)}", Style.NOTE),
            ),
            hang=_INDENT,
        ),
    )
