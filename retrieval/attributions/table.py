"""What is known at once of everything that was read: numbers in arrays, about a kilobyte an article."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from retrieval.attributions.blocks import ARTICLE, ROW, Summary
from retrieval.attributions.forms import Forms, Integers
from retrieval.attributions.reading import Row
from retrieval.index.holding import stretches

NO_VOLUME = 0xFFFF


@dataclass(frozen=True, slots=True)
class Rows:
    """The forms of speakers' names, article by article; the arrays of rows are of one length."""

    ends: Integers
    """Where the rows of each article end, by its number."""
    form: Integers
    quotations: Integers
    """Of the speaker in the article; 0 for a form beside the name."""
    has_role: Integers


class Location(NamedTuple):
    """Where an article's packed quotations are."""

    volume: int
    """The file's number; NO_VOLUME for what is in none."""
    at: int
    size: int
    checksum: int


class Table:
    """Articles that were read, numbered from 0 in the order they were taken in."""

    def __init__(self) -> None:
        self.keys: list[bytes] = []
        self.numbers: dict[bytes, int] = {}
        self.forms = Forms()
        self.blocks = 0
        """That were taken from files."""
        self._volume, self._at, self._size, self._checksum = (array(code) for code in "HQII")
        self._ends, self._form, self._quotations, self._has_role = (array(code) for code in "QIIB")

    def take(self, summary: Summary, volume: int = NO_VOLUME, at: int = 0) -> int:
        """Take in some articles, of one that was known already the last; return the number of the first.

        Their quotations begin at a byte of a file, or are in none.
        """
        first_form, first = self.forms.extend(summary.forms), len(self.keys)
        end = len(self._form)
        self._form.frombytes((summary.rows["form"] + np.uint32(first_form)).tobytes())
        self._quotations.frombytes(summary.rows["quotations"].tobytes())
        self._has_role.frombytes(summary.rows["has_role"].tobytes())
        for number, (key, size, checksum, rows) in enumerate(summary.articles.tolist(), start=first):
            end += rows
            self.numbers[key] = number
            self.keys.append(key)
            self._volume.append(volume)
            self._at.append(at)
            self._size.append(size)
            self._checksum.append(checksum)
            self._ends.append(end)
            at += size
        self.blocks += volume != NO_VOLUME
        return first

    def summary(self, numbers: Integers) -> Summary:
        """Sum up some articles as they were when they were taken in, in this order."""
        ends = np.array(self._ends, dtype=np.int64)
        starts = np.concatenate(([0], ends[:-1]))[numbers]
        counts = ends[numbers] - starts
        at = stretches(starts, counts)
        forms, form = np.unique(np.array(self._form, dtype=np.int64)[at], return_inverse=True)
        rows = np.zeros(len(at), dtype=ROW)
        rows["form"] = form
        rows["quotations"] = np.array(self._quotations)[at]
        rows["has_role"] = np.array(self._has_role)[at]
        articles = [
            (self.keys[number], self._size[number], self._checksum[number], count)
            for number, count in zip(numbers.tolist(), counts.tolist(), strict=True)
        ]
        return Summary(np.array(articles, dtype=ARTICLE), rows, self.forms.some(forms))

    def location(self, number: int) -> Location:
        """Return where an article's quotations are."""
        return Location(self._volume[number], self._at[number], self._size[number], self._checksum[number])

    def put(self, number: int, volume: int, at: int) -> None:
        """Note that an article's quotations are in a file now."""
        self._volume[number], self._at[number] = volume, at

    def rows(self) -> Rows:
        """Return a copy of all rows."""
        return Rows(
            np.array(self._ends, dtype=np.int64),
            np.array(self._form, dtype=np.int64),
            np.array(self._quotations, dtype=np.int64),
            np.array(self._has_role, dtype=np.int64),
        )

    def rows_of(self, number: int) -> tuple[Row, ...]:
        """Return one article's rows."""
        of_article = range(self._ends[number - 1] if number else 0, self._ends[number])
        return tuple(
            Row(self.forms[self._form[n]], self._quotations[n], bool(self._has_role[n])) for n in of_article
        )
