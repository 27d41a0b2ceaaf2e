"""`whosaid evaluate quotations`: how well quotations are attributed, on articles that people judged."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from bot.rendering.lines import counted
from retrieval import evaluate_questions, evaluate_quotations

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bot.settings import Settings
    from retrieval import QuotationFigures

FIGURES = {
    "found": "quotations found",
    "precision": "attributed ones that are quotations",
    "speaker": "right speaker, of those found",
    "speaker_named": "– where a name is written",
    "speaker_pronoun": "– where it is a pronoun",
    "speaker_nominal": "– where it is something else",
    "speaker_direct": "– in direct quotations",
    "speaker_mixed": "– in fragments",
    "end_to_end": "found with the right speaker, of all",
    "full_name": "full name found from a part of it",
    "indirect": "right speaker of reported speech",
    "quotation_first": "who said: right quotation first",
    "speaker_first": "– with the right speaker",
    "reported_speaker_first": "– of reported speech",
    "certainty_high": "right where certainty is high",
    "certainty_fair": "right where certainty is fair",
    "share_high": "attributed with high certainty",
}
"""What each share is called, in the order shown."""

ASKED = ("quotation_first", "speaker_first", "reported_speaker_first")
"""Those that only questions tell."""


def quotations(options: argparse.Namespace, _settings: Settings) -> int:
    """Measure the attribution of quotations on a judged file, and print it."""
    asked = evaluate_questions(options.file, options.questions) if options.questions else None
    figures = evaluate_quotations(options.file, asked)
    if options.json:
        sys.stdout.write(json.dumps(figures.as_object()) + "\n")
    else:
        sys.stdout.writelines(f"{told}\n" for told in _table(figures))
    return 0


def _table(figures: QuotationFigures) -> Iterator[str]:
    measured = figures.as_object()
    articles, judged = counted(measured["articles"], "article"), counted(measured["quotations"], "quotation")
    speed = f"{measured['articles_per_second']:,.0f} articles a second"
    yield f"{articles}, {judged} of four words or more, {speed}"
    for key, name in FIGURES.items():
        share = measured[key]
        if key in ASKED and measured["asked"] is None:
            continue
        yield f"{name:<38}{'not judged' if share is None else f'{share:7.1%}'}"
