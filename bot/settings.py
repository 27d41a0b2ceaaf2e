"""Environment and `.env` → `Settings`; every fault is told in one sentence."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from io import StringIO
from pathlib import Path
from typing import Any

from retrieval import WhosaidError


class SettingsError(WhosaidError):
    """A setting has a value that cannot be used."""


LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
INDEXES = ("auto", "memory", "disk")
LANGUAGES = ("auto", "de", "en", "es", "fr", "ru")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the operator chose. Each field is read from the environment variable of its name in capitals."""

    discord_token: str | None = field(default=None, repr=False)
    articles_dir: Path | None = None
    """None: `./seeds`, or the three articles that come with the program."""
    source_base_url: str | None = None
    """Stands before the path of a file in the address of its article, where that tells none itself."""
    database: Path = Path("data/whosaid.db")
    command_prefix: str = "!"
    message_content: bool = True
    """Off: the bot runs without the privileged intent and answers `/`, mentions and direct messages only."""
    language: str = "auto"
    index: str = "auto"
    """Where the index of the articles is: in memory, or on disk beside the database."""
    watch_folder: bool = True
    """Whether the bot on Discord reads changed articles by itself."""
    test_guild: int | None = None
    """The server whose slash commands are registered at once, for trying changes."""
    retention_days: int = 7
    """How long answers keep their buttons, and the question log, where it is on, its words."""
    owners: tuple[int, ...] | None = None
    """Discord ids of the bot's owners, beside the application's own owner or team."""
    allowed_guilds: tuple[int, ...] | None = None
    """The only servers that the bot answers in; None for all."""
    allow_dm: bool = True
    allow_user_install: bool = True
    """Whether people may add the bot to their own account and ask it anywhere."""
    log_level: str = "INFO"

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] = os.environ, dotenv: Path | None = Path(".env")
    ) -> Settings:
        """Read the settings from `environment` and, for what is not there, from the file `dotenv`.

        An empty value is an unset one. Raises SettingsError when a value cannot be used.
        """
        values = {**_read_dotenv(dotenv), **{name: v for name, v in environment.items() if v.strip()}}
        chosen = {
            variable.lower(): _READERS[variable](variable, values[variable].strip())
            for variable in SETTING_NAMES
            if values.get(variable, "").strip()
        }
        return cls(**chosen)


SETTING_NAMES = tuple(each.name.upper() for each in fields(Settings))
"""Every environment variable that the bot reads."""


def _read_dotenv(path: Path | None) -> dict[str, str]:
    try:
        if path is None or not path.is_file():
            return {}
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise SettingsError(f"The settings file “{path}” cannot be read: {fault}.") from fault
    from dotenv import dotenv_values  # noqa: PLC0415  (most starts have no .env and need not wait for it)

    return {name: value for name, value in dotenv_values(stream=StringIO(text)).items() if value}


def _path(_variable: str, value: str) -> Path:
    return Path(value).expanduser()


def _token(variable: str, value: str) -> str:
    # The value itself is never told: it may be a token with something added by mistake.
    if re.search(r"\s", value) or len(value) < 20:
        raise SettingsError(
            f"{variable} is no bot token; copy it again from your application's page “Bot” "
            "in the Discord developer portal."
        )
    return value


def _prefix(variable: str, value: str) -> str:
    if not 1 <= len(value) <= 5 or re.search(r"\s", value) or value[0] in "/@":
        raise SettingsError(
            f"{variable} is “{value}”; write 1 to 5 characters without spaces that "
            "do not begin with / or @, such as !."
        )
    return value


def _switch(variable: str, value: str) -> bool:
    if value.lower() in {"on", "yes", "true", "1"}:
        return True
    if value.lower() in {"off", "no", "false", "0"}:
        return False
    raise SettingsError(f"{variable} is “{value}”; write on or off.")


def _one_of(choices: tuple[str, ...]) -> Callable[[str, str], str]:
    def read(variable: str, value: str) -> str:
        for choice in choices:
            if choice.lower() == value.lower():
                return choice
        raise SettingsError(f"{variable} is “{value}”; write one of {', '.join(choices)}.")

    return read


def _discord_id(variable: str, value: str) -> int:
    if not re.fullmatch(r"[0-9]{15,20}", value):
        raise SettingsError(
            f"{variable} is “{value}”; write an id of 15 to 20 digits, which Discord copies for you "
            "when Developer Mode is on (right-click, Copy ID)."
        )
    return int(value)


def _discord_ids(variable: str, value: str) -> tuple[int, ...]:
    return tuple(_discord_id(variable, part) for part in re.split(r"[\s,;]+", value) if part)


def _base_url(variable: str, value: str) -> str:
    # Spaces, brackets and the like would end the link in a message.
    if len(value) > 150 or not re.fullmatch(r"https?://[^\s/?#()<>\[\]\\]+(?:[/?#][^\s()<>\[\]\\]*)?", value):
        raise SettingsError(
            f"{variable} is “{value}”; write the address of a folder that begins with https:// or http:// "
            "and has at most 150 characters, such as https://news.example/articles/."
        )
    return value if value[-1] in "/=" else f"{value}/"


def _days(variable: str, value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", value) or not 1 <= int(value) <= 3650:
        raise SettingsError(f"{variable} is “{value}”; write a number of days from 1 to 3650.")
    return int(value)


_READERS: Mapping[str, Callable[[str, str], Any]] = {
    "DISCORD_TOKEN": _token,
    "ARTICLES_DIR": _path,
    "SOURCE_BASE_URL": _base_url,
    "DATABASE": _path,
    "COMMAND_PREFIX": _prefix,
    "MESSAGE_CONTENT": _switch,
    "LANGUAGE": _one_of(LANGUAGES),
    "INDEX": _one_of(INDEXES),
    "WATCH_FOLDER": _switch,
    "TEST_GUILD": _discord_id,
    "RETENTION_DAYS": _days,
    "OWNERS": _discord_ids,
    "ALLOWED_GUILDS": _discord_ids,
    "ALLOW_DM": _switch,
    "ALLOW_USER_INSTALL": _switch,
    "LOG_LEVEL": _one_of(LOG_LEVELS),
}
"""(variable, value) → what the setting becomes, or SettingsError."""
