import pytest

from retrieval.duplicates import Tellings, Words

REPORT = "the mayor said on monday that the old bridge will be closed to cars until the autumn"


@pytest.mark.parametrize(
    "other",
    [
        REPORT.replace("the mayor", "— The mayor,").replace("said on", "said, on").upper(),
        "the mayor said on monday that the old bridge will be closed to cars until the fall autumn",
        "the major said on monday that the old bridge will be closed to cars until the autumn",
        "the mayor said on monday that the old bridge will be closed to cars",
    ],
    ids=["equal", "a word more", "a slip", "a part"],
)
def test_one_text(other: str) -> None:
    assert Words(REPORT).same_as(Words(other))
    assert Words(other).same_as(Words(REPORT))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            REPORT,
            "the mayor said on monday that the new school will be opened to children in the spring",
        ),
        (
            REPORT,
            "the mayor said on monday that the old bridge will not be closed to cars until autumn",
        ),
        (
            "some 85 of voters in both regions voted yes",
            "some 58 of voters in both regions voted yes",
        ),
        ("closed until autumn", REPORT),
        ("", REPORT),
        ("", " . "),
    ],
    ids=["other facts", "the contrary", "another number", "a few words", "nothing", "nothing twice"],
)
def test_two_texts(first: str, second: str) -> None:
    assert not Words(first).same_as(Words(second))
    assert not Words(second).same_as(Words(first))


def test_the_fuller_text_is_told_in_the_place_of_the_first() -> None:
    tellings: Tellings[str] = Tellings()
    tellings.add("part", REPORT.removesuffix(" until the autumn"))
    tellings.add("something else", "something else")
    tellings.add("whole", REPORT)
    assert [(t.best, t.others) for t in tellings.told] == [("whole", ["part"]), ("something else", [])]
