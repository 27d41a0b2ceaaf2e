"""Time engines side by side.

    python -m benchmarks.index_speed FOLDER [--engines …] [--pairs] [--json FILE]

The same terms for all, each engine in its own process, asked in random turns of a few questions, so that
whatever else the machine does falls on all alike. A slow engine sits out once its share of time is used.
With `--pairs` only one engine at a time stands beside tantivy, and ends before the next is built: a million
passages take some engines gigabytes.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import statistics
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.engine_process import EngineProcess
from benchmarks.engines import ENGINES
from retrieval.analysis import BREAK, tokens_of
from retrieval.articles import Article, stream_articles
from retrieval.numbering import Numbering
from retrieval.passages import split_passages

Answers = dict[int, tuple[int, list[int]]]
"""Nanoseconds and the ten passages, by the number of the question."""
REFERENCE = "tantivy"
SAMPLE = 20_000
"""Passages that questions are made from, drawn evenly from all."""


def write_terms(folder: Path, target: Path, rng: random.Random) -> tuple[int, list[list[str]]]:
    """Write each passage's terms as a line; return their number and, for the queries, some content words."""
    written = 0
    drawn: dict[int, list[str]] = {}
    numbering, numbers = Numbering(), array("i")
    with target.open("w", encoding="utf-8") as lines:
        for article in stream_articles(folder):
            for passage in split_passages(article) if isinstance(article, Article) else ():
                del numbers[:]
                numbering.append(passage.text, numbers)
                lines.write(" ".join([numbering.terms[n] for n in numbers if n != BREAK]) + "\n")
                written += 1
                place = written - 1 if written <= SAMPLE else rng.randrange(written)
                if place < SAMPLE:
                    drawn[place] = [token.term for token in tokens_of(passage.text) if not token.stop]
    return written, [words for words in drawn.values() if len(words) >= 8]


def made_queries(content: list[list[str]], count: int, rng: random.Random) -> list[list[str]]:
    """Draw one to eight neighbouring content words of a passage: topics and questions that have an answer."""
    queries = []
    while len(queries) < count:
        words = rng.choice(content)
        size = rng.choice((1, 2, 2, 3, 3, 4, 5, 6, 8))
        start = rng.randrange(len(words) - size + 1)
        queries.append(list(dict.fromkeys(words[start : start + size])))
    return queries


def asked_queries(path: Path) -> list[list[str]]:
    """Read questions in plain words, one a line."""
    found = ([t.term for t in tokens_of(line) if not t.stop] for line in path.read_text("utf-8").splitlines())
    return [terms for terms in found if terms]


def time_engines(
    engines: list[EngineProcess], queries: list[list[str]], turn: int, budget: float, rng: random.Random
) -> dict[str, Answers]:
    """Ask in random turns; return nanoseconds and passages by engine and query number."""
    answers: dict[str, Answers] = {engine.name: {} for engine in engines}
    spent = dict.fromkeys(answers, 0.0)
    for engine in engines:
        engine.ask(queries[:3])
    for start in range(0, len(queries), turn):
        for engine in rng.sample(engines, len(engines)):
            if spent[engine.name] > budget:
                continue
            for number, answer in enumerate(engine.ask(queries[start : start + turn]), start):
                answers[engine.name][number] = answer
                spent[engine.name] += answer[0] / 1e9
    return answers


def row(engine: EngineProcess, own: Answers, other: Answers) -> dict[str, float | str]:
    """Say one engine's times in milliseconds, and their ratio to the reference's on the same questions."""

    def percentile(times: list[int], share: float) -> float:
        return sorted(times)[min(len(times) - 1, int(len(times) * share))] / 1e6

    mine = [own[number][0] for number in own]
    theirs = [other[number][0] for number in own]
    return {
        "engine": engine.name,
        "questions": len(own),
        "p50": statistics.median(mine) / 1e6,
        "p99": percentile(mine, 0.99),
        "p50 ratio": statistics.median(mine) / statistics.median(theirs),
        "p99 ratio": percentile(mine, 0.99) / percentile(theirs, 0.99),
        "build cpu s": engine.cost.cpu,
        "build wall s": engine.cost.wall,
        "build peak MB": engine.cost.peak,
        "serving MB": engine.resident,
    }


def table(rows: list[dict[str, float | str]]) -> str:
    """Write rows as a table in Markdown."""
    cells = [list(rows[0]), ["---"] * len(rows[0])]
    cells += [[v if isinstance(v, str) else f"{v:.3g}" for v in line.values()] for line in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in cells)


def main() -> None:
    """Build every engine, ask them all, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engines", nargs="*", default=list(ENGINES), choices=list(ENGINES))
    parser.add_argument(
        "--queries", type=Path, help="questions, one a line; made from the passages otherwise"
    )
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument(
        "--turn", type=int, default=20, help="questions an engine answers before the next one"
    )
    parser.add_argument("--budget", type=float, default=60, help="seconds an engine may use for its answers")
    parser.add_argument("--pairs", action="store_true", help="one engine at a time beside tantivy")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        terms = Path(scratch) / "terms.txt"
        number, content = write_terms(options.folder, terms, rng)
        queries = (
            asked_queries(options.queries) if options.queries else made_queries(content, options.count, rng)
        )
        rng.shuffle(queries)
        queries = queries[: options.count]
        rows = []
        for names in sessions(options.engines, pairs=options.pairs):
            with contextlib.ExitStack() as running:
                engines = [running.enter_context(engine) for engine in built(names, terms, Path(scratch))]
                answers = time_engines(engines, queries, options.turn, options.budget, rng)
            told = [engine for engine in engines if engine.name not in [row["engine"] for row in rows]]
            rows += [row(engine, answers[engine.name], answers[REFERENCE]) for engine in told]
    print(f"\n{number} passages, {len(queries)} questions\n")
    print(table(rows))
    if options.json:
        options.json.write_text(json.dumps({"passages": number, "rows": rows}, indent=1))


def sessions(names: list[str], *, pairs: bool) -> Iterator[list[str]]:
    """Yield the engines that run beside each other: all, or each beside the reference."""
    others = [name for name in names if name != REFERENCE]
    yield from ([[REFERENCE, other] for other in others] if pairs and others else [[REFERENCE, *others]])


def built(names: Iterable[str], terms: Path, scratch: Path) -> Iterator[EngineProcess]:
    """Build engines one after the other, in folders of their own."""
    for name in names:
        folder = Path(tempfile.mkdtemp(dir=scratch)) / "index"
        engine = EngineProcess(name, terms, folder)
        print(f"{name}: built in {engine.cost.cpu:.1f} s, {engine.cost.peak:.0f} MB", flush=True)
        yield engine


if __name__ == "__main__":
    main()
