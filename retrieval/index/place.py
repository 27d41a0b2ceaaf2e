"""Where lies what is kept of a folder of articles."""

from hashlib import sha256
from pathlib import Path


def place_of(folder: Path, data: Path, what: str = "index") -> Path:
    """Return the folder below `data` that holds the index of the articles in `folder`, or `what` else."""
    key = sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return data / f"{what}-{key}"
