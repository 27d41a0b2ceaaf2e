from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions import (
    COMMANDS,
    Command,
    Question,
    UnknownCommand,
    answer,
    command_named,
    read_message,
    topics_in,
)
from retrieval import Archive


@pytest.mark.parametrize(
    ("message", "command", "words"),
    [
        ("!about sanctions", "about", "sanctions"),
        ("  !About   the  ceasefire \n", "about", "the  ceasefire"),
        ("!about\nsanctions", "about", "sanctions"),
        ("! about sanctions", "about", "sanctions"),
        ("!about", "about", ""),
        ("!who said party of war", "who said", "party of war"),
        ("!whosaid party of war", "who said", "party of war"),
        ("!who party of war", "who said", "party of war"),
        ("!WHO SAID said", "who said", "said"),
        ("!who saidit", "who said", "saidit"),
        ("!who", "who said", ""),
        ("!ask who is he", "ask", "who is he"),
        ("who is he?", "ask", "who is he?"),
        ("about sanctions", "ask", "about sanctions"),
        ("", "ask", ""),
        ("!quotes Lavrov  about sanctions", "quotes", "Lavrov  about sanctions"),
        ("!articles", "articles", ""),
    ],
)
def test_messages(message: str, command: str, words: str) -> None:
    assert read_message(message) == Question(command_named(command), words)


@pytest.mark.parametrize(
    ("message", "name"), [("!ban me", "ban"), ("!", ""), ("!!!", "!!"), ("!aboutx", "aboutx")]
)
def test_unknown_commands(message: str, name: str) -> None:
    assert read_message(message) == UnknownCommand(name)


def test_another_prefix() -> None:
    assert read_message("w?about it", "w?") == Question(command_named("about"), "it")
    assert read_message("!about it", "w?") == Question(command_named("ask"), "!about it")


@given(st.text())
def test_every_message_is_understood_somehow(message: str) -> None:
    assert isinstance(read_message(message), Question | UnknownCommand)


def test_no_two_commands_clash() -> None:
    names = [name for command in COMMANDS for name in (command.name, *command.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.find], ids=lambda c: c.name)
def test_every_example_is_answered(command: Command, archive: Archive) -> None:
    question = read_message(f"!{command.example}")
    assert isinstance(question, Question)
    assert question.command is command
    found = answer(archive, question, 2)
    assert found.found
    assert found.command == command.name
    assert len(found.results) <= 2


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("Lavrov", "Lavrov"),
        ("Lavrov  about\nsanctions", "Lavrov about sanctions"),
        ("Lavrov about", "Lavrov"),
        ("Lavrov about talks about talks", "Lavrov about talks about talks"),
        ("", ""),
    ],
)
def test_somebodys_quotations(words: str, query: str, archive: Archive) -> None:
    assert answer(archive, Question(command_named("quotes"), words)).query == query


def test_the_archive_does_not_answer_help(archive: Archive) -> None:
    with pytest.raises(ValueError, match="help"):
        answer(archive, Question(command_named("help"), ""))


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("a vs b", ["a", "b"]),
        ("a  VS.  b versus c", ["a", "b", "c"]),
        ("canvas vs vsevolod", ["canvas", "vsevolod"]),
        ("avsb", ["avsb"]),
        ("", []),
    ],
)
def test_topics_stand_around_vs(words: str, topics: list[str]) -> None:
    assert topics_in(words) == topics


@pytest.fixture(scope="module")
def archive() -> Archive:
    return Archive.open(Path(__file__).parents[2] / "seeds")
