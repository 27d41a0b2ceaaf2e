"""Timelines → lines of text with bars, for one topic or several side by side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.rendering.lines import Entry, Line, Style, counted, line, visible
from bot.rendering.notes import note_sentence, nothing_found
from bot.rendering.timelines import tell
from bot.translations import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrieval import Timeline

_LONGEST_BAR = 40
_SHORTEST_BAR = 5
_LONGEST_LABEL = 28
_BESIDE = 10
"""Columns for the gap before a bar and the number after it."""
_BARS = (("█", Style.SPEAKER), ("▒", Style.MATCH), ("▓", Style.EXAMPLE), ("░", Style.HEADLINE))
"""One for each topic of a comparison, apart without colours too."""


def preface_of(timelines: Sequence[Timeline]) -> Iterator[Line]:
    """Yield what is told above the bars."""
    several = len(timelines) > 1
    for timeline, (mark, style) in zip(timelines, _BARS, strict=False):
        told = [note_sentence(note, found=bool(timeline.mentions)) for note in timeline.notes]
        if not timeline.mentions:
            told = told or [nothing_found(timeline.query, ENGLISH)]
        yield from (line(visible(sentence), Style.NOTE) for sentence in told)
        if timeline.mentions:
            passages = counted(timeline.count, "passage")
            where = (
                f"“{visible(timeline.query)}”: {passages} in {counted(len(timeline.mentions), 'article')}."
            )
            yield Line((*(((f"{mark} ", style),) if several else ()), (where, Style.TEXT)))
    yield from _when(timelines)


def _when(timelines: Sequence[Timeline]) -> Iterator[Line]:
    mentions = [m for timeline in timelines for m in timeline.mentions]
    if not mentions:
        return
    dated = [m.article for timeline in timelines for m in timeline.mentions if m.article.published]
    if not dated:
        yield line("No article bears a date, so they stand in the order of the folder.", Style.NOTE)
    elif len(timelines) == 1:
        for word, article in (("First", dated[0]), ("Latest", dated[-1])):
            yield line(f"{word}: {article.published}  {visible(article.source)}", Style.SOURCE)


def bars_of(timelines: Sequence[Timeline], width: int) -> Iterator[Entry]:
    """Yield a bar for each time or article and topic, all of them within `width` columns."""
    chart = tell(timelines, ENGLISH).chart
    if chart is None:
        return
    labels = [_cut(visible(label)) for label in chart.labels]
    column = max(map(len, labels))
    longest = min(_LONGEST_BAR, max(_SHORTEST_BAR, width - column - _BESIDE))
    most = max(max(series.values) for series in chart.series)
    for place, label in enumerate(labels):
        lines: list[Line] = []
        for series, (mark, style) in zip(chart.series, _BARS, strict=False):
            value = series.values[place]
            name = ("" if lines else label).ljust(column)
            bar = mark * math.ceil(longest * value / most)
            shown = f" {value}" if value else ""
            lines.append(Line(((name, Style.SOURCE), (f"  {bar}", style), (shown, Style.TEXT))))
        yield tuple(lines)


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"
