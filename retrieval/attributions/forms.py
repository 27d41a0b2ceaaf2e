"""The forms of speakers' names, numbered: which are one name, and which hold some words."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from retrieval.analysis import tokens_of
from retrieval.index.holding import stretches
from retrieval.speakers import canonical

FORM = np.dtype([("name", "<u8"), ("size", "<u4"), ("terms", "<u4")])
"""The name's number, bytes of the form as UTF-8, how many terms it has."""

KEPT_FOUND = 8
"""Names of which the forms are remembered: a question asks for them twice, the next perhaps again."""

Records = npt.NDArray[np.void]
Integers = npt.NDArray[np.int64]


def number_of(text: str) -> int:
    """Return 64 bits of a hash: the number of a name or a term, found alike by every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@lru_cache(maxsize=20_000)
def name_of(form: str) -> int:
    """Return the number that forms of one name share."""
    return number_of(canonical(form))


@lru_cache(maxsize=20_000)
def _terms_of(form: str) -> tuple[int, ...]:
    return tuple({number_of(token.term) for token in tokens_of(form)})


@dataclass(frozen=True, slots=True)
class FormList:
    """Some forms, as arrays."""

    records: Records
    """Of FORM."""
    terms: npt.NDArray[np.uint64]
    """The numbers of their terms, one form after the other."""
    text: bytes

    @classmethod
    def of(cls, forms: Iterable[str]) -> FormList:
        """Look at each form: what it is called, and which words it holds."""
        written = [(form, form.encode("utf-8", "surrogatepass"), _terms_of(form)) for form in forms]
        records = [(name_of(form), len(text), len(terms)) for form, text, terms in written]
        numbers = [number for _, _, terms in written for number in terms]
        return cls(
            np.array(records, dtype=FORM),
            np.array(numbers, dtype=np.uint64),
            b"".join(text for _, text, _ in written),
        )


class Forms:
    """Forms numbered from 0; more at any time, the same one perhaps again."""

    def __init__(self) -> None:
        self._names, self._terms, self._term_ends = array("Q"), array("Q"), array("Q", [0])
        self._text, self._ends = bytearray(), array("Q", [0])
        self._holding = lru_cache(KEPT_FOUND)(self._found)

    def extend(self, forms: FormList) -> int:
        """Add forms; return the number of the first."""
        first = len(self._names)
        self._names.frombytes(forms.records["name"].tobytes())
        self._terms.frombytes(forms.terms.tobytes())
        self._text += forms.text
        for ends, of in ((self._ends, "size"), (self._term_ends, "terms")):
            ends.frombytes((ends[-1] + forms.records[of].cumsum(dtype=np.uint64)).tobytes())
        return first

    def some(self, numbers: Integers) -> FormList:
        """Return some forms as they were added."""
        names, terms = (np.array(each, dtype=np.uint64) for each in (self._names, self._terms))
        ends, term_ends = (np.array(each, dtype=np.int64) for each in (self._ends, self._term_ends))
        sizes, counts = ((each[numbers + 1] - each[numbers]) for each in (ends, term_ends))
        records = np.zeros(len(numbers), dtype=FORM)
        records["name"], records["size"], records["terms"] = names[numbers], sizes, counts
        text = b"".join(self._text[self._ends[n] : self._ends[n + 1]] for n in numbers.tolist())
        return FormList(records, terms[stretches(term_ends[numbers], counts)], text)

    def __getitem__(self, number: int) -> str:
        return self._text[self._ends[number] : self._ends[number + 1]].decode("utf-8", "surrogatepass")

    def names(self) -> npt.NDArray[np.uint64]:
        """Return the number of each form's name."""
        return np.array(self._names, dtype=np.uint64)

    def named(self, names: Iterable[str]) -> Integers:
        """Return the numbers of the forms that are one of the names, each as `canonical` gives it."""
        wanted = np.array([number_of(name) for name in names], dtype=np.uint64)
        return np.flatnonzero(np.isin(self.names(), wanted))

    def holding(self, terms: Iterable[str]) -> Integers:
        """Return the numbers of the forms that hold all the terms."""
        return self._holding(frozenset(terms), len(self._names))

    def _found(self, terms: frozenset[str], _of: int) -> Integers:
        written, ends = np.array(self._terms, dtype=np.uint64), np.array(self._term_ends[1:], dtype=np.int64)
        held = np.ones(len(ends), dtype=bool)
        for term in terms:
            having = np.zeros(len(ends), dtype=bool)
            places = np.flatnonzero(written == np.uint64(number_of(term)))
            having[np.searchsorted(ends, places, "right")] = True
            held &= having
        return np.flatnonzero(held)
