"""Adding articles to the folder and removing them: what an owner of the bot may change from afar."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePath

from bot.translations import ENGLISH
from retrieval import READERS, WhosaidError, reason_to_skip

LARGEST_ADDED = 5 * 1024 * 1024
"""Bytes of one added file; the longest novels have a fifth of it."""
_LONGEST_NAME = 120
"""Bytes of a file name as UTF-8: every file system takes it, and it fits into a Discord button's press."""

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
"""Names that Windows gives to devices, whatever suffix they bear."""
_FORBIDDEN = re.compile(r'[<>:"|?*\\/]')
"""Characters that some file system does not take in names."""


class RefusedError(WhosaidError):
    """The folder stays as it is; `key` and `values` are those of a text in the catalogues."""

    def __init__(self, key: str, **values: str | int) -> None:
        self.key = key
        self.values = values
        super().__init__(ENGLISH(key, **values))


class AlreadyThereError(RefusedError):
    """There is a file of that name, and nobody asked to replace it."""


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that was added, replaced or removed."""

    source: str
    """Its path in the folder, `/`-separated."""
    sha256: str
    size: int
    replaced: bool = False


def safe_name(name: str) -> str:
    """Return a file name that is safe in any folder on any system, and as near to `name` as can be.

    Only what stands after the last slash counts. Raises RefusedError for a kind of file that is no article,
    and when nothing of the name is left.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    # Line breaks and the like go too: an article's source shows them as escapes, and would name no file.
    shown = "".join(c for c in last if c.isprintable())
    path = PurePath(_FORBIDDEN.sub("_", shown).strip(" ."))
    suffix = path.suffix
    if suffix.lower() not in READERS:
        raise RefusedError("folder.kind", name=_short(name), kinds=" ".join(READERS))
    stem = path.name.removesuffix(suffix).strip(" .")
    stem = _cut(stem, _LONGEST_NAME - len(suffix.encode())).rstrip(" .")
    if not stem:
        raise RefusedError("folder.no_name", name=_short(name))
    return f"{'_' * bool(_RESERVED.match(stem))}{stem}{suffix}"


def add_article(folder: Path, name: str, content: bytes, *, replace: bool = False) -> ChangedFile:
    """Write an article into the folder, under its `safe_name`, all of it or nothing.

    Raises AlreadyThereError when there is such a file and `replace` is not set, and RefusedError when it is
    too large, no article that can be read, or the folder cannot be written to.
    """
    name = safe_name(name)
    if len(content) > LARGEST_ADDED:
        raise RefusedError("folder.too_large", name=name, most=LARGEST_ADDED // 1024 // 1024)
    reason = reason_to_skip(name, content)
    if reason is not None:
        raise RefusedError("folder.unreadable", name=name, reason=reason)
    try:
        there = _same_name(folder, name)
        if there is not None and not replace:
            raise AlreadyThereError("folder.already_there", name=there)
        _write(folder, there or name, content, replace=there is not None)
    except FileExistsError as fault:
        raise AlreadyThereError("folder.already_there", name=name) from fault
    except OSError as fault:
        raise RefusedError("folder.not_writable", reason=fault.strerror or str(fault)) from fault
    digest = hashlib.sha256(content).hexdigest()
    return ChangedFile(there or name, digest, len(content), replaced=there is not None)


def remove_article(folder: Path, source: str, sha256: str) -> ChangedFile:
    """Delete the article `source` of the folder, if it is still the one whose bytes have that SHA-256.

    A link is deleted, never what it leads to. Raises RefusedError when it is not there, not the same, outside
    of the folder, or cannot be deleted.
    """
    path = folder / source
    try:
        if not _is_inside(folder, path) or path.suffix.lower() not in READERS or not path.is_file():
            raise RefusedError("folder.not_there", name=_short(source))
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise RefusedError("folder.changed", name=_short(source))
        path.unlink()
    except OSError as fault:
        raise RefusedError("folder.not_writable", reason=fault.strerror or str(fault)) from fault
    except ValueError as fault:  # a path that no system takes, or that is none below the folder
        raise RefusedError("folder.not_there", name=_short(source)) from fault
    return ChangedFile(source, sha256, len(content))


def _is_inside(folder: Path, path: Path) -> bool:
    """Whether a path leads to a place in the folder without any link to another folder on its way."""
    root = folder.resolve()
    parts = path.relative_to(folder).parts
    return not any(part.startswith(".") for part in parts) and path.parent.resolve() == root.joinpath(
        *parts[:-1]
    )


def _same_name(folder: Path, name: str) -> str | None:
    """Return the name of the file that some systems would take for the same, None where there is none."""
    wanted = _as_one(name)
    with os.scandir(folder) as entries:
        return next((entry.name for entry in entries if _as_one(entry.name) == wanted), None)


def _as_one(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _write(folder: Path, name: str, content: bytes, *, replace: bool) -> None:
    # Hidden, so that nobody reads it half written.
    waiting = folder / f".{secrets.token_hex(8)}.part"
    target = folder / name
    try:
        with waiting.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not replace:
            target.touch(exist_ok=False)
        elif target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        waiting.replace(target)
    finally:
        waiting.unlink(missing_ok=True)


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")


def _short(name: str) -> str:
    shown = "".join(c for c in name if c.isprintable())
    return shown if len(shown) <= 80 else f"{shown[:79]}…"
