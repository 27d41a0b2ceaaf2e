import json
from dataclasses import replace
from datetime import date

import pytest

from bot.rendering.as_json import answer_object
from bot.rendering.export import as_json_file, as_markdown_file, file_name
from bot.translations import texts_in
from retrieval import Answer, Place
from tests.bot.rendering.made_up_answers import about, quoted, said


def test_the_json_file_is_what_the_command_line_prints() -> None:
    answer = said(quoted())
    assert json.loads(as_json_file(answer)) == json.loads(json.dumps(answer_object(answer)))


def test_the_markdown_file_tells_words_speaker_and_place() -> None:
    text = as_markdown_file(said(quoted())).decode()
    assert text.startswith("# who said: dues\n\n## 1. Ada Byron\n\n> Captain Ada Byron said:")
    assert "29 March 2014, town/harbour.txt, line 3, https://news.example/harbour" in text


def test_other_printings_stand_below() -> None:
    answer = about(Place("copy.txt", (3, 4)), Place("b.txt", (1, 1)))
    assert "Also in: copy.txt, 3–4; b.txt, 1–1." in as_markdown_file(answer).decode()
    assert "Auch in: copy.txt" in as_markdown_file(answer, texts_in("de")).decode()


def test_nothing_found_is_a_file_too() -> None:
    text = as_markdown_file(Answer("about", "zebras", (), None, (), 0.1)).decode()
    assert text == "# about: zebras\n\nNothing in the articles matches “zebras”.\n"


def test_markdown_in_articles_and_questions_is_shown_as_it_is() -> None:
    (result,) = about().results
    text = "# no heading *no* [link](http://x) <b>\n- no list\n1. no list either"
    passage = replace(result.passage, text=text)
    answer = Answer("about", "**bold**\n# x", (replace(result, passage=passage),), None, (), 0.1)
    lines = as_markdown_file(answer).decode().splitlines()
    assert lines[0] == "# about: \\*\\*bold\\*\\* \\# x"
    assert lines[4:7] == [
        "> \\# no heading \\*no\\* \\[link\\](http://x) \\<b\\>",
        "> \\- no list",
        "> 1\\. no list either",
    ]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("sanctions", "about-sanctions-2026-11-21.md"),
        ("../../etc: Café?", "about-etc-cafe-2026-11-21.md"),
        ("санкции", "about-2026-11-21.md"),
        ("word " * 800, "about-word-word-word-word-word-word-word-2026-11-21.md"),
    ],
)
def test_file_names(query: str, name: str) -> None:
    assert file_name(Answer("about", query, (), None, (), 0.1), date(2026, 11, 21), ".md") == name
