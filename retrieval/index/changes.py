"""What opening a folder again had to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int], None]
"""Told how many files have been read, of how many."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How a folder differs from what was indexed before, by the articles' sources."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.new or self.changed or self.gone)


def unwatched(_done: int, _of: int) -> None:
    """Take progress to nobody."""
