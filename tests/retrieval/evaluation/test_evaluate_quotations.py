"""Figures over judged articles."""

import json
from pathlib import Path

import pytest

from retrieval import JudgedFileError, evaluate_questions, evaluate_quotations

TEXT = "“We shall win the vote,” Anna Smith said. She said the rain would stop before the end of May."


def line(text: str = TEXT) -> str:
    return json.dumps(
        {
            "id": "1",
            "text": text,
            "quotes": [
                {
                    "start": 1,
                    "end": 23,
                    "type": "direct",
                    "speaker": "Anna Smith",
                    "speaker_start": 25,
                    "speaker_end": 35,
                    "speaker_name_silver": "Anna Smith",
                }
            ],
            "indirect": [
                {
                    "start": 51,
                    "end": 92,
                    "frags": [[51, 92]],
                    "speaker": "She",
                    "speaker_start": 42,
                    "speaker_end": 45,
                    "speaker_name_silver": "Anna Smith",
                }
            ],
            "unattributed": [],
        }
    )


def test_figures_of_one_article(tmp_path: Path) -> None:
    path = tmp_path / "judged.jsonl"
    path.write_text(line() + "\n\n", "utf-8")
    figures = evaluate_quotations(path).as_object()
    assert figures["articles"] == figures["quotations"] == 1
    assert figures["speaker"] == figures["precision"] == figures["end_to_end"] == figures["indirect"] == 1
    assert figures["speaker_pronoun"] is None
    assert figures["articles_per_second"] > 0


@pytest.mark.parametrize("content", ["{", "[]", '{"text": "x"}', '{"text": 3, "quotes": []}'])
def test_a_line_that_is_not_judged(tmp_path: Path, content: str) -> None:
    path = tmp_path / "judged.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(JudgedFileError, match="Line 1 of"):
        evaluate_quotations(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(JudgedFileError, match="cannot be read"):
        evaluate_quotations(tmp_path / "none.jsonl")


def test_questions_are_asked_of_the_articles(tmp_path: Path) -> None:
    judged, questions = tmp_path / "judged.jsonl", tmp_path / "questions.jsonl"
    judged.write_text(line() + "\n", "utf-8")
    question = {"query": "shall win the vote", "doc": "1", "quote_start": 1, "quote_end": 23}
    questions.write_text(json.dumps(question) + "\n", "utf-8")
    figures = evaluate_quotations(judged, evaluate_questions(judged, questions)).as_object()
    assert figures["asked"] == 1
    assert figures["quotation_first"] == figures["speaker_first"] == figures["reported_speaker_first"] == 1


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"query": "the vote"}', '{"query": "x", "doc": "1", "quote_start": 2}']
)
def test_a_line_that_is_no_question(tmp_path: Path, content: str) -> None:
    judged, questions = tmp_path / "judged.jsonl", tmp_path / "questions.jsonl"
    judged.write_text(line() + "\n", "utf-8")
    questions.write_text(content, "utf-8")
    with pytest.raises(JudgedFileError, match="Line 1 of"):
        evaluate_questions(judged, questions)
