"""Statistics → lines of text and a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.charts import Columns, Series

if TYPE_CHECKING:
    from bot.rendering.charts import Chart
    from bot.statistics import Statistics
    from bot.translations import Texts

_LONGEST_WORDS = 60


def lines_of(statistics: Statistics, texts: Texts) -> list[str]:
    """Return the statistics as plain text, a fact a line; words that people asked stand in it as they are."""
    if not statistics.questions:
        return [texts("stats.none", days=len(statistics.days))]
    lines = [
        texts(
            "stats.asked",
            count=statistics.questions,
            days=len(statistics.days),
            percent=round(100 * (statistics.share_answered or 0)),
        ),
        texts("stats.commands", commands=", ".join(f"{name} {n}" for name, n in statistics.commands)),
    ]
    if statistics.median_ms is not None and statistics.percentile_95_ms is not None:
        median, slow = _time(statistics.median_ms, texts), _time(statistics.percentile_95_ms, texts)
        lines.append(texts("stats.times", median=median, slow=slow))
    lines.append(texts("stats.votes", good=statistics.votes.good, bad=statistics.votes.bad))
    if statistics.unanswered is None:
        lines.append(texts("stats.log_off"))
    elif statistics.unanswered:
        asked = ", ".join(f"“{_short(words)}” ({n})" for words, n in statistics.unanswered)
        lines.append(texts("stats.unanswered", words=asked))
    return lines


def chart_of(statistics: Statistics, texts: Texts) -> Chart | None:
    """Return the questions by day, None where there are none."""
    if not statistics.questions:
        return None
    days = statistics.days
    series = [
        Series(texts("stats.answered"), [day.found for day in days]),
        Series(texts("stats.not_answered"), [day.not_found + day.failed for day in days]),
    ]
    labels = [
        texts("date.short_day", day=str(d.day.day), month=texts(f"month.{d.day.month}")[:3]) for d in days
    ]
    return Columns(texts("stats.by_day"), labels, series, stacked=True)


def _time(milliseconds: float, texts: Texts) -> str:
    value, unit = (milliseconds, "ms") if milliseconds < 1000 else (milliseconds / 1000, "s")
    shown = f"{value:.1f}" if value < 10 else f"{value:.0f}"
    return f"{shown} {unit}".replace(".", texts("number.point"))


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST_WORDS else f"{flat[: _LONGEST_WORDS - 1]}…"
