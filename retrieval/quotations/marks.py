"""Stretches of a text that stand between quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile("[“”„‟\"«»‹›‘’‚'`](?:(?<!`)|`)")
"""Any of the marks, or two backticks: as a set of characters they are found without trying each place."""
_CLOSERS = {
    "“": '”“"',
    "”": '”"',
    "„": '“”"‟',
    "‟": '”"',
    '"': '"”',
    "«": "»",
    "»": "«",
    "‹": "›",
    "``": "''",
}
_SINGLE_OPENERS = "‘'‚"
_LOOK_AHEAD = 60
"""Marks that are looked at for the end of a stretch in single marks, which apostrophes hide."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between marks: `text[start:end]` without them, `text[outer_start:outer_end]` with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    single: bool


def marked_stretches(text: str, start: int, end: int) -> list[Marked]:
    """Return the outermost stretches between marks in a paragraph, in order.

    A mark that is never closed opens a stretch that runs to the end of the paragraph: of a quotation over
    several paragraphs only the last has a closing mark.
    """
    return _Scan(text, start, end).stretches()


class _Scan:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self._found: list[Marked] = []
        self._open: int | None = None
        """The number of the mark that opened the stretch that is being read."""
        self._nested = False
        self.marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, start, end)]

    def stretches(self) -> list[Marked]:
        number = 0
        while number < len(self.marks):
            number = self._outside(number) if self._open is None else self._inside(number, self._open)
        if self._open is not None:
            self._found.extend(self._unclosed(self._open, self.end))
        return self._found

    def _outside(self, number: int) -> int:
        """Read a mark outside of any stretch; return the number of the next mark to read."""
        mark_start, mark_end, mark = self.marks[number]
        if mark in _SINGLE_OPENERS:
            closing = self._single_end(number)
            if closing is not None:
                self._found.append(self._stretch(number, closing, single=True))
                return closing + 1
        elif mark in _CLOSERS and self._opens(mark_start, mark_end, mark):
            self._open, self._nested = number, False
        return number + 1

    def _inside(self, number: int, opening: int) -> int:
        """Read a mark inside the stretch that mark `opening` opened; return the number of the next."""
        mark_start, mark_end, mark = self.marks[number]
        opener = self.marks[opening][2]
        if opener == '"' and mark == "“" and self._opens(mark_start, mark_end, mark):
            self._nested = True
        elif self._nested and mark == "”":
            self._nested = False
        elif mark in _CLOSERS[opener] and self._closes(mark_start, mark_end, mark):
            self._found.append(self._stretch(opening, number, single=False))
            self._open = None
        elif mark in _CLOSERS[opener] and mark != '"' and self._opens(mark_start, mark_end, mark):
            self._found.extend(self._unclosed(opening, mark_start))
            self._open = number
        return number + 1

    def _around(self, mark_start: int, mark_end: int) -> tuple[str, str]:
        before = self.text[mark_start - 1] if mark_start > self.start else " "
        after = self.text[mark_end] if mark_end < self.end else " "
        return before, after

    def _opens(self, mark_start: int, mark_end: int, mark: str) -> bool:
        before, after = self._around(mark_start, mark_end)
        if after.isspace():
            return mark in "„«" and mark_end < self.end
        if mark == '"' and before.isdigit():
            return False
        return not before.isalnum() or (mark == "“" and not before.isdigit())

    def _closes(self, mark_start: int, mark_end: int, mark: str) -> bool:
        before, after = self._around(mark_start, mark_end)
        if mark in "”»›" or mark == "''":
            return True
        if before.isspace():
            return after.isspace() or not after.isalnum()
        if mark == "“" and after.isalnum():
            return self.marks[0][2] == "„"
        return True

    def _stretch(self, opening: int, closing: int, *, single: bool) -> Marked:
        return self._trimmed(
            self.marks[opening][1],
            self.marks[closing][0],
            self.marks[opening][0],
            self.marks[closing][1],
            closed=True,
            single=single,
        )

    def _unclosed(self, opening: int, limit: int) -> list[Marked]:
        mark_start, mark_end, _ = self.marks[opening]
        if not any(c.isalnum() for c in self.text[mark_end:limit]):
            return []
        return [self._trimmed(mark_end, limit, mark_start, limit, closed=False, single=False)]

    def _trimmed(
        self, start: int, end: int, outer_start: int, outer_end: int, *, closed: bool, single: bool
    ) -> Marked:
        inside = self.text[start:end]
        start += len(inside) - len(inside.lstrip())
        end = max(start, end - (len(inside) - len(inside.rstrip())))
        if not closed:
            outer_end = end
        return Marked(start, end, outer_start, outer_end, closed, single)

    def _single_end(self, opening: int) -> int | None:
        mark_start, mark_end, mark = self.marks[opening]
        before, after = self._around(mark_start, mark_end)
        if before.isalnum() or before in ".,!?;" or not (after.isalnum() or after in '…[("“#@$£€'):
            return None
        if mark == "'" and after.isdigit():
            return None
        closer = "’" if mark == "‘" else "‘’" if mark == "‚" else "'"
        possible: int | None = None
        for number in range(opening + 1, min(len(self.marks), opening + _LOOK_AHEAD)):
            start, end, other = self.marks[number]
            before, after = self._around(start, end)
            if other == mark and mark == "‘":
                break
            if other not in closer:
                continue
            if after.isalnum() or before.isspace():
                if mark == "'" and before.isspace() and after.isalnum():
                    break
                continue
            if before != "s":
                return number
            possible = possible or number
        return possible
