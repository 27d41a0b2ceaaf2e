"""Learn `retrieval/quotations/lexicon/likelihood.tsv` from judged articles.

    python -m benchmarks.learn_statements TRAIN.jsonl

The file has the layout that `whosaid evaluate quotations` reads. Statements without marks are found with
nothing left out; words of what people marked are asked for, and a conditional logit chooses among the
statements that hold them, or nobody. No text of the articles is kept, only words that tell attitudes with
their weights. Needs scipy.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.learn_quotations import LEXICON
from retrieval.evaluation.quotations import LEAST_COVER, MOST_ASKED, asked_span, is_right
from retrieval.passages import layout_of
from retrieval.quotations import Quotation
from retrieval.quotations.attitudes import AttitudeFinder
from retrieval.quotations.clauses import OPENERS
from retrieval.quotations.extraction import reported_words
from retrieval.quotations.features import Context
from retrieval.quotations.frames import FrameFinder
from retrieval.quotations.indirect import StatementFinder
from retrieval.quotations.lexicon import attitude_words
from retrieval.quotations.likelihood import NO_HEADS, Likelihood
from retrieval.quotations.mentions import Mentions
from retrieval.quotations.words import Words
from retrieval.speakers.register import Register

FEWEST_CUES = 2
"""Of the phrases that people marked as cues, those that a word must stand in to tell attitudes."""
FEWEST_SEEN = 8
"""Statements that a feature must be seen in."""
FEWEST_FREE = 6
"""Words of narration that is asked for."""
SHARE, NARRATION = 1 / 3, 0.5
"""How much one of the three questions of a statement counts, and one of narration that is nobody's."""
PENALTY = 3.0
"""Of the squared weights."""
LEAST_WEIGHT = 0.02

_WORD = re.compile(r"[\w'’-]+")

Article = Mapping[str, Any]


class Question(NamedTuple):
    """Words that are asked for, and the statements that hold them."""

    importance: float
    held: list[tuple[list[str], bool]]
    """What is seen of each statement, and whether it is of whom people marked."""


def heads_of(articles: Iterable[Article]) -> frozenset[str]:
    """Return the words that people marked in cues, and those that are listed as telling attitudes."""
    counts: Counter[str] = Counter()
    for article in articles:
        phrases = {g["attribution"]: g["cue"].lower() for g in article["indirect"] if g.get("cue")}
        phrases |= {g["attribution"]: g["cue"].lower() for g in article["quotes"] if g.get("cue")}
        for phrase in phrases.values():
            found = set(re.findall(r"[a-z]+(?:[-'’][a-z]+)*", phrase)) - NO_HEADS
            counts.update(word for word in found if not word.endswith("ly"))
    return frozenset(word for word, n in counts.items() if n >= FEWEST_CUES) | (attitude_words() - NO_HEADS)


def questions(articles: Iterable[Article], heads: frozenset[str]) -> Iterator[Question]:
    """Yield what is asked: words of every judged statement, and of narration that is nobody's."""
    apart = {f"{kind} beyond {word}": -1.0 for kind in ("report", "attitude") for word in OPENERS}
    likelihood = Likelihood(apart, heads)
    for article in articles:
        words = Words(article["text"], layout_of(article["text"]))
        candidates = list(candidates_in(words, likelihood))
        for gold in article["indirect"]:
            for start, end in asked_spans(words.text, gold):
                held = [(seen, is_right(q, gold)) for seen, q in candidates if _holds(q, start, end)]
                if held:
                    yield Question(SHARE, held)
        for start, end in narration(words, article):
            held = [(seen, False) for seen, q in candidates if _holds(q, start, end)]
            if held:
                yield Question(NARRATION, held)


def candidates_in(words: Words, likelihood: Likelihood) -> Iterator[tuple[list[str], Quotation]]:
    """Yield what is seen of every statement, and the statement."""
    mentions = Mentions(words)
    finder = FrameFinder(words, mentions)
    frames = finder.frames()
    by_sentence = Context(words, frames).by_sentence
    register = Register(words, mentions, by_sentence)
    reports = StatementFinder(words, mentions, by_sentence, likelihood)
    attitudes = AttitudeFinder(words, mentions, finder.subjects, reports.clauses, likelihood)
    found = reports.statements()
    for statement in found:
        yield reports.features_of(statement), reported_words(words, statement, 0, register)
    for statement in attitudes.statements(by_sentence, found):
        yield attitudes.features_of(statement, by_sentence), reported_words(words, statement, 0, register)


