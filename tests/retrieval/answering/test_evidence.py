"""What names the speaker of a quotation. All articles are made up."""

from pathlib import Path

import pytest

from retrieval import Archive, QuotedWords

OPENED = "Clara Benson, the minister, opened the port on Monday."


def found(tmp_path: Path, text: str) -> QuotedWords:
    (tmp_path / "port.txt").write_text(text, "utf-8")
    quoted = Archive.open(tmp_path).who_said("went well").results[0].quoted
    assert quoted is not None
    return quoted


@pytest.mark.parametrize(
    ("saying", "naming"),
    [
        ("“The talks went well,” she said.", OPENED),
        ("“The talks went well,” the minister said.", OPENED),
        ("Benson's hat fell. She said: “The talks went well.”", "Benson's hat fell."),
        ("“The talks went well,” Benson said.", None),
        ("“The talks went well,” an official said.", None),
        ("“The talks went well.”", None),
    ],
)
def test_the_sentence_that_names_who_is_not_named(tmp_path: Path, saying: str, naming: str | None) -> None:
    text = f"Harbour opens\n\n{OPENED} It rained.\n\nMany people came.\n\n{saying}\n"
    quoted = found(tmp_path, text)
    assert (text[slice(*quoted.naming)] if quoted.naming else None) == naming


def test_a_headline_names(tmp_path: Path) -> None:
    quoted = found(tmp_path, "Clara Benson on the port\n\n“The talks went well,” she said.\n")
    assert quoted.naming == (0, len("Clara Benson on the port"))


def test_a_name_within_a_word_is_no_name(tmp_path: Path) -> None:
    named = "Ann Lee opened the port."
    text = f"Harbour opens\n\n{named}\n\nIt rained in Leeds. She said: “The talks went well.”\n"
    quoted = found(tmp_path, text)
    assert [speaker.name for speaker in quoted.quotation.speakers] == ["Ann Lee"]
    assert quoted.naming is not None
    assert text[slice(*quoted.naming)] == named
