"""Where the words of a query stand in some passages, sentence by sentence: one call each for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from retrieval.analysis import BREAK
from retrieval.index.holding import stretches
from retrieval.weighing import Standing

if TYPE_CHECKING:
    from retrieval.index.protocol import Held, Numbers, Scores, Terms, Wording
    from retrieval.weighing import Weighed

    Standings = npt.NDArray[np.intp]

_LOW = 0xFFFF
"""The bits of a term's number that are looked at first: they leave out nearly all other words."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """What of a query stands where: its content words (terms), and its pairs of words."""

    lengths: Numbers
    """(passages): how many words each has, one less where no mark ends its last sentence."""
    counts: Numbers
    """(passages, terms): how often each term stands in the text."""
    headline: Held
    """(passages, terms): whether the headline has it."""
    standing: Standings
    """(passages, terms): the best `Standing` in the text."""
    pairs: Held
    """(passages, pairs)."""
    owner: Numbers
    """(sentences): the passage that each is of; those of one passage follow one another."""
    sentence_standing: Standings
    """(sentences, terms)."""
    sentence_pairs: Held
    """(sentences, pairs)."""
    sentence_lengths: Numbers
    """(sentences): how many words each has, its end counted as one."""
    sentence_stop_words: Scores
    """(sentences): the share of the query's stop words that each has."""

    def sentences_of(self, passage: int) -> slice:
        """Return which sentences are a passage's."""
        first, end = self.owner.searchsorted((passage, passage + 1)).tolist()
        return slice(first, end)


def occurrences(wording: Wording, asked: Weighed) -> Occurrences:
    """Find the words of a query in passages."""
    words, counts = wording.words, wording.counts
    passages, terms, pairs = len(counts) // 2, len(asked.numbers), len(asked.pair_weights)
    columns = terms + asked.stop_words
    ending = words == BREAK
    stretch_ends = counts.cumsum()
    ending[stretch_ends[counts > 0] - 1] = True
    ends = ending.nonzero()[0]
    # Headlines are passages and sentences of their own, behind all others, until the last step.
    owner = stretch_ends.searchsorted(ends, side="right")
    sentences = int(owner.searchsorted(passages))
    places = _likely(words, asked)
    place, standing, term = _standing(words, places, asked)
    sentence = ends.searchsorted(place)
    passage = owner[sentence]
    itself = standing == Standing.ITSELF
    often = np.bincount(passage[itself] * columns + term[itself], minlength=len(counts) * columns)
    best = _best((len(counts), columns), passage, term, standing)[:, :terms]
    in_sentence = _best((len(ends), columns), sentence, term, standing)[:sentences]
    begins, pair = _pairs(words, places[~ending[places]], asked)
    pair_sentence = ends.searchsorted(begins)
    return Occurrences(
        counts[:passages] - np.bincount(owner, minlength=len(counts))[:passages],
        often.reshape(len(counts), columns)[:passages, :terms],
        best[passages:] == Standing.ITSELF,
        best[:passages],
        _marked((len(counts), pairs), owner[pair_sentence], pair)[:passages],
        owner[:sentences],
        in_sentence[:, :terms],
        _marked((len(ends), pairs), pair_sentence, pair)[:sentences],
        np.diff(ends[:sentences], prepend=-1),
        (in_sentence[:, terms:] > 0).sum(axis=1) / max(1, asked.stop_words),
    )


def _best(shape: tuple[int, int], row: Numbers, term: Numbers, standing: Numbers) -> Standings:
    best = np.zeros(shape, dtype=np.intp)
    np.maximum.at(best.ravel(), row * shape[1] + term, standing)  # a view: over two dimensions it is slow
    return best


def _marked(shape: tuple[int, int], row: Numbers, column: Numbers) -> Held:
    marked = np.zeros(shape, dtype=bool)
    marked[row, column] = True
    return marked


def _likely(words: Terms, asked: Weighed) -> Numbers:
    """Return the places of all words that are looked for, and of a few others."""
    wanted = np.zeros(_LOW + 1, dtype=bool)
    wanted[asked.stands[0] & _LOW] = True
    wanted[asked.pairs & _LOW] = True
    places: Numbers = wanted.take(words & _LOW).nonzero()[0]
    return places


def _standing(words: Terms, places: Numbers, asked: Weighed) -> tuple[Numbers, Numbers, Numbers]:
    """Return each place where a word stands for a term, how it does, and for which."""
    numbers, standing, term = asked.stands
    found = words[places]
    first = numbers.searchsorted(found)
    stands = numbers.searchsorted(found, side="right") - first
    which = stretches(first, stands)
    return places.repeat(stands), standing[which], term[which]


def _pairs(words: Terms, places: Numbers, asked: Weighed) -> tuple[Numbers, Numbers]:
    """Return each of some places where a pair begins, and which pair that is."""
    first, second = asked.pairs[:, :, None]
    same = ((words[places] == first) & (words[places + 1] == second)).ravel().nonzero()[0]
    pair, place = np.divmod(same, max(1, len(places)))
    return places[place], pair
