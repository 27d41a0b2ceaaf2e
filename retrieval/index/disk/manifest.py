"""Which generation of the index on disk is valid: the one file that is replaced, never changed."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from retrieval.articles import Skipped
from retrieval.index.disk.store import Extent, Totals
from retrieval.index.listing import Signature
from retrieval.languages.telling import Languages

NAME = "manifest.json"


class UnusableError(Exception):
    """An index on disk cannot be used; the message says why, as the end of a sentence. It is built again."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one file of the folder: enough to see that it has not changed."""

    signature: Signature
    article: int
    """Its number in the store; -1 for a file that was skipped."""
    reason: str = ""
    """Why it was skipped."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation of an index."""

    fingerprint: str
    """Of the program and the settings that made it."""
    build: str
    """The folder, beside the manifest, that holds it."""
    stamps: tuple[int, ...]
    """Of tantivy's last commits."""
    extents: Mapping[str, Extent]
    totals: Totals
    repeated: frozenset[str]
    """Lines of the publisher's pages, as counted when the index was built."""
    files: Mapping[str, Known]
    """By source, in the order of the sources."""

    def skipped(self) -> tuple[Skipped, ...]:
        """Return the files that are no articles, and why."""
        return tuple(
            Skipped(source, known.reason) for source, known in self.files.items() if known.article < 0
        )

    def write(self, folder: Path) -> None:
        """Put it in the place of the one in `folder`: whoever reads sees the old or the new one, whole."""
        fields = asdict(replace(self, files={}, repeated=frozenset()))
        fields["repeated"] = sorted(self.repeated)
        # By columns: a twentieth of the time that objects would take for 50,000 files.
        fields["files"] = [
            list(self.files),
            *map(list, zip(*((*k.signature, k.article, k.reason) for k in self.files.values()), strict=True)),
        ]
        content = json.dumps(fields)
        fresh = folder / f"{NAME}.{os.getpid()}"
        with fresh.open("w", encoding="ascii") as file:
            file.write(f"{zlib.crc32(content.encode())}\n{content}")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / NAME)

    @staticmethod
    def stamp(folder: Path) -> Signature | None:
        """Return size and time of the one in `folder`, by which it is known again; None without one."""
        try:
            status = (folder / NAME).stat()
        except FileNotFoundError:
            return None
        return status.st_size, status.st_mtime_ns

    @staticmethod
    def remove(folder: Path) -> None:
        """Remove the one in `folder`, if there is any: no index is valid there then."""
        (folder / NAME).unlink(missing_ok=True)

    @staticmethod
    def build_in(folder: Path) -> str | None:
        """Return which build the one in `folder` is of, whoever wrote it; None where that cannot be told."""
        try:
            fields = json.loads((folder / NAME).read_text("ascii").partition("\n")[2])
            return str(fields["build"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @classmethod
    def read(cls, folder: Path, fingerprint: str) -> Manifest:
        """Read the one in `folder`. Raises UnusableError when there is none that this program can use."""
        try:
            checksum, _, content = (folder / NAME).read_text("ascii").partition("\n")
        except FileNotFoundError:
            raise UnusableError("there is none yet") from None
        except (OSError, ValueError) as fault:
            raise UnusableError(f"its list of files cannot be read ({fault})") from fault
        if checksum != str(zlib.crc32(content.encode())):
            raise UnusableError("its list of files is damaged")
        fields: dict[str, Any] = json.loads(content)
        if fields.get("fingerprint") != fingerprint:
            raise UnusableError("another version of the program or other settings made it")
        try:
            return cls._of(fields)
        except (KeyError, TypeError, ValueError) as fault:
            raise UnusableError("its list of files is not of this program") from fault

    @classmethod
    def _of(cls, fields: Mapping[str, Any]) -> Manifest:
        sources, *columns = fields["files"]
        rows = zip(*columns, strict=True)
        return cls(
            fields["fingerprint"],
            fields["build"],
            tuple(fields["stamps"]),
            {name: Extent(**extent) for name, extent in fields["extents"].items()},
            Totals(**fields["totals"]),
            frozenset(fields["repeated"]),
            {
                source: Known((size, time), article, reason)
                for source, (size, time, article, reason) in zip(sources, rows, strict=True)
            },
        )


def fingerprint_of(languages: Languages) -> str:
    """Return what must be the same for an index to be valid: the program's files and the languages."""
    digest = sha256(json.dumps([languages.chosen, sorted(languages.own.items())]).encode())
    package = Path(__file__).parents[2]
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".txt", ".toml"} and path.is_file():
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
