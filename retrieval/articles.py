"""Files of a folder → articles. The one door through which `retrieval` reads anything."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from charset_normalizer import from_bytes

from retrieval.errors import ArticlesError
from retrieval.passages import title_of

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes. A larger file is no article; reading it would cost the memory of thousands of them."""


@dataclass(frozen=True, slots=True)
class Article:
    """One file's text and what is known of it. An unknown value is None, never a guess."""

    source: str
    """Path relative to the folder, `/`-separated."""
    title: str | None
    published: date | None
    url: str | None
    text: str
    """The decoded file: byte-order mark dropped, line ends as `\\n`. All offsets count its characters."""
    sha256: str
    """Hexadecimal SHA-256 of the file's bytes."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no article here, and why, as the end of a sentence ("it is empty")."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a folder gave: articles in the order of their sources, and what was left out."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


class Unreadable(Exception):  # noqa: N818  (never leaves this module: it becomes a Skipped)
    """One file cannot be read as an article; the message is the reason."""


def _plain_text(data: bytes) -> str:
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("it is not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data).best()
    if best is None:
        raise Unreadable("its encoding is not known")
    return str(best)


READERS: Mapping[str, Callable[[bytes], str]] = {".txt": _plain_text, ".md": _plain_text}
"""How each kind of file becomes text, by its suffix in lower case."""

_DATE_IN_NAME = re.compile(r"(?<!\d)(\d{4})[-_]?(\d{2})[-_]?(\d{2})(?!\d)")


def read_articles(folder: Path) -> Reading:
    """Read every article below `folder`.

    One bad file is skipped with its reason. Raises ArticlesError when the folder itself cannot be read.
    """
    if not folder.exists():
        raise ArticlesError(
            f"There is no folder “{folder}”; set ARTICLES_DIR to the folder of your articles."
        )
    if not folder.is_dir():
        raise ArticlesError(f"“{folder}” is a file, not a folder of articles.")
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for path in _files(folder):
        source = path.relative_to(folder).as_posix()
        try:
            articles.append(_read(path, source))
        except Unreadable as reason:
            skipped.append(Skipped(source, str(reason)))
        except OSError as fault:
            skipped.append(Skipped(source, f"it cannot be read ({fault.strerror or fault})"))
    return Reading(tuple(articles), tuple(skipped))


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if path.suffix.lower() in READERS and path.is_file():
            yield path


def _read(path: Path, source: str) -> Article:
    if not path.resolve().is_file():
        raise Unreadable("it is no file")
    if path.stat().st_size > LARGEST_FILE:
        raise Unreadable(f"it is larger than {LARGEST_FILE // 1024 // 1024} MB")
    data = path.read_bytes()
    text = READERS[path.suffix.lower()](data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable("it is empty")
    return Article(source, title_of(text), _date_in(path.name), None, text, hashlib.sha256(data).hexdigest())


def _date_in(name: str) -> date | None:
    for match in _DATE_IN_NAME.finditer(name):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            continue
    return None
