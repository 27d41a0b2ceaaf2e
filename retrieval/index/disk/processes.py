"""Preparing many files with more than one processor.

The processes are this program's own interpreter with a loop of a few lines, fed through pipes: they need no
main module that can be imported again, as `multiprocessing` does, and are safe to start from any thread.
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator, Sequence
from queue import Queue

from retrieval.articles import ArticleFile
from retrieval.index.disk.preparing import Outcome, Preparer
from retrieval.languages.telling import Languages

CHUNK = 50
"""Files that a process is given at a time."""
FEWEST_FILES = 1_000
"""Starting processes takes about half a second: below this many files one does it as fast."""
_LOOP = "import sys; sys.path[:] = {path!r}; from retrieval.index.disk.processes import serve; serve()"

_log = logging.getLogger(__name__)


def prepared(
    files: Sequence[ArticleFile], repeated: Collection[str], languages: Languages
) -> Iterator[Outcome]:
    """Prepare files with up to two processes; yields in their order."""
    if len(files) < FEWEST_FILES or (os.cpu_count() or 1) < 2:
        preparer = Preparer(repeated, languages)
        for file in files:
            yield preparer.prepare(file)
        return
    chunks = [files[start : start + CHUNK] for start in range(0, len(files), CHUNK)]
    workers = [_Worker(repeated, languages, chunks[start::2]) for start in range(2)]
    try:
        for number in range(len(chunks)):
            yield from workers[number % 2].next()
    finally:
        for worker in workers:
            worker.stop()


class _Worker:
    """A process, and a thread that keeps it busy."""

    def __init__(
        self, repeated: Collection[str], languages: Languages, chunks: Sequence[Sequence[ArticleFile]]
    ) -> None:
        self._how = repeated, languages
        self._chunks = chunks
        self._results: Queue[list[Outcome]] = Queue(maxsize=2)
        self._stopped = threading.Event()
        self._process = subprocess.Popen(  # noqa: S603  (this very program)
            [sys.executable, "-c", _LOOP.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        threading.Thread(target=self._feed, daemon=True).start()

    def next(self) -> list[Outcome]:
        return self._results.get()

    def stop(self) -> None:
        self._stopped.set()
        self._process.kill()
        while not self._results.empty():  # the thread may be waiting to put one more
            self._results.get()
        self._process.communicate()

    def _feed(self) -> None:
        own: Preparer | None = None
        for number, chunk in enumerate(self._chunks):
            if self._stopped.is_set():
                return
            if own is None:
                try:
                    self._results.put(self._ask(chunk, first=number == 0))
                    continue
                except (OSError, EOFError, pickle.UnpicklingError) as fault:
                    if self._stopped.is_set():
                        return
                    _log.warning("A process that reads articles ended (%r); going on without it.", fault)
                    own = Preparer(*self._how)
            self._results.put([own.prepare(file) for file in chunk])

    def _ask(self, chunk: Sequence[ArticleFile], *, first: bool) -> list[Outcome]:
        to, back = self._process.stdin, self._process.stdout
        if to is None or back is None:
            raise EOFError("no pipe")
        if first:
            pickle.dump(self._how, to)
        pickle.dump(chunk, to)
        to.flush()
        outcomes: list[Outcome] = pickle.load(back)  # noqa: S301  (from the process started here)
        return outcomes


def serve() -> None:
    """Prepare what comes through standard input until it ends."""
    gc.disable()  # nothing that is made here stands in a circle, and looking for it takes its time
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    preparer = Preparer(*pickle.load(asked))  # noqa: S301  (from the process that started this one)
    while True:
        try:
            files: Sequence[ArticleFile] = pickle.load(asked)  # noqa: S301
        except EOFError:
            return
        pickle.dump([preparer.prepare(file) for file in files], answers)
        answers.flush()
