"""What has been read for quotations, by each article's key: found again after a restart where it is kept."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from threading import RLock

import numpy as np

from retrieval.attributions.blocks import Summary, block_of
from retrieval.attributions.forms import FormList, Forms
from retrieval.attributions.reading import Reading
from retrieval.attributions.table import NO_VOLUME, Rows, Table
from retrieval.attributions.volumes import Volumes
from retrieval.processes import parted

FEWEST_KEPT = 100
"""Articles; fewer are read again in a second, and need no file."""
TOGETHER = 100
"""Articles that are written at a time: a second's reading is lost when the program is ended hard."""
IN_A_BLOCK = 2_000
"""Articles of a block where files are made one."""
MOST_FILES, MOST_BLOCKS = 8, 100
"""From more on, files are made one, and blocks larger; and where most of what they hold is of no use."""

_log = logging.getLogger(__name__)


class Readings:
    """What was read, on disk where `place`, a folder in the one for data, can be written; else in memory.

    Quotations stay bytes, and what is known of all of them are numbers in arrays: nothing here is an object
    for each quotation. Safe to use from several threads.
    """

    def __init__(self, place: Path | None = None) -> None:
        self._lock = RLock()
        self._volumes = Volumes(place) if place else None
        self._keeps = place is not None
        self._opened: Table | None = None
        self._waiting: dict[int, bytes] = {}
        """Quotations that are in no file, by their article's number."""
        self._unwritten: list[Reading] = []
        self.renewed = 0
        """How often articles lost their numbers: whoever has noted some asks for all again."""

    @property
    def _table(self) -> Table:
        if self._opened is None:
            self._opened = Table()
            for block in self._volumes.load() if self._volumes else ():
                self._opened.take(*block)
        return self._opened

    def find(self, key: bytes) -> bytes | None:
        """Return the packed quotations of the article with a key; None where it has not been read."""
        with self._lock:
            number = self._table.numbers.get(key)
            if number is None:
                return None
            packed = self._packed(number)
            if packed is None:
                del self._table.numbers[key]
                self.renewed += 1
            return packed

    def _packed(self, number: int) -> bytes | None:
        location = self._table.location(number)
        if self._volumes is None or location.volume == NO_VOLUME:
            return self._waiting[number]
        try:
            packed = self._volumes.read(location.volume, location.at, location.size)
        except (OSError, ValueError) as fault:  # ValueError: of an empty file
            _log.warning("Quotations that were kept cannot be read (%s): they are found again.", fault)
            return None
        if zlib.crc32(packed) != location.checksum:
            self._volumes.damaged = True
            _log.warning("Quotations that were kept are damaged: they are found again.")
            return None
        return packed

    def number(self, key: bytes) -> int:
        """Return the number of the article with a key; -1 where it has not been read."""
        with self._lock:
            return self._table.numbers.get(key, -1)

    def since(self, number: int) -> list[bytes]:
        """Return the keys of the articles from a number on."""
        with self._lock:
            return self._table.keys[number:]

    def rows(self) -> Rows:
        """Return everybody's forms in the articles read so far."""
        with self._lock:
            return self._table.rows()

    @property
    def forms(self) -> Forms:
        """The forms that rows number."""
        with self._lock:
            return self._table.forms

    def add_forms(self, forms: Iterable[str]) -> int:
        """Add forms that no article has; return the number of the first."""
        with self._lock:
            return self._table.forms.extend(FormList.of(forms))

    def add(self, readings: Iterable[Reading]) -> None:
        """Take in what was read of some articles."""
        with self._lock:
            new = [reading for reading in readings if reading.key not in self._table.numbers]
            if not new:
                return
            first = self._table.take(Summary.of(new))
            self._waiting.update(enumerate((reading.packed for reading in new), start=first))
            if self._keeps:
                self._unwritten += new
            if len(self._unwritten) >= TOGETHER:
                self.write()

    def write(self) -> None:
        """Write what waits for it; where there is no folder for data (yet) it goes on waiting."""
        with self._lock:
            few = len(self._table.keys) < FEWEST_KEPT
            if few or not self._unwritten or self._volumes is None:
                return
            summary, packed = block_of(self._unwritten)
            try:
                volume, begin = self._volumes.append(summary + packed)
            except FileNotFoundError:
                return
            except OSError as fault:
                self._stop_keeping(fault)
                return
            at = begin + len(summary)
            for reading in self._unwritten:
                number = self._table.numbers[reading.key]
                self._table.put(number, volume, at)
                del self._waiting[number]
                at += len(reading.packed)
            self._unwritten = []

    def _stop_keeping(self, fault: OSError) -> None:
        _log.warning("Quotations cannot be kept (%s): they are found again at the next start.", fault)
        self._keeps, self._unwritten = False, []

    def check(self) -> None:
        """Read all that is kept; what is damaged is told, and not found any more."""
        with self._lock:
            keys = list(self._table.numbers)
        for key in keys:
            self.find(key)
        with self._lock:
            if self._volumes is not None:
                self._volumes.let_go()

    def tidy(self, keys: Collection[bytes]) -> None:
        """Make one file of many, without what was read of other articles than those with these keys.

        Questions are answered from the old ones meanwhile. Not for two threads at once.
        """
        with self._lock:
            self.write()
            kept, known = self._worth_keeping(keys), len(self._table.keys)
        if self._volumes is None or kept is None:
            return
        try:
            path = self._volumes.write_apart(map(self._block, parted(kept, IN_A_BLOCK)))
            with self._lock:
                self.write()
                self._volumes.use_alone(path, self._block(range(known, len(self._table.keys))))
                self._opened, self._waiting = None, {}
                self.renewed += 1
        except OSError as fault:
            self._stop_keeping(fault)

    def _worth_keeping(self, keys: Collection[bytes]) -> list[int] | None:
        """Return the numbers of the articles that a new file is to hold; None where none is worth making."""
        table, volumes = self._table, self._volumes
        if volumes is None or not volumes.count or not self._keeps:
            return None
        kept = sorted({number for key in keys if (number := table.numbers.get(key)) is not None})
        used = sum(table.location(number).size for number in kept)
        many = volumes.count > MOST_FILES or table.blocks > MOST_BLOCKS
        return kept if many or volumes.damaged or 3 * used <= volumes.size else None

    def _block(self, numbers: Sequence[int]) -> bytes:
        """Write what was read of some articles again, those left out that are damaged."""
        with self._lock:
            packed = {number: found for number in numbers if (found := self._packed(number)) is not None}
            if not packed:
                return b""
            summary = self._table.summary(np.array(list(packed)))
        quotations = b"".join(packed.values())
        return summary.written(len(quotations)) + quotations
