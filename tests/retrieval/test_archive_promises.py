"""What holds for every question over every folder: slices are exact, nothing raises, threads do not mind."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.slice_promise import faults_of, questions_for
from retrieval import Answer, Archive, NoteCode

SEEDS = Path(__file__).parents[2] / "seeds"
WORDS = "ceasefire Lavrov mayor the not 85 bridge said “we go” Müller мост 桥梁 👍".split()
ODD = ['"', "-", "source:", "Lavrov", " ", "since:", "“"]
PARAGRAPH = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
ARTICLE = st.lists(st.sampled_from(["\n", "\n\n", ". "]) | PARAGRAPH, min_size=1, max_size=12).map("".join)


@pytest.fixture(scope="module")
def archive() -> Archive:
    return Archive.open(SEEDS)


def answers_to(archive: Archive, text: str) -> Iterator[Answer]:
    yield archive.about(text)
    yield archive.ask(text)
    yield archive.who_said(text)
    yield archive.quotations_of(text)
    yield archive.quotations_of("Lavrov", text)
    yield archive.positions(text)


def test_every_answer_is_made_of_slices(archive: Archive) -> None:
    for text, answer in questions_for(archive, 300, Random(7)):
        assert list(faults_of(answer)) == [], (answer.command, text)


@settings(max_examples=60, deadline=None)
@given(articles=st.lists(ARTICLE, min_size=1, max_size=3), query=PARAGRAPH)
def test_every_answer_over_any_folder_is_made_of_slices(
    tmp_path_factory: pytest.TempPathFactory, articles: list[str], query: str
) -> None:
    folder = tmp_path_factory.mktemp("articles")
    for place, text in enumerate(articles):
        (folder / f"{place}.txt").write_text(f"The mayor said this. {text}\n", "utf-8")
    archive = Archive.open(folder)
    for answer in answers_to(archive, query):
        assert list(faults_of(answer)) == []


@given(text=st.text(max_size=60) | st.lists(st.sampled_from(ODD)).map("".join))
@settings(deadline=None)
def test_no_question_raises(archive: Archive, text: str) -> None:
    for answer in answers_to(archive, text):
        assert answer.elapsed_ms >= 0
    archive.timeline(text)
    archive.headlines_like(text)
    archive.terms_like(text)
    archive.speakers_like(text)
    archive.quotations_like(text)
    archive.find_articles(text)


@pytest.mark.parametrize("text", ["", "   ", "?!…", "🙂🙂", "***", "“”", "-", "```\n```"])
def test_a_question_without_words_is_told_so(archive: Archive, text: str) -> None:
    for answer in (archive.about(text), archive.ask(text), archive.who_said(text)):
        assert not answer.found
        assert [note.code for note in answer.notes] == [NoteCode.NO_WORDS]


@pytest.mark.parametrize(
    "text",
    [
        "who is he",
        "**Lavrov**",
        "`Lavrov`",
        "@everyone Lavrov",
        "“Lavrov",
        'Lavrov"',
        "||Lavrov|| ~~sanctions~~",
        "Lavrov 🙂",
    ],
)
def test_marks_and_common_words_do_not_hinder(archive: Archive, text: str) -> None:
    assert archive.about(text).found
    assert archive.ask(text).found


@pytest.mark.parametrize("text", ["الحرب في أوكرانيا", "война", "戦争", "\u202eneila"])
def test_other_scripts_find_nothing_here(archive: Archive, text: str) -> None:
    assert not archive.about(text).found
    assert not archive.who_said(text).found


@pytest.mark.parametrize("word", ["Lavrov ", "xyzzy ", "a ", '"', "-a ", "Lavorv Kery refrendum "])
def test_a_very_long_question_is_answered_like_any_other(archive: Archive, word: str) -> None:
    text = (word * 4000)[:4000]
    for answer in answers_to(archive, text):
        assert len(answer.notes) < 20


def test_many_threads_get_what_one_gets(archive: Archive) -> None:
    questions = [
        "sanctions",
        "party of war",
        "Lavorv",
        "what did Churkin say about Russia?",
        "Kosovo barracks",
    ] * 6

    def ask(question: str) -> list[object]:
        answers = (archive.about(question), archive.who_said(question), archive.ask(question))
        # How much was read for quotations so far is another number at each moment.
        return [
            (a.results, a.suggestion, [n for n in a.notes if n.code is not NoteCode.STILL_READING])
            for a in answers
        ]

    fresh = Archive.open(SEEDS)
    alone = [ask(question) for question in questions]
    archive = fresh
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, questions)) == alone
