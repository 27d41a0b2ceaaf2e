"""How far reading the articles is, shown to whoever waits for it at a terminal."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress

PATIENCE = 0.7
"""Seconds that pass before anything is shown: most folders are read by then."""

EVERY = 0.1
"""Seconds between two looks of the bar: drawing it for each file would take longer than reading."""


class ReadingProgress:
    """Shows a bar on standard error when that is a terminal and reading takes its time.

    It is called with the files read and the files there are.
    """

    def __init__(self) -> None:
        self._wanted = sys.stderr.isatty()
        self._next = monotonic() + PATIENCE
        self._shown = ExitStack()
        self._bar: Progress | None = None

    def __call__(self, done: int, of: int) -> None:
        """Show that so many of the files have been read."""
        if not self._wanted or monotonic() < self._next:
            return
        self._next = monotonic() + EVERY
        if self._bar is None:
            self._bar = self._begun(of)
        self._bar.update(self._bar.task_ids[0], completed=done)

    def _begun(self, of: int) -> Progress:
        from rich.console import Console  # noqa: PLC0415  (slow to import, and most starts need none)
        from rich.progress import Progress  # noqa: PLC0415  (the same)

        bar = self._shown.enter_context(Progress(console=Console(stderr=True), transient=True))
        bar.add_task("Reading articles", total=of)
        return bar

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shown.close()
