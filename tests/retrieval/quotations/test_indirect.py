"""Statements without marks. All sentences are made up."""

# ruff: noqa: E501 (a sentence and its speaker stand on one line)

import pytest

from retrieval import Quotation, QuotationKind, extract_quotations


def statements(text: str) -> list[Quotation]:
    found = extract_quotations(text)
    return [q for q in found if q.kind is QuotationKind.INDIRECT and not q.is_attitude]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "Clara Benson said that the port would reopen in spring.",
            "the port would reopen in spring",
            "Clara Benson",
        ),
        (
            "Clara Benson has said the port will reopen in spring.",
            "the port will reopen in spring",
            "Clara Benson",
        ),
        (
            "The port will reopen in spring, Clara Benson said on Monday.",
            "The port will reopen in spring",
            "Clara Benson",
        ),
        (
            "The port will reopen in spring, said Clara Benson.",
            "The port will reopen in spring",
            "Clara Benson",
        ),
        (
            "The port will reopen in spring, according to Clara Benson.",
            "The port will reopen in spring",
            "Clara Benson",
        ),
        (
            "According to Clara Benson, the port will reopen in spring.",
            "the port will reopen in spring",
            "Clara Benson",
        ),
        ("Clara Benson told the council that the port was lost.", "the port was lost", "Clara Benson"),
        (
            "Clara Benson told reporters on Friday, after long talks with the owners, that the port was lost.",
            "the port was lost",
            "Clara Benson",
        ),
        ("Clara Benson, 42, a pilot from Hull, said the port was lost.", "the port was lost", "Clara Benson"),
        (
            "Clara Benson left early, saying the port was lost for good.",
            "the port was lost for good",
            "Clara Benson",
        ),
        (
            "The port is lost, the mayor told her closest advisers as she left the hall.",
            "The port is lost",
            "the mayor",
        ),
        (
            "It was never about the port, her aides argued in interviews this week; rather, it was pride.",
            "It was never about the port",
            "her aides",
        ),
        ("The port may be lost, top aide implies to party leaders.", "The port may be lost", "top aide"),
        (
            "(According to the Harbour Police, it keeps no records of lost boats.)",
            "it keeps no records of lost boats.)",
            "the Harbour Police",
        ),
        ("The port is lost, the news site Harbour News reported.", "The port is lost", "Harbour News"),
        ("The port is lost, a pilot told The Hull Times.", "The port is lost", "a pilot"),
        (
            "If the port is lost, Clara Benson argued, the town is lost too.",
            "If the port is lost, Clara Benson argued, the town is lost too",
            "Clara Benson",
        ),
        (
            "Although everyone agrees that the port is lost, some pilots fear the town will go too.",
            "the port is lost",
            "everyone",
        ),
        (
            "Clara Benson also called on both Hull and Goole to keep the port.",
            "both Hull and Goole to keep the port",
            "Clara Benson",
        ),
        ("Hull accuses Goole of supporting the new port.", "supporting the new port", "Hull"),
        ("Clara Benson urged Goole to keep the old port.", "Goole to keep the old port", "Clara Benson"),
        (
            "Clara Benson praised the old port that was built by pilots.",
            "the old port that was built by pilots",
            "Clara Benson",
        ),
        ("Supporters who have heard from the port say the port is lost.", "the port is lost", "Supporters"),
        ("Six in 10 say the port is lost for good.", "the port is lost for good", "Six in 10"),
        (
            "Benson: The port is lost for good\n\nClara Benson spoke on Monday.",
            "The port is lost for good",
            "Clara Benson",
        ),
    ],
)
def test_content_and_speaker(text: str, content: str, speaker: str) -> None:
    assert (content, [speaker]) in [(q.content, [s.name for s in q.speakers]) for q in statements(text)]


def test_a_report_of_a_report_gives_both_speakers() -> None:
    text = "Clara Benson has told the council that the port is lost, a pilot from Hull has said."
    found = {q.content: q.speakers[0].name for q in statements(text)}
    assert found["the port is lost"] == "Clara Benson"
    assert "a pilot from Hull" in found.values()


def test_the_same_speakers_wish_inside_a_statement_is_told_once() -> None:
    assert len(statements("Clara Benson said she wanted to see the port reopen in spring.")) == 1


@pytest.mark.parametrize("text", ["The port reopened in spring.", "Ships came and went all summer long."])
def test_plain_telling_is_nobodys_statement(text: str) -> None:
    assert not statements(text)


def test_talks_that_end_say_nothing() -> None:
    assert statements("The port crisis talks end after four long hours.") == []


@pytest.mark.parametrize(
    "circumstances",
    [
        "in a statement on Friday",
        "after practice in Hull",
        "to reporters in the hall",
        "during a visit to the port",
    ],
)
def test_where_words_were_said_is_nothing_that_was_said(circumstances: str) -> None:
    assert [
        q.content
        for q in extract_quotations(f"“The boats are old,” pilot Clara Benson said {circumstances}.")
    ] == ["The boats are old,"]


def test_what_somebody_adds_is_told_once() -> None:
    added = extract_quotations(
        "“The boats are old,” Clara Benson said, adding that they would be sold in spring."
    )
    assert [q.content for q in added] == ["The boats are old,", "they would be sold in spring"]
