"""Which messages are meant for the bot, and which command they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

QUESTION = "ask"
HELP = "help"


@dataclass(frozen=True, slots=True)
class CommandName:
    """A name that a command answers to."""

    written: str
    """As people write it: one word or several, in lower case."""
    command: str
    """The command's own name."""
    alias: bool
    takes_words: bool


@dataclass(frozen=True, slots=True)
class Addressed:
    """A message meant for the bot: a command, and where in the message its words begin."""

    command: str
    words_at: int
    bare: bool = False
    """Whether nothing was written but the mention."""

    def words_of(self, message: str) -> str:
        """Return what follows the command in its message."""
        return message[self.words_at :].strip()


class Addressing:
    """Reads messages by the names of the commands there are."""

    def __init__(self, names: Iterable[CommandName]) -> None:
        longest_first = sorted(names, key=lambda name: -len(name.written))
        self._names = {name.written: name for name in longest_first}
        self._every = _one_of(longest_first)
        self._own = _one_of(name for name in longest_first if not name.alias)

    def read(self, message: str, prefix: str, bot_id: int, *, direct: bool) -> Addressed | None:
        """Return what a message asks, None where it is not meant for the bot.

        After the prefix it must be a command, by its name or an alias. After a mention of the bot, and in a
        direct message, anything else is a question in plain words; nothing at all asks for help.
        """
        start = len(message) - len(message.lstrip())
        mention = _mention_of(bot_id).match(message, start)
        after = mention.end() if mention else start
        if message.startswith(prefix, after):
            return self._command(message, after + len(prefix), aliases=True)
        if not mention and not direct:
            return None
        if not message[after:].strip():
            return Addressed(HELP, len(message), bare=True)
        return self._command(message, after, aliases=False) or Addressed(QUESTION, after)

    def _command(self, message: str, start: int, *, aliases: bool) -> Addressed | None:
        match = (self._every if aliases else self._own).match(message, start)
        if match is None:
            return None
        name = self._names[" ".join(match[1].casefold().split())]
        if not aliases and not name.takes_words and message[match.end() :].strip():
            return None  # "articles on Kosovo" after a mention is a question
        return Addressed(name.command, match.end())


@lru_cache(maxsize=1)
def _mention_of(bot_id: int) -> re.Pattern[str]:
    return re.compile(rf"<@!?{bot_id}>\s*")


def _one_of(names: Iterable[CommandName]) -> re.Pattern[str]:
    written = "|".join(r"\s+".join(map(re.escape, name.written.split())) for name in names)
    return re.compile(rf"\s*({written})(?!\S)", re.IGNORECASE)


def names_of(command: str, aliases: Collection[str], *, takes_words: bool) -> list[CommandName]:
    """Return every name that a command answers to."""
    return [
        CommandName(command, command, alias=False, takes_words=takes_words),
        *(CommandName(alias, command, alias=True, takes_words=takes_words) for alias in aliases),
    ]
