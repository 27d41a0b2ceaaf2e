"""Judged sets: documents, questions, and which documents answer them.

A folder with `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`, optional `answers`) and
`qrels.tsv` (query, document, relevance; a first line without a number is a heading), and perhaps
`queries_unanswerable.jsonl`: the layout of the BEIR collection. `queries_all.jsonl` may judge more loosely:
its lines have `text`, `gold_docs` and `silver_docs`, any of which will do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import WhosaidError


class EvaluationError(WhosaidError):
    """A judged set cannot be read."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what answers it."""

    text: str
    relevant: Mapping[str, int]
    """Relevance by document; a document that is not here, or has 0, is not relevant."""
    answers: tuple[str, ...]
    """Words that an answer holds; any of them will do. Empty where they are not known."""


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Documents and questions about them."""

    documents: Mapping[str, str]
    """Text by document: the title on the first line, where it has one."""
    questions: tuple[Question, ...]
    """Those that any document is relevant to."""
    unanswerable: tuple[str, ...]
    """Questions that no document answers."""
    loosely: tuple[Question, ...]
    """Questions of which any document judged gold or silver is relevant."""


def read_judged_set(folder: Path) -> JudgedSet:
    """Read a judged set. Raises EvaluationError, with file and line, when it is none."""
    documents = {
        str(line["_id"]): "\n\n".join(part for part in (line.get("title"), line["text"]) if part)
        for line in _lines(folder / "corpus.jsonl", ("_id", "text"))
    }
    relevant = _relevant(folder / "qrels.tsv")
    questions = [
        Question(line["text"], relevant[str(line["_id"])], tuple(line.get("answers") or ()))
        for line in _lines(folder / "queries.jsonl", ("_id", "text"))
        if str(line["_id"]) in relevant
    ]
    if not documents or not questions:
        raise EvaluationError(f"“{folder}” holds no judged questions.")
    unanswerable = folder / "queries_unanswerable.jsonl"
    without = [line["text"] for line in _lines(unanswerable, ("text",))] if unanswerable.exists() else []
    return JudgedSet(
        documents, tuple(questions), tuple(without), tuple(_loosely(folder / "queries_all.jsonl"))
    )


def _loosely(path: Path) -> Iterator[Question]:
    for line in _lines(path, ("text",)) if path.exists() else ():
        relevant = [*(line.get("gold_docs") or ()), *(line.get("silver_docs") or ())]
        if relevant:
            yield Question(line["text"], dict.fromkeys(relevant, 1), tuple(line.get("answers") or ()))


def _lines(path: Path, keys: Sequence[str]) -> Iterator[dict[str, str]]:
    for number, line in enumerate(_read(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
        except json.JSONDecodeError as fault:
            raise EvaluationError(f"Line {number} of “{path}” is no JSON.") from fault
        if not isinstance(read, dict) or any(key not in read for key in keys):
            raise EvaluationError(
                f"Line {number} of “{path}” lacks {' or '.join(f'“{key}”' for key in keys)}."
            )
        yield read


def _relevant(path: Path) -> dict[str, dict[str, int]]:
    relevant: dict[str, dict[str, int]] = {}
    for number, line in enumerate(_read(path).splitlines(), 1):
        fields = line.split("\t")
        if len(fields) != 3 or not fields[2].strip().lstrip("-").isdigit():
            if number == 1 or not line.strip():
                continue
            raise EvaluationError(f"Line {number} of “{path}” is not “query, document, relevance”.")
        if int(fields[2]) > 0:
            relevant.setdefault(fields[0], {})[fields[1]] = int(fields[2])
    return relevant


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise EvaluationError(f"“{path}” cannot be read.") from fault
