from typing import Any

import pytest

from bot.records.servers import ServerSettings
from bot.server_choices import Choice, ChoiceError, read_choice
from bot.translations import ENGLISH

COMMANDS = frozenset({"about", "who said", "timeline"})


@pytest.mark.parametrize(
    ("choice", "value", "changes"),
    [
        ("prefix", "??", {"prefix": "??"}),
        ("prefix", "", {"prefix": None}),
        ("results", "1", {"results": 1}),
        ("results", "10", {"results": 10}),
        ("results", "none", {"results": None}),
        ("private", "on", {"private": True}),
        ("private", "OFF", {"private": False}),
        ("log", "yes", {"question_log": True}),
        ("language", "DE", {"language": "de"}),
        ("language", "auto", {"language": None}),
        ("cooldown", "3 in 20 seconds", {"cooldown_questions": 3, "cooldown_seconds": 20.0}),
        ("cooldown", "100 3600", {"cooldown_questions": 100, "cooldown_seconds": 3600.0}),
        ("cooldown", "", {"cooldown_questions": None, "cooldown_seconds": None}),
        (
            "allow",
            "<#123456789012345678> and <#123456789012345679>",
            {"allowed_channels": frozenset({123456789012345678, 123456789012345679})},
        ),
        ("deny", "none", {"denied_channels": frozenset()}),
        ("off", "timeline, Who  Said", {"commands_off": frozenset({"timeline", "who said"})}),
        ("off", "", {"commands_off": frozenset()}),
    ],
)
def test_what_is_written(choice: str, value: str, changes: dict[str, Any]) -> None:
    assert read_choice(Choice(choice), value, COMMANDS, ENGLISH) == changes
    ServerSettings(**changes)


@pytest.mark.parametrize(
    ("choice", "value"),
    [
        ("prefix", "six  !"),
        ("prefix", "toolong"),
        ("prefix", "/"),
        ("prefix", "<@1"),
        ("results", "0"),
        ("results", "11"),
        ("results", "many"),
        ("private", "perhaps"),
        ("language", "xx"),
        ("cooldown", "0 10"),
        ("cooldown", "101 10"),
        ("cooldown", "5 3601"),
        ("cooldown", "often"),
        ("allow", "the newsroom"),
        ("off", "settings"),
    ],
)
def test_what_cannot_be_used_says_what_can(choice: str, value: str) -> None:
    with pytest.raises(ChoiceError):
        read_choice(Choice(choice), value, COMMANDS, ENGLISH)
