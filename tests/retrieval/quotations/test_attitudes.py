"""Whose attitudes words tell, where nothing says that they were said. All sentences are made up."""

from pathlib import Path

import pytest

from retrieval import Archive, Certainty, Quotation, extract_quotations
from retrieval.evaluation.quotations import holding


def whose(text: str, words: str) -> Quotation | None:
    start = text.index(words)
    return holding(extract_quotations(text), start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "mention"),
    [
        (
            "Clara Benson is upbeat about the chances of the harbour bill.",
            "the chances of the harbour",
            "Clara Benson",
        ),
        ("Clara Benson intends to sit out the vote on the harbour.", "sit out the vote on", "Clara Benson"),
        (
            "Mr Benson wants the council to pay for the new harbour wall.",
            "pay for the new harbour",
            "Mr Benson",
        ),
        ("Voters are skeptical of the plan to close the old harbour.", "the plan to close the old", "Voters"),
        (
            "Clara Benson accused the council of hiding the cost of it.",
            "hiding the cost of it",
            "Clara Benson",
        ),
        (
            "His plan to rebuild the harbour wall by May is in doubt.",
            "rebuild the harbour wall by May",
            "His",
        ),
        (
            "Clara Benson has cast the mayor as weak on harbour crime.",
            "as weak on harbour crime",
            "Clara Benson",
        ),
        (
            "Officials were uncertain whether the harbour would open.",
            "whether the harbour would open",
            "Officials",
        ),
    ],
)
def test_words_of_an_attitude_are_told_as_theirs(text: str, words: str, mention: str) -> None:
    found = whose(text, words)
    assert found is not None
    assert found.mention == mention
    assert found.content in text


def test_an_unlikely_attitude_is_nobodys_for_certain() -> None:
    found = whose("The plan that Clara Benson liked has failed on Monday in the hall.", "in the hall")
    assert found is None or found.certainty is Certainty.NONE


def test_an_attitude_is_only_probable_and_known_as_one() -> None:
    found = whose("Clara Benson is upbeat about the chances of the harbour bill.", "chances of the harbour")
    assert found is not None
    assert (found.is_attitude, found.certainty) == (True, Certainty.FAIR)
    assert 0 < found.likelihood < 100


def test_what_is_reported_goes_before_attitudes() -> None:
    text = "Mayor Lind said that Clara Benson favours a new wall for the old harbour."
    found = extract_quotations(text)
    assert [q.mention for q in found if not q.is_attitude][:1] == ["Mayor Lind"]
    assert all(q.likelihood < 50 for q in found if q.is_attitude and q.mention != "Clara Benson")


def test_a_relative_pronoun_belongs_to_the_mention() -> None:
    found = whose("A man who claimed that the harbour was closed left the hall.", "the harbour was closed")
    assert found is not None
    assert found.mention == "A man who"
    assert [speaker.name for speaker in found.speakers] == ["A man"]


def test_attitudes_answer_who_said_and_count_for_nobody(tmp_path: Path) -> None:
    text = "The harbour bill\n\nClara Benson is upbeat about the chances of the harbour bill this year.\n"
    (tmp_path / "harbour.txt").write_text(text, "utf-8")
    archive = Archive.open(tmp_path)
    (best, *_) = archive.who_said("the chances of the harbour bill").results
    assert best.quoted is not None
    assert [speaker.name for speaker in best.quoted.quotation.speakers] == ["Clara Benson"]
    assert not archive.quotations_of("Benson").results


def who_said(folder: Path, text: str, words: str) -> list[str]:
    """Return who is told first to have said some words of an article."""
    (folder / "harbour.txt").write_text(text, "utf-8")
    (best, *_) = Archive.open(folder).who_said(words).results
    assert best.quoted is not None
    return [speaker.name for speaker in best.quoted.quotation.speakers]


def test_what_was_said_goes_before_attitudes_with_the_same_words(tmp_path: Path) -> None:
    text = (
        "Harbour bill talks end\n\nThe latest harbour bill talks between Clara Benson and Peter Hale have "
        "ended without a result, a port official has said.\n"
    )
    words = "harbour bill talks have ended without a result"
    assert who_said(tmp_path, text, words) == ["a port official"]


def test_whoever_is_quoted_innermost_said_it(tmp_path: Path) -> None:
    text = (
        "Harbour talks\n\nPort Director Clara Benson has told her counterpart, Peter Hale, that the town "
        "must pull back its ships, a port official has said.\n"
    )
    assert who_said(tmp_path, text, "the town must pull back its ships") == ["Clara Benson"]
