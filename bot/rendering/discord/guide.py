"""The table of commands → help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.examples import example_of
from bot.questions import FILTERS, Kind
from bot.rendering.discord.markdown import escape, one_line
from bot.rendering.discord.views import panel
from bot.translations import translated

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from bot.examples import Examples
    from bot.questions import Command
    from bot.translations import Texts

_EXAMPLES = ("about", "who said", "ask", "quotes")
_WORDS = 80
_FILLED_IN = re.compile(r"(?<=<)\w+(?=>)|(?<=\[)(?:number|setting value|command)(?=\])")


def guide_view(
    commands: Sequence[Command], examples: Examples, prefix: str, texts: Texts, unknown: str = ""
) -> discord.ui.LayoutView:
    """Return what can be asked: a few examples, the commands that ask in a line each, the names of others.

    `unknown` is what was asked about, where no command has that name.
    """
    parts = [escape(texts("help.unknown", name=one_line(unknown, _WORDS)))] if unknown else []
    shown = [_example(command, examples, prefix) for command in commands if command.name in _EXAMPLES]
    parts.append(escape(texts("help.intro")))
    if shown:
        parts.append("\n".join((f"**{escape(texts('help.try'))}**", *(f"> {line}" for line in shown))))
    told = [command for command in commands if command.kind in {Kind.ASK, Kind.TAKE}]
    if told:
        lines = (f"**{escape(prefix + _usage(c, texts))}** {escape(_summary(c, texts))}" for c in told)
        parts.append("\n".join(lines))
    groups = []
    for kind in (Kind.WATCH, Kind.YOURS, Kind.MANAGERS, Kind.OWNERS):
        names = ", ".join(prefix + command.name for command in commands if command.kind is kind)
        if names:
            groups.append(f"{escape(texts(f'help.kind.{kind}'))} {escape(names)}")
    parts += ["\n".join(groups)] if groups else []
    parts.append(f"-# {escape(texts('help.more', example=f'{prefix}help about'))}")
    return panel(parts)


def command_view(command: Command, examples: Examples, prefix: str, texts: Texts) -> discord.ui.LayoutView:
    """Return how one command is used."""
    lines = [f"### {escape(prefix + _usage(command, texts))}", escape(_summary(command, texts))]
    if command.aliases:
        names = ", ".join(prefix + alias for alias in command.aliases)
        lines.append(f"-# {escape(texts('help.also', names=names))}")
    lines.append(f"> {_example(command, examples, prefix)}")
    if filters := FILTERS.get(command.name):
        lines.append(escape(texts("help.filters", filters=filters)))
    return panel(["\n".join(lines)])


def _usage(command: Command, texts: Texts) -> str:
    """Return the usage with what is to be filled in named in the language of `texts`."""
    return _FILLED_IN.sub(lambda match: texts(f"fill_in.{match[0].replace(' ', '_')}"), command.usage)


def _summary(command: Command, texts: Texts) -> str:
    return translated(command.summary, texts.language) or command.summary


def _example(command: Command, examples: Examples, prefix: str) -> str:
    return escape(prefix + one_line(example_of(command, examples), _WORDS))
