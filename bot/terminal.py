"""The bot in the terminal: a prompt, answers page by page, history."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text
from rich.theme import Theme

from bot.examples import example_of, examples_from
from bot.questions import COMMANDS, command_named
from bot.rendering.as_text import around, pages_of
from bot.rendering.lines import Line, Pages, Style, counted, line, plain, visible
from bot.replies import reply_to
from retrieval import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.replies import Reply
    from retrieval import Archive

WIDEST = 100
"""Columns of text: longer lines are hard to read."""

_NARROWEST = 10
"""Columns of text, however narrow the window is."""

RESULTS = 30
"""Results that one question has, over all its pages."""

THEME = Theme(
    {
        Style.TEXT: "default",
        Style.MATCH: "bold yellow",
        Style.CONTEXT: "dim",
        Style.HEADLINE: "bold cyan",
        Style.SPEAKER: "bold cyan",
        Style.SOURCE: "dim",
        Style.NOTE: "italic",
        Style.EXAMPLE: "green",
    }
)

_READ = re.compile(r"read ([0-9]{1,3})")
_LEAVE = frozenset({"quit", "exit", "bye"})


class Conversation:
    """Hears one message after another and shows what is replied; `more` shows the next page."""

    def __init__(self, archive: Archive, console: Console, prefix: str = "!") -> None:
        self._archive = archive
        self._console = console
        self._prefix = prefix
        self._reply: Reply | None = None
        self._pages = Pages(())
        self._shown = 0

    def greet(self) -> None:
        """Say what this is and what can be asked."""
        articles = counted(len(self._archive.articles), "article")
        passages = counted(len(self._archive.passages), "passage")
        self._show([line(f"Whosaid: {articles}, {passages}. Ask away, for example:")])
        examples = examples_from(self._archive)
        for command in COMMANDS:
            if command.find:
                example = visible(example_of(command, examples))
                self._show([line(f"{self._prefix}{example}", Style.EXAMPLE, 3)])
        self._show([line("Also: more, read 1 for what stands around an answer, help, quit.", Style.SOURCE)])

    def hear(self, message: str) -> bool:
        """Reply to a message; False when it asks to leave."""
        word = message.strip().removeprefix(self._prefix).lower()
        if word in _LEAVE:
            return False
        if word == "more":
            if self._shown < len(self._pages.entries):
                self._show_page()
            else:
                self._show([line("That is all.", Style.NOTE)])
        elif asked_around := _READ.fullmatch(word):
            self._read_around(int(asked_around[1]))
        elif word == "read" and not message.strip().startswith(self._prefix):
            hint = (f"{self._prefix}{command_named('read').example}", Style.EXAMPLE)
            told = ("Write the number of an answer, as in ", Style.NOTE), ("read 1", Style.EXAMPLE)
            self._show([Line((*told, (", or a title: ", Style.NOTE), hint))])
        elif message.strip():
            asked = f"{self._prefix}help" if word == "help" else message
            self._reply = reply_to(self._archive, asked, prefix=self._prefix, limit=RESULTS)
            self._pages, self._shown = pages_of(self._reply, self._prefix, self._width), 0
            self._show_page()
        return True

    def _read_around(self, number: int) -> None:
        results = self._reply.results if isinstance(self._reply, Answer) else ()
        if 1 <= number <= len(results):
            result = results[number - 1]
            self._show(around(result, self._archive.around(result.passage)).lines())
        else:
            self._show([line(f"The last answer has no number {number}.", Style.NOTE)])

    def _show_page(self) -> None:
        pages, first = self._pages, self._shown
        self._shown = min(first + pages.size, len(pages.entries))
        self._show(pages.lines(first, self._shown))
        left = len(pages.entries) - self._shown
        if left:
            told = Line(((f"{left:,} more – type ", Style.SOURCE), ("more", Style.EXAMPLE)))
            self._show([Line(()), told] if pages.apart else [told])

    def _show(self, lines: Iterable[Line]) -> None:
        if not self._console.is_terminal:
            self._console.file.write(plain(lines))
            self._console.file.flush()
            return
        for each in lines:
            if not each.segments:
                self._console.print()
                continue
            text = Text.assemble(*each.segments)
            wrapped = text.wrap(self._console, max(self._width - each.indent - each.hang, _NARROWEST))
            for number, part in enumerate(wrapped):
                part.rstrip()
                indent = each.indent + (each.hang if number else 0)
                self._console.print(Padding(part, (0, 0, 0, indent), expand=False), width=self._width)

    @property
    def _width(self) -> int:
        return min(self._console.width, WIDEST)


def run_terminal(archive: Archive, prefix: str = "!") -> int:
    """Answer until the input ends or a message asks to leave; returns the exit code."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    conversation = Conversation(archive, Console(theme=THEME, highlight=False), prefix)
    if not sys.stdin.isatty():
        for message in sys.stdin:
            if not conversation.hear(message):
                break
        return 0
    conversation.greet()
    with _history():
        try:
            while conversation.hear(_read_message()):
                pass
        except (EOFError, KeyboardInterrupt):
            sys.stdout.write("\n")
    return 0


def _read_message() -> str:
    # Not part of the prompt: readline counts the prompt's characters to place the cursor.
    sys.stdout.write("\n")
    return input("> ")


@contextmanager
def _history() -> Iterator[None]:
    """Arrow keys and a history over sessions, where the platform has readline and the file can be kept."""
    try:
        import readline  # noqa: PLC0415  (missing on some platforms)
    except ImportError:
        yield
        return
    state = Path(os.environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser()
    file = state / "whosaid" / "history"
    with suppress(OSError):
        readline.read_history_file(file)
    readline.set_history_length(1000)
    try:
        yield
    finally:
        # A home that cannot be written to has no history; that is no reason to bother anybody.
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            readline.write_history_file(file)
