"""Questions over the articles that come with the project, judged by hand."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from retrieval import Answer, Archive

ROOT = Path(__file__).parents[2]
JUDGED = [json.loads(line) for line in (ROOT / "tests/judged/seeds.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def archive() -> Archive:
    return Archive.open(ROOT / "seeds")


def answer_to(archive: Archive, command: str, query: str) -> Answer:
    commands: dict[str, Callable[[str], Answer]] = {
        "about": archive.about,
        "ask": archive.ask,
        "who said": archive.who_said,
        "quotes": archive.quotations_of,
        "positions": archive.positions,
    }
    return commands[command](query)


@pytest.mark.parametrize("judged", JUDGED, ids=lambda j: f"{j['command']} {j['query']}")
def test_what_stands_first(archive: Archive, judged: dict[str, Any]) -> None:
    answer = answer_to(archive, judged["command"], judged["query"])
    assert answer.found is judged.get("found", True)
    if "suggestion" in judged:
        assert answer.suggestion == judged["suggestion"]
    if not answer.found:
        return
    first = answer.results[0]
    passage = first.passage
    assert judged.get("text", "") in passage.text
    assert passage.article.source == judged.get("source", passage.article.source)
    assert len(first.also_in) >= judged.get("also_in", 0)
    if "sentence" in judged:
        assert first.sentence is not None
        assert judged["sentence"] in passage.text[slice(*first.sentence)]
    if "quotation" in judged or "speakers" in judged:
        assert first.quoted is not None
        quotation = first.quoted.quotation
        assert judged.get("quotation", "") in passage.article.text[quotation.start : quotation.end]
        for name in judged.get("speakers", []):
            assert any(name in speaker.name for speaker in quotation.speakers)
