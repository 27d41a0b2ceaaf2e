"""Time engines side by side.

    python -m benchmarks.index_speed FOLDER [--engines …] [--json FILE]

The same terms for all, each engine in its own process, asked in random turns of a few questions, so that
whatever else the machine does falls on all alike. A slow engine sits out once its share of time is used.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import statistics
import tempfile
from pathlib import Path

from benchmarks.engine_process import EngineProcess
from benchmarks.engines import ENGINES
from retrieval.analysis import tokens_of
from retrieval.archive import Archive

Answers = dict[int, tuple[int, list[int]]]
"""Nanoseconds and the ten passages, by the number of the question."""
REFERENCE = "tantivy"


def write_terms(folder: Path, target: Path) -> tuple[int, list[list[str]]]:
    """Write each passage's terms as a line; return their number and, for the queries, the content words."""
    content: list[list[str]] = []
    passages = Archive.open(folder).passages
    with target.open("w", encoding="utf-8") as lines:
        for passage in passages:
            tokens = tokens_of(passage.text)
            lines.write(" ".join(token.term for token in tokens) + "\n")
            words = [token.term for token in tokens if not token.stop]
            if len(words) >= 8:
                content.append(words)
    return len(passages), content


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
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch, contextlib.ExitStack() as running:
        terms = Path(scratch) / "terms.txt"
        number, content = write_terms(options.folder, terms)
        queries = (
            asked_queries(options.queries) if options.queries else made_queries(content, options.count, rng)
        )
        rng.shuffle(queries)
        engines = []
        for name in options.engines:
            folder = Path(scratch) / name.replace(" ", "-")
            engines.append(running.enter_context(EngineProcess(name, terms, folder)))
            print(f"{name}: built in {engines[-1].cost.cpu:.1f} s", flush=True)
        answers = time_engines(engines, queries[: options.count], options.turn, options.budget, rng)
        rows = [row(engine, answers[engine.name], answers[REFERENCE]) for engine in engines]
    print(f"\n{number} passages, {min(len(queries), options.count)} questions\n")
    print(table(rows))
    if options.json:
        options.json.write_text(json.dumps({"passages": number, "rows": rows}, indent=1))


if __name__ == "__main__":
    main()
