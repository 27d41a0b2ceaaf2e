"""A message on the command line → what is replied to it, before it is put into text or JSON."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from time import perf_counter

from bot.questions import COMMANDS, Command, UnknownCommand, answer, command_named, read_message
from retrieval import Answer, Archive, Article, ArticleEntry, QuotedSpeaker, Skipped, Timeline

log = logging.getLogger(__name__)

READING_SECONDS = 3.0
"""How long a question about speakers reads articles for quotations before it tells what it has."""


@dataclass(frozen=True, slots=True)
class ArticleList:
    """The reply to `articles`."""

    articles: Sequence[Article | ArticleEntry]
    passage_counts: Sequence[int]
    """How many passages each of the articles has, in their order."""
    skipped: Sequence[Skipped]


@dataclass(frozen=True, slots=True)
class SpeakerList:
    """The reply to `speakers`, the most quoted first."""

    speakers: Sequence[QuotedSpeaker]
    percent_read: int
    """Of the articles, read for quotations so far."""


@dataclass(frozen=True, slots=True)
class Help:
    """The reply to `help`: all commands, or the one that was asked about."""

    commands: Sequence[Command]


@dataclass(frozen=True, slots=True)
class Unknown:
    """The reply to a command that does not exist, with the nearest that does."""

    name: str
    nearest: Command | None


@dataclass(frozen=True, slots=True)
class OnlyInDiscord:
    """The reply to a command that needs members, servers or pictures."""

    command: Command


@dataclass(frozen=True, slots=True)
class Failed:
    """The reply where answering broke; the fault itself is in the log."""

    command: str
    query: str


Reply = Answer | ArticleList | Timeline | SpeakerList | Help | Unknown | OnlyInDiscord | Failed


def reply_to(archive: Archive, message: str, *, prefix: str = "!", limit: int = 5) -> Reply:
    """Return the reply to a message; an answer has at most `limit` results."""
    question = read_message(message, prefix)
    if isinstance(question, UnknownCommand):
        return Unknown(question.name, _nearest(question.name))
    command, words = question.command, question.words
    if command.find is None:
        return _told_by_the_front_end(archive, command, words.removeprefix(prefix))
    try:
        if command.name == "quotes":
            _read_quotations(archive)
        return answer(archive, question, limit)
    except Exception:
        log.exception("A question could not be answered (%s, %d characters)", command.name, len(words))
        return Failed(command.name, words)


def _told_by_the_front_end(archive: Archive, command: Command, words: str) -> Reply:
    match command.name:
        case "articles":
            return list_articles(archive)
        case "speakers":
            return _list_speakers(archive)
        case "timeline":
            return archive.timeline(words)
        case "help":
            return Help(_commands_for(words))
    return OnlyInDiscord(command)


def _read_quotations(archive: Archive) -> None:
    """Read on where the last question stopped, for a while."""
    until = perf_counter() + READING_SECONDS
    for _ in archive.read_quotations():
        if perf_counter() > until:
            break


def _list_speakers(archive: Archive) -> SpeakerList:
    _read_quotations(archive)
    return SpeakerList(archive.speakers(), archive.percent_read)


def list_articles(archive: Archive) -> ArticleList:
    """Return the archive's articles with their numbers of passages, and what was skipped."""
    return ArticleList(archive.entries, [entry.passages for entry in archive.entries], archive.skipped)


def _commands_for(words: str) -> Sequence[Command]:
    names = {name for command in COMMANDS for name in (command.name, *command.aliases)}
    name = " ".join(words.lower().split())
    return (command_named(name),) if name in names else COMMANDS


def _nearest(name: str) -> Command | None:
    names = [name for command in COMMANDS for name in (command.name, *command.aliases)]
    near = get_close_matches(name.lower(), names, n=1)
    return command_named(near[0]) if near else None
