"""The operator's own words: spellings of one in `spellings.toml`, words of like meaning in `related.toml`.

Kyiv = ["Kiev", "Kiew"]
"Łódź" = ["Lodz"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from retrieval.analysis import fold, tokens_of
from retrieval.errors import WhosaidError
from retrieval.languages import ENGLISH


class SpellingsError(WhosaidError):
    """The operator's file of spellings or of related words cannot be used; the message says why."""


def parse_spellings(content: str) -> dict[str, str]:
    """Return each spelling, the first of its line too, with the one that all are indexed as, folded.

    Raises SpellingsError, one sentence, for what cannot be used.
    """
    found: dict[str, str] = {}
    for words in _lines("spellings.toml", content):
        for word in words:
            if found.setdefault(fold(word), fold(words[0])) != fold(words[0]):
                raise SpellingsError(
                    f"spellings.toml gives “{word}” to both “{found[fold(word)]}” and “{fold(words[0])}”."
                )
    return found


def parse_related_words(content: str) -> tuple[tuple[str, ...], ...]:
    """Return the groups of words that may stand for one another. Raises as `parse_spellings` does."""
    return tuple(_lines("related.toml", content))


def _lines(file: str, content: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of each line, the one before the equals sign first."""
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as fault:
        raise SpellingsError(f"{file} is no valid TOML: {fault}.") from None
    for first, others in table.items():
        if not isinstance(others, list) or not others or not all(isinstance(each, str) for each in others):
            raise SpellingsError(f"{file} needs a list of words in quotes for “{first}”.")
        for word in (first, *others):
            if len(tokens_of(word, ENGLISH)) != 1:
                raise SpellingsError(f"{file} has “{word}”, which is not one word.")
        yield (first, *others)
