"""A query's words → the terms that a passage is held against."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from retrieval.analysis import Token, tokens_of
from retrieval.answers import Note, NoteCode
from retrieval.ranking import Query, analysed
from retrieval.spelling import NEAR_ENOUGH, WORTH_SUGGESTING, nearest_term, written_form

if TYPE_CHECKING:
    from retrieval.index import Index

MOST_TERMS = 64
"""Terms of a query that are searched for, the rarest first: more name no passage better, and cost time
each."""
MOST_CORRECTED = 6
"""Unknown words whose nearest is looked up. A text with more of them is in another language or no text at
all."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query asks for, in terms of the index."""

    terms: tuple[str, ...]
    """The terms to search for, each once, in order: content words, or stop words where there is nothing
    else."""
    query: Query
    """The query with the words that were read as others in their place: what is ranked."""
    sequence: tuple[str, ...]
    """Every term as asked, stop words included, those that were read as others replaced."""
    weights: Mapping[str, float]
    """Each term's inverse document frequency, log(1 + (N − n + 0.5) / (n + 0.5)): never negative."""
    written: Mapping[str, str]
    """Each term as it was typed, or as it was read."""
    missing: float
    """The weight that words asked for and known to no passage would have had."""
    suggestion: str | None
    """The query with unknown words replaced by their nearest."""
    notes: tuple[Note, ...]

    @property
    def only_stop_words(self) -> bool:
        """Whether nothing else was asked."""
        return all(token.stop for token in self.query.tokens)

    @property
    def weight(self) -> float:
        """The weight of all terms that can be found."""
        return sum(self.weights.values())

    def held(self, terms: Collection[str]) -> float:
        """Return the weight of those terms of the query that are among `terms`."""
        return sum(weight for term, weight in self.weights.items() if term in terms)


def inverse_frequency(count: int, passages: int) -> float:
    """Return the weight of a term that `count` of `passages` hold."""
    return math.log(1 + (passages - count + 0.5) / (count + 0.5))


def read_words(text: str, index: Index) -> Wanted:
    """Find which words of a query the index knows, and read those that it does not know as their nearest."""
    tokens = tokens_of(text)
    content = [t for t in tokens if not t.stop] or tokens
    if not content:
        return Wanted((), analysed(text), (), {}, {}, 0.0, None, (Note(NoteCode.NO_WORDS, {}),))
    unknown = {t.term: text[t.start : t.end] for t in content if not index.document_frequency(t.term)}
    near = _nearest(unknown, index, NEAR_ENOUGH)
    read_as = {term: written_form(near[term], word, index) for term, word in unknown.items() if term in near}
    known = dict.fromkeys(
        near.get(t.term, t.term) for t in content if t.term in near or t.term not in unknown
    )
    rarest = sorted(known, key=index.document_frequency)[:MOST_TERMS]
    passages = index.passage_count()
    lost = [word for term, word in unknown.items() if term not in near]
    suggested = read_as
    if not rarest:
        near = _nearest(unknown, index, WORTH_SUGGESTING)
        suggested = {t: written_form(near[t], word, index) for t, word in unknown.items() if t in near}
    return Wanted(
        tuple(term for term in known if term in rarest),
        replace(analysed(_replaced(text, tokens, read_as)), terms=tuple(t for t in known if t in rarest)),
        tuple(near.get(t.term, t.term) for t in tokens),
        {t: inverse_frequency(index.document_frequency(t), passages) for t in rarest},
        {near.get(t.term, t.term): read_as.get(t.term, text[t.start : t.end]) for t in content},
        len(lost) * inverse_frequency(0, passages),
        _replaced(text, tokens, suggested).strip() if suggested else None,
        (
            *(Note(NoteCode.WORD_READ_AS, {"word": unknown[t], "read_as": r}) for t, r in read_as.items()),
            *(Note(NoteCode.WORD_DROPPED, {"word": word}) for word in lost[:MOST_CORRECTED]),
        ),
    )


def _nearest(unknown: Mapping[str, str], index: Index, least: float) -> dict[str, str]:
    if len(unknown) > MOST_CORRECTED:
        return {}
    return {term: near for term in unknown if (near := nearest_term(term, index, least))}


def _replaced(text: str, tokens: Sequence[Token], replacements: Mapping[str, str]) -> str:
    pieces = []
    end = 0
    for token in tokens:
        if token.term in replacements:
            pieces += [text[end : token.start], replacements[token.term]]
            end = token.end
    return "".join([*pieces, text[end:]])
