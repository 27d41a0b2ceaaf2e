"""Short made-up articles for tests of what changes in a folder, and reading them."""

from pathlib import Path

from retrieval import Archive

HARBOUR = "The harbour opens again today\n\nThe mayor spoke about the harbour for an hour on Monday.\n"
SQUARE = "The town has a new square\n\nThe minister spoke about the square for an hour on Tuesday.\n"
FERRY = "The ferry sails from here\n\nA second ferry left the harbour in the evening with many people.\n"


def read(folder: str | Path) -> Archive:
    """Open a folder and read all its quotations, so that no question has to."""
    archive = Archive.open(folder)
    for _ in archive.read_quotations():
        pass
    return archive
