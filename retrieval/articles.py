"""Files of a folder → articles. The one door through which `retrieval` reads anything."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from retrieval.decoding import UnreadableError
from retrieval.errors import ArticlesError
from retrieval.passages import Block, title_of, titled_layout_of
from retrieval.readers import READERS, Extracted, date_in

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes, some three million words. A larger file is no article, and costs the memory of thousands of them."""
_TOO_LARGE = f"it is larger than {LARGEST_FILE // 1024 // 1024} MB"
_EMPTY = "it is empty"
# Not blocking: a named pipe called .txt would else be waited for.
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Article:
    """One file's text and what is known of it. An unknown value is None, never a guess."""

    source: str
    """Path relative to the folder, `/`-separated; characters that cannot be printed stand as escapes."""
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


def read_articles(folder: Path) -> Reading:
    """Read every article below `folder` at once.

    One bad file is skipped with its reason. Raises ArticlesError when the folder itself cannot be read, or
    holds no article.
    """
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for found in stream_articles(folder):
        if isinstance(found, Article):
            articles.append(found)
        else:
            skipped.append(found)
    if not articles:
        raise nothing_readable(folder, skipped)
    return Reading(tuple(articles), tuple(skipped))


def stream_articles(folder: Path) -> Iterator[Article | Skipped]:
    """Yield every article below `folder`, and every file that is skipped, in the order of their sources.

    One file is held at a time. Hidden files and folders are passed over in silence. Links to files are
    followed within the folder, links to folders never, so there is no way out of it and no way round in
    circles. Raises ArticlesError when the folder itself cannot be read.
    """
    for file in article_files(folder):
        yield file if isinstance(file, Skipped) else file.read()


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file that may be an article, not read yet."""

    root: Path
    place: str
    """Its path relative to the root, as the system writes it."""
    source: str
    """What the article's source will be."""

    def signature(self) -> tuple[int, int]:
        """Return its size in bytes and the time of its last change in nanoseconds, both -1 if it is gone.

        A file of the same signature is taken to be unchanged.
        """
        try:
            status = os.stat(f"{self.root}/{self.place}")  # noqa: PTH116  (a Path costs as much again)
        except OSError:
            return -1, -1
        return status.st_size, status.st_mtime_ns

    def expect(self) -> None:
        """Tell the system that it is read soon, so that nobody waits for the disk then."""
        if not hasattr(os, "posix_fadvise"):
            return
        with suppress(OSError):  # reading it will say what is wrong
            descriptor = os.open(f"{self.root}/{self.place}", _READING)
            try:
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_WILLNEED)
            finally:
                os.close(descriptor)

    def text(self) -> str:
        """Return its text now, and nothing more of it; empty for a file that is no article."""
        content = self._content()
        return "" if isinstance(content, Skipped) else content[0].text

    def read(self) -> Article | Skipped:
        """Read it now."""
        content = self._content()
        if isinstance(content, Skipped):
            return content
        extracted, data = content
        return self._article(extracted, data, extracted.title or title_of(extracted.text))

    def read_laid_out(self, repeated: Collection[str]) -> tuple[Article, tuple[Block, ...]] | Skipped:
        """Read it now, and say what each stretch of its text is, as `layout_of` does."""
        content = self._content()
        if isinstance(content, Skipped):
            return content
        extracted, data = content
        title, layout = titled_layout_of(extracted.text, repeated)
        return self._article(extracted, data, extracted.title or title), layout

    def _article(self, extracted: Extracted, data: bytes, title: str | None) -> Article:
        return Article(
            self.source,
            title,
            extracted.published or date_in(self.place.rpartition("/")[2]),
            extracted.url,
            extracted.text,
            hashlib.sha256(data).hexdigest(),
        )

    def _content(self) -> tuple[Extracted, bytes] | Skipped:
        """Return what stands in it, and its bytes."""
        try:
            return _extracted(self.root, self.place)
        except UnreadableError as fault:
            return Skipped(self.source, str(fault))
        except FileNotFoundError:
            return Skipped(self.source, "it went away while it was read")
        except PermissionError:
            return Skipped(self.source, "there is no permission to read it")
        except OSError as fault:
            return Skipped(self.source, f"it cannot be read ({fault.strerror or fault})")


def article_files(folder: Path) -> Iterator[ArticleFile | Skipped]:
    """Yield every file that may be an article, in the order of their sources, and folders that are skipped.

    What is passed over and what is raised is told by `stream_articles`.
    """
    root = _readable(folder)
    for place in _files(root):
        yield place if isinstance(place, Skipped) else ArticleFile(root, place, _printable(place))


