"""Whether the files of an index on disk are what was written: nothing that is damaged is trusted."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from retrieval.index.disk.manifest import Manifest, UnusableError
from retrieval.index.disk.writing import ARTICLES, PASSAGES

_MAGIC = 1337
_CHUNK = 1 << 20


def stamps(build: Path) -> tuple[int, ...]:
    """Return what identifies tantivy's last commits. Raises UnusableError where that cannot be read."""
    try:
        return tuple(int(_meta(build / name)["opstamp"]) for name in (PASSAGES, ARTICLES))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise UnusableError("its list of segments is damaged") from fault


def check_quickly(build: Path, manifest: Manifest) -> None:
    """Raise UnusableError when files are missing or short, or were not left by the manifest's commit."""
    for name, extent in manifest.extents.items():
        path = build / name
        if not path.is_file() or path.stat().st_size < extent.size:
            raise UnusableError(f"its file “{name}” is missing or cut off")
    if stamps(build) != manifest.stamps:
        raise UnusableError("it was left in the middle of a change")


def check_wholly(build: Path, manifest: Manifest) -> None:
    """Read every byte that is in use; raise UnusableError when one differs from what was written."""
    for name, extent in manifest.extents.items():
        with (build / name).open("rb") as file:
            if _checksum(file.read, extent.size) != extent.checksum:
                raise UnusableError(f"its file “{name}” is damaged")
    for path in _segment_files(build):
        if not _is_whole(path):
            raise UnusableError(f"its file “{path.name}” is damaged")


def size(build: Path) -> int:
    """Return the bytes that an index takes."""
    return sum(path.stat().st_size for path in build.rglob("*") if path.is_file())


def _meta(folder: Path) -> dict[str, Any]:
    meta: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
    return meta


def _segment_files(build: Path) -> Iterator[Path]:
    """Yield the files of the segments in use; merged ones may still lie beside them."""
    for name in (PASSAGES, ARTICLES):
        segments = _meta(build / name)["segments"]
        used = {str(segment["segment_id"]).replace("-", "") for segment in segments}
        yield from (path for path in sorted((build / name).iterdir()) if path.name.split(".")[0] in used)


def _is_whole(path: Path) -> bool:
    """Hold a file against the checksum (CRC-32) that tantivy writes at its end.

    The file ends with a JSON object that has the checksum of all before it, the object's length and a
    number that says so, four bytes each, little-endian.
    """
    with path.open("rb") as file:
        total = file.seek(0, 2)
        file.seek(max(0, total - 8))
        end = file.read(8)
        length = int.from_bytes(end[:4], "little")
        if int.from_bytes(end[4:], "little") != _MAGIC or length + 8 > total:
            return False
        file.seek(total - 8 - length)
        try:
            expected = json.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        file.seek(0)
        return bool(_checksum(file.read, total - 8 - length) == expected)


def _checksum(read: Callable[[int], bytes], size: int) -> int:
    checksum = 0
    while size > 0 and (chunk := read(min(size, _CHUNK))):
        checksum = zlib.crc32(chunk, checksum)
        size -= len(chunk)
    return checksum
