"""Text → the numbers of its terms.

A text is cut at white space, and each stretch between is analysed once for all texts: nearly all of them
have been seen before, so that most of the work is looking them up.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

from retrieval.analysis import BREAK, STARTERS, is_end, term_read, words_and_ends
from retrieval.languages import Language
from retrieval.languages.telling import ANY_LANGUAGE

_MOST_STRETCHES = 400_000
"""Stretches remembered a language: about 60 MB."""
_LONGEST_STRETCH = 40
"""Characters. A longer one is an address, or a sentence of a script without spaces: not worth remembering."""
_MAY_END = re.compile("[.!?….。！？]")
_STARTER = re.compile(rf"(?:{STARTERS})\b")
_AROUND_WORDS = "\"'()[]“”‘’,;:«»–—-"
"""Characters that, before or after a word, belong neither to it nor to a sentence's end."""
_NOTHING, _SMALL_LETTER, _STARTING, _OTHER = "", " a", " The", " 0"
SORTS = (_NOTHING, _SMALL_LETTER, _STARTING, _OTHER)
"""What may follow a stretch, as far as it decides whether a sentence ends there: an example of each."""


class Numbering(dict[str, int]):
    """Numbers for terms, from 0, as they are first seen."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[str] = []
        self._stretches: dict[str, _Stretches] = {}

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self.terms)
        self.terms.append(term)
        return number

    def append(self, text: str, to: array[int], language: Language | None = None) -> None:
        """Append the numbers of a text's terms (type code `i`), in order, with BREAK after each sentence.

        By default they are those of the text's own language.
        """
        language = language or ANY_LANGUAGE.of(text)
        if language.name not in self._stretches:
            self._stretches[language.name] = _Stretches(StretchReader(self, language))
        to.frombytes(self._stretches[language.name].numbers(text))


class StretchReader:
    """Reads stretches without white space, in one language: their numbers, as bytes of an array."""

    def __init__(self, numbering: Numbering, language: Language) -> None:
        self._numbering = numbering
        self._language = language
        self._words: dict[str, bytes] = {}

    def numbers(self, stretch: str) -> bytes | None:
        """Return the numbers; None where they depend on what follows: there a sentence may end."""
        word = stretch.strip(_AROUND_WORDS)
        if word.isalnum() and word.isascii():
            # Most stretches are a word and a comma: they share the word's bytes.
            if word not in self._words:
                self._words[word] = self._numbered((word,))
            return self._words[word]
        return None if _MAY_END.search(stretch) else self._numbered(words_and_ends(stretch))

    def numbers_before(self, stretch: str, sort: str) -> bytes:
        """Return the numbers of such a one where a stretch of that sort follows it."""
        words = words_and_ends(stretch + sort)
        return self._numbered(words[:-1] if sort else words)

    def _numbered(self, words: Iterable[str]) -> bytes:
        numbering, language = self._numbering, self._language
        numbers = [BREAK if is_end(word) else numbering[term_read(word, language)[0]] for word in words]
        return array("i", numbers).tobytes()


class _Stretches(dict[str, bytes | None]):
    """What a reader tells of each stretch, found when first asked for."""

    def __init__(self, reader: StretchReader) -> None:
        super().__init__()
        self._reader = reader
        self._before = _Before(reader)

    def numbers(self, text: str) -> bytes:
        """Return the numbers of a text's terms, as bytes of an array."""
        if len(self) > _MOST_STRETCHES:
            self.clear()
            self._before = _Before(self._reader)
        stretches = text.split()
        found = list(map(self.__getitem__, stretches))
        if None in found:
            stretches.append("")
            before, place = self._before, -1
            for _ in range(found.count(None)):
                place = found.index(None, place + 1)
                found[place] = before[stretches[place + 1]][stretches[place]]
        return b"".join(found)  # type: ignore[arg-type] # no None is left

    def __missing__(self, stretch: str) -> bytes | None:
        numbers = self._reader.numbers(stretch)
        if len(stretch) <= _LONGEST_STRETCH:
            self[stretch] = numbers
        return numbers


class _Before(dict[str, "_BeforeSort"]):
    """What follows a stretch that may end a sentence → what such stretches then are."""

    def __init__(self, reader: StretchReader) -> None:
        super().__init__()
        self._sorts = {sort: _BeforeSort(reader, sort) for sort in SORTS}

    def __missing__(self, following: str) -> _BeforeSort:
        found = self._sorts[sort_of(following)]
        if len(following) <= _LONGEST_STRETCH:
            self[following] = found
        return found


class _BeforeSort(dict[str, bytes]):
    """Stretch that may end a sentence → its numbers, where a stretch of one sort follows it."""

    def __init__(self, reader: StretchReader, sort: str) -> None:
        super().__init__()
        self._reader = reader
        self._sort = sort

    def __missing__(self, stretch: str) -> bytes:
        numbers = self._reader.numbers_before(stretch, self._sort)
        if len(stretch) <= _LONGEST_STRETCH:
            self[stretch] = numbers
        return numbers


def sort_of(following: str) -> str:
    """Return which of SORTS a stretch is to the one before it; the first for none at all."""
    if not following:
        return _NOTHING
    if "a" <= following[0] <= "z":
        return _SMALL_LETTER
    return _STARTING if _STARTER.match(following) else _OTHER
