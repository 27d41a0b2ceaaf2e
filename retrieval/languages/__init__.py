"""What differs from language to language when words are looked for: stems, stop words, elisions."""

from __future__ import annotations

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

    @cached_property
    def question_terms(self) -> frozenset[str]:
        """The stems of the question words."""
        return frozenset(self.stemmer.stemWords(sorted(self.question_words)))


@cache
def language(name: str) -> Language:
    """Return a language by its English name; ValueError where no such language is known."""
    stop_words = _words("stop_words", name)
    if not stop_words:
        raise ValueError(f"No language “{name}” is known.")
    return Language(name, Stemmer(name, 0), stop_words, _words("question_words", name))


def _words(kind: str, name: str) -> frozenset[str]:
    """Return the words of a list: those of every line before a `#`."""
    lines = files(__name__).joinpath(kind, f"{name}.txt")
    if not lines.is_file():
        return frozenset()
    return frozenset(
        word for line in lines.read_text("utf-8").splitlines() for word in line.split("#")[0].split()
    )


ENGLISH = language("english")
