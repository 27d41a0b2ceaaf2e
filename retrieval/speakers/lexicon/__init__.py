"""Word lists about people, loaded when first asked for."""

from __future__ import annotations

from functools import cache

from retrieval.quotations.lexicon.grammar import word_classes


@cache
def first_names() -> dict[str, str]:
    """Return "man", "woman" or "either" for each first name, in lower case."""
    classes = word_classes("retrieval.speakers.lexicon", "first_names.txt")
    found = dict.fromkeys(classes["man"], "man")
    for name in classes["woman"]:
        found[name] = "either" if name in found else "woman"
    return found | dict.fromkeys(classes["either"], "either")


@cache
def roles() -> dict[str, frozenset[str]]:
    """Return the classes of words that tell who somebody is."""
    return word_classes("retrieval.speakers.lexicon", "roles.txt")
