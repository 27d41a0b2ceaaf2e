"""Time what people wait for: opening, answers, a reload, the event loop under load.

    python -m benchmarks.archive_speed FOLDER [--index disk] [--data DIRECTORY] [--read]

With --read, all articles are read for quotations first, by two processes, and who is quoted is asked too.

The folder is changed while this runs (one article is added, changed, removed) and left as it was.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from pathlib import Path

import psutil

from benchmarks.index_speed import made_queries
from bot.current_archive import CurrentArchive
from bot.finding import Finder
from bot.garbage import spare_what_stays
from retrieval import Answer, Archive, QuotedSpeaker
from retrieval.analysis import tokens_of
from retrieval.answering.wanted import read_words

Find = Callable[[Archive, str, int], Answer]
IN_FLIGHT = 50
SAMPLE = 3000


def told(name: str, milliseconds: Sequence[float]) -> None:
    """Print the median and the 99th percentile."""
    ordered = sorted(milliseconds)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(f"{name:46} p50 {statistics.median(ordered):8.2f} ms   p99 {p99:8.2f} ms")


def timed(call: Callable[[], object]) -> float:
    """Return how many milliseconds a call takes."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def queries_of(archive: Archive, count: int, rng: random.Random) -> list[str]:
    """Make questions out of some passages of the archive."""
    content = []
    for _ in range(SAMPLE):
        text = archive.random_passage(rng).text
        words = [text[t.start : t.end] for t in tokens_of(text) if not t.stop]
        if len(words) >= 8:
            content.append(words)
    return [" ".join(words) for words in made_queries(content, count, rng)]


def answers(archive: Archive, queries: Sequence[str]) -> None:
    """Time questions one after the other."""
    index = archive.index
    asked = [read_words(query, index).query for query in queries]
    proposing = [timed(lambda q=q: index.candidates(q.terms, 10)) for q in asked]
    ranking = [timed(lambda q=q: archive.ranker.rank(q, 10)) for q in asked]
    told("index, ten candidates", proposing)
    told("ranked, ten passages", ranking)
    told("ranking on top of the index", [max(0.0, b - a) for a, b in zip(proposing, ranking, strict=True)])
    for name, ask in (("!about", archive.about), ("!ask", archive.ask), ("!who said", archive.who_said)):
        told(name, [timed(lambda q=q, ask=ask: ask(q)) for q in queries])


def read(archive: Archive) -> None:
    """Read all articles for quotations, as the bot does in the background."""
    started, own = time.perf_counter(), time.process_time()
    before = archive.attributions.articles_read
    for _ in archive.read_quotations(processes=True):
        pass
    used = psutil.Process().cpu_times()
    print(f"{archive.attributions.articles_read - before} articles read for quotations", end=" ")
    print(f"in {time.perf_counter() - started:.1f} s ({time.process_time() - own:.1f} s of processor", end="")
    print(f" and {used.children_user + used.children_system:.1f} s of the processes')")


def who_is_quoted(archive: Archive) -> None:
    """Time what is told of speakers."""
    speakers: list[QuotedSpeaker] = []
    told("!speakers", [timed(lambda: speakers.extend(archive.speakers()[:40])) for _ in range(5)])
    names = [quoted.speaker.name for quoted in speakers[:40]]
    told("!quotes", [timed(lambda n=n: archive.quotations_of(n)) for n in names])
    told("!quotes about", [timed(lambda n=n: archive.quotations_of(n, "money")) for n in names])


def changes(folder: Path) -> Generator[str]:
    """Add, change and remove one article; each is told when it has been done."""
    path = folder / "benchmark-article.txt"
    try:
        path.write_text("Xylotheque opens\n\nThe xylotheque of Quuxville opened.\n", "utf-8")
        yield "added"
        path.write_text("Xylotheque closes\n\nThe xylotheque of Quuxville has closed again.\n", "utf-8")
        yield "changed"
    finally:
        path.unlink()
    yield "removed"


def reloads(archive: Archive, folder: Path) -> None:
    """Time until a change of one article is in the answers."""
    for change in changes(folder):
        started = time.perf_counter()
        archive = archive.reload()
        found = archive.about("xylotheque").found
        print(f"article {change:9} answerable after {time.perf_counter() - started:6.2f} s (found: {found})")


async def lag(archive: Archive, folder: Path, queries: Sequence[str]) -> None:
    """Time how late the event loop is while questions are always in flight, and in a reload."""
    current = CurrentArchive(archive)
    finder = Finder(current)
    late: list[float] = []

    async def flood(*kinds: Find) -> None:
        waiting = iter([(kind, query) for query in queries for kind in kinds])

        async def ask(server: int) -> None:
            for kind, query in waiting:
                await finder.find(kind, query, 5, server=server)

        await asyncio.gather(*(ask(server) for server in range(IN_FLIGHT)))

    async def watch() -> None:
        while True:
            due = time.perf_counter() + 0.005
            await asyncio.sleep(0.005)
            late.append((time.perf_counter() - due) * 1000)

    watching = asyncio.create_task(watch())
    await asyncio.sleep(2)
    told("loop late, idle", late)
    for name, kinds in (
        ("!about", [Archive.about]),
        ("!about, !who said", [Archive.about, Archive.who_said]),
    ):
        late.clear()
        started = time.perf_counter()
        await flood(*kinds)
        told(f"loop late, {IN_FLIGHT} in flight: {name}", late)
        print(f"{len(queries) * len(kinds) / (time.perf_counter() - started):.0f} questions a second")
    with closing(changes(folder)) as changing:
        next(changing)
        flooding = asyncio.create_task(flood(Archive.about))
        late.clear()
        await current.reload()
        told("loop late, the same in a reload", late)
        flooding.cancel()
    await current.reload()
    watching.cancel()


def main() -> None:
    """Measure one folder with one index."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--index", choices=["auto", "memory", "disk"], default="auto")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--count", type=int, default=500)
    options = parser.parse_args()
    started, used = time.perf_counter(), time.process_time()
    archive = Archive.open(options.folder, index=options.index, data=options.data)
    opened = time.perf_counter() - started
    archive.about("government minister")
    first = time.perf_counter() - started
    print(f"{archive.index.passage_count()} passages, opened in {opened:.2f} s", end="")
    print(f" ({time.process_time() - used:.2f} s of processor), first answer after {first:.2f} s")
    print(f"resident {psutil.Process().memory_info().rss / 1e6:.0f} MB after the first answer")
    # As the bot does after its start.
    archive.get_ready()
    spare_what_stays()
    if options.read:
        read(archive)
        who_is_quoted(archive)
    queries = queries_of(archive, options.count, random.Random(1))
    answers(archive, queries)
    asyncio.run(lag(archive, options.folder, queries))
    print(f"resident {psutil.Process().memory_info().rss / 1e6:.0f} MB after {len(queries)} of each question")
    reloads(archive, options.folder)


if __name__ == "__main__":
    main()
