import pytest

from retrieval.duplicates import Telling, add_telling, same_words

REPORT = "the mayor said on monday that the old bridge will be closed to cars until the autumn".split()


@pytest.mark.parametrize(
    "other",
    [
        REPORT,
        "the mayor said on monday that the old bridge will be closed to cars until the fall autumn".split(),
        "the major said on monday that the old bridge will be closed to cars until the autumn".split(),
        "the mayor said on monday that the old bridge will be closed to cars".split(),
    ],
    ids=["equal", "a word more", "a slip", "a part"],
)
def test_one_text(other: list[str]) -> None:
    assert same_words(REPORT, other)
    assert same_words(other, REPORT)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            REPORT,
            "the mayor said on monday that the new school will be opened to children in the spring".split(),
        ),
        (
            REPORT,
            "the mayor said on monday that the old bridge will not be closed to cars until autumn".split(),
        ),
        (
            "some 85 of voters in both regions voted yes".split(),
            "some 58 of voters in both regions voted yes".split(),
        ),
        ("closed until autumn".split(), REPORT),
        ([], REPORT),
        ([], []),
    ],
    ids=["other facts", "the contrary", "another number", "a few words", "nothing", "nothing twice"],
)
def test_two_texts(first: list[str], second: list[str]) -> None:
    assert not same_words(first, second)
    assert not same_words(second, first)


def test_the_fuller_text_is_told_in_the_place_of_the_first() -> None:
    tellings: list[Telling[str]] = []
    assert add_telling(tellings, "part", REPORT[:-3])
    assert add_telling(tellings, "something else", ["something", "else"])
    assert not add_telling(tellings, "whole", REPORT)
    assert [(t.best, t.others) for t in tellings] == [("whole", ["part"]), ("something else", [])]
