"""The README's table of where each command works is what the bot itself says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from discord.ext import commands

from bot.discord_bot import WhosaidBot, takes_words
from bot.questions import COMMANDS

if TYPE_CHECKING:
    from simcord import Env

README = Path(__file__).parents[3] / "README.md"
HEADING = "| command | prefix | slash | mention | direct message | private | who |"


def row(bot: WhosaidBot, name: str) -> str:
    command = bot.get_command(name)
    assert isinstance(command, commands.HybridCommand)
    words = " x" if takes_words(command) else ""
    by_prefix, by_mention = (
        (asked := bot.addressing.read(f"{start}{name}{words}", "!", 1, direct=False))
        and asked.command == name
        for start in ("!", "<@1> ")
    )
    app_command = command.app_command
    assert app_command is not None
    root = app_command.root_parent or app_command
    checks = {check.__qualname__.split(".")[0] for check in command.checks}
    who = (
        "owners"
        if "is_owner" in checks
        else "server managers"
        if checks & {"manages_server", "manages_this_server"}
        else "everyone"
    )
    cells = [
        by_prefix,
        app_command in bot.tree.walk_commands(),
        by_mention,
        not (root.guild_only or "manages_this_server" in checks),
        "private" in command.clean_params,
    ]
    return f"| `{name}` | {' | '.join('yes' if cell else '–' for cell in cells)} | {who} |"


async def test_the_readme_tells_where_each_command_works(simcord_env: Env) -> None:
    expected = [row(simcord_env.bot, command.name) for command in COMMANDS]
    table = README.read_text("utf-8").split(HEADING, 1)[1].split("\n\n", 1)[0]
    assert table.strip().splitlines()[1:] == expected, "\n".join(("the table should be:", HEADING, *expected))


async def test_every_command_of_the_bot_is_in_the_table_of_commands(simcord_env: Env) -> None:
    of_the_bot = {
        command.qualified_name
        for command in simcord_env.bot.walk_commands()
        if not isinstance(command, commands.Group)
    }
    assert of_the_bot == {command.name for command in COMMANDS}
