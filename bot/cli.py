"""`whosaid …`: the command line."""

from __future__ import annotations

import argparse
import json
import sys

from bot.rendering.as_json import answer_object
from retrieval import Archive, WhosaidError

COMMANDS = {"!about": Archive.about, "!ask": Archive.ask, "!who said": Archive.who_said}


def main(argv: list[str] | None = None) -> int:
    """Run the command line; the exit code is 0 answered, 1 nothing found, 2 wrong usage or settings."""
    parser = argparse.ArgumentParser(prog="whosaid")
    parser.add_argument("command", choices=["ask"])
    parser.add_argument("message", nargs="?")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--articles", default="seeds")
    options = parser.parse_args(argv)
    try:
        archive = Archive.open(options.articles)
    except WhosaidError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    messages = [options.message] if options.message else (line.rstrip("\n") for line in sys.stdin)
    found = False
    for message in messages:
        command = next((c for c in COMMANDS if message.startswith(c)), "!ask")
        answer = COMMANDS[command](archive, message.removeprefix(command).strip())
        found = found or answer.found
        sys.stdout.write(json.dumps(answer_object(answer), ensure_ascii=False) + "\n")
    return 0 if found or not options.message else 1
