"""One speaker is one speaker: the same name in other articles, other spellings and other scripts' letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from retrieval.quotations.lexicon.grammar import TITLES

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "‘": "'"}
)
_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_ARTICLE = re.compile(r"(?:the|a|an)\s+")
_FINAL_VOWEL = re.compile(r"(?:[eiaou]?[iy]+|ij)$")
_DOUBLED = re.compile(r"(.)\1")
_ONE_OF = {"tories": "tory"}
"""Members by the name of all, where one is written otherwise than without an -s."""
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


@lru_cache(maxsize=65536)
def canonical(name: str) -> str:
    """Return what is the same for every spelling of a name: "Sergey V. Lavrov" and "Mr Sergei Lavrov" agree.

    Case, accents, titles, articles, middle initials and suffixes are left out; of names of several words also
    what transcriptions differ in: final -y, -i, -ey, -iy, doubled letters, ks and x.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    words = _WORD.findall(_ARTICLE.sub("", folded, count=1) if _ARTICLE.match(folded) else folded)
    while len(words) > 2 and words[0] in TITLES:
        words = words[1:]
    if len(words) > 1 and words[0] in ("mr", "mrs", "ms", "dr", "sir"):
        words = words[1:]
    words = [word for word in words if word not in _SUFFIXES] or words
    if len(words) < 2:
        return _ONE_OF.get(words[0], words[0]) if words else ""
    kept = [words[0], *(word for word in words[1:-1] if len(word.strip(".")) > 1), words[-1]]
    return " ".join(map(_spelling, kept))


def _spelling(word: str) -> str:
    word = word.replace("-", "").replace(".", "").replace("ks", "x").replace("kh", "h")
    return _FINAL_VOWEL.sub("i", _DOUBLED.sub(r"\1", word)) if len(word) > 3 else word
