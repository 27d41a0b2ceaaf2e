"""Learn the word lists and weights of `retrieval/quotations/lexicon/` from judged articles.

    python -m benchmarks.learn_quotations TRAIN.jsonl

The file has the layout that `whosaid evaluate quotations` reads. Written are `cues.tsv` (how often each
word attributes something), `common_words.txt` (words that begin sentences without being names) and
`weights.tsv` (a maximum-entropy fit: of all candidates of a stretch, those that name its speaker should be
chosen). No text of the articles is kept. Needs scipy, which the project itself does not.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from retrieval.passages import layout_of
from retrieval.quotations.features import Context, Features
from retrieval.quotations.frame import Frame
from retrieval.quotations.frames import FrameFinder
from retrieval.quotations.lexicon.grammar import ADVERBS, AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS
from retrieval.quotations.marks import Marked
from retrieval.quotations.mentions import Mentions
from retrieval.quotations.words import Words

LEXICON = Path(__file__).parent.parent / "retrieval" / "quotations" / "lexicon"
NO_CUES = (
    ADVERBS
    | AUXILIARIES
    | DETERMINERS
    | PREPOSITIONS - {"according"}
    | PRONOUNS
    | {"and", "or", "but", "that"}
)
FEWEST_CUES = 3
FEWEST_SEEN = 6
LEAST_OVERLAP = 0.8
LEAST_WEIGHT = 0.02
SHORT = 4
"""Words: shorter stretches count half."""
PENALTY = 1.0
"""Of the squared weights."""

Article = Mapping[str, Any]


def words_of(article: Article) -> Words:
    """Return an article's words as its narrator tells them."""
    return Words(article["text"], layout_of(article["text"]))


def write_word_lists(articles: Sequence[Article]) -> None:
    """Count cues and lower-case words, and write their lists."""
    lower, upper, cues = (
        Counter[str](),
        Counter[str](),
        {"quotes": Counter[str](), "indirect": Counter[str]()},
    )
    single = Counter(
        (gold["cue"] or "").lower() for a in articles for kind in cues for gold in a[kind] if gold.get("cue")
    )
    for article in articles:
        for word in words_of(article).word:
            if word.isalpha():
                (lower if word[0].islower() else upper)[word.lower()] += 1
        for kind, counts in cues.items():
            phrases = {g["attribution"]: g["cue"].lower() for g in article[kind] if g.get("cue")}
            counts.update(cue for phrase in phrases.values() if (cue := _head(phrase, single)))
    total = lower + upper
    rows = [
        (word, cues["quotes"][word], cues["indirect"][word], total[word])
        for word in cues["quotes"] | cues["indirect"]
        if cues["quotes"][word] + cues["indirect"][word] >= FEWEST_CUES and total[word]
    ]
    rows.sort(key=lambda row: (-row[1] - row[2], row[0]))
    _write(
        "cues.tsv",
        "word, quotations and statements without marks that it attributes, times the narrator writes it",
        ["\t".join(map(str, row)) for row in rows],
    )
    common = [
        word for word, n in lower.most_common() if n >= FEWEST_SEEN and n > upper[word] / 4 and len(word) > 1
    ]
    _write(
        "common_words.txt",
        "words in lower case, the commonest first: at the start of a sentence they are no names",
        textwrap.wrap(" ".join(common), 118, break_on_hyphens=False),
    )


def _head(phrase: str, single: Mapping[str, int]) -> str | None:
    words = [
        w for w in re.findall(r"[a-z]+(?:-[a-z]+)*", phrase) if w not in NO_CUES and not w.endswith("ly")
    ]
    return next((word for word in words if single.get(word)), words[0] if words else None)


