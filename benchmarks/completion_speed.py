"""Time what Discord offers while somebody types a slash command, keystroke by keystroke.

    python -m benchmarks.completion_speed FOLDER [--index disk] [--data DIRECTORY]

What is typed begins like headlines, words of quotations, speakers and titles of the folder itself. Times are
of the processor: a completion waits for nothing else.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.archive_speed import told
from bot.commands.completion import articles, quotations, speakers, topics
from retrieval import Archive

KEYSTROKES = (1, 2, 3, 5, 8, 13, 21, 34)
"""Characters after which a pause in the typing makes Discord ask."""
Complete = Callable[[Archive, str], Sequence[object]]


def begun(text: str) -> Iterator[str]:
    """Yield what stands in the field while a text is typed."""
    yield from (text[:typed] for typed in KEYSTROKES if typed <= len(text))


def typed_in(archive: Archive, count: int, rng: random.Random) -> list[tuple[str, Complete, list[str]]]:
    """Return (option, how it is completed, texts to type), each text at hand in the archive."""
    passages = [archive.random_passage(rng) for _ in range(count)]
    headlines = [p.headline.text for p in passages if p.headline]
    words = [" ".join(p.text.split()[3:11]) for p in passages]
    said = [q.content for p in passages[:20] for q in archive.quotations_like(p.text.split()[0], 5)]
    names = archive.speakers_like("", 1000)
    titles = [p.article.title or p.article.source for p in passages]
    return [
        ("about: headlines and terms", topics, headlines + words),
        ("who said: quotations", quotations, (said or words)[:count] + words),
        ("quotes: speakers", speakers, [*rng.sample(names, min(count, len(names))), "x"]),
        ("read: titles", articles, [*titles, *(p.article.source for p in passages[:20]), "xylotheque"]),
    ]


def main() -> None:
    """Measure one folder with one index."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--index", choices=["auto", "memory", "disk"], default="auto")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--read", action="store_true", help="read all quotations first, which takes long")
    options = parser.parse_args()
    archive = Archive.open(options.folder, index=options.index, data=options.data)
    for _ in archive.read_quotations() if options.read else ():
        pass
    print(f"{archive.index.passage_count()} passages, {archive.percent_read} % read for quotations")
    print("milliseconds of processor time a keystroke")
    for option, complete, texts in typed_in(archive, options.count, random.Random(1)):
        spent, slowest = [], (0.0, "")
        for text in texts:
            for typed in begun(text):
                started = time.process_time()
                complete(archive, typed)
                milliseconds = (time.process_time() - started) * 1000
                spent.append(milliseconds)
                slowest = max(slowest, (milliseconds, typed))
        told(option, spent)
        print(f"    the slowest {slowest[0]:.1f} ms, after “{slowest[1]}”")


if __name__ == "__main__":
    main()
