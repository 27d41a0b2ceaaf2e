"""What was read of some articles ↔ a block of a file that only grows.

A block begins with its sizes and a checksum (CRC-32) of all that says what is in it: keys, where each
article's quotations lie behind, with a checksum for each, and everybody's names and numbers. A file is
walked from block to block; the quotations themselves are not read before they are asked for.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from retrieval.attributions.reading import KEY_BYTES, Reading

MAGIC = b"read"
_HEAD = struct.Struct("<4sIIIIQ")
"""MAGIC, the summary's checksum and size, articles, rows, size of the quotations."""
ARTICLE = np.dtype([("key", f"V{KEY_BYTES}"), ("size", "<u4"), ("checksum", "<u4"), ("rows", "<u4")])
ROW = np.dtype([("form", "<u4"), ("quotations", "<u4"), ("has_role", "?")])
"""`form` is a number of the block's forms."""

Records = npt.NDArray[np.void]


class DamagedError(Exception):
    """A block is not what was written; the message says so as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a block holds."""

    articles: Records
    rows: Records
    """Article by article."""
    forms: Sequence[str]
    at: int
    """Where the quotations begin in the file."""


def block_of(readings: Sequence[Reading]) -> tuple[bytes, bytes]:
    """Write what was read of some articles: what the block begins with, and the quotations."""
    forms: dict[str, int] = {}
    articles = np.zeros(len(readings), dtype=ARTICLE)
    rows = np.zeros(sum(len(reading.rows) for reading in readings), dtype=ROW)
    at = 0
    for place, reading in enumerate(readings):
        checksum = zlib.crc32(reading.packed)
        articles[place] = (reading.key, len(reading.packed), checksum, len(reading.rows))
        for row in reading.rows:
            rows[at] = (forms.setdefault(row.form, len(forms)), row.quotations, row.has_role)
            at += 1
    told = json.dumps(list(forms), ensure_ascii=False, separators=(",", ":"))
    summary = b"".join((articles.tobytes(), rows.tobytes(), told.encode("utf-8", "surrogatepass")))
    packed = b"".join(reading.packed for reading in readings)
    head = _HEAD.pack(MAGIC, zlib.crc32(summary), len(summary), len(articles), len(rows), len(packed))
    return head + summary, packed


def summaries(file: BinaryIO, size: int) -> Iterator[Summary]:
    """Yield what each block of a file of so many bytes holds, from where the file stands.

    Raises DamagedError at the first that is not what was written.
    """
    while (begin := file.tell()) < size:
        head = file.read(_HEAD.size)
        if len(head) < _HEAD.size:
            raise DamagedError("it was cut off")
        magic, checksum, length, articles, rows, packed = _HEAD.unpack(head)
        at = begin + _HEAD.size + length
        if magic != MAGIC:
            raise DamagedError("it is damaged")
        if at + packed > size:
            raise DamagedError("it was cut off")
        summary = file.read(length)
        if zlib.crc32(summary) != checksum:
            raise DamagedError("it is damaged")
        rows_at = articles * ARTICLE.itemsize
        forms_at = rows_at + rows * ROW.itemsize
        yield Summary(
            np.frombuffer(summary, ARTICLE, articles),
            np.frombuffer(summary, ROW, rows, rows_at),
            json.loads(summary[forms_at:].decode("utf-8", "surrogatepass")),
            at,
        )
        file.seek(at + packed)
