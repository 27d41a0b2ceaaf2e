"""The words of several passages at once, and which of some terms each of them holds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.index.protocol import Held, Numbers, Terms, Wording


def stretches(at: Numbers, count: Numbers) -> Numbers:
    """Return the places of some stretches, one stretch after the other: `count` of them from each `at` on.

    One reading by them costs a tenth of a slice for each stretch.
    """
    return np.arange(count.sum()) + np.repeat(at - (count.cumsum() - count), count)


def bounds_of(counts: npt.NDArray[np.int64 | np.bool_]) -> Numbers:
    """Return where each of some stretches begins that follow one another, and at last where they end."""
    return np.concatenate(([0], counts.cumsum()))


def terms_held(wording: Wording, terms: Terms | Sequence[int]) -> Held:
    """Return an array (passages, terms): whether a passage holds a term, in text or in headline."""
    words, counts = wording.words, wording.counts
    held = np.zeros((len(counts), len(terms)), dtype=bool)
    # Of the flat comparison: over two dimensions `nonzero` takes five times as long.
    same = (words == np.asarray(terms, dtype=np.int64)[:, None]).ravel().nonzero()[0]
    term, place = np.divmod(same, max(1, len(words)))
    held[counts.cumsum().searchsorted(place, side="right"), term] = True
    passages = len(counts) // 2
    return held[:passages] | held[passages:]
