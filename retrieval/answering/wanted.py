"""A query's words → the terms that a passage is held against."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from retrieval.analysis import Token, Words, words_of_shown
from retrieval.answers import Note, NoteCode
from retrieval.asking import words_asked, words_read
from retrieval.ranking import Query, analysed
from retrieval.spelling import NEAR_ENOUGH, WORTH_SUGGESTING, Reading, apply_readings, read_unknown

if TYPE_CHECKING:
    from retrieval.articles import Article
    from retrieval.index import Index
    from retrieval.languages.telling import Languages

MOST_TERMS = 64
"""Terms of a query that are searched for, the rarest first: more name no passage better, and cost time."""
MOST_CORRECTED = 6
"""Unknown words that are looked up or told. A text with more is in another language, or no text at all."""
UNKNOWN = -2
"""Stands for a word that no passage has, among the numbers of terms."""


class Wanted(NamedTuple):
    """What a query asks for, in terms of the index."""

    query: Query
    """What is ranked: the query with the words that were read as others in their place. Its terms are content
    words that passages have, or stop words where there is nothing else."""
    weights: Mapping[str, float]
    """Each term's inverse document frequency, log(1 + (N − n + 0.5) / (n + 0.5)): never negative."""
    numbered: Mapping[int, float]
    """The same by the terms' numbers."""
    sequence: tuple[int, ...]
    """The number of every word in order, stop words included, UNKNOWN for those that no passage has."""
    written: Mapping[str, str]
    """Each term as it was typed, or as it was read."""
    missing: float
    """The weight that the words known to no passage would have had."""
    suggestion: str | None
    """The query with unknown words replaced by their nearest."""
    notes: tuple[Note, ...]
    languages: Languages
    """Those that the articles are read in."""

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms to search for, each once, in order."""
        return self.query.terms

    @property
    def only_stop_words(self) -> bool:
        """Whether nothing else was asked."""
        return all(token.stop for token in self.query.tokens)

    @property
    def weight(self) -> float:
        """The weight of all terms that can be found."""
        return sum(self.weights.values())

    def words_in(self, article: Article, text: str) -> Words:
        """Return the words of a part of an article, read as the index reads them."""
        return words_of_shown(text, self.languages.of_part(text, article))

    def held(self, numbers: Collection[int]) -> float:
        """Return the weight of those terms of the query whose numbers are among `numbers`."""
        return sum(weight for number, weight in self.numbered.items() if number in numbers)

    def held_by(self, terms: Collection[str]) -> float:
        """Return the weight of those terms of the query that are among `terms`."""
        return sum(weight for term, weight in self.weights.items() if term in terms)


def inverse_frequency(count: int, passages: int) -> float:
    """Return the weight of a term that `count` of `passages` hold."""
    return math.log(1 + (passages - count + 0.5) / (count + 0.5))


def read_words(text: str, index: Index) -> Wanted:
    """Find which words of a query the index knows, and read those that it does not know as their nearest."""
    language, typed = words_asked(text, index)
    if not typed:
        return Wanted(
            analysed(text), {}, {}, (), {}, 0.0, None, (Note(NoteCode.NO_WORDS, {}),), index.languages
        )
    counts = {t.term: index.document_frequency(t.term) for t in typed}
    unknown = {t.term for t in typed if not t.stop and not counts[t.term]}
    readings = _readings(text, typed, unknown, index)
    corrected = apply_readings(text, readings) if readings else text
    query = analysed(corrected, language, words_read(corrected, index, language) if readings else typed)
    if readings:
        counts = {term: index.document_frequency(term) for term in query.terms}
    written = {t.term: corrected[t.start : t.end] for t in query.tokens}
    lost = [term for term in query.terms if not counts[term]]
    terms = _rarest([term for term in query.terms if counts[term]], counts)
    passages = index.passage_count()
    weights = {term: inverse_frequency(counts[term], passages) for term in terms}
    numbers = {t.term: index.term_number(t.term) for t in query.tokens}
    suggestion = corrected if readings else None
    if not terms:
        near = _readings(text, typed, unknown, index, WORTH_SUGGESTING)
        suggestion = apply_readings(text, near) if near else None
    # That no article has "many" is nothing to tell somebody who asks how many there are.
    told = [term for term in lost if term not in query.weak]
    return Wanted(
        query if terms == query.terms else query._replace(terms=terms),
        weights,
        {number: weight for term, weight in weights.items() if (number := numbers[term]) is not None},
        tuple([UNKNOWN if (number := numbers[t.term]) is None else number for t in query.tokens]),
        written,
        len(lost) * inverse_frequency(0, passages),
        suggestion.strip() if suggestion else None,
        tuple(_notes(text, readings, [written[term] for term in (told if terms else told or lost)])),
        index.languages,
    )


def _rarest(terms: Sequence[str], counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the terms of fewest passages, MOST_TERMS at most, in their order."""
    if len(terms) <= MOST_TERMS:
        return tuple(terms)
    rarest = set(sorted(terms, key=counts.__getitem__)[:MOST_TERMS])
    return tuple([term for term in terms if term in rarest])


def _readings(
    text: str, tokens: Sequence[Token], unknown: Collection[str], index: Index, least: float = NEAR_ENOUGH
) -> list[Reading]:
    if not unknown or sum(token.term in unknown for token in tokens) > MOST_CORRECTED:
        return []
    return read_unknown(text, tokens, unknown, index, least)


def _notes(text: str, readings: Sequence[Reading], lost: Sequence[str]) -> Iterator[Note]:
    for reading in readings:
        word = text[reading.start : reading.end]
        yield Note(NoteCode.WORD_READ_AS, {"word": word, "read_as": reading.read_as})
    for word in lost[:MOST_CORRECTED]:
        yield Note(NoteCode.WORD_DROPPED, {"word": word})
