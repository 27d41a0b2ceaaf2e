from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from discord import app_commands

from bot.translations import languages, translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simcord import Env

    from bot.discord_bot import WhosaidBot


def shown_by_discord(bot: WhosaidBot) -> Iterator[str]:
    """Yield every description that Discord shows of a slash command or of one of its options."""
    for command in bot.tree.walk_commands():
        yield str(command.description)
        if isinstance(command, app_commands.Command):
            yield from (str(parameter.description) for parameter in command.parameters)


@pytest.mark.parametrize("language", [language for language in languages() if language != "en"])
async def test_what_discord_shows_of_the_commands_is_translated(
    simcord_env: Env, simcord_bot: WhosaidBot, language: str
) -> None:
    await simcord_env.settle()
    described = set(shown_by_discord(simcord_bot)) - {"…"}
    assert len(described) > 20
    assert [text for text in sorted(described) if translated(text, language) is None] == []


async def test_discord_is_given_the_translations(simcord_env: Env) -> None:
    (registered,) = [request for request in simcord_env.http_requests if request.method == "PUT"]
    (about,) = [command for command in registered.json if command["name"] == "about"]
    assert about["description_localizations"]["de"] == "Die Absätze, die am meisten über ein Thema sagen."
