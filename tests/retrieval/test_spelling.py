from pathlib import Path

import pytest

from retrieval import Archive
from retrieval.answering.wanted import read_words

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def archive() -> Archive:
    return Archive.open(SEEDS)


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("sanctons", "sanctions"),
        ("Lavorv", "Lavrov"),
        ("refrendum", "referendum"),
        ("cease fire", "ceasefire"),
        ("vanrompuy", "van Rompuy"),
        ("Lavrov Crimae", "Lavrov Crimea"),
        ("usual rotuine in barraks", "usual routine in barracks"),
        ("giong round", "going round"),
        ("they were tryign", "they were trying"),
    ],
)
def test_slips_are_read_as_words_of_the_articles(archive: Archive, typed: str, read_as: str) -> None:
    assert read_words(typed, archive.index).suggestion == read_as


@pytest.mark.parametrize(
    "typed", ["Iran", "a" * 2000, "sanctons" * 10, "zebras", "2015", "xq", "1000000", "sanctions"]
)
def test_other_words_stay_as_they_are(archive: Archive, typed: str) -> None:
    assert read_words(typed, archive.index).suggestion is None


def test_a_text_of_unknown_words_is_not_read_word_by_word(archive: Archive) -> None:
    wanted = read_words("Lavorv Kery Obma Putn Krimea Donesk sanctons", archive.index)
    assert wanted.suggestion is None
    assert len(wanted.notes) <= 6
