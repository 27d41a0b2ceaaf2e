"""The operator's own spellings of words, as written in `spellings.toml`.

Kyiv = ["Kiev", "Kiew"]
"Łódź" = ["Lodz"]
"""

from __future__ import annotations

import tomllib

from retrieval.analysis import fold, tokens_of
from retrieval.errors import WhosaidError
from retrieval.languages import ENGLISH


class SpellingsError(WhosaidError):
    """The operator's file of spellings cannot be used; the message says why."""


def parse_spellings(content: str) -> dict[str, str]:
    """Return each spelling, the first of its line too, with the one that all are indexed as, folded.

    Raises SpellingsError, one sentence, for what cannot be used.
    """
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as fault:
        raise SpellingsError(f"spellings.toml is no valid TOML: {fault}.") from None
    found: dict[str, str] = {}
    for first, others in table.items():
        if not isinstance(others, list) or not others or not all(isinstance(each, str) for each in others):
            raise SpellingsError(f"spellings.toml needs a list of words in quotes for “{first}”.")
        for word in (first, *others):
            if len(tokens_of(word, ENGLISH)) != 1:
                raise SpellingsError(f"spellings.toml has “{word}”, which is not one word.")
            if found.setdefault(fold(word), fold(first)) != fold(first):
                raise SpellingsError(
                    f"spellings.toml gives “{word}” to both “{found[fold(word)]}” and “{fold(first)}”."
                )
    return found
