"""The closed word classes of English news, as far as finding a subject needs them."""

from __future__ import annotations

from importlib.resources import files


def word_classes(package: str, name: str) -> dict[str, frozenset[str]]:
    """Return the words under each [heading] of a file in a package; lines that begin with # are remarks."""
    found: dict[str, set[str]] = {}
    here: set[str] = set()
    for line in (files(package) / name).read_text("utf-8").splitlines():
        if line.startswith("["):
            here = found.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            here.update(line.split())
    return {heading: frozenset(words) for heading, words in found.items()}


_CLASSES = word_classes("retrieval.quotations.lexicon", "grammar.txt")
PRONOUNS = _CLASSES["pronouns"]
DETERMINERS = _CLASSES["determiners"]
PREPOSITIONS = _CLASSES["prepositions"]
CONJUNCTIONS = _CLASSES["conjunctions"]
AUXILIARIES = _CLASSES["auxiliaries"]
ADVERBS = _CLASSES["adverbs"]
DAYS = _CLASSES["days"]
TITLES = _CLASSES["titles"]
PARTICLES = _CLASSES["particles"]
OF_HEADS = _CLASSES["of heads"]
APPOSITION = _CLASSES["apposition"]
BY_AGENT = _CLASSES["by agent"]
INTRANSITIVE = _CLASSES["intransitive"]
NEVER_INVERTED = _CLASSES["never inverted"]
SPEECH_NOUNS = _CLASSES["speech nouns"]
VERBS = _CLASSES["verbs"]
COLLECTIVES = _CLASSES["collectives"]
LY_NOUNS = _CLASSES["no adverbs in ly"]
SCARE_DETERMINERS = _CLASSES["scare determiners"]
NAMING = _CLASSES["naming"]
CAUSATIVE = _CLASSES["causative"]
MOTION = _CLASSES["motion"]
SUFFERED = _CLASSES["suffered"]
