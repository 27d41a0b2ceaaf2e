"""What was read of some articles ↔ a block of a file that only grows.

A block begins with its sizes and a checksum (CRC-32) of all that says what is in it: keys, where each
article's quotations lie behind, with a checksum for each, and everybody's names and numbers. A file is
walked from block to block; the quotations themselves are not read before they are asked for.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from retrieval.attributions.forms import FORM, FormList, Records
from retrieval.attributions.reading import KEY_BYTES, Reading

MAGIC = b"read"
_HEAD = struct.Struct("<4sII3IQ")
"""MAGIC, the summary's checksum and size; how many articles, rows and forms; size of the quotations."""
ARTICLE = np.dtype([("key", f"V{KEY_BYTES}"), ("size", "<u4"), ("checksum", "<u4"), ("rows", "<u4")])
ROW = np.dtype([("form", "<u4"), ("quotations", "<u4"), ("has_role", "?")])
"""`form` is a number of the block's forms."""


class DamagedError(Exception):
    """A block is not what was written; the message says so as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of some articles, their quotations aside."""

    articles: Records
    """Of ARTICLE."""
    rows: Records
    """Of ROW, article by article."""
    forms: FormList

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> Summary:
        """Sum up what was read."""
        forms: dict[str, int] = {}
        articles = [(r.key, len(r.packed), zlib.crc32(r.packed), len(r.rows)) for r in readings]
        rows = [
            (forms.setdefault(row.form, len(forms)), row.quotations, row.has_role)
            for reading in readings
            for row in reading.rows
        ]
        return cls(np.array(articles, dtype=ARTICLE), np.array(rows, dtype=ROW), FormList.of(forms))

    def written(self, packed: int) -> bytes:
        """Return what a block begins with, when so many bytes of quotations follow."""
        forms = self.forms
        parts = (self.articles, self.rows, forms.records, forms.terms)
        summary = b"".join((*(part.tobytes() for part in parts), forms.text))
        counts = len(self.articles), len(self.rows), len(forms.records)
        return _HEAD.pack(MAGIC, zlib.crc32(summary), len(summary), *counts, packed) + summary


def block_of(readings: Sequence[Reading]) -> tuple[bytes, bytes]:
    """Write what was read of some articles: what the block begins with, and the quotations."""
    packed = b"".join(reading.packed for reading in readings)
    return Summary.of(readings).written(len(packed)), packed


def summaries(file: BinaryIO, size: int) -> Iterator[tuple[Summary, int]]:
    """Yield what each block of a file of so many bytes holds, and where its quotations begin.

    Raises DamagedError at the first that is not what was written.
    """
    while (begin := file.tell()) < size:
        head = file.read(_HEAD.size)
        if len(head) < _HEAD.size:
            raise DamagedError("it was cut off")
        magic, checksum, length, articles, rows, forms, packed = _HEAD.unpack(head)
        at = begin + _HEAD.size + length
        if magic != MAGIC:
            raise DamagedError("it is damaged")
        if at + packed > size:
            raise DamagedError("it was cut off")
        summary = file.read(length)
        if zlib.crc32(summary) != checksum:
            raise DamagedError("it is damaged")
        yield _summary(summary, articles, rows, forms), at
        file.seek(at + packed)


def _summary(written: bytes, articles: int, rows: int, forms: int) -> Summary:
    rows_at = articles * ARTICLE.itemsize
    forms_at = rows_at + rows * ROW.itemsize
    terms_at = forms_at + forms * FORM.itemsize
    records = np.frombuffer(written, FORM, forms, forms_at)
    terms = int(records["terms"].sum())
    return Summary(
        np.frombuffer(written, ARTICLE, articles),
        np.frombuffer(written, ROW, rows, rows_at),
        FormList(records, np.frombuffer(written, "<u8", terms, terms_at), written[terms_at + 8 * terms :]),
    )
