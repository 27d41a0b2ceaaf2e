"""Work that is done by processes of their own, many pieces of a kind.

The processes are this program's own interpreter with a loop of a few lines, fed through pipes: they need no
main module that can be imported again, as `multiprocessing` does, and are safe to start from any thread.
They end when their pipes do, so none outlives the program, however that ends.
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Queue, SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self, TypeVar

_LOOP = "import sys; sys.path[:] = {path!r}; from retrieval.processes import serve; serve({later})"
_PIPE = 1 << 20
"""Bytes that may lie between two processes, where the system can be told: with fewer, each waits for the
other's turns."""
_WAITING = 16
"""Chunks a process may have done before they are taken: who takes them is busy with others for a while."""
_KEPT_FOR_ARRAYS = 31 << 20
"""Bytes, the most that counts: see `_keep_memory`."""
_LESS_URGENT = 10
"""Steps by which processes that nobody waits for stand behind others: who asks is served first."""

_log = logging.getLogger(__name__)

Result = TypeVar("Result")
Part = TypeVar("Part")


Item = tuple[Any, ...]
Chunks = Iterable[Sequence[Item]]


def parted(items: Sequence[Part], size: int) -> Iterator[Sequence[Part]]:
    """Yield items some at a time, in their order."""
    for at in range(0, len(items), size):
        yield items[at : at + size]


def in_processes(work: Callable[..., Result], chunks: Chunks, count: int = 2) -> Iterator[list[Result]]:
    """Yield `work(*item)` for the items of each chunk, a chunk at a time in the order they are done.

    `work`, its items and results go through pickle. A process that ends before its time is told; its chunk is
    left out, and so are all others when none is left. The processes end when the iterator is closed. They are
    for work in the background: everything else comes first.
    """
    for done in _done(work, enumerate(chunks), count, ahead=0, later=_LESS_URGENT):
        if done.results is not None:
            yield done.results


def in_order(
    work: Callable[..., Result], chunks: Chunks, waiting: Waiting | None = None, count: int = 2
) -> Iterator[list[Result]]:
    """Yield the same in the order of the chunks, none left out: this process does what others leave undone.

    For work that is waited for: each process has its next chunk before it is done with one, and keeps its own
    copy of `work` from one to the next. Those that are `waiting` do it.
    """
    numbered = enumerate(chunks)
    ready: dict[int, _Done] = {}
    due = 0
    for done in _done(work, numbered, count, ahead=1, later=0, waiting=waiting):
        ready[done.number] = done
        while due in ready:
            next_one = ready.pop(due)
            if next_one.results is None:
                yield [work(*item) for item in next_one.chunk]
            else:
                yield next_one.results
            due += 1
    for _, chunk in numbered:
        yield [work(*item) for item in chunk]


@dataclass(frozen=True, slots=True)
class _Done:
    """A chunk that was given to a process, and what came back: None where the process ended."""

    number: int
    chunk: Sequence[Item]
    results: list[Any] | None


def _done(
    work: Callable[..., Any],
    numbered: Iterator[tuple[int, Sequence[Item]]],
    count: int,
    *,
    ahead: int,
    later: int,
    waiting: Waiting | None = None,
) -> Iterator[_Done]:
    taking = Lock()

    def next_chunk() -> tuple[int, Sequence[Item]] | None:
        with taking:
            return next(numbered, None)

    results: Queue[_Done | None] = Queue(maxsize=count * _WAITING)
    workers: list[_Worker] = []
    try:
        for _ in range(count):
            process = waiting.taken() if waiting else None
            workers.append(_Worker(process or _started(later), work, next_chunk, results, ahead))
    except OSError as fault:
        _log.warning("No process can be started to help (%r); going on without it.", fault)
    try:
        running = len(workers)
        while running:
            result = results.get()
            if result is None:
                running -= 1
            else:
                yield result
    finally:
        for worker in workers:
            worker.stop()


