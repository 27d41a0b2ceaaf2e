"""One article → what is kept of its quotations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import NamedTuple

from retrieval.attributions.forms import name_of
from retrieval.attributions.packing import pack
from retrieval.passages import layout_of
from retrieval.quotations import Quotation, extract_quotations
from retrieval.speakers import Speaker

KEY_BYTES = 16
RULES = (
    "analysis.py",
    "articles.py",
    "attributions",
    "decoding.py",
    "languages",
    "passages",
    "quotations",
    "readers.py",
    "speakers",
)
"""What decides which quotations an article has: a change of any of it makes all that was kept worthless."""


class Row(NamedTuple):
    """One form of a speaker's name in one article."""

    form: str
    quotations: int
    """Of the speaker in the article, the stretches of one counted once; 0 for a form beside the name, and for
    a description."""
    has_role: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What is kept of one article's quotations."""

    key: bytes
    packed: bytes
    rows: tuple[Row, ...]


class Reader:
    """Reads articles of one folder for quotations."""

    def __init__(self, repeated: Collection[str]) -> None:
        """Read them without the lines of the publisher's pages."""
        self._repeated = repeated
        self._lines = blake2b("\n".join(sorted(repeated)).encode("utf-8", "surrogatepass")).digest()

    def key(self, source: str, sha256: bytes) -> bytes:
        """Return what changes with anything that an article's quotations depend on, the rules aside."""
        # The same bytes are another text to another reader.
        suffix = source.rpartition(".")[2].lower().encode("utf-8", "surrogatepass")
        return blake2b(b"".join((sha256, self._lines, suffix)), digest_size=KEY_BYTES).digest()

    def read(self, key: bytes, text: str) -> Reading:
        """Read the text of the article with that key."""
        found = extract_quotations(text, layout_of(text, self._repeated))
        return Reading(key, pack(found), tuple(rows_of(found)))


def rows_of(quotations: Iterable[Quotation]) -> Iterator[Row]:
    """Yield each speaker of an article with the number of their quotations, then their name's other forms.

    Who only has attitudes is not quoted. Who is only described ("analysts", "they") is somebody else in every
    article: their quotations are found, and counted for nobody.
    """
    groups: dict[int, set[int]] = {}
    speakers: dict[int, Speaker] = {}
    forms: dict[str, None] = {}
    for quotation in quotations:
        if quotation.is_attitude:
            continue
        for speaker in quotation.speakers:
            key = name_of(speaker.name)
            groups.setdefault(key, set()).add(quotation.group)
            speakers.setdefault(key, speaker)
            forms.update(dict.fromkeys((speaker.name, *speaker.aliases)))
    for key, speaker in speakers.items():
        if not speaker.named:
            continue
        yield Row(speaker.name, len(groups[key]), speaker.role is not None)
        forms.pop(speaker.name)
    for form in forms:
        yield Row(form, 0, has_role=False)


@cache
def rules_version() -> str:
    """Return what changes with the program's rules of who said what."""
    package = Path(__file__).parents[1]
    files = [path for name in RULES for path in (package / name, *(package / name).rglob("*"))]
    digest = sha256()
    for path in sorted(path for path in files if path.is_file() and path.suffix != ".pyc"):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
