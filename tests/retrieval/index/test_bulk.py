from array import array

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.analysis import BREAK
from retrieval.index.bulk import BulkNumbering
from retrieval.index.places import Places
from retrieval.languages import ENGLISH, language
from retrieval.numbering import Numbering

WRITTEN = "war Peace, “Peace” peace. Mr. U.S. F. No! The In he Der мир. 戦争。 中国 3.5 1.000 café"
PIECES = st.sampled_from([*WRITTEN.split(" "), "\x85", "\u2003", "\n"])
TEXTS = st.one_of(
    st.lists(st.one_of(PIECES, st.just(" ")), max_size=20).map("".join),
    st.lists(PIECES, max_size=20).map(" ".join),
    st.text(max_size=80),
    st.integers(41, 1500).map("戦".__mul__),
)
LANGUAGES = st.sampled_from((ENGLISH, language("german")))


def numbered_alone(texts: list[tuple[str, object]]) -> list[list[str]]:
    numbering = Numbering()
    found = []
    for text, read_in in texts:
        numbers = array("i")
        numbering.append(text, numbers, read_in)
        found.append(["." if n == BREAK else numbering.terms[n] for n in numbers])
    return found


def numbered_together(
    numbering: Numbering, bulk: BulkNumbering, texts: list[tuple[str, object]]
) -> list[list[str]]:
    flat, counts = bulk.numbers([text for text, _ in texts], [read_in for _, read_in in texts])
    read = ["." if n == BREAK else numbering.terms[n] for n in flat.tolist()]
    ends = counts.cumsum().tolist()
    assert len(read) == (ends[-1] if ends else 0)
    return [read[end - count : end] for end, count in zip(ends, counts.tolist(), strict=True)]


@given(st.lists(st.tuples(TEXTS, LANGUAGES), max_size=6))
def test_many_texts_have_the_terms_that_each_has_alone(texts: list[tuple[str, object]]) -> None:
    numbering = Numbering()
    bulk = BulkNumbering(numbering)
    expected = numbered_alone(texts)
    assert numbered_together(numbering, bulk, texts) == expected
    assert numbered_together(numbering, bulk, texts[::-1]) == expected[::-1]  # now every stretch is known


def test_what_is_forgotten_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.index.bulk._MOST_NUMBERS", 4)
    monkeypatch.setattr("retrieval.index.bulk._AT_ONCE", 10)
    texts: list[tuple[str, object]] = [
        ("War and peace. The war ended.", ENGLISH),
        ("War, und Frieden", language("german")),
    ]
    numbering = Numbering()
    bulk = BulkNumbering(numbering)
    for _ in range(3):
        assert numbered_together(numbering, bulk, texts * 3) == numbered_alone(texts * 3)


@given(
    st.lists(st.lists(st.integers(1, 40).map(lambda n: n << 3), max_size=30), max_size=8), st.integers(0, 61)
)
def test_a_table_finds_what_was_added_however_its_keys_crowd(rounds: list[list[int]], shift: int) -> None:
    places, known = Places(), {}
    for keys in rounds:
        new = [key << shift & (1 << 64) - 1 or 1 for key in keys]
        new = [key for key in dict.fromkeys(new) if key not in known]
        numbers = range(len(known), len(known) + len(new))
        known.update(zip(new, numbers, strict=True))
        places.add(np.array(new, dtype=np.uint64), np.array(numbers, dtype=np.int64))
        asked = [*known, 7, (1 << 64) - 7]
        assert places.find(np.array(asked, dtype=np.uint64)).tolist() == [known.get(key, -1) for key in asked]


def test_a_table_grows() -> None:
    keys = np.random.default_rng(1).integers(1, 1 << 64, size=20_000, dtype=np.uint64)
    places = Places()
    for at in range(0, len(keys), 500):
        places.add(keys[at : at + 500], np.arange(at, at + 500))
    assert places.find(keys).tolist() == list(range(len(keys)))
