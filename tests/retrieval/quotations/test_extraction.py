"""Who said which words, from short pieces of made-up news."""

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import Certainty, Quotation, QuotationKind, extract_quotations

PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "‘",
        "’",
        "'",
        "«",
        "»",
        "„",
        " said ",
        "Anna Smith",
        "he",
        ", ",
        ". ",
        "\n",
        "\n\n",
        ":",
        "– ",
        "word",
    ]
)


def only(text: str, words: str) -> Quotation:
    """Return the one quotation between marks that holds the words."""
    found, *others = (
        q for q in extract_quotations(text) if words in q.content and q.kind is not QuotationKind.INDIRECT
    )
    assert not others
    return found


@pytest.mark.parametrize(
    ("text", "words", "mention"),
    [
        ("“We shall win the vote,” Anna Smith said on Monday.", "win the vote", "Anna Smith"),
        ("“We shall win the vote,” said Anna Smith, who leads the party.", "win the vote", "Anna Smith"),
        ('Anna Smith said: "We shall win the vote."', "win the vote", "Anna Smith"),
        ("“We shall win,” she said. “Nobody can stop us now.”", "Nobody can stop us", "she"),
        (
            "Anna Smith, a farmer from the north, said the rain was “a gift to all of us”.",
            "a gift",
            "Anna Smith",
        ),
        ("The rain was “a gift to all of us”, according to Anna Smith.", "a gift", "Anna Smith"),
    ],
)
def test_the_mention_that_says_it(text: str, words: str, mention: str) -> None:
    quotation = only(text, words)
    assert quotation.mention == mention
    assert quotation.certainty is not Certainty.NONE


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_content_is_an_exact_slice(text: str) -> None:
    for quotation in extract_quotations(text):
        assert text[quotation.start : quotation.end] == quotation.content
        if quotation.mention is not None:
            assert text[quotation.mention_start : quotation.mention_end] == quotation.mention
        if quotation.evidence is not None:
            first, last = quotation.evidence
            assert 0 <= first < last <= len(text)


@pytest.mark.parametrize("mark", [chr(34), "“", "‘", "„", "“x”, he said. ", "and said "])
def test_marks_without_end_are_read(mark: str) -> None:
    text = mark * 100_000 if len(mark) == 1 else mark * 10_000
    assert all(text[q.start : q.end] == q.content for q in extract_quotations(text))


def test_an_article_is_let_go_when_it_has_been_read() -> None:
    """Without waiting for the garbage collector: that takes a tenth of the time, and holds many."""
    text = "“We will go on,” Anna Smith said. “He knows it.” The minister, Jon Berg, said that she was right."
    extract_quotations(text)
    gc.collect()
    gc.disable()
    try:
        assert extract_quotations(text)
        assert gc.collect() == 0
    finally:
        gc.enable()
