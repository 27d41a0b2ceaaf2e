"""Lines that stand in many articles of a folder: what a publisher sets on every page."""

from __future__ import annotations

from collections.abc import Iterable

FEWEST_ARTICLES = 4
"""A line of fewer articles is not called repeated: a story told on two or three pages is no furniture."""
FEWEST_OF_PROSE = 6
"""The same for a line that reads as a sentence, which an agency's report may share with many pages."""
LONGEST_LINE = 400
"""Characters; a longer line is a paragraph that is worth an answer even if it stands twice."""
_PRUNED_EVERY = 20_000
_START, _END = 1, 2


class RepeatedLines:
    """Counts lines across articles, one at a time, and tells which are the page's and not the story's.

    A line of the page stands in many articles between different lines; a line of a story that is told in
    many articles stands between the same lines. So a line is repeated when it stands in enough articles and
    in most of them has other neighbours on both sides; and so is a run of such lines at the head or the foot
    of their pages when what borders on the run differs.

    What it holds grows with the distinct lines: of every 20,000 articles those seen once are forgotten
    (lossy counting, Manku and Motwani 2002).
    """

    def __init__(self) -> None:
        self._seen: dict[int, list[int]] = {}
        self._lines: dict[int, str] = {}
        self._before: dict[int, set[int]] = {}
        self._after: dict[int, set[int]] = {}
        self._articles = 0

    def add(self, text: str) -> None:
        """Count the lines of one article."""
        lines = [stripped for line in text.split("\n") if (stripped := line.strip())]
        keys = [_START, *map(hash, lines), _END]
        self._articles += 1
        counted: set[int] = set()
        for place, line in enumerate(lines, start=1):
            key = keys[place]
            if len(line) > LONGEST_LINE or key in counted:
                continue
            counted.add(key)
            if key in self._lines:
                self._before[key].add(keys[place - 1])
                self._after[key].add(keys[place + 1])
                self._seen[key][0] += 1
            elif key in self._seen:
                self._lines[key] = line
                first = self._seen[key]
                first[0] += 1
                self._before[key] = {first[1], keys[place - 1]}
                self._after[key] = {first[2], keys[place + 1]}
            else:
                self._seen[key] = [1, keys[place - 1], keys[place + 1]]
        if self._articles % _PRUNED_EVERY == 0:
            self._seen = {key: seen for key, seen in self._seen.items() if seen[0] > 1}

    def lines(self) -> frozenset[str]:
        """Return the lines that are the page's."""
        often = {
            key
            for key, line in self._lines.items()
            if self._seen[key][0] >= (FEWEST_OF_PROSE if _is_prose(line) else FEWEST_ARTICLES)
        }
        before, after = self._before, self._after
        above = {key for key in often if len(before[key]) * 2 > self._seen[key][0]}
        below = {key for key in often if len(after[key]) * 2 > self._seen[key][0]}
        page = above & below
        page |= _run_at_edge(often, after, before, above, page | {_END})
        page |= _run_at_edge(often, before, after, below, page | {_START})
        return frozenset(self._lines[key] for key in page)


Neighbours = dict[int, set[int]]


def _run_at_edge(
    often: set[int], outward: Neighbours, inward: Neighbours, varied: set[int], edge: set[int]
) -> set[int]:
    """Return the lines that lead to a page's edge by such lines alone, from one with a varied other side."""
    leading: set[int] = set()
    while grown := {key for key in often - leading if outward[key] <= leading | edge}:
        leading |= grown
    run = leading & varied
    while grown := {key for key in leading - run if inward[key] <= run}:
        run |= grown
    return run


def _is_prose(line: str) -> bool:
    return line[-1] in '.!?”"' and line.count(" ") >= 8


def repeated_lines(texts: Iterable[str]) -> frozenset[str]:
    """Return the lines that many of the texts share as their publisher's, not their story's."""
    counter = RepeatedLines()
    for text in filter(None, texts):
        counter.add(text)
    return counter.lines()
