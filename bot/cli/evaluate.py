"""`whosaid evaluate …`: measuring on judged questions, and making such questions from votes."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import TYPE_CHECKING

from bot.cli.opening import open_archive
from bot.judged_set import judged_set, write_judged_set
from bot.rendering.evaluations import passages_table
from bot.rendering.lines import counted
from retrieval import WhosaidError, evaluate_passages

if TYPE_CHECKING:
    import argparse

    from bot.records.votes import JudgedPassage
    from bot.settings import Settings


class EvaluationError(WhosaidError):
    """A judged set cannot be made or read."""


def passages(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001  (every command takes both)
    """Measure how well the passages of a judged set are found, and print it."""
    report = evaluate_passages(options.folder, compare=options.compare)
    told = json.dumps(dataclasses.asdict(report), indent=2) if options.json else passages_table(report)
    sys.stdout.write(f"{told.rstrip()}\n")
    return 0


def make(options: argparse.Namespace, settings: Settings) -> int:
    """Write a judged set from the votes in the database; 1 when there are none."""
    import asyncio  # noqa: PLC0415  (only this command and Discord need it)

    if not settings.database.is_file():
        raise EvaluationError(f"There is no database “{settings.database}” to read votes from; set DATABASE.")
    archive = open_archive(settings)
    made = judged_set(asyncio.run(_judged(settings)), archive.articles)
    if made.changed:
        left_out = f"{counted(made.changed, 'judgment')} left out"
        sys.stderr.write(f"{left_out}, because the article was changed or removed.\n")
    if not made.relevance:
        sys.stdout.write("Nobody voted on an answer yet, or opened a passage.\n")
        return 1
    try:
        write_judged_set(made, archive, options.folder)
    except OSError as fault:
        raise EvaluationError(f"“{options.folder}” cannot be written: {fault.strerror or fault}.") from fault
    judgments = sum(map(len, made.relevance.values()))
    told = f"{counted(len(made.relevance), 'question')} with {counted(judgments, 'judgment')}"
    sys.stdout.write(f"{told} in “{options.folder}”.\n")
    return 0


async def _judged(settings: Settings) -> list[JudgedPassage]:
    from bot.store import Store  # noqa: PLC0415  (aiosqlite is slow to import)

    store = await Store.open(settings.database, settings.retention_days)
    try:
        if store.fault:
            raise EvaluationError(store.fault)
        return await store.votes.judged()
    finally:
        await store.close()
