"""One definition of a command for prefix, slash and mention, its words taken from the table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from discord.ext import commands

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.questions import Command

    Callback = Callable[..., Coroutine[Any, Any, None]]

PRIVATE = "Show the answer to you alone."


def hybrid(command: Command) -> Callable[[Callback], commands.HybridCommand[Any, ..., None]]:
    """Make a command of a cog's method: its parameters are the slash command's options.

    discord.py's own decorator solves to Never under mypy for keyword-only parameters; hence the cast.
    """
    made = commands.hybrid_command(
        name=command.name, description=command.summary, aliases=list(command.aliases)
    )
    return cast("Callable[[Callback], commands.HybridCommand[Any, ..., None]]", made)


def hybrid_group(command: Command) -> Callable[[Callback], commands.HybridGroup[Any, ..., None]]:
    """Make the first word of a two-word command, such as `who` of `who said`."""
    name = command.name.split()[0]
    aliases = [alias for alias in command.aliases if alias != name]
    made = commands.hybrid_group(name=name, description=command.summary, aliases=aliases)
    return cast("Callable[[Callback], commands.HybridGroup[Any, ..., None]]", made)


def second_word(
    group: commands.HybridGroup[Any, ..., None], command: Command
) -> Callable[[Callback], commands.HybridCommand[Any, ..., None]]:
    """Make the second word of a two-word command."""
    made = group.command(name=command.name.split()[1], description=command.summary)
    return cast("Callable[[Callback], commands.HybridCommand[Any, ..., None]]", made)
