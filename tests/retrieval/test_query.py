from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.query import MOST_FILTERS, Query, first_day, parse_plain, parse_query

NEWEST = date(2014, 5, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sanctions", Query("", "sanctions")),
        (
            'sanctions "party of war" Kiev',
            Query("", "sanctions party of war Kiev", phrases=("party of war",)),
        ),
        ("„party of war“", Query("", "party of war", phrases=("party of war",))),
        ("«party of war»", Query("", "party of war", phrases=("party of war",))),
        ("ceasefire -Donetsk", Query("", "ceasefire", excluded=("Donetsk",))),
        ('ceasefire -"news conference"', Query("", "ceasefire", excluded=("news conference",))),
        ("talks source:000", Query("", "talks", sources=("000",))),
        ('talks SPEAKER:"Sergei Lavrov"', Query("", "talks", speakers=("Sergei Lavrov",))),
        ("talks in:headline", Query("", "talks", in_headline=True)),
        ("talks since:2014-03", Query("", "talks", since=date(2014, 3, 1))),
        ("talks before:march", Query("", "talks", before=date(2014, 3, 1))),
        ("since:2013 talks since:june", Query("", "talks", since=date(2013, 6, 1))),
    ],
)
def test_operators(text: str, expected: Query) -> None:
    query = parse_query(text, NEWEST)
    assert query.text == text
    for field in ("words", "phrases", "excluded", "sources", "speakers", "since", "before", "in_headline"):
        assert getattr(query, field) == getattr(expected, field), field


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"party of war', "party of war"),
        ('party of war"', "party of war"),
        ('""', ""),
        ("US - Russia talks", "US Russia talks"),
        ("EU-Russia talks", "EU-Russia talks"),
        ("Lavrov: talks", "Lavrov: talks"),
        ("source:", "source:"),
        ("http://example.org/a", "http://example.org/a"),
        ("since:yesterday", "since:yesterday"),
        ("since:2014-13", "since:2014-13"),
        ("in:Kiev", "in:Kiev"),
        ("?!… 🙂", ""),
        ("-", ""),
    ],
)
def test_what_is_no_operator_is_words(text: str, words: str) -> None:
    query = parse_query(text, NEWEST)
    assert query.words == words
    assert not query.filtered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("who called it \u201claughable\u201d?", Query("", "who called it \u201claughable\u201d?")),
        ("- what, us? -Kiev", Query("", "- what, us? -Kiev")),
        ("Lavrov: talks", Query("", "Lavrov: talks")),
        ("who is Kerry? source:000", Query("", "who is Kerry?", sources=("000",))),
        ("since:2014 party of  war", Query("", "party of war", since=date(2014, 1, 1))),
        ('say "since:2014" since:soon', Query("", 'say "since:2014" since:soon')),
        ('talks speaker:"Sergei Lavrov" in:headline', Query("", "talks", (), (), (), ("Sergei Lavrov",))),
    ],
)
def test_only_filters_with_a_key_are_no_part_of_plain_words(text: str, expected: Query) -> None:
    query = parse_plain(text, NEWEST)
    assert query.text == text
    for field in ("words", "phrases", "excluded", "sources", "speakers", "since", "before"):
        assert getattr(query, field) == getattr(expected, field), field
    assert query.in_headline == ("in:headline" in text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2014", date(2014, 1, 1)),
        ("2014-03", date(2014, 3, 1)),
        ("2014/3/16", date(2014, 3, 16)),
        ("March 2014", date(2014, 3, 1)),
        ("16 March 2014", date(2014, 3, 16)),
        ("may", date(2014, 5, 1)),
        ("Sept.", date(2013, 9, 1)),
        ("31 June 2014", None),
        ("0000", None),
        ("marching", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert first_day(text, NEWEST) == day


def test_a_month_without_a_year_needs_articles_with_dates() -> None:
    assert first_day("march") is None


def test_more_filters_than_anybody_means_are_words() -> None:
    phrases = [f"{n} ships" for n in range(MOST_FILTERS + 1)]
    query = parse_query(" ".join(f'"{phrase}"' for phrase in phrases + phrases[:1]))
    assert query.phrases == tuple(phrases[:-1])
    assert query.words.count("ships") == MOST_FILTERS + 2
    assert len(parse_query(" ".join(f"source:{n} -w{n}" for n in range(100))).sources) == MOST_FILTERS


@given(
    st.text()
    | st.lists(st.sampled_from(['"', "-", "source:", "in:", "since:", "a", " ", "“", "1"])).map("".join)
)
def test_every_text_is_a_query(text: str) -> None:
    query = parse_query(text, NEWEST)
    assert query.text == text
    kept = "".join((query.words, *query.excluded, *query.sources, *query.speakers))
    if not (query.since or query.before or query.in_headline):
        assert {c for c in text if c.isalpha()} - set("sourcepak") <= set(kept)
    plain = parse_plain(text, NEWEST)
    assert (plain.text, plain.phrases, plain.excluded) == (text, (), ())
