"""Learn `retrieval/quotations/lexicon/likelihood.tsv` from judged articles.

    python -m benchmarks.learn_statements TRAIN.jsonl

The file has the layout that `whosaid evaluate quotations` reads. Statements without marks are found with
nothing left out; a logistic fit tells those that people marked, with that speaker, from the others. No text
of the articles is kept, only words that tell attitudes with their weights. Needs scipy.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.learn_quotations import LEXICON
from retrieval.passages import layout_of
from retrieval.quotations.attitudes import AttitudeFinder
from retrieval.quotations.features import Context
from retrieval.quotations.frames import FrameFinder, Order
from retrieval.quotations.indirect import Statement, StatementFinder
from retrieval.quotations.lexicon import attitude_words
from retrieval.quotations.likelihood import NO_HEADS, Likelihood, auxiliaries, report_features, report_seen
from retrieval.quotations.mentions import Mentions
from retrieval.quotations.words import Words

FEWEST_CUES = 2
"""Of the phrases that people marked as cues, those that a word must stand in to tell attitudes."""
FEWEST_SEEN = 8
"""Statements that a feature must be seen in."""
LEAST_COVER = 0.7
"""Of what people marked, the share that a statement has to hold."""
PENALTY = 3.0
"""Of the squared weights."""
LEAST_WEIGHT = 0.02

Article = Mapping[str, Any]
Example = tuple[list[str], bool]


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


def examples(articles: Iterable[Article], heads: frozenset[str]) -> list[Example]:
    """Return the features of every statement, and whether people marked it."""
    likelihood = Likelihood({}, heads)
    found: list[Example] = []
    for article in articles:
        words = Words(article["text"], layout_of(article["text"]))
        mentions = Mentions(words)
        finder = FrameFinder(words, mentions)
        by_sentence = Context(words, finder.frames()).by_sentence
        attitudes = AttitudeFinder(words, mentions, finder.subjects, likelihood)
        for statement in StatementFinder(words, mentions, by_sentence, likelihood).statements():
            frame = statement.frame
            features = report_features(*report_seen(words, statement.first, frame))
            ahead = auxiliaries(words, frame.mention.last, frame.cue)
            features.extend(f"report auxiliary {each}" for each in ahead)
            found.append((features, is_marked(words, statement, article)))
        found.extend(
            (attitudes.features_of(statement, by_sentence), is_marked(words, statement, article))
            for statement in attitudes.statements(by_sentence)
        )
    return found


def is_marked(words: Words, statement: Statement, article: Article) -> bool:
    """Whether people marked what a statement holds, with its speaker and its cue."""
    mention, cue = statement.frame.mention, statement.frame.cue
    start, end = words.start[statement.first], words.end[statement.last - 1]
    whose = words.start[mention.first], words.end[min(mention.last, len(words.end) - 1)]
    for gold in article["indirect"]:
        if gold.get("speaker") is None:
            continue
        pieces = gold.get("frags") or [(gold["start"], gold["end"])]
        first, last = max(pieces, key=lambda piece: piece[1] - piece[0])
        held = min(end, last) - max(start, first) >= LEAST_COVER * (last - first)
        if not held or not _overlap(whose, (gold["speaker_start"], gold["speaker_end"])):
            continue
        if gold["cue_start"] is None or statement.frame.order == Order.COLON:
            return True
        if _overlap((words.start[cue], words.end[cue]), (gold["cue_start"], gold["cue_end"])):
            return True
    return False


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def fit(found: Sequence[Example]) -> dict[str, float]:
    """Return the weights under which what people marked is likeliest, large weights penalised."""
    seen = Counter(name for features, _ in found for name in set(features))
    names = sorted(name for name, n in seen.items() if n >= FEWEST_SEEN)
    number = {name: n for n, name in enumerate(names)}
    columns, rows = [], [0]
    for features, _ in found:
        columns.extend({number[name] for name in features if name in number})
        rows.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, rows), shape=(len(found), len(names)))
    transposed = matrix.T.tocsr()
    marked = np.array([float(flag) for _, flag in found])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        value = np.logaddexp(0, scores).sum() - marked @ scores + PENALTY * (weights @ weights) / 2
        error = 1 / (1 + np.exp(-scores)) - marked
        return float(value), transposed @ error + PENALTY * weights

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return dict(zip(names, result.x.tolist(), strict=True))


def main() -> None:
    """Learn the weights anew."""
    articles = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    weights = fit(examples(articles, heads_of(articles)))
    lines = [
        "# weight of each feature in the log odds that words are told as somebody's",
        "# Made by benchmarks/learn_statements.py from the 840 training articles of PolNeAR 1.0.",
        *(f"{name}\t{weight:.2f}" for name, weight in sorted(weights.items()) if abs(weight) >= LEAST_WEIGHT),
    ]
    (LEXICON / "likelihood.tsv").write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