def examples(articles: Sequence[Article]) -> Iterator[tuple[list[dict[str, float]], list[bool], float]]:
    """Yield the features of each stretch's candidates, which of them are right, and its weight."""
    for article in articles:
        words = words_of(article)
        context = Context(words, FrameFinder(words, Mentions(words)).frames())
        previous = before = None
        for stretch in context.stretches:
            gold = _gold(words.marked[stretch.number], article["quotes"])
            frames = context.candidates(stretch)
            if previous is not None and previous not in frames:
                frames.append(previous)
            right = [gold is not None and _is_right(words, frame, gold) for frame in frames]
            seen = [context.features(stretch, frame, previous, before) for frame in frames]
            nobody = gold is None or gold.get("speaker") is None
            if nobody or any(right):
                weight = 1.0 if stretch.size >= SHORT else 0.5
                yield [_by_name(each) for each in (*seen, context.nobody(stretch))], [*right, nobody], weight
            speaking = [frame for frame, is_right in zip(frames, right, strict=True) if is_right]
            if speaking:
                place = stretch.place
                previous = min(speaking, key=lambda f: (f.cue < 0, abs(f.first - place)))
                before = stretch


def _by_name(features: Features) -> dict[str, float]:
    return {name: value for names, value in features for name in names}


def _gold(marked: Marked, quotes: Sequence[Article]) -> Article | None:
    for gold in quotes:
        both = min(marked.end, gold["end"]) - max(marked.start, gold["start"])
        either = max(marked.end, gold["end"]) - min(marked.start, gold["start"])
        if both > 0 and both / either >= LEAST_OVERLAP:
            return gold
    return None


def _is_right(words: Words, frame: Frame, gold: Article) -> bool:
    if gold.get("speaker") is None:
        return False
    start, end = words.start[frame.mention.first], words.end[frame.mention.last - 1]
    return bool(start < gold["speaker_end"] and gold["speaker_start"] < end)


def fit(found: Sequence[tuple[list[dict[str, float]], list[bool], float]]) -> dict[str, float]:
    """Return the weights under which the right candidates are likeliest, large weights penalised."""
    names = sorted({name for features, _, _ in found for candidate in features for name in candidate})
    number = {name: n for n, name in enumerate(names)}
    values, columns, rows = [], [], [0]
    segment, right = [], []
    for n, (features, flags, _) in enumerate(found):
        for candidate, flag in zip(features, flags, strict=True):
            columns.extend(number[name] for name in candidate)
            values.extend(candidate.values())
            rows.append(len(columns))
            segment.append(n)
            right.append(flag)
    matrix = csr_matrix((values, columns, rows), shape=(len(segment), len(names)))
    transposed = matrix.T.tocsr()
    seg, flags_ = np.array(segment), np.array(right)
    counts = np.array([weight for _, _, weight in found])
    starts = np.searchsorted(seg, np.arange(len(found)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        exp = np.exp(scores - np.maximum.reduceat(scores, starts)[seg])
        total = np.add.reduceat(exp, starts)
        good = np.add.reduceat(exp * flags_, starts)
        gradient = counts[seg] * (exp / total[seg] - exp * flags_ / good[seg])
        value = -(counts * (np.log(good) - np.log(total))).sum() + PENALTY * (weights @ weights) / 2
        return float(value), transposed @ gradient + PENALTY * weights

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return dict(zip(names, result.x.tolist(), strict=True))


def _write(name: str, what: str, lines: Sequence[str]) -> None:
    made = "Made by benchmarks/learn_quotations.py from the 840 training articles of PolNeAR 1.0."
    (LEXICON / name).write_text("\n".join([f"# {what}", f"# {made}", *lines, ""]), "utf-8")


def main() -> None:
    """Learn everything anew."""
    articles = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    write_word_lists(articles)
    weights = fit(list(examples(articles)))
    kept = [
        f"{name}\t{weight:.2f}" for name, weight in sorted(weights.items()) if abs(weight) >= LEAST_WEIGHT
    ]
    _write("weights.tsv", "weight of each feature in the score of a candidate speaker", kept)


if __name__ == "__main__":
    main()
