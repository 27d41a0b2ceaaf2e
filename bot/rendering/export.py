"""An answer → a file that a person keeps: Markdown to read, JSON to work on."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

from bot.rendering.as_json import answer_object
from bot.rendering.citation import citation
from bot.rendering.notes import notes_of
from bot.translations import ENGLISH

if TYPE_CHECKING:
    from datetime import date

    from bot.translations import Texts
    from retrieval import Answer, Result

_LONGEST_NAME = 40


def as_json_file(answer: Answer) -> bytes:
    """Return an answer as the JSON object that the command line prints, in UTF-8."""
    return json.dumps(answer_object(answer), ensure_ascii=False, indent=2).encode(errors="replace") + b"\n"


def as_markdown_file(answer: Answer, texts: Texts = ENGLISH) -> bytes:
    """Return an answer as Markdown in UTF-8: each result with its words, where they stand, and a citation."""
    lines = [f"# {_escape(f'{answer.command}: {answer.query}')}", ""]
    for note in notes_of(answer, texts):
        lines += [_escape(note), ""]
    for number, result in enumerate(answer.results, 1):
        lines += [f"## {number}. {_escape(_heading(result))}", ""]
        lines += [*_quoted(result.passage.text), "", _escape(citation(result, texts)), ""]
        places = [f"{place.source}, {place.lines[0]}–{place.lines[1]}" for place in result.also_in]
        if places:
            lines += [_escape(texts("export.also_in", places="; ".join(places))), ""]
    return "\n".join(lines).encode(errors="replace")


def file_name(answer: Answer, day: date, suffix: str) -> str:
    """Return a name for the file, such as "about-sanctions-2026-11-21.md"; plain ASCII."""
    plain = unicodedata.normalize("NFKD", f"{answer.command} {answer.query}").encode("ascii", "ignore")
    words = re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")[:_LONGEST_NAME].rstrip("-")
    return f"{words}-{day.isoformat()}{suffix}"


def _heading(result: Result) -> str:
    passage = result.passage
    if result.quoted is not None and result.quoted.quotation.speakers:
        return " / ".join(speaker.name for speaker in result.quoted.quotation.speakers)
    return (passage.headline.text if passage.headline else passage.article.title) or passage.article.source


def _quoted(text: str) -> list[str]:
    return [f"> {_escape(line)}" for line in text.split("\n")]


def _escape(text: str) -> str:
    """Return Markdown that shows text as it is, on one line."""
    flat = " ".join(text.split())
    return re.sub(r"([\\`*_{}\[\]<>#|~]|^[-+](?=\s)|(?<=^\d)[.)])", r"\\\1", flat)
