"""What is replied to a message, whichever front end shows it."""

from pathlib import Path
from random import Random

from bot.examples import example_of
from bot.questions import command_named
from bot.replies import Help, any_passage, reply_to
from retrieval import Answer, Archive, NoteCode

LINES = "The harbour opens again\n\nThe mayor said:\n\nThe captain said:\n\n"
STORY = "The ferry left the harbour at noon with a hundred people on board and came back empty.\n"


def test_a_passage_drawn_by_lot_is_worth_reading_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LINES + STORY, "utf-8")
    archive = Archive.open(tmp_path)
    drawn = [any_passage(archive, Random(seed)).text for seed in range(20)]
    assert sum(text == STORY.strip() for text in drawn) >= 18


def test_where_all_are_short_any_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LINES, "utf-8")
    assert any_passage(Archive.open(tmp_path), Random(1)).text


def test_the_help_has_examples_from_the_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"The harbour opens again\n\nThe harbour opened today.\n\n{STORY}", "utf-8"
    )
    reply = reply_to(Archive.open(tmp_path), "!help about")
    assert isinstance(reply, Help)
    assert example_of(command_named("about"), reply.examples) == "about harbour"
    assert example_of(command_named("random"), reply.examples) == "random"


def test_a_question_about_somebody_reads_on_first() -> None:
    reply = reply_to(Archive.open("seeds"), "!ask what did Lavrov say about the referendum?")
    assert isinstance(reply, Answer)
    assert reply.found
    assert not any(note.code is NoteCode.STILL_READING for note in reply.notes)
