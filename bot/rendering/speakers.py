"""Who is quoted → a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.charts import Bars, Series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.translations import Texts
    from retrieval import QuotedSpeaker

_MOST = 12


def speakers_chart(speakers: Sequence[QuotedSpeaker], texts: Texts) -> Bars | None:
    """Return how often the most quoted are quoted, the most quoted first; None where nobody is."""
    most = speakers[:_MOST]
    if not most:
        return None
    quotations = Series(texts("speakers.quotations"), [quoted.quotations for quoted in most])
    return Bars(texts("speakers.title"), [quoted.speaker.name for quoted in most], [quotations])
