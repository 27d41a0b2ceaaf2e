"""A folder of articles and its index, as they stood together at one moment."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from retrieval.articles import Skipped
    from retrieval.index.protocol import Index
    from retrieval.languages.telling import Languages

Progress = Callable[[int, int], None]
"""Told how many files have been read, of how many."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How a folder differs from what was indexed before, by the articles' sources."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    anew: bool = False
    """Everything was indexed anew: terms have other numbers, and an index does not know the rest."""

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class Generation:
    """An index as it stood when it was opened."""

    index: Index
    skipped: tuple[Skipped, ...]
    repeated: Collection[str]
    """Lines of the publisher's pages, which are no passages."""
    changes: Changes
    """What was different before."""


class Keeper(Protocol):
    """Keeps the index of one folder, and reads only what changed since it was last opened."""

    def open(self, progress: Progress = ..., languages: Languages = ...) -> Generation:
        """Bring the index up to date with the folder, read in these languages. Not for two threads at once.

        Raises ArticlesError when the folder cannot be read or holds no article.
        """
        ...

    def check(self) -> str | None:
        """Read all that is kept of the index; say what is wrong, and have the next opening build it anew."""
        ...


def unwatched(_done: int, _of: int) -> None:
    """Take progress to nobody."""
