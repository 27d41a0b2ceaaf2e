"""Text → terms with their places, and sentences.

A term is what a word is indexed as: NFKC, case folded, accents and apostrophes dropped, possessives cut,
digits without thousands separators, the dots of initials gone, one spelling for all, stemmed. `#Ukraine’s` →
`ukrain`, `U.S.` → `us`, `100,000` → `100000`, `Kiev` → `kyiv`. Scripts without spaces are cut into
overlapping pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.languages import ENGLISH, RUSSIAN, Language
from retrieval.languages.telling import ANY_LANGUAGE


class Token(NamedTuple):
    """A word of a text: `text[start:end]` is what stands there, `term` what it is indexed as."""

    term: str
    start: int
    end: int
    stop: bool = False
    """A word too common to search for, unless nothing else is left."""


BREAK = -1
"""Stands between two sentences in a text's term numbers."""

_NOT_AFTER = "".join(
    rf"(?<!\b{abbreviation}\.)"
    for abbreviation in """Mr Mrs Ms Dr St Gen Col Lt Sgt Capt Maj Adm Gov Sen Rep Prof Rev Hon Jr Sr Pres
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec vs No Inc Co Corp Ltd Ave Blvd Mt Ft""".split()
)
STARTERS = "The|A|An|In|On|At|He|She|It|They|We|You|But|And|This|That|These|Those|There|However|After"
_MORE_INITIALS = (
    rf"[^\W\d_](?:\.[^\W\d_])*+(?![^\W_])(?:\.(?!\s+(?:{STARTERS})\b|\s*$))?"  # after the first and its dot
)
_INITIALS = rf"[^\W\d_]\.{_MORE_INITIALS}"
_NUMBER = r"\d++(?:[.,]\d++)*+(?![^\W_])"
# A sentence goes on after an abbreviation, an initial ("John F. Kennedy") and before a small letter.
_FULL_STOP = rf"{_NOT_AFTER}(?<!\s[A-Z]\.)(?<!^[A-Z]\.)"
_CLOSING = r"[.!?…]*+[\"'”’»)\]]*+(?=\s+[^a-z\s]|\s*$)"
_END = rf"(?:[!?…]|\.{_FULL_STOP}){_CLOSING}|[。！？]"
_ENDS = frozenset("!?….。！？")
_APOSTROPHE = "['’‘`´ʼ]"
_INSIDE = (
    "\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff"
)
"""What Python's `\\w` leaves out though it stands inside words: combining marks, soft hyphens, joiners."""
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0002fa1f"
)
"""Thai, Lao, Burmese, Khmer, kana, Chinese characters."""

_LETTERS = rf"(?:(?![{UNSPACED}])[^\W_]|[{_INSIDE}])++"
# Each kind of word is tried only behind a look at its first characters: 1.3 times as fast.
_DOTTED = rf"(?=\d){_NUMBER}|(?=\w\.){_INITIALS}"
_PLAIN = re.compile(rf"(?=\w)(?:{_DOTTED}|[^\W_]++(?:{_APOSTROPHE}[^\W_]++)*+)|{_END}")
_FULL = re.compile(
    rf"[{UNSPACED}]++|(?=\w)(?:{_DOTTED}|(?=[^\W_]){_LETTERS}(?:{_APOSTROPHE}{_LETTERS})*+)|{_END}"
)
# The same ends; a pattern that begins with a mark looks at nothing else: three times as fast.
_ENDS_ONLY = re.compile(
    rf"[.!?…。！？](?:(?<=(?<![^\W_])(?<!{_APOSTROPHE})[^\W\d_]\.)(?P<initials>{_MORE_INITIALS})"
    rf"|(?<=[。！？])|(?<![。！？]){_FULL_STOP}{_CLOSING})"
)
_NEEDS_FULL = re.compile(f"[{_INSIDE}{UNSPACED}]")
_UNSPACED_RUN = re.compile(f"[{UNSPACED}]")
_POSSESSIVE = re.compile(r"'s?$")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=.)")
_THOUSANDS = re.compile(r"[.](?=\d{3}(?!\d))")
_DROPPED = {ord(c): None for c in "\u00ad\u200b\u200c\u200d\u2060\ufeff'"}
_APOSTROPHES = dict.fromkeys(map(ord, "’‘`´ʼ"), "'")


_SHOWN = 512
"""Passages of which words and sentences are remembered: about 10 kB each, and all of a small folder."""


def fold(word: str) -> str:
    """NFKC, case folded, accents dropped, apostrophes straight: `Café’s` → `cafe's`."""
    if word.isascii():
        return word.lower().replace("`", "'")
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", bare).translate(_APOSTROPHES)