class Waiting:
    """Processes that are started before their work is known, since that takes half a second.

    As a context manager it ends those that were not taken.
    """

    def __init__(self, count: int = 2) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []
        with suppress(OSError):  # whoever needs them tries once more, and tells
            self._processes += (_started(later=0) for _ in range(count))

    def taken(self) -> subprocess.Popen[bytes] | None:
        """Hand one over; None when none is left."""
        return self._processes.pop() if self._processes else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        while process := self.taken():
            process.kill()
            process.communicate()


def _started(later: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  (this very program)
        [sys.executable, "-c", _LOOP.format(path=sys.path, later=later)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pipesize=_PIPE,
        # Ctrl-C is for the program, which then stops its processes.
        start_new_session=True,
    )


class _Worker:
    """A process, and a thread that keeps it busy."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        work: Callable[..., Any],
        next_chunk: Callable[[], tuple[int, Sequence[Item]] | None],
        results: Queue[_Done | None],
        ahead: int,
    ) -> None:
        self._process = process
        self._work = work
        self._next_chunk = next_chunk
        self._results = results
        self._ahead = ahead
        self._stopped = False
        self._thread = Thread(target=self._feed, name="feeding a process", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the process and the thread, wherever they are."""
        self._stopped = True
        self._process.kill()
        while self._thread.is_alive():
            try:  # the thread may be waiting to hand over one more
                self._results.get(timeout=0.01)
            except Empty:
                continue
        self._process.communicate()

    def _feed(self) -> None:
        try:
            self._exchange()
        except (OSError, EOFError, pickle.UnpicklingError) as fault:
            if not self._stopped:
                _log.warning("A process that helps ended before its time (%r); going on without it.", fault)
        finally:
            self._results.put(None)

    def _exchange(self) -> None:
        to, back = self._process.stdin, self._process.stdout
        if to is None or back is None:
            raise EOFError("no pipe")
        pickle.dump(self._work, to)
        under_way: deque[tuple[int, Sequence[Item]]] = deque()
        try:
            while not self._stopped:
                while len(under_way) <= self._ahead and (taken := self._next_chunk()) is not None:
                    under_way.append(taken)
                    pickle.dump(taken[1], to)
                    to.flush()
                if not under_way:
                    return
                results = pickle.load(back)  # noqa: S301  (from the process started here)
                self._results.put(_Done(*under_way.popleft(), results))
        finally:
            for number, chunk in under_way:
                self._results.put(_Done(number, chunk, None))


def serve(later: int) -> None:
    """Do what comes through standard input until it ends, so many steps behind other processes."""
    # What is made of text stands in no circles, and looking for them takes its time.
    gc.freeze()
    gc.set_threshold(100_000)
    _keep_memory()
    if hasattr(os, "nice"):
        os.nice(later)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for systems that know no sessions
    asked: SimpleQueue[Any] = SimpleQueue()
    # By a thread: who asks must never wait with a question for somebody to take the last answer.
    Thread(target=_receive, args=(asked,), name="receiving", daemon=True).start()
    answers = sys.stdout.buffer
    work = asked.get()
    try:
        while work and (items := asked.get()) is not None:
            pickle.dump([work(*item) for item in items], answers)
            answers.flush()
    except BrokenPipeError:
        os._exit(0)  # whoever asked is gone; an orderly end would complain that nobody listens


def _keep_memory() -> None:
    """Have the C library keep what is freed for the next array.

    glibc gives large pieces back to the system, which then hands them out anew page by page: a tenth of the
    time of work with arrays. From the first large piece that is freed it learns to keep those up to that size
    (mallopt(3), M_MMAP_THRESHOLD). Elsewhere this does nothing.
    """
    large = bytes(_KEPT_FOR_ARRAYS)
    del large


def _receive(asked: SimpleQueue[Any]) -> None:
    """Put what comes through standard input into a queue, None when it ends."""
    try:
        while True:
            asked.put(pickle.load(sys.stdin.buffer))  # noqa: S301  (from the process that started this one)
    except EOFError:
        asked.put(None)
