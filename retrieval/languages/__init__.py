"""What differs from language to language when words are looked for: stems, stop words, elisions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from Stemmer import Stemmer


@dataclass(frozen=True)
class Language:
    """How one language's words become terms."""

    name: str
    """English, in lower case: `english`, `german`; also the name of its Snowball stemmer."""
    stemmer: Stemmer
    stop_words: frozenset[str]
    """Case folded, with straight apostrophes."""


@cache
def language(name: str) -> Language:
    """Return a language by its English name; ValueError where no such language is known."""
    lines = files(__name__).joinpath("stop_words", f"{name}.txt")
    if not lines.is_file():
        raise ValueError(f"No language “{name}” is known.")
    words = " ".join(line.split("#")[0] for line in lines.read_text("utf-8").splitlines())
    return Language(name, Stemmer(name, 0), frozenset(words.split()))


ENGLISH = language("english")
