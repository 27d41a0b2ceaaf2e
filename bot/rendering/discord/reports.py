"""Reports of wrong speakers → a list, each with the lines of speakers.toml that would set it right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.rendering.discord.markdown import escape, one_line
from bot.rendering.discord.sizes import fits
from bot.rendering.discord.views import panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from bot.records.reports import Report
    from bot.translations import Texts

_REPORTS = 5
_QUOTATION = 200
_COMMENT = 120


def reports_view(reports: Sequence[Report], texts: Texts) -> discord.ui.LayoutView:
    """Return a message with the oldest open reports, as many as fit."""
    title = f"### {escape(texts('reports.title', count=len(reports)))}"
    for shown in range(min(_REPORTS, len(reports)), -1, -1):
        parts = [title, *(_told(report, texts) for report in reports[:shown])]
        if shown < len(reports):
            parts.append(f"-# {escape(texts('reports.more', count=len(reports) - shown))}")
        view = panel(parts)
        if fits(view):
            return view
    return panel([title])


def correction(report: Report) -> str:
    """Return the lines of speakers.toml that give a report's quotation to its right speaker.

    Without one they say that nobody is known to have said the words.
    """
    # JSON's strings are TOML's basic strings as well.
    lines = [
        "[[attribution]]",
        f"source = {json.dumps(report.source, ensure_ascii=False)}",
        f"words = {json.dumps(report.quotation, ensure_ascii=False)}",
    ]
    if report.right_speaker:
        lines.append(f"speaker = {json.dumps(report.right_speaker, ensure_ascii=False)}")
    return "\n".join(lines)


def _told(report: Report, texts: Texts) -> str:
    nobody = texts("reports.nobody")
    shown, right = report.shown_speaker or nobody, report.right_speaker or nobody
    who = texts("reports.instead", shown=one_line(shown, 80), right=one_line(right, 80))
    day, source = texts.day(report.reported_at.date()), escape(one_line(report.source, 90))
    lines = [f"**#{report.id}** {escape(who)}", f"-# <@{report.reported_by}> · {day} · {source}"]
    if report.comment:
        lines.append(f"> {escape(one_line(report.comment, _COMMENT))}")
    code = correction(report)
    if "`" not in code and len(code) < 900:
        lines.append(f"```toml\n{code}\n```")
    else:
        lines.append(escape(one_line(report.quotation, _QUOTATION)))
    return "\n".join(lines)
