"""The operator's speakers.toml."""

from pathlib import Path

import pytest

from retrieval import Certainty, CorrectionsError, extract_quotations, parse_corrections

DOCUMENT = Path(__file__).parents[3] / "docs" / "beside-the-articles.md"
TEXT = (
    "“We shall win the vote,” Sergey Ivanow said on Monday.\n\n“Nobody knows when it rains,” said the mayor."
)


def test_aliases_and_roles() -> None:
    corrections = parse_corrections(
        '[aliases]\n"Sergei Ivanov" = ["Sergey Ivanow"]\n[roles]\n"Sergei Ivanov" = "the minister"\n'
    )
    first, *_ = corrections.applied("a.txt", extract_quotations(TEXT))
    (speaker,) = first.speakers
    assert (speaker.name, speaker.role) == ("Sergei Ivanov", "the minister")
    assert "Sergey Ivanow" in speaker.aliases


def test_the_documents_example_is_true() -> None:
    section = DOCUMENT.read_text("utf-8").split("## `speakers.toml`", 1)[1]
    corrections = parse_corrections(section.split("```toml", 1)[1].split("```", 1)[0])
    text = "“It was the will of the people,” a diplomat said.\n\n“We shall see,” said Sergey Lavrow."
    found = corrections.applied("2014-03-16.txt", extract_quotations(text))
    assert {(s.name, s.role) for q in found for s in q.speakers} == {
        ("Sergei Lavrov", "Russian Foreign Minister")
    }


def test_a_single_attribution_holds_in_its_article_only() -> None:
    corrections = parse_corrections(
        '[[attribution]]\nsource = "a.txt"\nwords = "when it rains"\nspeaker = "Anna Smith"\n'
    )
    found = extract_quotations(TEXT)
    corrected = [q for q in corrections.applied("a.txt", found) if "rains" in q.content]
    assert [[s.name for s in q.speakers] for q in corrected] == [["Anna Smith"]] * len(corrected)
    assert all(q.certainty is Certainty.HIGH and q.pattern == "corrected" for q in corrected)
    assert corrections.applied("b.txt", found) == found


def test_an_attribution_without_speaker_names_nobody() -> None:
    corrections = parse_corrections('[[attribution]]\nsource = "a.txt"\nwords = "win the vote"\n')
    first, *_ = corrections.applied("a.txt", extract_quotations(TEXT))
    assert (first.speakers, first.mention, first.certainty) == ((), None, Certainty.NONE)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[aliases", "no valid TOML"),
        ("[alias]\n", "“alias”"),
        ('aliases = "x"', "[aliases]"),
        ('[aliases]\n"A B" = "C"', "list of names"),
        ('[aliases]\n"A B" = ["C D"]\n"E F" = ["C D"]', "both"),
        ('[roles]\n"A B" = 3', "role of “A B”"),
        ("attribution = 3", "[[attribution]]"),
        ("[[attribution]]\nsource = 3", "words in quotes"),
        ('[[attribution]]\nsource = "a.txt"', "lacks “words”"),
        ('[[attribution]]\nsource = "a"\nwords = "b"\nwho = "c"', "“who”"),
    ],
)
def test_a_fault_is_one_sentence(content: str, told: str) -> None:
    with pytest.raises(CorrectionsError) as fault:
        parse_corrections(content)
    message = str(fault.value)
    assert told in message
    assert message.startswith("speakers.toml")
    assert message.endswith(".")
    assert "\n" not in message
