"""Word lists that the rules read, loaded when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from retrieval.quotations.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    MOTION,
    PREPOSITIONS,
    word_classes,
)

NO_CUES = ADVERBS | AUXILIARIES | DETERMINERS | PREPOSITIONS | MOTION
"""Words that stand in many cues, "spoke about", without being one."""
LEAST_SHARE = 0.02
"""Of a word's occurrences: what attributes something less often than that is no cue."""


@dataclass(frozen=True, slots=True)
class Cue:
    """How often a word says that something was said."""

    quotation: float
    """Log odds that the word attributes words between marks where it stands; about -4 to 3."""
    indirect: float
    """The same for statements without marks."""
    either: float
    """The same for both together."""


_DOUBLING = frozenset("brag chat snap quip sob rebut admit plan dub slam refer submit".split())
"""Verbs whose last letter is written twice before an ending."""
REPORTING_VERB = Cue(-0.5, -0.5, 1.0)
"""The weight of a reporting verb that the training articles hold too seldom."""
OTHER_LANGUAGE = Cue(0.5, -0.5, 3.0)
"""The weight of a reporting verb that no training article holds: about that of "said"."""


def _lines(name: str) -> list[str]:
    content = (files(__name__) / name).read_text("utf-8")
    return [line for line in content.splitlines() if line and not line.startswith("#")]


def _log_odds(cue: int, all_: int) -> float:
    return log((cue + 0.2) / (max(all_ - cue, 0) + 2))


def _forms(verb: str) -> tuple[str, str, str]:
    """Return a regular verb in the third person, the past and with -ing."""
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    if verb in (
        "brag",
        "chat",
        "snap",
        "quip",
        "sob",
        "rebut",
        "admit",
        "plan",
        "dub",
        "slam",
        "refer",
        "submit",
    ):
        return f"{verb}s", f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"
    return (f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"), f"{verb}ed", f"{verb}ing"


@cache
def cues() -> dict[str, Cue]:
    """Return the cue words with their weights, learned from counts."""
    found: dict[str, Cue] = {}
    for line in _lines("cues.tsv"):
        word, quotation, indirect, all_ = line.split("\t")
        share = (int(quotation) + int(indirect)) / max(1, int(all_))
        if word in NO_CUES or share < LEAST_SHARE:
            continue
        found[word] = Cue(
            _log_odds(int(quotation), int(all_)),
            _log_odds(int(indirect), int(all_)),
            _log_odds(int(quotation) + int(indirect), int(all_)),
        )
    for verb in " ".join(_lines("reporting_verbs.txt")).split():
        for form in _forms(verb):
            found.setdefault(form, REPORTING_VERB)
    for word in other_languages()["verbs"]:
        found.setdefault(word, OTHER_LANGUAGE)
    for word in other_languages()["according"]:
        found.setdefault(word, OTHER_LANGUAGE)
    return found


@cache
def attitude_words() -> frozenset[str]:
    """Return words that tell what somebody thinks, feels or wants, in all their forms."""
    classes = word_classes(__name__, "attitude_words.txt")
    verbs = (form for verb in classes["verbs"] for form in (verb, *_forms(verb)))
    nouns = (form for noun in classes["nouns"] for form in (noun, _forms(noun)[0]))
    return frozenset((*verbs, *nouns, *classes["adjectives"]))


@cache
def other_languages() -> dict[str, frozenset[str]]:
    """Return the reporting words of other languages than English by their class."""
    return word_classes(__name__, "other_languages.txt")


@cache
def common_words() -> frozenset[str]:
    """Return words that are no names although a sentence may begin with them."""
    return frozenset(" ".join(_lines("common_words.txt")).split())
