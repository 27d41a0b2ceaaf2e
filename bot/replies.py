"""A message on the command line → what is replied to it, before it is put into text or JSON."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from random import Random, SystemRandom
from time import perf_counter

from bot.examples import Examples, examples_from
from bot.questions import (
    COMMANDS,
    MOST_COMPARED,
    Command,
    Question,
    UnknownCommand,
    answer,
    command_named,
    read_message,
    topics_in,
)
from retrieval import (
    Answer,
    Archive,
    ArticleEntry,
    Note,
    NoteCode,
    Passage,
    QuotedSpeaker,
    Result,
    Skipped,
    Timeline,
)

log = logging.getLogger(__name__)

READING_SECONDS = 3.0
"""How long a question about speakers reads articles for quotations before it tells what it has."""

_WORTH_READING = 100
"""Characters of a passage; a shorter one is often no more than the line before a quotation."""
_MOST_DRAWN = 8


@dataclass(frozen=True, slots=True)
class ArticleList:
    """The reply to `articles`."""

    articles: Sequence[ArticleEntry]
    skipped: Sequence[Skipped]


@dataclass(frozen=True, slots=True)
class SpeakerList:
    """The reply to `speakers`, the most quoted first."""

    speakers: Sequence[QuotedSpeaker]
    percent_read: int
    """Of the articles, read for quotations so far."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The reply to `compare`."""

    query: str
    timelines: tuple[Timeline, ...]
    """None where it was not asked for two topics to MOST_COMPARED."""


@dataclass(frozen=True, slots=True)
class Help:
    """The reply to `help`: all commands, or the one that was asked about."""

    commands: Sequence[Command]
    unknown: str | None = None
    """What was asked about, where no command has that name."""
    examples: Examples = field(default_factory=Examples)
    """From the articles that are loaded."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """The reply to a command that does not exist, with the nearest that does."""

    name: str
    nearest: Command | None


@dataclass(frozen=True, slots=True)
class OnlyInDiscord:
    """The reply to a command that needs members or servers."""

    command: Command


@dataclass(frozen=True, slots=True)
class Failed:
    """The reply where answering broke; the fault itself is in the log."""

    command: str
    query: str


Reply = Answer | ArticleList | Timeline | Comparison | SpeakerList | Help | Unknown | OnlyInDiscord | Failed


def reply_to(archive: Archive, message: str, *, prefix: str = "!", limit: int = 5) -> Reply:
    """Return the reply to a message; an answer has at most `limit` results."""
    question = read_message(message, prefix)
    if isinstance(question, UnknownCommand):
        return Unknown(question.name, _nearest(question.name))
    command, words = question.command, question.words
    try:
        if command.find is None:
            return _told_by_the_front_end(archive, command, words.removeprefix(prefix))
        return _answer(archive, question, limit)
    except Exception:
        log.exception("A question could not be answered (%s, %d characters)", command.name, len(words))
        return Failed(command.name, words)


def _answer(archive: Archive, question: Question, limit: int) -> Answer:
    found = answer(archive, question, limit)
    if not any(note.code is NoteCode.STILL_READING for note in found.notes):
        return found
    read_on(archive)
    return answer(archive, question, limit)


def _told_by_the_front_end(archive: Archive, command: Command, words: str) -> Reply:
    tell = _TOLD.get(command.name)
    return tell(archive, words) if tell else OnlyInDiscord(command)


def read_on(archive: Archive) -> None:
    """Read on for quotations where the last question stopped, for a while."""
    until = perf_counter() + READING_SECONDS
    for _ in archive.read_quotations():
        if perf_counter() > until:
            break


def _list_speakers(archive: Archive, _words: str) -> SpeakerList:
    read_on(archive)
    return SpeakerList(archive.speakers(), archive.percent_read)


def list_articles(archive: Archive, _words: str = "") -> ArticleList:
    """Return the archive's articles with their numbers of passages, and what was skipped."""
    return ArticleList(archive.entries, archive.skipped)


def _compare(archive: Archive, words: str) -> Comparison:
    topics = topics_in(words)
    if not 2 <= len(topics) <= MOST_COMPARED:
        return Comparison(words, ())
    return Comparison(words, tuple(archive.timeline(topic) for topic in topics))


def _read(archive: Archive, words: str) -> Answer:
    """Return every passage of the article that is meant, in order."""
    found = archive.find_articles(words, 1)
    passages = archive.read(found[0].source) if found else ()
    notes = () if words else (Note(NoteCode.NO_WORDS, {}),)
    return Answer("read", words, tuple(Result(p, 0.0, (), None) for p in passages), None, notes, 0.0)


def any_passage(archive: Archive, random: Random) -> Passage:
    """Return any passage, but one that is worth reading alone where a few draws find one."""
    drawn = archive.random_passage(random)
    for _ in range(_MOST_DRAWN):
        if len(drawn.text) >= _WORTH_READING:
            break
        drawn = max(drawn, archive.random_passage(random), key=lambda passage: len(passage.text))
    return drawn


def _random(archive: Archive, _words: str) -> Answer:
    passage = any_passage(archive, SystemRandom())
    return Answer("random", "", (Result(passage, 0.0, (), None),), None, (), 0.0)


def _help(archive: Archive, words: str) -> Help:
    names = {name for command in COMMANDS for name in (command.name, *command.aliases)}
    name = " ".join(words.lower().split())
    examples = examples_from(archive)
    if name in names:
        return Help((command_named(name),), examples=examples)
    return Help(COMMANDS, words or None, examples)


_TOLD: Mapping[str, Callable[[Archive, str], Reply]] = {
    "articles": list_articles,
    "speakers": _list_speakers,
    "timeline": Archive.timeline,
    "compare": _compare,
    "read": _read,
    "random": _random,
    "help": _help,
}


def _nearest(name: str) -> Command | None:
    names = [name for command in COMMANDS for name in (command.name, *command.aliases)]
    near = get_close_matches(name.lower(), names, n=1)
    return command_named(near[0]) if near else None
