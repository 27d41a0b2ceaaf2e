"""The archive in use: loaded off the event loop, swapped in one assignment, never missing."""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import closing
from dataclasses import dataclass
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, Self

from bot.garbage import spare_what_stays
from retrieval import Archive, Skipped, WhosaidError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


log = logging.getLogger(__name__)

_PATIENCE = 5
"""Seconds that stopping waits for an index that is being checked; what reads ends with the program anyway."""


@dataclass(frozen=True, slots=True)
class Reload:
    """What a reload changed, by the articles' sources."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    """Files that are no articles now, whether they were before or not."""
    articles: int
    passages: int
    milliseconds: float

    @property
    def anything(self) -> bool:
        """Whether any article is another than before."""
        return bool(self.new or self.changed or self.gone)

    def __str__(self) -> str:
        """Return it in words: "+3 new, 1 changed, 2 gone, 1 skipped (a.txt: it is empty)"."""
        parts = [
            f"+{len(self.new)} new" if self.new else "",
            f"{len(self.changed)} changed" if self.changed else "",
            f"{len(self.gone)} gone" if self.gone else "",
        ]
        if self.skipped:
            reasons = "; ".join(f"{skipped.source}: {skipped.reason}" for skipped in self.skipped[:3])
            more = "; …" if len(self.skipped) > 3 else ""
            parts.append(f"{len(self.skipped)} skipped ({reasons}{more})")
        return ", ".join(part for part in parts if part) or "nothing changed"


class CurrentArchive:
    """Holds the one archive that questions are answered from; ask `archive` anew for each question."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._reloading = asyncio.Lock()
        self._reads_on = False
        self._is_checked = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._reading: threading.Thread | None = None
        self._changing = threading.Lock()
        self._stopped = threading.Event()

    def read_on(self) -> None:
        """Read the articles for quotations in the background, from now on after each reload too."""
        self._loop = asyncio.get_running_loop()
        with self._changing:
            self._reads_on = True
            if self._reading is None:
                # A daemon: what it has not read when the bot stops, the next start reads.
                self._reading = threading.Thread(target=self._read, name="reading quotations", daemon=True)
                self._reading.start()

    def _read(self) -> None:
        while self._is_whole() and not self._stopped.is_set():
            archive = self.archive
            archive.get_ready()
            spare_what_stays()
            resumed = thread_time()
            with closing(archive.read_quotations(processes=True)) as reading:
                for _ in reading:
                    # As long a pause as this thread worked: questions and heartbeats want the processor too.
                    if self._stopped.wait(thread_time() - resumed) or self.archive is not archive:
                        break
                    resumed = thread_time()
            with self._changing:
                if self.archive is archive:
                    self._reading = None
                    return
        with self._changing:
            self._reading = None

    def _is_whole(self) -> bool:
        """Hold the index against its checksums, once after the start; have a damaged one built anew."""
        if self._is_checked or self._loop is None:
            return True
        self._is_checked = True
        fault = self.archive.check()
        if fault is None or self._stopped.is_set():
            return True
        log.error("The index is damaged (%s): it is built anew.", fault)
        try:
            asyncio.run_coroutine_threadsafe(self.reload(), self._loop).result()
        except (WhosaidError, OSError):
            log.exception("It could not be built anew: nothing is read from it for quotations.")
            return False
        return True

    async def stop_reading(self) -> None:
        """Stop reading in the background; what has been read is kept."""
        self._stopped.set()
        if self._reading is not None:
            await asyncio.to_thread(self._reading.join, _PATIENCE)

    @classmethod
    async def load(
        cls,
        folder: Path,
        *,
        index: str = "auto",
        data: Path | None = None,
        language: str = "auto",
        progress: Callable[[int, int], None] | None = None,
    ) -> Self:
        """Open the folder in a thread; told as in `Archive.open`, and raises what that does."""
        watched = {"progress": progress} if progress else {}
        archive = await asyncio.to_thread(
            Archive.open, folder, index=index, data=data, language=language, **watched
        )
        return cls(archive)

    async def reload(self) -> Reload:
        """Read the folder again and put the new archive in the old one's place.

        Questions go on from the old one meanwhile. Raises ArticlesError, and keeps the old one, when the
        folder cannot be read any more or holds no article.
        """
        async with self._reloading:
            started = perf_counter()
            old = self.archive
            new = await asyncio.to_thread(old.reload)
            with self._changing:
                self.archive = new
            if self._reads_on:
                self.read_on()
        return Reload(
            new.changes.new,
            new.changes.changed,
            new.changes.gone,
            new.skipped,
            len(new.articles),
            len(new.passages),
            (perf_counter() - started) * 1000,
        )
