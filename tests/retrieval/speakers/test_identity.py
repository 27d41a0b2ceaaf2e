"""One speaker in many articles."""

import pytest

from retrieval import canonical


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
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("Lavrov", "Sergei Lavrov"),
        ("John Smith", "John Smythson"),
    ],
)
def test_others_are_others(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)
