"""Which languages the articles of an index are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.analysis import term_of

if TYPE_CHECKING:
    from retrieval.index.protocol import Index
    from retrieval.languages import Language

_SHARE = 100
"""One passage in so many has a language's telltale word, where articles are plainly written in it."""


def plainly_written(index: Index) -> tuple[Language, ...]:
    """Return the languages that articles are plainly written in, and the first known whatever they say."""
    first, *others = index.languages.known
    least = max(1, index.passage_count() // _SHARE)
    plain = (each for each in others if index.document_frequency(term_of(each.telltale, each)[0]) >= least)
    return first, *plain
