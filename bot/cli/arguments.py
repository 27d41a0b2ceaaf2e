"""What `whosaid …` understands."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from bot.cli import commands, evaluate, evaluate_quotations

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings

    Run = Callable[[argparse.Namespace, Settings], int]


def parser() -> argparse.ArgumentParser:
    """Return the parser; what it parses has `run`, the function of the command, and `reads_articles`."""
    whosaid = argparse.ArgumentParser(
        prog="whosaid",
        description="Answers from your news articles, word for word, with speaker and source.",
        epilog="Without a command: the Discord bot when DISCORD_TOKEN is set, else the bot in the terminal.",
        parents=[_articles()],
    )
    whosaid.add_argument("--version", action=_ShowVersion, nargs=0, help="show the version and leave")
    whosaid.set_defaults(run=commands.bot_or_terminal, reads_articles=True)
    subparsers = whosaid.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, summary: str, run: Run) -> argparse.ArgumentParser:
        command = subparsers.add_parser(name, help=summary, description=summary, parents=[_articles()])
        command.set_defaults(run=run)
        return command

    ask = add("ask", "print what the bot would answer to a message", commands.ask)
    ask.add_argument("message", nargs="?", help="such as '!about sanctions'; without the ! it is a question")
    ask.add_argument(
        "--json",
        action="store_true",
        help="print a JSON object; without a message, one for each line of standard input",
    )
    ask.add_argument("--limit", metavar="N", type=_limit, default=5, help="most results an answer (5)")
    add("console", "ask in the terminal", commands.console)
    add("discord", "run the Discord bot", commands.discord)
    add("articles", "list the articles, and the files that were skipped and why", commands.articles)
    measures = add("evaluate", "measure on judged questions, or make them from votes", evaluate.make)
    _add_measures(measures)
    return whosaid


def _add_measures(evaluation: argparse.ArgumentParser) -> None:
    measures = evaluation.add_subparsers(title="measures", metavar="MEASURE", required=True)
    summary = "measure how well the passages of a judged set are found"
    passages = measures.add_parser("passages", help=summary, description=summary, parents=[_articles()])
    passages.add_argument(
        "folder", metavar="FOLDER", type=Path, help="corpus.jsonl, queries.jsonl, qrels.tsv"
    )
    passages.add_argument("--json", action="store_true", help="print a JSON object")
    passages.add_argument("--compare", action="store_true", help="measure rank-bm25 and plain BM25 as well")
    passages.set_defaults(run=evaluate.passages)
    summary = "write a judged set from the votes in the database"
    make = measures.add_parser("make", help=summary, description=summary, parents=[_articles()])
    make.add_argument("folder", metavar="FOLDER", type=Path, help="to write the set into")
    make.set_defaults(run=evaluate.make)
    summary = "measure how well quotations are attributed, on articles that people judged"
    quotations = measures.add_parser("quotations", help=summary, description=summary)
    quotations.add_argument("file", metavar="FILE", type=Path, help="a JSON object a line, an article each")
    quotations.add_argument(
        "--questions", metavar="FILE", type=Path, help="questions to ask “who said”, a JSON object a line"
    )
    quotations.add_argument("--json", action="store_true", help="print a JSON object")
    quotations.set_defaults(run=evaluate_quotations.quotations, reads_articles=False)


def _articles() -> argparse.ArgumentParser:
    """Return the option that every command takes, and that may stand before the command too."""
    option = argparse.ArgumentParser(add_help=False)
    option.add_argument(
        "--articles",
        metavar="FOLDER",
        type=Path,
        default=argparse.SUPPRESS,
        help="the folder of articles (else ARTICLES_DIR, else ./seeds, else three samples)",
    )
    return option


def _limit(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= 100:
        raise argparse.ArgumentTypeError(f"“{written}” is no number from 1 to 100")
    return int(written)


class _ShowVersion(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        from importlib.metadata import version  # noqa: PLC0415  (slow, and needed for nothing else)

        parser.exit(message=f"whosaid {version('whosaid')}\n")
