"""What differs from language to language when words are looked for: stems, stop words, elisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files

from Stemmer import Stemmer


@dataclass(frozen=True, eq=False)
class Language:
    """How one language's words become terms."""

    name: str
    """English, in lower case: `english`, `german`; also the name of its Snowball stemmer."""
    stemmer: Stemmer
    stop_words: frozenset[str]
    """Case folded, with straight apostrophes."""
    question_words: frozenset[str]
    """Words that ask rather than say ("kind", "called"); what answers a question seldom repeats them."""

    telltale: str
    """A word that hardly a text of it is without, and hardly one of another language has."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """From each other spelling of a word, folded, to the one that all are indexed as."""

    @cached_property
    def question_terms(self) -> frozenset[str]:
        """The stems of the question words."""
        return frozenset(self.stemmer.stemWords(sorted(self.question_words)))


_TELLTALES = {"english": "the", "french": "dans", "german": "und", "russian": "и", "spanish": "por"}


@cache
def language(name: str) -> Language:
    """Return a language by its English name; ValueError where no such language is known."""
    stop_words = _words("stop_words", name)
    if not stop_words:
        raise ValueError(f"No language “{name}” is known.")
    return Language(
        name,
        Stemmer(name, 0),
        stop_words,
        _words("question_words", name),
        _TELLTALES.get(name, ""),
        SPELLINGS if name == "english" else {},
    )


def _words(kind: str, name: str) -> frozenset[str]:
    """Return the words of a list: those of every line before a `#`."""
    lines = files(__name__).joinpath(kind, f"{name}.txt")
    if not lines.is_file():
        return frozenset()
    return frozenset(
        word for line in lines.read_text("utf-8").splitlines() for word in line.split("#")[0].split()
    )


def _spellings() -> dict[str, str]:
    """Return each other spelling of `spellings.txt` with the one that all are indexed as."""
    lines = files(__name__).joinpath("spellings.txt").read_text("utf-8").splitlines()
    found = (line.split("#")[0].split() for line in lines)
    return {other: words[0] for words in found if words for other in words[1:]}


SPELLINGS = _spellings()
"""Of places, names, British and American words, and numbers: "kiev" → "kyiv", "three" → "3"."""
ENGLISH = language("english")
RUSSIAN = language("russian")
LANGUAGES = (ENGLISH, language("french"), language("german"), RUSSIAN, language("spanish"))
"""English first: what nothing else speaks for."""
