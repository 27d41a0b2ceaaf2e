"""Lines that name their speaker by their shape: "SMITH: …", "#Smith: …", "– Smith"."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum

from retrieval.quotations.lexicon.grammar import TITLES
from retrieval.speakers.lexicon import first_names, roles

_TAG = re.compile(r"[#@][^\W_][\w.’'-]*:\s+(?=\S)")
_CAPITALS = re.compile(
    r"[A-Z][A-Z.’'-]*[A-Z](?: (?:[A-Z][A-Z.’'-]*[A-Z]|[A-Z]\.)){0,3}(?: \([^)\n]{1,40}\))?:\s+(?=\S)"
)
_PLAIN = re.compile(r"(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s+(?=\S)")
_LINE_START = re.compile(r"\n[\"“]?([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s")
_SENTENCE_END = re.compile(r"\w{2,}\W+\w{2,}\W+\w.*[.!?…][\"'”’»)\]]*\s*$")
_NO_SPEAKER = frozenset(
    "update updated correction note editor's read watch more related photo video source sources credit "
    "breaking exclusive warning spoiler listen see also image images caption share follow topics tags "
    "location date time where when what".split()
)
_SECTIONS = frozenset("news sports business opinion life money weather entertainment travel".split())
_REPORTERS = frozenset(
    "reporter reporters correspondent correspondents editor editors columnist writer writers staff".split()
)
_PRESS = frozenset(
    "afp american-statesman ap bbc bee bloomberg chronicle cnn courier dispatch examiner gazette globe "
    "guardian herald inquirer journal magazine mail network news newspaper observer post press register "
    "reuters statesman sun telegraph tennessean times today tribune wire".split()
)
"""Of a reporter's line, not of a speaker's, where no role stands beside them."""


class Signature(Enum):
    """What a line such as "– Anna Smith" under a paragraph is."""

    SPEAKER = "speaker"
    """It tells a role: whose words the paragraph is."""
    REPORTER = "reporter"
    """Who wrote the paragraph: several people, one of the press, or a line that comes again and again."""
    EITHER = "either"


def signature(text: str, start: int, end: int) -> Signature:
    """Say what a line that begins with a dash and a name is."""
    line = text[start:end]
    words = [re.sub(r"['’]s$", "", word.strip(".,();").lower()) for word in line.split()]
    low = frozenset(words)
    if low & _REPORTERS:
        return Signature.REPORTER
    if low & roles()["person"]:
        return Signature.SPEAKER
    if low & _PRESS or "and" in low or text.count(line) > 1:
        return Signature.REPORTER
    # "Sir" stands before a name, "King" and "Hall" may be one.
    if not TITLES.isdisjoint(words[:-1]):
        return Signature.SPEAKER
    is_body = low & roles()["institution"] and words[1:2] and words[1] not in first_names()
    return Signature.SPEAKER if is_body else Signature.EITHER


def repeated_speakers(text: str) -> frozenset[str]:
    """Return the names that open several lines of a text with a colon: an interview or a transcript.

    "HOLM:" repeats "IDA HOLM:". Where most such lines open with a name of their own, they are a list: of
    places, for instance, some of which come twice.
    """
    lines_of = Counter(_LINE_START.findall(f"\n{text}"))
    every = sum(lines for name, lines in lines_of.items() if name.lower().split()[0] not in _NO_SPEAKER)
    names = Counter({name: lines for name, lines in lines_of.items() if _may_speak(name)})
    surnames: Counter[str] = Counter()
    for name, lines in names.items():
        surnames[name.rpartition(" ")[2]] += lines if " " in name else 0
    repeated = {
        name
        for name, lines in names.items()
        if lines + (names[name.rpartition(" ")[2]] if " " in name else surnames[name]) > 1
    }
    if 2 * sum(names[name] for name in repeated) < every:
        return frozenset()
    return frozenset(repeated)


def _may_speak(name: str) -> bool:
    low = name.lower().split()
    is_place = low[-1] in roles()["place"] or (len(low) > 1 and low[-1] == "city")
    return low[0] not in _NO_SPEAKER and not is_place and (name.isupper() or low[0] not in _SECTIONS)


def spoken_from(text: str, start: int, end: int, repeated: frozenset[str]) -> int | None:
    """Return where the words begin that a line's own speaker says, None for any other paragraph."""
    if text.find(":", start, end) < 0:
        return None
    tag = _TAG.match(text, start, end)
    if tag is not None:
        return tag.end()
    plain = _PLAIN.match(text, start, end)
    if plain is None or not _SENTENCE_END.search(text, plain.end(), end):
        return None
    return plain.end() if plain.group().rstrip().rstrip(":") in repeated else None


def inner_speaker(text: str, start: int, end: int) -> int | None:
    """Return where "SMITH:" ends at the beginning of words between marks, None where they begin otherwise."""
    capitals = _CAPITALS.match(text, start, end)
    if capitals is None or capitals.group().lower().split()[0].rstrip(":") in _NO_SPEAKER:
        return None
    return capitals.end()
