"""Lines that name their speaker by their shape: "SMITH: …", "#Smith: …", "– Smith"."""

from __future__ import annotations

import re
from collections import Counter

_TAG = re.compile(r"[#@][^\W_][\w.’'-]*:\s+(?=\S)")
_CAPITALS = re.compile(
    r"[A-Z][A-Z.’'-]*[A-Z](?: (?:[A-Z][A-Z.’'-]*[A-Z]|[A-Z]\.)){0,3}(?: \([^)\n]{1,40}\))?:\s+(?=\S)"
)
_PLAIN = re.compile(r"(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s+(?=\S)")
_LINE_START = re.compile(r"(?:^|\n)[\"“]?([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s")
_NO_SPEAKER = frozenset(
    "update updated correction note editor's read watch more related photo video source sources credit "
    "breaking exclusive warning spoiler listen see also image images caption share follow topics tags "
    "location date time where when what".split()
)


def repeated_speakers(text: str) -> frozenset[str]:
    """Return the names that open several lines of a text with a colon: an interview or a transcript."""
    counts = Counter(match.group(1) for match in _LINE_START.finditer(text))
    return frozenset(
        name for name, count in counts.items() if count > 1 and name.lower().split()[0] not in _NO_SPEAKER
    )


def spoken_from(text: str, start: int, end: int, repeated: frozenset[str]) -> int | None:
    """Return where the words begin that a line's own speaker says, None for any other paragraph."""
    tag = _TAG.match(text, start, end)
    if tag is not None:
        return tag.end()
    plain = _PLAIN.match(text, start, end)
    if plain is not None and plain.group().rstrip().rstrip(":") in repeated:
        return plain.end()
    return None


def inner_speaker(text: str, start: int, end: int) -> int | None:
    """Return where "SMITH:" ends at the beginning of words between marks, None where they begin otherwise."""
    capitals = _CAPITALS.match(text, start, end)
    if capitals is None or capitals.group().lower().split()[0].rstrip(":") in _NO_SPEAKER:
        return None
    return capitals.end()
