"""Where the words of a query stand in some passages, sentence by sentence: one call each for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retrieval.analysis import BREAK
from retrieval.index.holding import stretches, terms_in
from retrieval.weighing import Standing

if TYPE_CHECKING:
    from retrieval.index.protocol import Held, Numbers, Terms, Wording
    from retrieval.weighing import Weighed

_LOW = 0xFFFF
"""The bits of a term's number that are looked at first: they leave out nearly all other words."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """What of a query stands where: its content words (terms), and its pairs of words."""

    lengths: Numbers
    """(passages): how many words each has."""
    counts: Numbers
    """(passages, terms): how often each term stands in the text."""
    headline: Held
    """(passages, terms): whether the headline has it."""
    standing: Held
    """(Standing, passages, terms): whether something in the text so stands for it."""
    pairs: Held
    """(passages, pairs)."""
    owner: Numbers
    """(sentences): the passage that each is of; those of one passage follow one another."""
    sentence_standing: Held
    """(Standing, sentences, terms)."""
    sentence_pairs: Held
    """(sentences, pairs)."""

    def sentences_of(self, passage: int) -> slice:
        """Return which sentences are a passage's."""
        first, end = self.owner.searchsorted((passage, passage + 1)).tolist()
        return slice(first, end)


def occurrences(words: Wording, asked: Weighed) -> Occurrences:
    """Find the words of a query in passages."""
    text, counts = words.text, words.text_counts
    passage = np.repeat(np.arange(len(counts)), counts)
    ends = text == BREAK
    ends[counts.cumsum()[counts > 0] - 1] = True
    sentence = ends.cumsum() - ends
    owner = passage[ends]
    places = _likely(text, asked)
    place, standing, term = _standing(text, places, asked)
    begins, pair = _pairs(text, places, asked)
    within = sentence[begins] == sentence[begins + 1]
    begins, pair = begins[within], pair[within]
    itself = standing == Standing.ITSELF
    passages, sentences, terms = len(counts), len(owner), len(asked.numbers)
    often = np.bincount(passage[place[itself]] * terms + term[itself], minlength=passages * terms)
    return Occurrences(
        counts - np.bincount(owner, minlength=passages),
        often.reshape(passages, terms),
        terms_in(words.headline, words.headline_counts, asked.numbers),
        _marked((len(Standing), passages, terms), standing, passage[place], term),
        _marked((passages, len(asked.pair_weights)), passage[begins], pair),
        owner,
        _marked((len(Standing), sentences, terms), standing, sentence[place], term),
        _marked((sentences, len(asked.pair_weights)), sentence[begins], pair),
    )


def _marked(shape: tuple[int, ...], *places: Numbers) -> Held:
    marked = np.zeros(shape, dtype=bool)
    marked[places] = True
    return marked


def _likely(text: Terms, asked: Weighed) -> Numbers:
    """Return the places of all words that are looked for, and of a few others."""
    wanted = np.zeros(_LOW + 1, dtype=bool)
    wanted[asked.stands[0] & _LOW] = True
    wanted[asked.pairs & _LOW] = True
    places: Numbers = wanted[text & _LOW].nonzero()[0]
    return places


def _standing(text: Terms, places: Numbers, asked: Weighed) -> tuple[Numbers, Numbers, Numbers]:
    """Return each place where a word stands for a term, how it does, and for which."""
    numbers, standing, term = asked.stands
    words = text[places]
    first = numbers.searchsorted(words)
    stands = numbers.searchsorted(words, side="right") - first
    which = stretches(first, stands)
    return np.repeat(places, stands), standing[which], term[which]


def _pairs(text: Terms, places: Numbers, asked: Weighed) -> tuple[Numbers, Numbers]:
    """Return each place where a pair begins, and which pair that is."""
    begins = places[:-1][np.diff(places) == 1]
    first, second = asked.pairs[:, :, None]
    same = ((text[begins] == first) & (text[begins + 1] == second)).ravel().nonzero()[0]
    pair, place = np.divmod(same, max(1, len(begins)))
    return begins[place], pair
