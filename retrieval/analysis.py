"""Text → terms with their places, and sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from Stemmer import Stemmer


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: `text[start:end]` is what stands there, `term` what it is indexed as."""

    term: str
    start: int
    end: int
    stop: bool = False
    """A word too common to search for, unless nothing else is left."""


STOP_WORDS = frozenset(
    """a about after all also an and any are as at be been but by can could did do does for from had
    has have he her his how i if in into is it its may me more most my no not of on one or our out
    over said say says she so some such tell than that the their them then there these they this to
    up was we were what when where which who whom whose why will with would you your""".split()
)

_WORD = re.compile(r"[^\W_]+(?:['’‘`´][^\W_]+|[.](?=[^\W_][.])[^\W_])*")
_POSSESSIVE = re.compile(r"['’‘`´]s?$")
_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"'”’»)\]]*(?=\s|$)|$)", re.DOTALL)
_STEMMER = Stemmer("english", 0)


def fold(word: str) -> str:
    """NFKC, case folded, accents dropped, apostrophes straight: `Café’s` → `cafe's`."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("’", "'").replace("‘", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text in order, stop words included and marked."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", fold(match.group())) or fold(match.group())
        yield Token(_STEMMER.stemWord(word), match.start(), match.end(), word in STOP_WORDS)


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence, in order."""
    return [match.span() for match in _SENTENCE.finditer(text)]
