"""One speaker in many articles."""

import pytest

from retrieval import Speaker, same_speaker


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Sergei Lavrov", "SERGEI LAVROV"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("José Álvarez", "Jose Alvarez"),
        ("Mr John Smith", "John A. Smith"),
        ("Secretary of State John Kerry", "Secretary of State John Kerry"),
        ("the White House", "White House"),
    ],
)
def test_spellings_agree(one: str, other: str) -> None:
    assert same_speaker(Speaker(one), Speaker(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("Lavrov", "Sergei Lavrov"),
        ("a US official", "a US official"),
        ("John Smith", "John Smythson"),
    ],
)
def test_others_are_others(one: str, other: str) -> None:
    assert not same_speaker(Speaker(one), Speaker(other))


def test_an_unresolved_mention_is_nobody_else() -> None:
    assert not same_speaker(Speaker("he", resolved=False), Speaker("he", resolved=False))
