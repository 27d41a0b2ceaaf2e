from pathlib import Path

import pytest

from retrieval import Archive
from retrieval.answering.likeness import Fit, Remembered
from retrieval.answering.wanted import read_words

SEEDS = Path(__file__).parents[3] / "seeds"
SAID = "there is no worry of any Russian initiative against Ukraine"


@pytest.fixture(scope="module")
def archive() -> Archive:
    return Archive.open(SEEDS)


@pytest.mark.parametrize(
    ("asked", "fit"),
    [
        ("no worry of any Russian initiative", Fit.PHRASE),
        ("No worry -- of any RUSSIAN initiative!", Fit.PHRASE),
        ("no worry about any Russian initiative", Fit.ALL),
        ("initiative of Russian worry", Fit.ALL),
        ("no worry of any American initiative", Fit.MOST),
        ("no worry of any zebra initiative", Fit.MOST),
        ("sanctions against Russian ministers", None),
        ("of any", Fit.PHRASE),
    ],
)
def test_how_remembered_words_fit(archive: Archive, asked: str, fit: Fit | None) -> None:
    remembered = Remembered(read_words(asked, archive.index))
    fitting = remembered.fitting(archive.numbering.of(SAID, archive.articles[0]))
    assert (fitting.fit if fitting else None) is fit


def test_words_in_their_order_are_more_like_than_the_same_words_apart(archive: Archive) -> None:
    remembered = Remembered(read_words("worry of any American initiative", archive.index))
    together = remembered.fitting(archive.numbering.of(SAID, archive.articles[0]))
    scattered = "initiative of the Russian to worry Ukraine or any"
    apart = remembered.fitting(archive.numbering.of(scattered, archive.articles[0]))
    assert together
    assert apart is None or apart.likeness < together.likeness
