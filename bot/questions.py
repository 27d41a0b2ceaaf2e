"""A message's text → a command and its words, and the archive's answer to them.

One table holds every command that asks the archive or tells about it; the terminal, Discord, `!help`
and the README are made or tested from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from retrieval import Answer, Archive


class Kind(StrEnum):
    """What a command is for: the help tells those of one kind together."""

    ASK = "ask"
    """About the articles; the terminal has all of these, too."""
    TAKE = "take"
    """Of the last answer."""
    WATCH = "watch"
    YOURS = "yours"
    """What is kept of who asks."""
    MANAGERS = "managers"
    """For who manages the server."""
    OWNERS = "owners"
    """For the bot's owners."""
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Command:
    """One command as people write it after the prefix."""

    name: str
    usage: str
    """What follows the prefix, with what is to be filled in: "who said <words>"."""
    example: str
    summary: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    find: Callable[[Archive, str, int], Answer] | None = None
    """How the archive answers it; None where the front end does (`articles`, `help` …)."""


def _quotes(archive: Archive, words: str, limit: int) -> Answer:
    name, _, topic = re.sub(r"\s+", " ", f"{words} ").partition(" about ")
    return archive.quotations_of(name.strip(), topic.strip() or None, limit)


COMMANDS = (
    Command(
        "about",
        "about <topic>",
        "about sanctions",
        "The passages that tell most about a topic.",
        Kind.ASK,
        (),
        Archive.about,
    ),
    Command(
        "who said",
        "who said <words>",
        "who said party of war",
        "Who said these words, and where it stands.",
        Kind.ASK,
        ("whosaid", "who"),
        Archive.who_said,
    ),
    Command(
        "ask",
        "ask <question>",
        "ask what did Lavrov say about the referendum?",
        "The passages that answer a question in plain words.",
        Kind.ASK,
        (),
        Archive.ask,
    ),
    Command(
        "quotes",
        "quotes <speaker> [about <topic>]",
        "quotes Lavrov about sanctions",
        "What somebody said, on a topic or on all.",
        Kind.ASK,
        (),
        _quotes,
    ),
    Command(
        "positions",
        "positions <topic>",
        "positions sanctions",
        "Who said what about a topic.",
        Kind.ASK,
        (),
        Archive.positions,
    ),
    Command(
        "timeline",
        "timeline <topic>",
        "timeline sanctions",
        "When and how often a topic is spoken of, as a chart.",
        Kind.ASK,
    ),
    Command(
        "compare",
        "compare <a> vs <b>",
        "compare sanctions vs referendum",
        "When and how often topics are spoken of, side by side.",
        Kind.ASK,
    ),
    Command("read", "read <article>", "read Ukraine ceasefire", "An article, from its beginning.", Kind.ASK),
    Command("random", "random", "random", "Any passage.", Kind.ASK),
    Command("cite", "cite", "cite", "The passages answered last, each as a citation.", Kind.TAKE),
    Command(
        "export", "export [json]", "export json", "The last answer as a Markdown or JSON file.", Kind.TAKE
    ),
    Command(
        "speakers",
        "speakers",
        "speakers",
        "Who is quoted by name, how often, and in how many articles.",
        Kind.ASK,
    ),
    Command("articles", "articles", "articles", "The articles that answers come from.", Kind.ASK),
    Command(
        "watch",
        "watch <topic>",
        "watch sanctions",
        "Tells you when an article added later holds a topic.",
        Kind.WATCH,
    ),
    Command("unwatch", "unwatch <topic>", "unwatch sanctions", "Ends a watch.", Kind.WATCH),
    Command("watches", "watches", "watches", "What is watched here.", Kind.WATCH),
    Command("privacy", "privacy", "privacy", "What is kept of you and of this server.", Kind.YOURS),
    Command("forget me", "forget me", "forget me", "Deletes everything that is kept of you.", Kind.YOURS),
    Command("my data", "my data", "my data", "Sends you everything that is kept of you.", Kind.YOURS),
    Command(
        "stats", "stats", "stats", "How much is asked in this server; for who manages it.", Kind.MANAGERS
    ),
    Command(
        "reload",
        "reload",
        "reload",
        "Reads again what changed in the folder; for the bot's owners.",
        Kind.OWNERS,
    ),
    Command(
        "add",
        "add [replace]",
        "add",
        "Puts attached articles into the folder; for the bot's owners.",
        Kind.OWNERS,
    ),
    Command(
        "remove",
        "remove <article>",
        "remove harbour.txt",
        "Deletes an article from the folder; for the bot's owners.",
        Kind.OWNERS,
    ),
    Command(
        "reports",
        "reports [number]",
        "reports",
        "Wrong speakers that were told of; for the bot's owners.",
        Kind.OWNERS,
    ),
    Command(
        "settings",
        "settings [setting value]",
        "settings results 5",
        "How the bot behaves in this server; for who manages it.",
        Kind.MANAGERS,
    ),
    Command("help", "help [command]", "help about", "What you can ask, by examples.", Kind.HELP),
)

_KEYED_FILTERS = "source:name speaker:name since:2014-03 before:march in:headline"
FILTERS: Mapping[str, str] = {
    **dict.fromkeys(
        ("about", "quotes", "positions", "timeline", "compare", "watch"),
        f'"exact words" -word {_KEYED_FILTERS}',
    ),
    # Marks and dashes are part of what is asked there, or of what was said.
    **dict.fromkeys(("ask", "who said"), _KEYED_FILTERS),
}
"""The filters that may stand among the words of a command."""

MOST_COMPARED = 4
"""Topics in one picture; it has colours for as many."""
_BETWEEN = re.compile(r"\s+(?:vs|vs\.|versus|gegen)\s+", re.IGNORECASE)

_BY_NAME = {name: command for command in COMMANDS for name in (command.name, *command.aliases)}
_LONGEST_FIRST = sorted(_BY_NAME, key=lambda name: -len(name))


def command_named(name: str) -> Command:
    """Return the command of this name or alias."""
    return _BY_NAME[name]


def topics_in(words: str) -> list[str]:
    """Return the topics of "a vs b"."""
    return [topic.strip() for topic in _BETWEEN.split(f" {words} ") if topic.strip()]


@dataclass(frozen=True, slots=True)
class Question:
    """A command and the words after it."""

    command: Command
    words: str


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """A message with the prefix and no command after it: Discord stays silent, the terminal helps."""

    name: str
    """The word after the prefix, as written; may be empty."""


def read_message(message: str, prefix: str = "!") -> Question | UnknownCommand:
    """Say what a message asks. Without the prefix it is a question in plain words (`ask`)."""
    message = message.strip()
    if not message.startswith(prefix):
        return Question(_BY_NAME["ask"], message)
    written = message.removeprefix(prefix).strip()
    words = written.split()
    for name in _LONGEST_FIRST:
        parts = name.split()
        if [word.lower() for word in words[: len(parts)]] == parts:
            return Question(
                _BY_NAME[name], written.split(maxsplit=len(parts))[-1] if words[len(parts) :] else ""
            )
    return UnknownCommand(words[0] if words else "")


def answer(archive: Archive, question: Question, limit: int = 3) -> Answer:
    """Return the archive's answer, of at most `limit` results.

    Only for commands that the archive answers: those whose `find` is not None.
    """
    if question.command.find is None:
        raise ValueError(f"The archive does not answer “{question.command.name}”.")
    return question.command.find(archive, question.words, limit)
