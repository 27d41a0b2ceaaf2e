"""How well the right passages are found, and how honestly nothing is, on a judged set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from retrieval.analysis import fold, tokens_of
from retrieval.answers import NoteCode
from retrieval.archive import Archive
from retrieval.evaluation.judged import Question, read_judged_set
from retrieval.evaluation.measures import MEASURES, measured
from retrieval.index.postings import PostingsBM25
from retrieval.ranking import analysed

if TYPE_CHECKING:
    from retrieval.answers import Answer

DEPTH = 300
"""Passages asked for, so that a hundred documents are among them."""
SHOWN = 5
"""Passages that an answer shows: what the time is measured for."""
RESAMPLES = 2000
Search = Callable[[str], list[str]]
"""A question → documents, the best first, each once."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over questions, and between what bounds it lies in 95 of 100 sets like this one."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: npt.NDArray[np.float64]) -> Figure:
        """Return the mean and its bootstrap interval, the same at every run."""
        chosen = np.random.default_rng(0).integers(0, len(values), (RESAMPLES, len(values)))
        low, high = np.quantile(values[chosen].mean(axis=1), (0.025, 0.975))
        return cls(float(values.mean()), float(low), float(high))


@dataclass(frozen=True, slots=True)
class Compared:
    """Another way to rank, on the same questions."""

    name: str
    figures: dict[str, Figure]
    gained: dict[str, Figure]
    """What Whosaid has more than it, question by question."""


@dataclass(frozen=True, slots=True)
class PassagesReport:
    """What was measured. Shares are from 0 to 1."""

    documents: int
    passages: int
    questions: int
    figures: dict[str, Figure]
    """By measure: nDCG@10, RR@10, Success@1, Success@5, R@100. A document counts by its best passage."""
    answer_in_first: Figure | None
    """Questions of which the first passage holds an answer; None where the set tells no answers."""
    answer_in_sentence: Figure | None
    """Those of which its marked sentence does."""
    wrongly_refused: Figure
    """Answerable questions that `ask` does not answer."""
    unanswerable: int
    rightly_refused: Figure | None
    """Unanswerable questions that `ask` does not answer; None where the set has none."""
    loosely: int
    """Questions that `queries_all.jsonl` judges."""
    any_first: Figure | None
    """Those of which the first document is gold or silver; None where the set has none."""
    milliseconds: float
    """The median of a search for SHOWN passages."""
    compared: tuple[Compared, ...]


def evaluate_passages(folder: str | Path, *, compare: bool = False) -> PassagesReport:
    """Measure how well a judged set's questions are answered.

    Its documents are written to files and opened as any folder is. `compare` also measures rank-bm25 as it
    is, over words in small letters between blanks, and plain BM25 over the terms of this project's analysis.
    Raises EvaluationError when `folder` holds no judged set, and when the extra `evaluate` is not installed.
    """
    judged = read_judged_set(Path(folder))
    names = {f"{number:07}.txt": document for number, document in enumerate(judged.documents)}
    with TemporaryDirectory() as articles:
        for name, document in names.items():
            (Path(articles) / name).write_text(judged.documents[document], "utf-8")
        archive = Archive.open(articles, index="memory")

    def search(question: str) -> list[str]:
        found = archive.search(question, DEPTH)
        return _documents((match.passage.article.source for match in found), names)

    values = measured(judged.questions, search)
    others = _others(archive, names) if compare else {}
    told = [question for question in judged.questions if question.answers]
    held = np.array([_held(archive, question) for question in told])
    refused = [_refused(archive.ask(text)) for text in judged.unanswerable]
    loosely = measured(judged.loosely, search) if judged.loosely else {}
    return PassagesReport(
        len(judged.documents),
        archive.index.passage_count(),
        len(judged.questions),
        {name: Figure.of(values[name]) for name in MEASURES},
        Figure.of(held[:, 0]) if told else None,
        Figure.of(held[:, 1]) if told else None,
        Figure.of(np.array([_refused(archive.ask(q.text)) for q in judged.questions])),
        len(judged.unanswerable),
        Figure.of(np.array(refused)) if refused else None,
        len(judged.loosely),
        Figure.of(loosely["Success@1"]) if loosely else None,
        median(_milliseconds(archive, question.text) for question in judged.questions),
        tuple(_compared(name, measured(judged.questions, each), values) for name, each in others.items()),
    )


def _compared(
    name: str, values: Mapping[str, npt.NDArray[np.float64]], ours: Mapping[str, npt.NDArray[np.float64]]
) -> Compared:
    return Compared(
        name,
        {measure: Figure.of(values[measure]) for measure in MEASURES},
        {measure: Figure.of(ours[measure] - values[measure]) for measure in MEASURES},
    )


def _others(archive: Archive, names: dict[str, str]) -> dict[str, Search]:
    passages = archive.passages
    sources = [passage.article.source for passage in passages]
    stock = BM25Okapi([passage.text.lower().split() for passage in passages])
    plain = PostingsBM25([[t.term for t in tokens_of(passage.text) if not t.stop] for passage in passages])

    def with_rank_bm25(question: str) -> list[str]:
        scores = stock.get_scores(question.lower().split())
        return _documents((sources[i] for i in np.argsort(-scores, kind="stable")[:DEPTH]), names)

    def with_plain_bm25(question: str) -> list[str]:
        return _documents(plain.get_top_n(analysed(question).terms, sources, DEPTH), names)

    return {"rank-bm25": with_rank_bm25, "plain BM25": with_plain_bm25}


def _documents(sources: Iterable[str], names: dict[str, str]) -> list[str]:
    return [names[source] for source in dict.fromkeys(sources)]


def _held(archive: Archive, question: Question) -> tuple[float, float]:
    """Return whether the first passage, and its marked sentence, holds an answer."""
    found = archive.search(question.text, 1)
    if not found:
        return 0.0, 0.0
    text, sentence = found[0].passage.text, found[0].sentence
    marked = text[slice(*sentence)] if sentence else ""
    return float(holds_answer(text, question.answers)), float(holds_answer(marked, question.answers))


def holds_answer(text: str, answers: Sequence[str]) -> bool:
    """Whether a text holds the words of an answer, marks and capitals aside."""
    padded = f" {_bare(text)} "
    return any(f" {_bare(answer)} " in padded for answer in answers if _bare(answer))


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", fold(text)).strip()


def _refused(answer: Answer) -> float:
    return float(not answer.results or any(n.code is NoteCode.NEAREST_ONLY for n in answer.notes))


def _milliseconds(archive: Archive, question: str) -> float:
    started = perf_counter()
    archive.search(question, SHOWN)
    return (perf_counter() - started) * 1000
