"""The archive in use: loaded off the event loop, swapped in one assignment, never missing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Self

from retrieval import Archive, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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

    @classmethod
    async def load(
        cls,
        folder: Path,
        *,
        index: str = "auto",
        data: Path | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Self:
        """Open the folder in a thread; told as in `Archive.open`, and raises what that does."""
        watched = {"progress": progress} if progress else {}
        return cls(await asyncio.to_thread(Archive.open, folder, index=index, data=data, **watched))

    async def reload(self) -> Reload:
        """Read the folder again and put the new archive in the old one's place.

        Questions go on from the old one meanwhile. Raises ArticlesError, and keeps the old one, when the
        folder cannot be read any more or holds no article.
        """
        async with self._reloading:
            started = perf_counter()
            old = self.archive
            new = await asyncio.to_thread(old.reload)
            self.archive = new
        return Reload(
            new.changes.new,
            new.changes.changed,
            new.changes.gone,
            new.skipped,
            len(new.articles),
            len(new.passages),
            (perf_counter() - started) * 1000,
        )
