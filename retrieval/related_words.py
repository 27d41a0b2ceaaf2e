"""Words of like meaning, or of one family that stems do not bring together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from retrieval.analysis import term_of
from retrieval.languages import Language


@lru_cache(maxsize=16)
def related_terms(language: Language) -> Mapping[str, frozenset[str]]:
    """Return for each term the terms of the words that stand in a group with one of its words."""
    related: dict[str, set[str]] = {}
    for group in language.related:
        terms = {term_of(word, language)[0] for word in group}
        for term in terms:
            related.setdefault(term, set()).update(terms)
    return {term: frozenset(others - {term}) for term, others in related.items() if len(others) > 1}