def asked_spans(text: str, gold: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield the first words of a judged statement, those in its middle and the last, some eight each."""
    if asked_span(text, gold) is None:
        return
    start, end = max(
        gold.get("frags") or [(gold["start"], gold["end"])], key=lambda piece: piece[1] - piece[0]
    )
    places = [m.span() for m in _WORD.finditer(text, start, end)]
    asked = min(MOST_ASKED, len(places))
    for first in (0, (len(places) - asked) // 2, len(places) - asked):
        yield places[first][0], places[first + asked - 1][1]


def narration(words: Words, article: Article) -> Iterator[tuple[int, int]]:
    """Yield some eight words of each stretch that holds nothing of what people marked."""
    taken: set[int] = set()
    for gold in (*article["indirect"], *article["quotes"], *article["unattributed"]):
        pieces = [*(gold.get("frags") or [(gold["start"], gold["end"])])]
        pieces.extend((gold.get(f"{each}_start"), gold.get(f"{each}_end")) for each in ("speaker", "cue"))
        for start, end in pieces:
            if start is not None:
                taken.update(range(start, end))
    for first, last in words.sentences:
        for free, numbers in groupby(range(first, last), lambda k: words.start[k] not in taken):
            run = [k for k in numbers if words.word[k][0].isalnum()]
            if free and len(run) >= FEWEST_FREE:
                begin = max(0, (len(run) - MOST_ASKED) // 2)
                yield words.start[run[begin]], words.end[run[begin : begin + MOST_ASKED][-1]]


def _holds(quotation: Quotation, start: int, end: int) -> bool:
    return min(quotation.end, end) - max(quotation.start, start) >= LEAST_COVER * (end - start)


def fit(asked: Sequence[Question]) -> dict[str, float]:
    """Return the weights under which who is right is likeliest chosen, large weights penalised.

    Of each question one of the candidates is chosen, or nobody, whose score is 0: a conditional logit.
    """
    rows = [(seen, right, n) for n, question in enumerate(asked) for seen, right in question.held]
    counts = Counter(name for seen, _, _ in rows for name in set(seen))
    names = sorted(name for name, n in counts.items() if n >= FEWEST_SEEN)
    number = {name: n for n, name in enumerate(names)}
    columns, ends = [], [0]
    for seen, _, _ in rows:
        columns.extend({number[name] for name in seen if name in number})
        ends.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(names)))
    transposed = matrix.T.tocsr()
    right = np.array([float(is_so) for _, is_so, _ in rows])
    of = np.array([n for _, _, n in rows])
    begins = np.flatnonzero(np.diff(of, prepend=-1))
    importance = np.array([question.importance for question in asked])
    nobody = 1 - np.maximum.reduceat(right, begins)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = np.exp(np.clip(matrix @ weights, -30, 30))
        every = 1 + np.add.reduceat(odds, begins)
        wanted = nobody + np.add.reduceat(odds * right, begins)
        value = importance @ (np.log(every) - np.log(wanted)) + PENALTY * (weights @ weights) / 2
        error = importance[of] * odds * (1 / every[of] - right / wanted[of])
        return float(value), transposed @ error + PENALTY * weights

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return dict(zip(names, result.x.tolist(), strict=True))


def main() -> None:
    """Learn the weights anew."""
    articles = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    weights = fit(list(questions(articles, heads_of(articles))))
    lines = [
        "# weight of each feature in the log odds that words are told as somebody's",
        "# Made by benchmarks/learn_statements.py from the 840 training articles of PolNeAR 1.0.",
        *(f"{name}\t{weight:.2f}" for name, weight in sorted(weights.items()) if abs(weight) >= LEAST_WEIGHT),
    ]
    (LEXICON / "likelihood.tsv").write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
