"""Where the index of a folder lies, when it is on disk."""

from hashlib import sha256
from pathlib import Path


def place_of(folder: Path, data: Path) -> Path:
    """Return the folder below `data` that holds the index of the articles in `folder`."""
    key = sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return data / f"index-{key}"
