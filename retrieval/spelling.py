"""Words that no article has → words that the articles do have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.analysis import Token, fold, tokens_of
from retrieval.index.protocol import Filters

if TYPE_CHECKING:
    from retrieval.index import Index

NEAR_ENOUGH = 0.8
"""Similarity from which a word is read as another: one slip (a letter too many, too few, wrong, or two
swapped) in a word of five letters, two in one of ten. Lower, "Iran" becomes "Iraq"."""
NEAR_IN_CONTEXT = 0.7
"""Similarity that is enough in a word of more than SHORT letters where the words beside it stand too: there
are few words to take it for. It also finds what stems hide: "workign" is three slips from "work"."""
CONTEXT = 10
"""Passages that are looked through for it."""
WORTH_SUGGESTING = 0.7
"""Similarity from which a word is at least suggested when nothing is found."""
SHORT = 6
"""Letters. In a shorter word the first must be right: people seldom miss it, and "Iran" is not "train"."""
_LETTERS = re.compile(r"[^\W\d_]+")
LEAST_LETTERS = 4
MOST_LETTERS = 40
"""A longer word is none that was mistyped, and costs as much time as it is long."""
LEAST_PART = 3
"""Letters of each half that a word written as one is taken apart into."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of a query that is read as something else."""

    start: int
    end: int
    read_as: str
    """As the articles write it."""


def read_unknown(
    text: str, tokens: Sequence[Token], unknown: Collection[str], index: Index, least: float
) -> list[Reading]:
    """Return how to read those words of a query whose terms no passage has; the others stay as they are.

    Written apart ("J F K", "cease fire") or in one ("vanRompuy"), else by the spelling that is most like it:
    of the words in passages that hold the others, then of all words.
    """
    readings: list[Reading] = []
    beside = [t.term for t in tokens if not t.stop and t.term not in unknown]
    for place, token in enumerate(tokens):
        if token.term not in unknown or token.end - token.start > MOST_LETTERS:
            continue
        if readings and token.start < readings[-1].end:
            continue
        reading = (
            _joined(text, tokens, place, index)
            or _taken_apart(text, token, index)
            or _swapped(text, token, index)
            or _in_context(text, token, beside, index)
            or _respelled(text, token, index, least)
        )
        if reading and not (readings and reading.start < readings[-1].end):
            readings.append(reading)
    return readings


def apply_readings(text: str, readings: Sequence[Reading]) -> str:
    """Return a text with every stretch that is read as something else replaced."""
    pieces = []
    end = 0
    for reading in readings:
        pieces += [text[end : reading.start], reading.read_as]
        end = reading.end
    return "".join([*pieces, text[end:]])


def _joined(text: str, tokens: Sequence[Token], place: int, index: Index) -> Reading | None:
    for size in (3, 2):
        for first in range(max(0, place - size + 1), min(place, len(tokens) - size) + 1):
            run = tokens[first : first + size]
            joined = "".join(text[t.start : t.end] for t in run)
            words = tokens_of(joined, index.languages.of(joined))
            close = all(after.start - before.end == 1 for before, after in pairwise(run))
            if close and len(words) == 1 and index.document_frequency(words[0].term):
                start, end = run[0].start, run[-1].end
                return Reading(start, end, written_form(words[0].term, text[start:end], index))
    return None


def _taken_apart(text: str, token: Token, index: Index) -> Reading | None:
    word = text[token.start : token.end]
    for cut in range(LEAST_PART, len(word) - LEAST_PART + 1):
        halves = [word[:cut], word[cut:]]
        terms = tuple(t.term for t in tokens_of(" ".join(halves), index.languages.of(word)))
        if not all(index.document_frequency(term) for term in terms):
            continue
        if len(index.candidates(terms, 1, Filters(phrases=(terms,))).numbers):
            written = (written_form(term, half, index) for term, half in zip(terms, halves, strict=True))
            return Reading(token.start, token.end, " ".join(written))
    return None


def _swapped(text: str, token: Token, index: Index) -> Reading | None:
    """Read a word as the one of most passages that two letters beside each other, swapped, make of it.

    The words are asked for as written: of "taknig" the stem is far from that of "taking".
    """
    word = text[token.start : token.end]
    if not LEAST_LETTERS < len(word) <= MOST_LETTERS or not word.isalpha():
        return None
    language = index.languages.of(text)
    best, most = "", 0
    for place in range(1, len(word) - 1):
        swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        words = tokens_of(swapped, language)
        count = index.document_frequency(words[0].term) if len(words) == 1 else 0
        if count > most:
            best, most = swapped, count
    return Reading(token.start, token.end, best) if best else None


def _in_context(text: str, token: Token, beside: Sequence[str], index: Index) -> Reading | None:
    """Read a word as one like it in the passages that hold the words beside it best."""
    typed = fold(text[token.start : token.end])
    if not beside or len(typed) < LEAST_LETTERS or any(c.isdigit() for c in typed):
        return None
    least = NEAR_IN_CONTEXT if len(typed) > SHORT else NEAR_ENOUGH
    texts = [index.passage(number).text for number in index.candidates(beside, CONTEXT).numbers.tolist()]
    words = list(dict.fromkeys([word for text in texts for word in _LETTERS.findall(text)]))
    folded = [word.lower() if word.isascii() else fold(word) for word in words]
    near = process.extract(typed, folded, scorer=OSA.normalized_similarity, score_cutoff=least, limit=None)
    nearest = next((words[place] for other, _, place in near if _may_be(typed, other)), None)
    return Reading(token.start, token.end, nearest) if nearest else None


def _may_be(typed: str, other: str) -> bool:
    """Whether a short word at least begins as it was typed."""
    return other[0] == typed[0] or min(len(other), len(typed)) >= SHORT


def _respelled(text: str, token: Token, index: Index, least: float) -> Reading | None:
    near = nearest_term(token.term, index, least)
    if near is None:
        return None
    return Reading(token.start, token.end, written_form(near, text[token.start : token.end], index))


def nearest_term(term: str, index: Index, least: float) -> str | None:
    """Return the indexed term whose spelling is most like `term`'s, and at least `least` (0 to 1) like it.

    Similarity is 1 − optimal string alignment distance / length of the longer. A term with a digit has none:
    another number is another fact.
    """
    if len(term) < LEAST_LETTERS or any(c.isdigit() for c in term):
        return None
    similarity, nearest = max(_near(term, index), key=lambda hit: hit[0], default=(0.0, None))
    return nearest if similarity >= least else None


def _near(term: str, index: Index) -> Iterator[tuple[float, str]]:
    for other in index.nearest_terms(term, 10):
        if _may_be(term, other) and not any(c.isdigit() for c in other):
            yield OSA.normalized_similarity(term, other), other


def written_form(term: str, typed: str, index: Index) -> str:
    """Return a word that the articles write for `term`: in the first passages, the one most like `typed`."""
    passages = map(index.passage, index.candidates([term], 10).numbers.tolist())
    forms = Counter(
        text[token.start : token.end]
        for passage in passages
        for text in (passage.text, passage.headline.text if passage.headline else "")
        for token in tokens_of(text, index.languages.of_part(text, passage.article))
        if token.term == term
    )
    folded = fold(typed)
    return max(
        sorted(forms),
        key=lambda form: (OSA.normalized_similarity(fold(form), folded), forms[form]),
        default=term,
    )
