"""Whom "he", "it", "the firm" and "the 34-year-old" stand for. All sentences are made up."""

# ruff: noqa: E501 (a text and who is meant stand together)

import pytest

from retrieval import extract_quotations


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The boss Tor Berg left. A spokesman for Norport said it was late. “We go on,” he said.",
            "A spokesman for Norport",
        ),
        (
            "Tor Berg left. “It is late,” said Mr Berg's spokesman. He added: “We go on.”",
            "Mr Berg's spokesman",
        ),
        ("Tor Berg left. The writer said it was late. “We go on,” he said.", "Tor Berg"),
        ("Norport opened a shop in Spain. In a statement, it added: “We go on.”", "Norport"),
        ("Norport said it was late. Norport has shops in Spain. “We go on,” said the firm.", "Norport"),
        ("Tor Berg fell on Monday. “We go on,” said the 34-year-old.", "Tor Berg"),
        ("Norport launched the Norport AV400. “We go on,” Norport said.", "Norport"),
        (
            "Sailing is dear. “It is late,” Ida Berg said. Pervasive sailing is a pervasive vice. “We go on,” she said.",
            "Ida Berg",
        ),
    ],
)
def test_who_is_meant(text: str, name: str) -> None:
    (said,) = (q for q in extract_quotations(text) if q.content.startswith("We go on"))
    assert [speaker.name for speaker in said.speakers] == [name]


def test_nobody_expects_what_is_expected() -> None:
    text = "Norport closed its shops. It is expected that the harbour will close in May."
    assert [q.mention for q in extract_quotations(text)] == []
