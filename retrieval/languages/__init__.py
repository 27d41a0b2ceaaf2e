"""What differs from language to language when words are looked for: stems, stop words, elisions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
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
    question_words: frozenset[str]
    """Words that ask rather than say ("kind", "called"); what answers a question seldom repeats them."""

    telltale: str
    """A word that hardly a text of it is without, and hardly one of another language has."""

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
        name, Stemmer(name, 0), stop_words, _words("question_words", name), _TELLTALES.get(name, "")
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

_LOOKED_AT = 400
"""Characters at the head of a text that its language is told by."""
_PLAINLY_ENGLISH = re.compile(r"\b(?:the|and)\b")
_WORD = re.compile(r"[^\W\d_]+")
# A letter alone is an initial or half of "it's" more often than a French word.
_TELLING = [
    (each, frozenset(word for word in each.stop_words - ENGLISH.stop_words if len(word) > 1))
    for each in LANGUAGES[1:]
]


def language_of(text: str) -> Language:
    """Return the language of a text by its stop words; English where they do not tell."""
    head = text[:_LOOKED_AT]
    if _PLAINLY_ENGLISH.search(head):
        return ENGLISH
    words = frozenset(_WORD.findall(head.casefold()))
    best, most = ENGLISH, max(1, len(words & ENGLISH.stop_words))
    for each, telling in _TELLING:
        hits = len(words & telling)
        if hits > most:
            best, most = each, hits
    return best
