"""What is known at once of everything that was read: numbers in arrays, some 500 bytes an article."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retrieval.attributions.blocks import Summary
from retrieval.attributions.forms import Forms
from retrieval.attributions.reading import Reading, Row

Integers = npt.NDArray[np.int64]
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
        self._volume, self._at, self._size, self._checksum = (array(code) for code in "HQII")
        self._ends, self._form, self._quotations, self._has_role = (array(code) for code in "QIIB")

    def add(self, reading: Reading, checksum: int) -> int:
        """Take in an article that is in no file yet; return its number."""
        for row in reading.rows:
            self._form.append(self.forms.number(row.form))
            self._quotations.append(row.quotations)
            self._has_role.append(row.has_role)
        return self._add(reading.key, Location(NO_VOLUME, 0, len(reading.packed), checksum), len(self._form))

    def take(self, volume: int, summary: Summary) -> None:
        """Take in the articles of a block; of one that was known already the last counts."""
        form = np.array([self.forms.number(form) for form in summary.forms], dtype=np.uint32)
        end, at = len(self._form), summary.at
        self._form.frombytes(form[summary.rows["form"]].tobytes())
        self._quotations.frombytes(summary.rows["quotations"].tobytes())
        self._has_role.frombytes(summary.rows["has_role"].tobytes())
        for key, size, checksum, rows in summary.articles.tolist():
            end += rows
            self._add(key, Location(volume, at, size, checksum), end)
            at += size

    def _add(self, key: bytes, location: Location, end: int) -> int:
        self.numbers[key] = number = len(self.keys)
        self.keys.append(key)
        self._volume.append(location.volume)
        self._at.append(location.at)
        self._size.append(location.size)
        self._checksum.append(location.checksum)
        self._ends.append(end)
        return number

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
            Row(self.forms.all[self._form[n]], self._quotations[n], bool(self._has_role[n]))
            for n in of_article
        )
