"""English sentences that come from elsewhere (why a file is skipped, what is wrong) → another language."""

from __future__ import annotations

import re
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

from bot.translations import ENGLISH

if TYPE_CHECKING:
    from bot.translations import Texts

TABLES = ("reason.", "wrong_folder.", "database.", "limit.")
"""Of the catalogue: in English they hold these sentences as they are written where they come from."""


def retold(english: str, texts: Texts) -> str:
    """Return a sentence in the language of `texts`; one that no catalogue holds stays as it is."""
    if texts.language == ENGLISH.language:
        return english
    for key, pattern in _patterns():
        match = pattern.fullmatch(english)
        if match is not None:
            values = {name: retold(value, texts) for name, value in match.groupdict().items()}
            return texts(key, **values)
    return english


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the key of each sentence and what it looks like, those of the most fixed words first."""
    found = [
        (key, text)
        for key, text in ENGLISH.catalogue.items()
        if isinstance(text, str) and key.startswith(TABLES)
    ]
    found.sort(key=lambda each: -sum(len(fixed) for fixed, *_ in Formatter().parse(each[1])))
    return tuple((key, re.compile(_pattern(text), re.DOTALL)) for key, text in found)


def _pattern(text: str) -> str:
    parts = ((re.escape(fixed), name) for fixed, name, *_ in Formatter().parse(text))
    return "".join(fixed + (f"(?P<{name}>.+?)" if name else "") for fixed, name in parts)
