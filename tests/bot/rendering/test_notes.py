import pytest

from bot.rendering.notes import note_sentence, notes_of
from bot.translations import texts_in
from retrieval import Answer, Note, NoteCode

VALUES: dict[str, str | int] = {
    "word": "sanctons",
    "read_as": "sanctions",
    "source": "reuters",
    "words": "sanctons, war",
    "count": 4,
    "phrase": "a {brace}",
    "percent": 43,
}


def answer(*notes: Note, command: str = "about", suggestion: str | None = None) -> Answer:
    return Answer(command, "sanctons", (), suggestion, notes, 0.1)


@pytest.mark.parametrize("code", NoteCode)
def test_every_note_is_a_whole_sentence(code: NoteCode) -> None:
    sentence = note_sentence(Note(code, VALUES))
    assert sentence[-1] in ".:?"
    assert "{" not in sentence.replace("{brace}", "")


def test_one_passage_is_one() -> None:
    note = Note(NoteCode.NO_PASSAGE_HAS_ALL, VALUES | {"count": 1})
    assert note_sentence(note) == "No passage has all of sanctons, war; one has “sanctons”."


def test_nothing_found_is_said_with_the_nearest_words() -> None:
    assert notes_of(answer(suggestion="sanctions")) == (
        "Nothing in the articles matches “sanctons”.",
        "Did you mean “sanctions”?",
    )
    assert notes_of(answer(command="who said")) == ("Nobody says “sanctons” in the articles.",)


def test_a_note_that_explains_it_stands_alone() -> None:
    assert notes_of(answer(Note(NoteCode.WORD_DROPPED, VALUES))) == ("“sanctons” is not in the articles.",)


def test_where_only_some_words_are_not_there_it_is_said_that_nothing_is_found() -> None:
    asked = Answer(
        "who said", "zebra crossing", (), None, (Note(NoteCode.WORD_DROPPED, {"word": "zebra"}),), 0.1
    )
    assert notes_of(asked) == (
        "“zebra” is not in the articles.",
        "Nobody says “zebra crossing” in the articles.",
    )


def test_a_long_query_is_cut() -> None:
    (sentence,) = notes_of(Answer("about", "word " * 800, (), None, (), 0.1))
    assert len(sentence) < 150
    assert sentence.endswith(" …”.")


def test_another_language() -> None:
    assert notes_of(answer(suggestion="sanctions"), texts_in("de")) == (
        "In den Artikeln passt nichts zu „sanctons“.",
        "War „sanctions“ gemeint?",
    )
