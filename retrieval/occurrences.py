"""Where the words of a query stand in some passages, sentence by sentence: one call each for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from retrieval.analysis import BREAK
from retrieval.index.holding import stretches
from retrieval.weighing import Standing

if TYPE_CHECKING:
    from retrieval.index.protocol import Held, Numbers, Terms, Wording
    from retrieval.weighing import Sought

    Standings = npt.NDArray[np.intp]

_LOW = 0xFFFF
"""The bits of a term's number that are looked at first: they leave out nearly all other words."""


class Asked(Protocol):
    """What is looked for."""

    @property
    def words(self) -> Sequence[Sought]:
        """Return content words (terms)."""
        ...

    @property
    def stop_words(self) -> Sequence[int]:
        """Return the numbers of stop words."""
        ...

    @property
    def pairs(self) -> Sequence[tuple[int, int]]:
        """Return the numbers of pairs of words."""
        ...


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
    stop_words: Held
    """(sentences, stop words): which of the query's stop words each has."""


def occurrences(wording: Wording, asked: Asked) -> Occurrences:
    """Find the words of a query in passages."""
    words, counts = wording.words, wording.counts
    passages, terms, pairs = len(counts) // 2, len(asked.words), len(asked.pairs)
    columns = terms + len(asked.stop_words)
    ending = words == BREAK
    stretch_ends = counts.cumsum()
    ending[stretch_ends[counts > 0] - 1] = True
    ends = ending.nonzero()[0]
    # Headlines are passages and sentences of their own, behind all others, until the last step.
    owner = stretch_ends.searchsorted(ends, side="right")
    sentences = int(owner.searchsorted(passages))
    stands, beside = _stands(asked), np.array(asked.pairs, dtype=np.int64).reshape(-1, 2).T
    places = _likely(words, stands, beside)
    place, standing, term = _standing(words, places, stands)
    sentence = ends.searchsorted(place)
    passage = owner[sentence]
    itself = standing == Standing.ITSELF
    often = np.bincount(passage[itself] * columns + term[itself], minlength=len(counts) * columns)
    best = _best((len(counts), columns), passage, term, standing)[:, :terms]
    in_sentence = _best((len(ends), columns), sentence, term, standing)[:sentences]
    begins, pair = _pairs(words, places[~ending[places]], beside)
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
        in_sentence[:, terms:] > 0,
    )


def _stands(asked: Asked) -> Numbers:
    """Return (3, words) of all that is looked for, in the order of the numbers.

    These are the number, the `Standing` that it gives, and to which word, stop words behind the others.
    """
    itself, beginning, meaning = map(int, (Standing.ITSELF, Standing.BEGINNING, Standing.MEANING))
    stands: list[tuple[int, int, int]] = []
    for place, word in enumerate(asked.words):
        stands.append((word.number, itself, place))
        stands += [(number, beginning, place) for number in word.beginning]
        stands += [(number, meaning, place) for number in word.meaning]
    stands += [(number, itself, place) for place, number in enumerate(asked.stop_words, len(asked.words))]
    stands.sort(key=itemgetter(0))
    return np.array(stands, dtype=np.int64).reshape(-1, 3).T


def _best(shape: tuple[int, int], row: Numbers, term: Numbers, standing: Numbers) -> Standings:
    best = np.zeros(shape, dtype=np.intp)
    np.maximum.at(best.ravel(), row * shape[1] + term, standing)  # a view: over two dimensions it is slow
    return best


def _marked(shape: tuple[int, int], row: Numbers, column: Numbers) -> Held:
    marked = np.zeros(shape, dtype=bool)
    marked[row, column] = True
    return marked


def _likely(words: Terms, stands: Numbers, pairs: Numbers) -> Numbers:
    """Return the places of all words that are looked for, and of a few others."""
    wanted = np.zeros(_LOW + 1, dtype=bool)
    wanted[stands[0] & _LOW] = True
    wanted[pairs & _LOW] = True
    places: Numbers = wanted.take(words & _LOW).nonzero()[0]
    return places


def _standing(words: Terms, places: Numbers, stands: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return each place where a word stands for a term, how it does, and for which."""
    numbers, standing, term = stands
    found = words[places]
    first = numbers.searchsorted(found)
    often = numbers.searchsorted(found, side="right") - first
    which = stretches(first, often)
    return places.repeat(often), standing[which], term[which]


def _pairs(words: Terms, places: Numbers, pairs: Numbers) -> tuple[Numbers, Numbers]:
    """Return each of some places where a pair begins, and which pair that is."""
    first, second = pairs[:, :, None]
    same = ((words[places] == first) & (words[places + 1] == second)).ravel().nonzero()[0]
    pair, place = np.divmod(same, max(1, len(places)))
    return places[place], pair
