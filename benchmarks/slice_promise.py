"""Is all that is shown as quoted an exact slice of an article? Asks many questions and checks each answer.

    python benchmarks/slice_promise.py FOLDER… [--questions N]

Questions are made from the folder itself (words of headlines and stretches of paragraphs, slips and odd
messages among them), the same ones each time. Prints how many answers and results were checked; exit code 1
where one breaks the promise.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import perf_counter

from retrieval import Answer, Archive, Passage, QuotedWords, Result

ODD = (
    "",
    "?!…",
    "who is he",
    "🙂",
    "@everyone **now**",
    "“unbalanced",
    "-",
    'in:headline source:. "the"',
    "ما هو الخبر",
    "word " * 800,
)


def faults_of(answer: Answer) -> Iterator[str]:
    """Say what in an answer is no exact slice, stands elsewhere than it says, or lies outside its text."""
    for result in answer.results:
        yield from _passage_faults(result.passage)
        yield from _result_faults(result)
        if result.quoted:
            yield from _quotation_faults(result.quoted, result.passage.article.text)


def _passage_faults(passage: Passage) -> Iterator[str]:
    text = passage.article.text
    if text[passage.start : passage.end] != passage.text or not passage.text.strip():
        yield "a passage is no slice"
    first = text.count("\n", 0, passage.start) + 1
    if passage.lines != (first, first + passage.text.count("\n")):
        yield "a passage's lines are wrong"
    headline = passage.headline
    if headline and text[headline.start : headline.end] != headline.text:
        yield "a headline is no slice"


def _result_faults(result: Result) -> Iterator[str]:
    size = len(result.passage.text)
    ends = [0, *(edge for span in result.highlights for edge in span), size]
    if ends != sorted(ends) or any(start == end for start, end in result.highlights):
        yield "a highlight lies outside or over another"
    if result.sentence and not 0 <= result.sentence[0] < result.sentence[1] <= size:
        yield "a sentence lies outside"
    if any(place.lines[0] < 1 or place.lines[1] < place.lines[0] for place in result.also_in):
        yield "another place has no lines"


def _quotation_faults(quoted: QuotedWords, text: str) -> Iterator[str]:
    quotation = quoted.quotation
    if text[quotation.start : quotation.end] != quotation.content or not quotation.content.strip():
        yield "a quotation is no slice"
    if (quotation.start, quotation.end) not in quoted.pieces or list(quoted.pieces) != sorted(quoted.pieces):
        yield "a quotation is not among its pieces, or they are out of order"
    if any(not 0 <= start < end <= len(text) for start, end in quoted.pieces):
        yield "a piece lies outside"
    first = text.count("\n", 0, quotation.start) + 1
    if quoted.lines[0] != first or quoted.lines[1] < first:
        yield "a quotation's lines are wrong"
    if quotation.mention is not None:
        place = slice(quotation.mention_start, quotation.mention_end)
        if text[place] != quotation.mention:
            yield "a mention is no slice"
    if quotation.evidence and not 0 <= quotation.evidence[0] < quotation.evidence[1] <= len(text):
        yield "evidence lies outside"


def questions_for(archive: Archive, number: int, random: Random) -> Iterator[tuple[str, Answer]]:
    """Ask an archive `number` questions of all kinds, and yield each with its answer."""
    ask: list[Callable[[str], Answer]] = [
        archive.about,
        archive.ask,
        archive.who_said,
        archive.positions,
        archive.quotations_of,
        lambda text: archive.about(f'"{text}" -zebra'),
        lambda text: archive.ask(f"What did {text} say?"),
    ]
    for place in range(number):
        text = ODD[place // len(ask) % len(ODD)] if place % 40 < len(ask) else _question(archive, random)
        yield text, ask[place % len(ask)](text)


def _question(archive: Archive, random: Random) -> str:
    passage = archive.random_passage(random)
    source = passage.headline.text if passage.headline and random.random() < 0.3 else passage.text
    words = source.split()
    size = random.choice((1, 2, 3, 5, 8))
    first = random.randrange(max(1, len(words) - size))
    chosen = words[first : first + size]
    if random.random() < 0.2 and len(chosen[0]) > 4:
        cut = random.randrange(1, len(chosen[0]))
        chosen[0] = chosen[0][:cut] + chosen[0][cut + 1 :]
    return " ".join(chosen)


def main() -> int:
    """Check folders; the exit code is 1 where a promise is broken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--questions", type=int, default=2000)
    options = parser.parse_args()
    broken = 0
    for folder in options.folders:
        archive = Archive.open(folder)
        answers = results = quotations = 0
        times = []
        started = perf_counter()
        for text, answer in questions_for(archive, options.questions, Random(1)):
            answers += 1
            results += len(answer.results)
            quotations += sum(result.quoted is not None for result in answer.results)
            times.append(answer.elapsed_ms)
            for fault in faults_of(answer):
                broken += 1
                print(f"{folder}: {answer.command} {text[:80]!r}: {fault}", file=sys.stderr)
        times.sort()
        print(
            f"{folder}: {answers} answers, {results} results, {quotations} quotations, {broken} faults;",
            f"median {times[len(times) // 2]:.1f} ms, slowest {times[-1]:.0f} ms,",
            f"{perf_counter() - started:.0f} s in all",
        )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
