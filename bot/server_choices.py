"""A setting of a server as an admin writes it → what is to be kept."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.records.servers import LONGEST_COOLDOWN, MOST_QUESTIONS, MOST_RESULTS
from bot.translations import languages
from retrieval import WhosaidError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from bot.translations import Texts


class Choice(StrEnum):
    """What can be chosen by words."""

    PREFIX = "prefix"
    RESULTS = "results"
    PRIVATE = "private"
    LOG = "log"
    LANGUAGE = "language"
    COOLDOWN = "cooldown"
    ALLOW = "allow"
    DENY = "deny"
    OFF = "off"


class ChoiceError(WhosaidError):
    """The value cannot be used; the message says what can."""


def read_choice(choice: Choice, value: str, commands: Collection[str], texts: Texts) -> dict[str, Any]:
    """Return the fields of ServerSettings that a choice changes. Raises ChoiceError.

    An empty value (of a list, "none" too) goes back to what the operator set. `commands` are those that may
    be switched off.
    """
    value = value.strip()
    if value.lower() in {"", "none", "-"}:
        return _UNSET[choice]
    readers: dict[Choice, Callable[[], dict[str, Any]]] = {
        Choice.PREFIX: lambda: {"prefix": _prefix(value, texts)},
        Choice.RESULTS: lambda: {"results": _number(value, MOST_RESULTS, texts)},
        Choice.PRIVATE: lambda: {"private": _switch(value, texts)},
        Choice.LOG: lambda: {"question_log": _switch(value, texts)},
        Choice.LANGUAGE: lambda: {"language": _language(value, texts)},
        Choice.COOLDOWN: lambda: _cooldown(value, texts),
        Choice.ALLOW: lambda: {"allowed_channels": _channels(value, texts)},
        Choice.DENY: lambda: {"denied_channels": _channels(value, texts)},
        Choice.OFF: lambda: {"commands_off": _commands(value, commands, texts)},
    }
    return readers[choice]()


_UNSET: Mapping[Choice, dict[str, Any]] = {
    Choice.PREFIX: {"prefix": None},
    Choice.RESULTS: {"results": None},
    Choice.PRIVATE: {"private": False},
    Choice.LOG: {"question_log": False},
    Choice.LANGUAGE: {"language": None},
    Choice.COOLDOWN: {"cooldown_questions": None, "cooldown_seconds": None},
    Choice.ALLOW: {"allowed_channels": frozenset()},
    Choice.DENY: {"denied_channels": frozenset()},
    Choice.OFF: {"commands_off": frozenset()},
}


def _prefix(value: str, texts: Texts) -> str:
    if len(value) > 5 or re.search(r"\s", value) or value[0] in "/@<":
        raise ChoiceError(texts("settings.bad_prefix"))
    return value


def _number(value: str, most: int, texts: Texts) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", value) or not 1 <= int(value) <= most:
        raise ChoiceError(texts("settings.bad_number", most=most))
    return int(value)


def _switch(value: str, texts: Texts) -> bool:
    if value.lower() in {"on", "yes", "true", "an", "ja"}:
        return True
    if value.lower() in {"off", "no", "false", "aus", "nein"}:
        return False
    raise ChoiceError(texts("settings.bad_switch"))


def _language(value: str, texts: Texts) -> str | None:
    if value.lower() == "auto":
        return None
    if value.lower() not in languages():
        raise ChoiceError(texts("settings.bad_language", languages=", ".join(languages())))
    return value.lower()


def _cooldown(value: str, texts: Texts) -> dict[str, Any]:
    match = re.fullmatch(r"([0-9]{1,4})\D+([0-9]{1,4}(?:\.[0-9]+)?)\D*", value)
    if match is None:
        raise ChoiceError(texts("settings.bad_cooldown"))
    questions, seconds = int(match[1]), float(match[2])
    if not 1 <= questions <= MOST_QUESTIONS or not 1 <= seconds <= LONGEST_COOLDOWN:
        raise ChoiceError(texts("settings.bad_cooldown"))
    return {"cooldown_questions": questions, "cooldown_seconds": seconds}


def _channels(value: str, texts: Texts) -> frozenset[int]:
    ids = re.findall(r"(?<![0-9])[0-9]{15,20}(?![0-9])", value)
    if not ids:
        raise ChoiceError(texts("settings.bad_channels"))
    return frozenset(map(int, ids))


def _commands(value: str, commands: Collection[str], texts: Texts) -> frozenset[str]:
    names = frozenset(" ".join(name.lower().split()) for name in value.split(",") if name.strip())
    if not names <= set(commands):
        raise ChoiceError(texts("settings.bad_commands", commands=", ".join(sorted(commands))))
    return names