def reason_to_skip(name: str, data: bytes) -> str | None:
    """Return why a file of this name and content would be skipped ("it is empty"), None if it would not."""
    if len(data) > LARGEST_FILE:
        return _TOO_LARGE
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        return "it is of no kind that is read"
    try:
        return None if reader(data).text.strip() else _EMPTY
    except UnreadableError as fault:
        return str(fault)


def nothing_readable(folder: Path, skipped: Sequence[Skipped]) -> ArticlesError:
    """Return the error that says why no article was found below `folder`."""
    kinds = " or ".join(READERS)
    if not skipped:
        return ArticlesError(f"“{folder}” holds no {kinds} file; put your articles there.")
    first = f"{skipped[0].source}: {skipped[0].reason}"
    if len(skipped) == 1:
        return ArticlesError(f"“{folder}” holds no article that can be read; 1 file was skipped ({first}).")
    number = f"{len(skipped)} files were skipped"
    return ArticlesError(f"“{folder}” holds no article that can be read; {number} (the first is {first}).")


def _readable(folder: Path) -> Path:
    try:
        with os.scandir(folder):
            return folder.resolve()
    except FileNotFoundError:
        fault = f"There is no folder “{folder}”; set ARTICLES_DIR to the folder of your articles."
    except NotADirectoryError:
        fault = f"“{folder}” is a file, not a folder of articles."
    except PermissionError:
        fault = f"There is no permission to read the folder “{folder}”."
    except (OSError, ValueError) as error:
        fault = f"The folder “{folder}” cannot be read ({error})."
    raise ArticlesError(_printable(fault))


def _files(root: Path) -> Iterator[str | Skipped]:
    """Yield relative paths in the order of their strings; a folder is sorted as its name with a slash."""
    waiting = [""]
    while waiting:
        path = waiting.pop()
        if path and not path.endswith("/"):
            yield path
            continue
        try:
            with os.scandir(root / path) as entries:
                waiting += sorted(
                    (path + name for entry in entries if (name := _visible_name(entry))), reverse=True
                )
        except OSError as fault:
            yield Skipped(_printable(path), f"the folder cannot be read ({fault.strerror or fault})")


def _visible_name(entry: os.DirEntry[str]) -> str | None:
    """Return the name of a folder, with a slash, or of a file that some reader reads; else None."""
    if entry.name.startswith("."):
        return None
    if entry.is_dir(follow_symlinks=False):
        return entry.name + "/"
    _, dot, ending = entry.name.rpartition(".")
    readable = dot and f".{ending.lower()}" in READERS
    return entry.name if readable and not _is_linked_folder(entry) else None


def _is_linked_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:  # a link that leads round in circles: reading it will say so
        return False


def _extracted(root: Path, place: str) -> tuple[Extracted, bytes]:
    """Return what stands in a file, and its bytes."""
    path = f"{root}/{place}"  # a Path costs as much as reading the file
    if os.path.islink(path):  # noqa: PTH114  (the same)
        _check_link(Path(path), root)
    data = _bytes_of(path)
    extracted = READERS["." + place.rpartition(".")[2].lower()](data)
    if not extracted.text.strip():
        raise UnreadableError(_EMPTY)
    return extracted, data


def _check_link(path: Path, root: Path) -> None:
    if not path.exists():
        raise UnreadableError("it is a link to a file that does not exist")
    if not path.resolve().is_relative_to(root):
        raise UnreadableError("it is a link that leads out of the folder")


def _bytes_of(path: str) -> bytes:
    descriptor = os.open(path, _READING)
    # Without a buffer: reading up to a limit through one would first ask for the memory of the limit.
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("it is no ordinary file")
        if status.st_size > LARGEST_FILE or len(data := file.read()) > LARGEST_FILE:
            raise UnreadableError(_TOO_LARGE)
    return data


_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _printable(path: str) -> str:
    """Write out what could not be printed or would break a line: control characters and undecodable bytes."""
    if path.isprintable():
        return path
    return _UNPRINTABLE.sub(lambda match: match.group().encode("unicode_escape").decode("ascii"), path)


def text_beside(folder: Path, name: str) -> str:
    """Return the text of an operator's own file in the folder of articles, empty where there is none.

    Raises ArticlesError where it is there and cannot be read.
    """
    try:
        return (folder / name).read_text("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError:
        raise ArticlesError(f"{name} beside the articles is not UTF-8; save it as such.") from None
    except OSError as fault:
        raise ArticlesError(f"{name} beside the articles cannot be read ({fault.strerror}).") from None
