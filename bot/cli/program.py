"""Arguments → one command; faults → one sentence and an exit code."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.articles_folder import choose_folder
from bot.cli.arguments import parser
from bot.settings import Settings
from retrieval import WhosaidError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

ANSWERED, WRONG_USAGE, INTERRUPTED = 0, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0 answered, 1 nothing found (where one message was asked), 2 wrong usage or settings.
    """
    try:
        options = parser().parse_args(arguments)
        code: int = options.run(options, _settings(options))
        sys.stdout.flush()
    except WhosaidError as fault:
        sys.stderr.write(f"{fault}\n")
        return WRONG_USAGE
    except BrokenPipeError:
        # Who reads our output has enough (`whosaid … | head`). Without this the interpreter would complain
        # once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANSWERED
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _settings(options: argparse.Namespace) -> Settings:
    settings = Settings.from_environment()
    if not options.reads_articles:
        return settings
    folder, told = choose_folder(getattr(options, "articles", settings.articles_dir))
    if told:
        sys.stderr.write(f"{told}\n")
    return replace(settings, articles_dir=folder)
