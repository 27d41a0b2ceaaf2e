"""A word that no article has → the nearest one that the articles do have."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from retrieval.analysis import fold, tokens_of

if TYPE_CHECKING:
    from retrieval.index import Index

NEAR_ENOUGH = 0.8
"""Similarity from which a word is read as another: one slip (a letter too many, too few, wrong, or two
swapped) in a word of five letters, two in one of ten. Lower, "Iran" becomes "Iraq"."""
WORTH_SUGGESTING = 0.7
"""Similarity from which a word is at least suggested when nothing is found."""
SHORT = 6
"""Letters. In a shorter word the first letter must be right: people seldom miss it, and "Iran" is not
"train"."""
LEAST_LETTERS = 4


def nearest_term(term: str, index: Index, least: float = NEAR_ENOUGH) -> str | None:
    """Return the indexed term whose spelling is most like `term`'s, and at least `least` (0 to 1) like it.

    Similarity is 1 − optimal string alignment distance / length of the longer. A term with a digit has none:
    another number is another fact.
    """
    if len(term) < LEAST_LETTERS or any(c.isdigit() for c in term):
        return None
    near = [
        (OSA.normalized_similarity(term, other), other)
        for other in index.nearest_terms(term, 10)
        if (other[0] == term[0] or min(len(other), len(term)) >= SHORT)
        and not any(c.isdigit() for c in other)
    ]
    similarity, nearest = max(near, key=lambda hit: hit[0], default=(0.0, None))
    return nearest if similarity >= least else None


def written_form(term: str, typed: str, index: Index) -> str:
    """Return a word that the articles write for `term`: in the first passages, the one most like `typed`."""
    passages = map(index.passage, index.candidates([term], 10).numbers.tolist())
    forms = Counter(
        text[token.start : token.end]
        for passage in passages
        for text in (passage.text, passage.headline.text if passage.headline else "")
        for token in tokens_of(text)
        if token.term == term
    )
    folded = fold(typed)
    return max(
        sorted(forms),
        key=lambda form: (OSA.normalized_similarity(fold(form), folded), forms[form]),
        default=term,
    )
