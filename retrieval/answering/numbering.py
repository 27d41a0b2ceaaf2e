"""Words of articles → the numbers that an index gives their terms, quickly."""

from __future__ import annotations

from array import array
from threading import Lock
from typing import TYPE_CHECKING

from retrieval.analysis import BREAK
from retrieval.answering.wanted import UNKNOWN
from retrieval.numbering import Numbering

if TYPE_CHECKING:
    from retrieval.articles import Article
    from retrieval.index import Index

MOST_TERMS = 50_000
"""Terms remembered with all their forms: some 10 MB."""


class WordNumbers:
    """The numbers of an index; each form of a word is looked up once. Safe to use from several threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lock = Lock()
        self._numbering = Numbering()
        self._numbers: list[int] = []

    def of(self, text: str, article: Article) -> list[int]:
        """Return the numbers of the words of a part of an article; UNKNOWN for those in no passage."""
        language = self._index.languages.of_part(text, article)
        found = array("i")
        with self._lock:
            if len(self._numbering.terms) > MOST_TERMS:
                self._numbering, self._numbers = Numbering(), []
            self._numbering.append(text, found, language)
            for term in self._numbering.terms[len(self._numbers) :]:
                number = self._index.term_number(term)
                self._numbers.append(UNKNOWN if number is None else number)
            numbers = self._numbers
        return [numbers[n] for n in found if n != BREAK]
