from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.analysis import BREAK, fold, is_end, sentences_of, term_of, tokens_of, words_and_ends
from retrieval.languages import ENGLISH
from retrieval.numbering import Numbering

TEXTS = st.text(st.characters() | st.sampled_from("aEé's’. ,中国กา1️#\u00ad\u0301"), max_size=60)


def terms(text: str) -> list[str]:
    return [token.term for token in tokens_of(text)]


@given(TEXTS)
def test_tokens_stand_where_they_say_in_order(text: str) -> None:
    tokens = tokens_of(text)
    assert all(0 <= t.start < t.end <= len(text) and t.term for t in tokens)
    assert [t.start for t in tokens] == sorted({t.start for t in tokens})
    for token in tokens:
        assert term_of(text[token.start : token.end])[0] == token.term


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_sentences_cover_all_words_and_do_not_overlap(text: str) -> None:
    spans = sentences_of(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    outside = set(range(len(text))).difference(*(range(start, end) for start, end in spans))
    assert not any(text[i].isalnum() for i in outside)


@given(TEXTS)
def test_numbers_stand_for_the_same_terms_as_tokens(text: str) -> None:
    numbering, numbers = Numbering(), array("i")
    numbering.append(text, numbers)
    assert [numbering.terms[n] for n in numbers if n != BREAK] == terms(text)
    assert len(sentences_of(text)) in {numbers.count(BREAK), numbers.count(BREAK) + 1}


MARKS = st.sampled_from(
    ". ! ? … 。 . . \" ” ) ( “ , ; - – 's ’s F. U.S. U.S Mr. No. vs. The In a he 3.5 100,000 \n".split(" ")
)


@given(st.lists(st.one_of(MARKS, st.sampled_from([" ", " ", "war", "Peace", "мир", "戦争"])), max_size=30))
def test_sentences_end_as_if_the_text_were_read_at_once(pieces: list[str]) -> None:
    text = "".join(pieces)
    numbering, numbers = Numbering(), array("i")
    for _ in range(2):  # the second time every stretch is known
        numbers = array("i")
        numbering.append(text, numbers, ENGLISH)
        read = ["." if n == BREAK else numbering.terms[n] for n in numbers]
        assert read == ["." if is_end(w) else term_of(w)[0] for w in words_and_ends(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#Ukraine’s Ukraine's UKRAINE ukraine", ["ukrain"] * 4),
        ("@Ukraine ‘Ukraine’ “Ukraine” Ukraine`s", ["ukrain"] * 4),
        ("U.S. US U.S", ["us", "us", "us"]),
        ("100,000 100000", ["100000", "100000"]),
        ("3.5", ["3.5"]),
        ("café cafe\u0301 CAFÉ", ["cafe", "cafe", "cafe"]),
        ("Ukra\u00adine", ["ukrain"]),
        ("O'Brien O’Brien", ["obrien", "obrien"]),
        ("sanctions sanctioned", ["sanction", "sanction"]),
        ("ﬁlm", ["film"]),
        ("Kiev’s Kyiv", ["kyiv", "kyiv"]),
        ("three defence organisations", ["3", "defens", "organiz"]),
        ("anti-Russian", ["anti", "russian"]),
        ("中国的", ["中国", "国的"]),
        ("中NATO军队", ["中", "nato", "军队"]),
        ("_emphasis_", ["emphasi"]),
        ("!? … 🙂", []),
    ],
)
def test_words_become_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_stop_words_are_kept_and_marked() -> None:
    assert [(t.term, t.stop) for t in tokens_of("Who is he? Don't Lavrov")] == [
        ("who", True),
        ("is", True),
        ("he", True),
        ("dont", True),
        ("lavrov", False),
    ]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Lavrov met Gen. Smith.", "They agreed."],
        ["He left the U.S. on Monday.", "It rained."],
        ["He lives in the U.S.", "The embassy is closed."],
        ["John F. Kennedy spoke.", "“We choose the moon.”", "He paused…", "Then he left!"],
        ["It rose by 3.5 per cent.", "Why?", "Nobody knows"],
        ["It is late, e.g. eight p.m. in Kiev."],
        ["他来了。", "她走了。"],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in sentences_of(text)] == sentences
