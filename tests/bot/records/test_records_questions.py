import pytest

from bot.store import Outcome, Store

SERVER = 77


async def test_times_are_counted_within_five_percent(store: Store) -> None:
    for milliseconds in (0.0, 0.8, 0.8, 25.0, 4000.0):
        store.note_question(SERVER, "about", Outcome.FOUND, "words", milliseconds)
    store.note_question(SERVER, "about", Outcome.FAILED, "words")
    store.note_question(SERVER + 1, "about", Outcome.FOUND, "words", 9.0)
    times = await store.questions.times(SERVER)
    assert list(times.values()) == [1, 2, 1, 1]
    assert list(times) == pytest.approx([0.01, 0.8, 25.0, 4000.0], rel=0.05)
    assert await store.questions.times(SERVER, since="9999-01-01") == {}


async def test_what_was_asked_without_an_answer(store: Store) -> None:
    await store.change_server(SERVER, question_log=True)
    for words in ("zebras", "Giraffes", "Zebras ", "giraffes", "zebras"):
        store.note_question(SERVER, "about", Outcome.NOT_FOUND, words)
    store.note_question(SERVER, "about", Outcome.FOUND, "sanctions")
    asked = await store.questions.unanswered(SERVER)
    assert [(words.strip().lower(), times) for words, times in asked] == [("zebras", 3), ("giraffes", 2)]
    assert await store.questions.unanswered(SERVER, limit=1) == asked[:1]
    assert await store.questions.unanswered(SERVER + 1) == []
