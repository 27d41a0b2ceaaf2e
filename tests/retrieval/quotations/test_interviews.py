"""Interviews, transcripts, signs and other shapes that words are said in. All sentences are made up."""

import pytest

from retrieval import Quotation, QuotationKind, extract_quotations
from retrieval.speakers.identity import canonical


def first_with(text: str, words: str) -> Quotation:
    return next(q for q in extract_quotations(text) if q.content.startswith(words))


def test_who_is_interviewed_answers() -> None:
    text = (
        "An interview with Clara Benson, the mayor of Harwick\n\n"
        "Q: Why must the harbour close?\n\n"
        "A: It is not safe. The wall has cracks.\n\n"
        "Q: When will it open again?\n\n"
        "A: Not before next spring, if the engineers agree."
    )
    answer = first_with(text, "Not before next spring")
    assert [speaker.name for speaker in answer.speakers] == ["Clara Benson"]
    assert answer.pattern == "answer"
    assert first_with(text, "When will it open").speakers == ()


def test_answers_are_nobodys_where_two_people_may_be_asked() -> None:
    text = (
        "Clara Benson and Ida Holm on the harbour\n\n"
        "Q: Why must the harbour close?\n\n"
        "A: It is not safe. The wall has cracks.\n\n"
        "Q: When will it open again?\n\n"
        "A: Not before next spring, if the engineers agree."
    )
    assert first_with(text, "It is not safe").speakers == ()


def test_a_transcript_names_somebody_in_full_only_once() -> None:
    text = (
        "IDA HOLM: The mayor closed the harbour on Friday. Take a look.\n\n"
        "BENSON: They will never forgive her for what she did.\n\n"
        "HOLM: And what did the fishermen say about the plan?"
    )
    said = first_with(text, "The mayor closed the harbour")
    assert (said.kind, said.mention) == (QuotationKind.DIRECT, "IDA HOLM")


@pytest.mark.parametrize(
    "text",
    [
        "A man in the crowd held a sign that read “Save our harbour now” while others sang.",
        "Ida Holm stood by the door with a placard reading “Save our harbour now”.",
        "Behind Ida Holm, a banner said: “Save our harbour now.”",
    ],
)
def test_what_a_sign_says_is_no_quotation_of_a_person(text: str) -> None:
    assert first_with(text, "Save our harbour").speakers == ()


def test_those_who_are_told_apart_by_what_they_do_speak() -> None:
    said = first_with(
        "“The harbour is a good place to work,” say those who work there.", "The harbour is a good"
    )
    assert said.mention == "those who work there"


@pytest.mark.parametrize(
    "text",
    [
        "@claraholm tweeted: “The harbour is closed, and nobody told us about it.”",
        "@claraholm tweeted: The harbour is closed, and nobody told us about it.",
    ],
)
def test_an_account_is_shown_with_its_sign(text: str) -> None:
    assert [speaker.name for speaker in first_with(text, "The harbour is closed").speakers] == ["@claraholm"]


def test_a_party_is_one_by_the_name_of_all_or_of_one() -> None:
    assert canonical("the Tories") == canonical("Tory")


def test_a_list_of_places_is_no_transcript() -> None:
    cities = ("Salt Water City", "Port Ida", "Old Harbour City", "Holm", "Port Ida", "Lower Quay")
    news = "\n\n".join(f"{city}: The council of the town will raise the walls in May." for city in cities)
    assert [q for q in extract_quotations(news) if q.kind is not QuotationKind.INDIRECT] == []
