import pytest

from retrieval.duplicates import Tellings, Words

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
    assert Words(REPORT).same_as(Words(other))
    assert Words(other).same_as(Words(REPORT))


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
    assert not Words(first).same_as(Words(second))
    assert not Words(second).same_as(Words(first))


def test_the_fuller_text_is_told_in_the_place_of_the_first() -> None:
    tellings: Tellings[str] = Tellings()
    tellings.add("part", REPORT[:-3])
    tellings.add("something else", ["something", "else"])
    tellings.add("whole", REPORT)
    assert [(t.best, t.others) for t in tellings.told] == [("whole", ["part"]), ("something else", [])]
