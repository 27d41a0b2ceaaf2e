"""One engine in a process of its own, so that its processor time and its memory are its own too."""

from __future__ import annotations

import gc
import multiprocessing
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from benchmarks.engines import ENGINES, ON_DISK

SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Cost:
    """What building took: seconds of processor time and of the clock, peak memory in MB."""

    cpu: float
    wall: float
    peak: float


def terms_of_file(path: Path) -> Iterator[list[str]]:
    """Read the passages' terms, one passage a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.split()


def _resident() -> float:
    return float(psutil.Process().memory_info().rss) / 1e6


def _peak() -> float:
    # getrusage's peak would do elsewhere, but on Linux it starts from the parent's.
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024 / 1e6


def _build(connection: Connection, name: str, terms: Path, folder: Path) -> None:
    engine = ENGINES[name]()
    folder.mkdir(parents=True)
    clock = time.perf_counter()
    engine.build(terms_of_file(terms), folder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    connection.send(Cost(used.ru_utime + used.ru_stime, time.perf_counter() - clock, _peak()))
    if name not in ON_DISK:
        gc.collect()
        _serve(connection, name, folder, engine)


def _serve(connection: Connection, name: str, folder: Path, engine: object = None) -> None:
    if engine is None:
        engine = ENGINES[name]()
        engine.open(folder)
    while (queries := connection.recv()) is not None:
        answers = []
        for query in queries:
            started = time.perf_counter_ns()
            found = engine.top(query)
            answers.append((time.perf_counter_ns() - started, found))
        connection.send((answers, _resident()))


class EngineProcess:
    """A built engine that waits for questions."""

    def __init__(self, name: str, terms: Path, folder: Path) -> None:
        self.name = name
        self._connection, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(target=_build, args=(theirs, name, terms, folder))
        self._process.start()
        theirs.close()
        self.cost: Cost = self._connection.recv()
        if name in ON_DISK:
            self._process.join()
            self._connection, theirs = SPAWN.Pipe()
            self._process = SPAWN.Process(target=_serve, args=(theirs, name, folder))
            self._process.start()
            theirs.close()
        self.resident = 0.0
        """MB after the last questions."""

    def ask(self, queries: list[list[str]]) -> list[tuple[int, list[int]]]:
        """Return for each query the nanoseconds it took and the ten passages it found."""
        self._connection.send(queries)
        answers: list[tuple[int, list[int]]]
        answers, self.resident = self._connection.recv()
        return answers

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.send(None)
        self._process.join()
