"""What stands in a file of each kind: its text, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from retrieval.decoding import decode


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file and its metadata. An unknown value is None, never a guess."""

    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None


def date_in(text: str) -> date | None:
    """Return the first date of the form 2014-03-31, 2014_03_31, 2014.03.31 or 20140331, or None."""
    for match in _DATE.finditer(text):
        try:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return None


_DATE = re.compile(
    r"""(?<![0-9A-Za-z])(?P<year>1[6-9]\d\d|20\d\d)
        (?P<between>[-_.]?)(?P<month>0[1-9]|1[0-2])(?P=between)(?P<day>[0-3]\d)(?![0-9A-SU-Za-z])""",
    re.VERBOSE,
)
FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>(?:[^\n]*\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
"""Metadata between two lines of dashes at the head of a Markdown file."""
_FIELD = re.compile(r"^(?P<name>[A-Za-z][\w -]*?)[ \t]*:[ \t]*(?P<value>[^\n]*)$", re.MULTILINE)


def _plain(data: bytes) -> Extracted:
    return Extracted(decode(data))


def _markdown(data: bytes) -> Extracted:
    text = decode(data)
    head = FRONT_MATTER.match(text)
    if not head:
        return Extracted(text)
    fields = {m["name"].lower(): m["value"].strip().strip("\"'") for m in _FIELD.finditer(head["fields"])}

    def first(*names: str) -> str | None:
        return next((fields[name] for name in names if fields.get(name)), None)

    url = first("url", "canonical", "canonical_url", "link", "source")
    return Extracted(
        text,
        title=first("title", "headline"),
        published=date_in(first("date", "published", "pubdate", "published_at") or ""),
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


READERS: Mapping[str, Callable[[bytes], Extracted]] = {".txt": _plain, ".md": _markdown}
"""How each kind of file is read, by its suffix in lower case. A reader raises UnreadableError."""
