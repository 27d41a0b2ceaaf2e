"""Opening the articles for a command."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.reading_progress import ReadingProgress
from retrieval import Archive, WhosaidError

if TYPE_CHECKING:
    from bot.settings import Settings


class UsageError(WhosaidError):
    """The command line was not used as it is meant."""


def open_archive(settings: Settings) -> Archive:
    """Open the folder of articles that was chosen, telling what is amiss to standard error."""
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s: %(message)s")
    if settings.articles_dir is None:
        raise UsageError("No folder of articles is chosen.")
    with ReadingProgress() as progress:
        return Archive.open(
            settings.articles_dir,
            index=settings.index,
            data=settings.database.parent,
            language=settings.language,
            progress=progress,
        )
