"""When and how often topics are spoken of → a chart, its description, and the first and latest mention."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from bot.rendering.charts import Bars, Columns, Series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rendering.charts import Chart
    from bot.translations import Texts
    from retrieval import Timeline

LONGEST_DESCRIPTION = 1024
"""Characters that Discord takes as the description of a picture."""
_MOST_COLUMNS = 36
_MOST_DESCRIBED = 6
"""Values that the description of a picture tells."""
_MOST_NAMED = 15
"""Articles that are shown one by one where there are no dates; more are shown in groups."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a timeline, in what a reader wants told beside the picture."""

    query: str
    passages: int
    articles: int
    undated: int
    """Passages in articles without a date, which are in no picture that goes by time."""


@dataclass(frozen=True, slots=True)
class Told:
    """Timelines, ready to be shown."""

    topics: tuple[Topic, ...]
    dated: bool
    """Whether the picture goes by time; else by article, in the order of the folder."""
    chart: Chart | None
    """None where nothing is found."""
    description: str
    """The picture in words, for who does not see it; at most LONGEST_DESCRIPTION characters."""


def tell(timelines: Sequence[Timeline], texts: Texts) -> Told:
    """Shape one timeline, or several to compare."""
    topics = tuple(_topic(timeline) for timeline in timelines)
    dated = any(timeline.dated for timeline in timelines)
    if not any(topic.passages for topic in topics):
        return Told(topics, dated, None, "")
    chart = _by_time(timelines, texts) if dated else _by_article(timelines, texts)
    return Told(topics, dated, chart, describe(chart, texts))


def describe(chart: Chart, texts: Texts) -> str:
    """Return a chart in words: what it shows, from where to where, and its highest values."""
    sentences = [texts("chart.shows", title=chart.title)]
    if isinstance(chart, Columns) and len(chart.labels) > 1:
        sentences.append(texts("chart.range", first=chart.labels[0], last=chart.labels[-1]))
    for series in chart.series:
        shown = [(value, label) for value, label in zip(series.values, chart.labels, strict=True) if value]
        best = sorted(shown, key=lambda pair: -pair[0])[:_MOST_DESCRIBED]
        if not best:
            continue
        values = ", ".join(f"{label}: {texts.number(value)}" for value, label in best)
        told = texts("chart.highest" if len(best) < len(shown) else "chart.values", values=values)
        sentences.append(f"{series.name} – {told}" if len(chart.series) > 1 else told)
    words = " ".join(sentences)
    return words if len(words) <= LONGEST_DESCRIPTION else words[: LONGEST_DESCRIPTION - 1] + "…"


def _topic(timeline: Timeline) -> Topic:
    return Topic(
        timeline.query,
        timeline.count,
        len(timeline.mentions),
        sum(mentions.count for mentions in timeline.mentions if not mentions.article.published),
    )


def _by_time(timelines: Sequence[Timeline], texts: Texts) -> Chart:
    counts = [_by_day(timeline) for timeline in timelines]
    first = min(day for counter in counts for day in counter)
    last = max(day for counter in counts for day in counter)
    unit, starts = _steps(first, last)
    series = []
    for counter, timeline in zip(counts, timelines, strict=True):
        of_step: Counter[date] = Counter()
        for day, count in counter.items():
            of_step[_start(unit, day)] += count
        series.append(Series(timeline.query, [of_step[start] for start in starts]))
    with_year = starts[0].year != starts[-1].year
    labels = [_label(unit, start, texts, with_year=with_year) for start in starts]
    by = texts(f"timeline.chart.{unit.name.lower()}")
    # A year that all share stands once, above.
    title = _title(by if with_year or unit is _Unit.YEAR else f"{by} {starts[0].year}", timelines, texts)
    return Columns(title, *_grouped(labels, series))


def _title(by: str, timelines: Sequence[Timeline], texts: Texts) -> str:
    return f"{by}: {texts.listed([texts('words.quoted', words=timeline.query) for timeline in timelines])}"


def _by_day(timeline: Timeline) -> Counter[date]:
    counts: Counter[date] = Counter()
    for mentions in timeline.mentions:
        if mentions.article.published:
            counts[mentions.article.published] += mentions.count
    return counts


class _Unit(Enum):
    DAY = 1
    WEEK = 2
    MONTH = 3
    YEAR = 4


def _steps(first: date, last: date) -> tuple[_Unit, list[date]]:
    """Return the shortest unit of which few enough fit between two days, and the first day of each."""
    for unit in _Unit:
        starts = [_start(unit, first)]
        while starts[-1] < _start(unit, last) and (len(starts) <= _MOST_COLUMNS or unit is _Unit.YEAR):
            starts.append(_next(unit, starts[-1]))
        if len(starts) <= _MOST_COLUMNS:
            break
    return unit, starts


def _start(unit: _Unit, day: date) -> date:
    match unit:
        case _Unit.DAY:
            return day
        case _Unit.WEEK:
            return day - timedelta(days=day.weekday())
        case _Unit.MONTH:
            return day.replace(day=1)
        case _Unit.YEAR:
            return day.replace(month=1, day=1)


def _next(unit: _Unit, start: date) -> date:
    longest = {_Unit.DAY: 1, _Unit.WEEK: 7, _Unit.MONTH: 31, _Unit.YEAR: 366}
    return _start(unit, start + timedelta(days=longest[unit]))


def _label(unit: _Unit, start: date, texts: Texts, *, with_year: bool) -> str:
    if unit is _Unit.YEAR:
        return str(start.year)
    label = texts(f"month.{start.month}")[:3]
    if unit is not _Unit.MONTH:
        label = texts("date.short_day", day=str(start.day), month=label)
    return f"{label} {start.year}" if with_year else label


def _by_article(timelines: Sequence[Timeline], texts: Texts) -> Chart:
    counts = [{m.article.source: m.count for m in timeline.mentions} for timeline in timelines]
    titles = {m.article.source: m.article.title for timeline in timelines for m in timeline.mentions}
    sources = sorted(titles)
    names = [titles[source] or source for source in sources]
    title = _title(texts("timeline.chart.article"), timelines, texts)
    series = [
        Series(timeline.query, [counter.get(source, 0) for source in sources])
        for timeline, counter in zip(timelines, counts, strict=True)
    ]
    if len(sources) <= _MOST_NAMED:
        return Bars(title, names, series)
    return Columns(title, *_grouped(names, series))


def _grouped(labels: Sequence[str], series: Sequence[Series]) -> tuple[list[str], list[Series]]:
    """Add neighbours together until few enough columns are left; each is named by its first."""
    size = -(-len(labels) // _MOST_COLUMNS)
    groups = [slice(start, start + size) for start in range(0, len(labels), size)]
    shorter = [Series(each.name, [sum(each.values[group]) for group in groups]) for each in series]
    return [labels[group][0] for group in groups], shorter
