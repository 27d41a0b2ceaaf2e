"""Whose words are told where several might have said them. All sentences are made up."""

import pytest

from retrieval import extract_quotations
from retrieval.evaluation.quotations import holding


def mention_of(text: str, words: str) -> str | None:
    start = text.index(words)
    found = holding(extract_quotations(text), start, start + len(words))
    return None if found is None else found.mention


@pytest.mark.parametrize(
    ("text", "words", "mention"),
    [
        (
            "Clara Benson said the harbour was safe, but Ida Holm warned that the wall would not last.",
            "the wall would not last",
            "Ida Holm",
        ),
        (
            "Clara Benson opposed the new harbour wall, but he shrugged off what the experts had told them.",
            "what the experts had told them",
            "he",
        ),
        (
            "The report led Clara Benson to announce her resignation from the harbour board.",
            "her resignation from the harbour board",
            "Clara Benson",
        ),
        (
            "Tempers flared in the debate on Monday, with Ida Holm questioning the mayor's fitness to lead.",
            "the mayor's fitness to lead",
            "Ida Holm",
        ),
        (
            "Fishermen angry about the price of the harbour fee say they will stay at sea until it is gone.",
            "they will stay at sea until it",
            "Fishermen",
        ),
        (
            "The new wall was championed by Ida Holm as the last chance for the old harbour town.",
            "the last chance for the old harbour",
            "Ida Holm",
        ),
        (
            "Although Clara Benson praised the old harbour wall, she wants the council to build a new one.",
            "the council to build a new one",
            "she",
        ),
        (
            "Clara Benson, during a town meeting in Columbus, Ohio, said the harbour was lost for good.",
            "the harbour was lost for good",
            "Clara Benson",
        ),
        (
            "The harbour wall was paid for twice, as The Herald reported a few days later.",
            "The harbour wall was paid for",
            "The Herald",
        ),
        (
            "Most members like the bill, even though several oppose the clause about the harbour.",
            "the clause about the harbour",
            "several",
        ),
    ],
)
def test_the_nearer_of_two_is_told(text: str, words: str, mention: str) -> None:
    assert mention_of(text, words) == mention


def test_a_statement_that_another_clause_follows_is_one_quotation_in_parts() -> None:
    text = "The minister said the harbour would be closed in the spring, but the town had no other to use."
    found = [q for q in extract_quotations(text) if q.cue == "said"]
    assert [q.content for q in found] == [
        "the harbour would be closed in the spring",
        "but the town had no other to use",
    ]
    assert len({q.group for q in found}) == 1
    assert found[0].likelihood > found[1].likelihood
