"""How often the index on disk and the one in memory agree: `python -m benchmarks.agreement FOLDER`."""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.archive_speed import queries_of
from retrieval import Archive
from retrieval.answering.wanted import read_words
from retrieval.articles import ArticleFile, article_files
from retrieval.index import Index
from retrieval.ranking import rank

Places = list[tuple[str, int]]


def proposed(index: Index, query: str) -> Places:
    """Return where the index's first ten passages stand."""
    numbers = index.candidates(read_words(query, index).query.terms, 10).numbers.tolist()
    return [(p.article.source, p.start) for p in map(index.passage, numbers)]


def answered(index: Index, query: str) -> Places:
    """Return where the ten passages stand that are ranked first."""
    return [
        (m.passage.article.source, m.passage.start) for m in rank(index, read_words(query, index).query, 10)
    ]


def compare(memory: Archive, disk: Archive, queries: Sequence[str]) -> None:
    """Ask both and tell how often they agree."""
    for name, ask in (("proposed", proposed), ("ranked", answered)):
        pairs = [(ask(memory.index, query), ask(disk.index, query)) for query in queries]
        shares = {
            "first the same": [a[:1] == b[:1] for a, b in pairs],
            "first three the same, in order": [a[:3] == b[:3] for a, b in pairs],
            "first ten the same": [set(a) == set(b) for a, b in pairs],
            "first ten the same, in order": [a == b for a, b in pairs],
        }
        for what, share in shares.items():
            print(f"{name}: {what} {statistics.mean(share):.2%}")


def without(folder: Path, every: int) -> int:
    """Remove every so many-th article; return how many."""
    gone = [file for file in article_files(folder) if isinstance(file, ArticleFile)][::every]
    for file in gone:
        (file.root / file.place).unlink()
    return len(gone)


def main() -> None:
    """Compare the indexes of a copy of the folder, then again without some of its articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--without-every", type=int, default=10, help="which articles are removed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "articles"
        shutil.copytree(options.folder, folder)
        memory, disk = (
            Archive.open(folder, index=kind, data=Path(scratch) / "data") for kind in ("memory", "disk")
        )
        queries = queries_of(memory, options.count, random.Random(1))
        compare(memory, disk, queries)
        print(f"\n{without(folder, options.without_every)} articles removed")
        compare(memory.reload(), disk.reload(), queries)


if __name__ == "__main__":
    main()