def term_read(word: str, language: Language = ENGLISH) -> tuple[str, bool]:
    """Return what a word is indexed as, and whether it is a stop word.

    A Cyrillic word is Russian whatever the language, so that texts and queries may mix both.
    """
    if "а" <= word[0].lower() <= "ё":
        return _foreign_term(word, RUSSIAN, language.spellings)
    if language.name != ENGLISH.name:
        return _foreign_term(word, language, language.spellings)
    folded = bare = fold(word)
    if not folded.isalnum():
        if "." in folded or "," in folded:
            digits = folded[0].isdigit()
            return (folded.replace(",", "") if digits else folded.replace(".", "")), False
        bare = (_POSSESSIVE.sub("", folded) or folded).translate(_DROPPED)
    stop = folded in language.stop_words
    stem = fold(language.stemmer.stemWord(language.spellings.get(bare, bare)))
    return stem or folded, stop or bare in language.stop_words


term_of = lru_cache(maxsize=1 << 16)(term_read)
"""The same, remembered: for words that come again and again."""


def _foreign_term(word: str, language: Language, spellings: Mapping[str, str]) -> tuple[str, bool]:
    """Return the same for a language whose stemmer reads accents: they are folded after it."""
    lower = unicodedata.normalize("NFKC", word.casefold()).translate(_APOSTROPHES)
    if lower[0].isdigit():
        # The comma is a decimal point here; so a thousands point, before three digits, means nothing.
        return _THOUSANDS.sub("", lower).replace(",", "."), False
    if language.name == "french":
        lower = _ELISION.sub("", lower)
    bare = lower.replace(".", "").translate(_DROPPED)
    stop = bare in language.stop_words
    if spellings:
        bare = spellings.get(fold(bare), bare)
    return fold(language.stemmer.stemWord(bare)) or fold(word), stop


class Words(NamedTuple):
    """The words of a text in order, stop words included."""

    terms: tuple[str, ...]
    """What each is indexed as."""
    spans: tuple[tuple[int, int], ...]
    """(start, end) in the text of each."""


def tokens_of(text: str, language: Language | None = None) -> list[Token]:
    """Return the words of a text in order, stop words included and marked; by default in its own language.

    Pairs of characters of a script without spaces overlap by one; other tokens do not.
    """
    language = language or ANY_LANGUAGE.of(text)
    tokens = []
    for start, end in _spans(text):
        term, stop = term_of(text[start:end], language)
        tokens.append(Token(term, start, end, stop))
    return tokens


@lru_cache(maxsize=_SHOWN)
def words_of_shown(text: str, language: Language) -> Words:
    """Return the same without an object for each, remembered: for passages that are shown.

    These are a few, again and again.
    """
    spans = _spans(text)
    return Words(tuple([term_of(text[start:end], language)[0] for start, end in spans]), tuple(spans))


def _spans(text: str) -> list[tuple[int, int]]:
    pattern = _pattern(text)
    spans = [match.span() for match in pattern.finditer(text)]
    spans = [span for span in spans if text[span[0]] not in _ENDS]
    return spans if pattern is _PLAIN else [part for span in spans for part in _parted(text, *span)]


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what is written without spaces into pairs of characters."""
    if not _UNSPACED_RUN.match(text, start):
        return [(start, end)]
    return [(at, at + len(pair)) for at, pair in enumerate(_pairs(text[start:end]), start)]


def _pattern(text: str) -> re.Pattern[str]:
    return _PLAIN if text.isascii() or not _NEEDS_FULL.search(text) else _FULL


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence, in order; blank stretches belong to none.

    "Mr.", "U.S.", "John F. Kennedy" and the like do not end one; "the U.S. The president" does.
    """
    sentences = []
    start = 0
    for match in _ENDS_ONLY.finditer(text):
        if not match["initials"]:
            sentences.append(_stripped(text, start, match.end()))
            start = match.end()
    if text[start:].strip():
        sentences.append(_stripped(text, start, len(text)))
    return sentences


@lru_cache(maxsize=_SHOWN)
def sentences_of_shown(text: str) -> Sequence[tuple[int, int]]:
    """Return the same, remembered like `words_of_shown`."""
    return tuple(sentences_of(text))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def words_and_ends(text: str) -> list[str]:
    """Return the words of a text in order, and between them the marks that end sentences (`is_end`)."""
    pattern = _pattern(text)
    words: list[str] = pattern.findall(text)
    return [pair for word in words for pair in _pairs(word)] if pattern is _FULL else words


def is_end(word: str) -> bool:
    """Tell the marks that end a sentence from words."""
    return word[0] in _ENDS


def _pairs(word: str) -> list[str]:
    if not _UNSPACED_RUN.match(word):
        return [word]
    return [word[i : i + 2] for i in range(max(1, len(word) - 1))]
