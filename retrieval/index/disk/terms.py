"""Numbers of terms → how the index on disk writes them: keys in the words file, words for tantivy."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from retrieval.analysis import BREAK
from retrieval.index.disk.store import term_key
from retrieval.index.holding import stretches

if TYPE_CHECKING:
    import numpy.typing as npt

    from retrieval.index.protocol import Numbers


class WrittenTerms:
    """How terms are written, by their numbers; a BREAK has a key, and no word."""

    def __init__(self) -> None:
        # Each term stands one place after its number: the first is BREAK.
        self._keys = array("q", [BREAK])
        self._ends = array("q", [0, 0])
        self._letters = array("I")

    def known(self) -> int:
        """Return how many terms there are."""
        return len(self._keys) - 1

    def add(self, terms: Sequence[str]) -> None:
        """Add those of the next numbers."""
        self._keys.extend(map(term_key, terms))
        for term in terms:
            self._letters.frombytes((written(term) + " ").encode("utf-32-le", "surrogatepass"))
            self._ends.append(len(self._letters))

    def keys(self, numbers: npt.NDArray[np.int32]) -> Numbers:
        """Return the keys of terms."""
        return np.frombuffer(self._keys, dtype=np.int64).take(numbers + 1).astype("<i8", copy=False)

    def sizes(self, numbers: npt.NDArray[np.int32]) -> Numbers:
        """Return how many letters each of some terms has, the space after it too."""
        ends = np.frombuffer(self._ends, dtype=np.int64)
        return ends.take(numbers + 2) - ends.take(numbers + 1)

    def written(self, numbers: npt.NDArray[np.int32]) -> str:
        """Return terms one after the other, a space after each."""
        at = np.frombuffer(self._ends, dtype=np.int64).take(numbers + 1)
        letters = np.frombuffer(self._letters, dtype="<u4").take(stretches(at, self.sizes(numbers)))
        return letters.tobytes().decode("utf-32-le", "surrogatepass")


def written(term: str) -> str:
    """Return a term as tantivy's whitespace tokenizer is given it, which cuts at ASCII white space only."""
    return term.replace(" ", "\u00a0") if " " in term else term


def unwritten(word: str) -> str:
    """Return the term that is written so."""
    return word.replace("\u00a0", " ")
