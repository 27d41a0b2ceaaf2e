"""The parts of a name as written: title, first name, surname."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.quotations.lexicon.grammar import PARTICLES, PREPOSITIONS, TITLES
from retrieval.speakers.lexicon import first_names, roles

COURTESIES = frozenset("mr mrs ms dr sir mx herr frau m mme mlle".split())
_MONSIEUR = frozenset("m. mme mme. mlle".split())
"""Before a surname alone: "M. Night Shyamalan" has an initial."""
_PART_OF_NAME = frozenset("pope king queen prince princess".split())
"""Titles without which a first name alone says little: "Pope Francis"."""
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv mp msp mep qc kc phd md".split())
_OFFICES = frozenset(
    "campaign defence defense finance foreign interior press state treasury under vice".split()
)
"""Titles that are none without another: "Silver State Voices" is nobody called Voices."""
_PARTS_OF_TITLES = frozenset("star man woman captain champion driver friend head host teacher".split())
"""Of works, prizes and brands: "Star Wars Celebration"."""
_INITIAL = 2
"""Characters of "C."."""
_ACRONYM = re.compile(r"[A-Z]{2,}$")


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name's words: what stands before the name itself, and the name."""

    title: tuple[str, ...]
    """"Russian", "Foreign", "Minister"."""
    core: tuple[str, ...]
    """"Sergei", "Lavrov"."""
    institution: bool
    alias: str
    """The name with the word that stands right before it: "Minister Sergei Lavrov"."""
    gender: str | None
    """"man" or "woman" where the first name or the title tells."""
    surname: str
    """The last word of the name in lower case."""


@cache
def written_name(words: tuple[str, ...]) -> WrittenName:
    """Split a name's words into title and name."""
    low = [word.lower() for word in words]
    end = len(words)
    while end > 1 and low[end - 1] in _SUFFIXES:
        end -= 1
    begin = _core_start(low, end)
    first_of_name = begin
    if end - begin == 1 <= begin and low[begin - 1] in _PART_OF_NAME:
        first_of_name -= 1
    core = words[first_of_name:end]
    institution = begin == 0 and (_is_institution(words, low) or _is_place(low))
    gender = None if institution else _gender(low[:begin], core)
    alias = " ".join(words[max(0, begin - 1) : end])
    return WrittenName(words[:begin], core, institution, alias, gender, core[-1].lower())


def _core_start(low: list[str], end: int) -> int:
    if end == 2 and low[0] in _MONSIEUR:
        return 1
    known = first_names()
    for k in range(end - 1, 0, -1):
        if low[k - 1] in TITLES and not (low[k] in roles()["institution"] and low[k] not in known):
            return _behind_title(low, k, end)
    if low[0] in known:
        return 0
    is_called = low[0] in roles()["person"] and low[0] not in _PARTS_OF_TITLES
    if end >= 3 and (is_called or (low[0] in roles()["institution"] and low[1] in known)):
        return 1
    for k in range(1, end - 1):
        initial = len(low[k - 1]) == _INITIAL and low[k - 1][-1] == "."
        if low[k] in known and low[k - 1] not in PARTICLES and not initial:
            return k
    return 0


def _behind_title(low: list[str], k: int, end: int) -> int:
    """Return where the name itself begins behind a title that ends before `k`: "Secretary of Education"."""
    if low[k] in PREPOSITIONS:
        return next((n for n in range(k + 2, end - 1) if low[n] in first_names()), 0)
    return k if _is_behind_title(low[:k], low[k:end]) else 0


def _is_behind_title(title: list[str], rest: list[str]) -> bool:
    """Whether somebody's name stands behind a title: "Public Prosecutions" and "State Voices" name bodies."""
    if (
        len(rest) == 1
        and rest[0] not in TITLES
        and _OFFICES.issuperset(word for word in title if word in TITLES)
    ):
        return False
    return rest[0] in first_names() or not any(word in roles()["institution"] for word in rest)


def _is_institution(words: tuple[str, ...], low: list[str]) -> bool:
    if low[-1].removesuffix("s") in roles()["demonym"] and (len(low) == 1 or low[-1].endswith("s")):
        return True
    if any(word in roles()["institution"] for word in low[1:]) or low[0] in roles()["institution"]:
        return low[0] not in first_names() or len(low) > 2
    return (len(words) == 1 and bool(_ACRONYM.match(words[0]))) or "of" in low


def _is_place(low: list[str]) -> bool:
    return low[-1] in roles()["place"] and (len(low) == 1 or low[0] not in first_names())


def _gender(title: list[str], core: tuple[str, ...]) -> str | None:
    for word in title:
        if word in roles()["woman"]:
            return "woman"
        if word in (
            "mr",
            "mr.",
            "m.",
            "herr",
            "sir",
            "lord",
            "king",
            "prince",
            "pope",
            "congressman",
            "spokesman",
        ):
            return "man"
    if len(core) > 1:
        for word in core[:-1]:
            found = first_names().get(word.lower())
            if found:
                return None if found == "either" else found
    return None
