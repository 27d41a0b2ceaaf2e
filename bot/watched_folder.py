"""Noticing that the folder of articles changed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from watchfiles import Change

_QUIET_MS = 1600
"""For so long nothing must happen, three times it at most, so that files copied in a row are one change."""
_BEGUN_MS = 5000
"""After so long a first wait in which nothing happened, watching is known to have begun."""


async def changes_in(folder: Path, stop: asyncio.Event) -> AsyncIterator[None]:
    """Yield after each change in a folder or below, until `stop` is set; hidden files do not count.

    It yields once when watching has begun, too, for what changed before is not seen. Raises FileNotFoundError
    when the folder is missing.
    """
    from watchfiles import awatch  # noqa: PLC0415  (only the bot on Discord waits for changes)

    # Watching what is missing would wait for ever.
    root = await asyncio.to_thread(folder.resolve, strict=True)

    def is_visible(_: Change, path: str) -> bool:
        return not any(part.startswith(".") for part in Path(path).relative_to(root).parts)

    begun = False
    async for changes in awatch(
        root,
        watch_filter=is_visible,
        debounce=3 * _QUIET_MS,
        step=_QUIET_MS,
        stop_event=stop,
        ignore_permission_denied=True,
        rust_timeout=_BEGUN_MS,
        yield_on_timeout=True,
    ):
        if changes or not begun:
            begun = True
            yield
