"""What each command of the command line does. Each returns its exit code."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from bot.cli.opening import UsageError, open_archive
from bot.cli.streams import as_utf8, messages_in
from bot.rendering.as_json import reply_object
from bot.rendering.as_text import pages_of
from bot.rendering.lines import plain
from bot.replies import Comparison, Failed, OnlyInDiscord, SpeakerList, Unknown, list_articles, reply_to
from bot.settings import SettingsError
from retrieval import Answer, Timeline

if TYPE_CHECKING:
    import argparse

    from bot.replies import Reply
    from bot.settings import Settings

ANSWERED, NOTHING_FOUND, WRONG_USAGE = 0, 1, 2

HOW_TO_CONNECT = "To connect this bot to Discord, set DISCORD_TOKEN; the README says how, step by step."


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer one message, or with --json every line of standard input."""
    if options.message is None and not options.json:
        raise UsageError("Write a message, as in: whosaid ask '!about sanctions' (or --json to read lines).")
    archive = open_archive(settings)
    output = as_utf8(sys.stdout)
    code = ANSWERED
    for message in messages_in(sys.stdin) if options.message is None else [options.message]:
        reply = reply_to(archive, message, prefix=settings.command_prefix, limit=options.limit)
        if options.json:
            told = reply_object(reply, settings.command_prefix)
            output.write(json.dumps(told, ensure_ascii=False) + "\n")
        else:
            output.write(plain(pages_of(reply, settings.command_prefix).lines()))
        output.flush()
        code = _exit_code(reply)
    return ANSWERED if options.message is None else code


def articles(_options: argparse.Namespace, settings: Settings) -> int:
    """List the articles and what was skipped."""
    listed = pages_of(list_articles(open_archive(settings)))
    as_utf8(sys.stdout).write(plain(listed.lines()))
    return ANSWERED


def console(_options: argparse.Namespace, settings: Settings) -> int:
    """Answer in the terminal."""
    from bot.terminal import run_terminal  # noqa: PLC0415  (rich is slow to import)

    return run_terminal(open_archive(settings), settings.command_prefix)


def discord(_options: argparse.Namespace, settings: Settings) -> int:
    """Run the bot in Discord."""
    if settings.discord_token is None:
        raise SettingsError(f"DISCORD_TOKEN is not set. {HOW_TO_CONNECT}")
    from bot.discord_client import run_discord  # noqa: PLC0415  (discord.py is slow to import)

    return run_discord(settings)


def bot_or_terminal(options: argparse.Namespace, settings: Settings) -> int:
    """Run the bot in Discord where it has a token, else in the terminal."""
    if settings.discord_token is not None:
        return discord(options, settings)
    sys.stderr.write(f"{HOW_TO_CONNECT}\n")
    return console(options, settings)


def _exit_code(reply: Reply) -> int:
    match reply:
        case Unknown() | OnlyInDiscord() | Comparison(timelines=()):
            return WRONG_USAGE
        case Answer(results=()) | Timeline(mentions=()) | SpeakerList(speakers=[]) | Failed():
            return NOTHING_FOUND
        case Comparison(timelines=timelines) if not any(each.mentions for each in timelines):
            return NOTHING_FOUND
        case _:
            return ANSWERED
