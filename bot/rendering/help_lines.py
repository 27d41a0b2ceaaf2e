"""The table of commands → lines of text: what can be asked on the command line, each by an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.examples import example_of
from bot.questions import COMMANDS, FILTERS, Kind
from bot.rendering.lines import Entry, Line, Pages, Style, line, visible
from bot.translations import ENGLISH

if TYPE_CHECKING:
    from bot.examples import Examples
    from bot.questions import Command
    from bot.replies import Help, Unknown

_INDENT = 3


def help_pages(reply: Help, prefix: str) -> Pages:
    """Return the help on one command, or on all that work here and the names of those that need Discord."""
    preface = []
    if reply.unknown:
        preface.append(line(f"There is no command “{prefix}{visible(reply.unknown)}”.", Style.NOTE))
    if len(reply.commands) == 1:
        command = reply.commands[0]
        entries = [_command(command, reply.examples, prefix, names=True)]
        if filters := FILTERS.get(command.name):
            entries.append((line(ENGLISH("help.filters", filters=filters), Style.CONTEXT, _INDENT),))
        return Pages(tuple(preface), entries, apart=False)
    here = [command for command in reply.commands if command.kind in {Kind.ASK, Kind.HELP}]
    entries = [_command(command, reply.examples, prefix) for command in here]
    elsewhere = ", ".join(f"{prefix}{command.name}" for command in reply.commands if command not in here)
    if elsewhere:
        entries.append((line(f"In Discord also: {elsewhere}", Style.CONTEXT),))
    return Pages(tuple(preface), entries, size=len(entries), apart=False)


def unknown_line(reply: Unknown, prefix: str) -> Line:
    """Return what is said of a command that does not exist."""
    hint = f"There is no command “{prefix}{visible(reply.name)}”. " if reply.name else ""
    if reply.nearest is None:
        return Line(((f"{hint}All commands: ", Style.NOTE), (f"{prefix}help", Style.EXAMPLE)))
    return Line(((f"{hint}Did you mean: ", Style.NOTE), (f"{prefix}{reply.nearest.example}", Style.EXAMPLE)))


def example_line(command: str, prefix: str) -> Line:
    """Return how a command is used, for who used it without words."""
    example = next(each.example for each in COMMANDS if each.name == command)
    return Line((("For example: ", Style.NOTE), (f"{prefix}{example}", Style.EXAMPLE)))


def _command(command: Command, examples: Examples, prefix: str, *, names: bool = False) -> Entry:
    told = [line(f"{prefix}{command.usage}", Style.SPEAKER)]
    if names and command.aliases:
        also = ", ".join(f"{prefix}{alias}" for alias in command.aliases)
        told.append(line(f"also: {also}", Style.CONTEXT, _INDENT))
    summary = (command.summary, Style.TEXT)
    if command.example == command.usage:
        return *told, Line((summary,), _INDENT)
    return *told, Line(
        (summary, (f"  {prefix}{visible(example_of(command, examples))}", Style.EXAMPLE)), _INDENT
    )
