"""Which of some terms each of some passages holds, from all their words at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.index.protocol import Held, Numbers


def terms_held(words: npt.NDArray[np.integer], at: Numbers, count: Numbers, terms: Sequence[int]) -> Held:
    """Return an array (terms, passages): whether a term is among the `count` words from `at` on."""
    before = count.cumsum() - count
    # One reading of all words: a slice for each passage would cost ten times as much.
    gathered = words[np.arange(count.sum()) + np.repeat(at - before, count)]
    owners = np.repeat(np.arange(len(count)), count)
    held = np.zeros((len(terms), len(count)), dtype=bool)
    for place, term in enumerate(terms):
        held[place, owners[gathered == term]] = True
    return held
