"""Names of bodies that small words hold together, and names behind offices. All sentences are made up."""

import pytest

from retrieval import extract_quotations


def named(sentence: str) -> list[str]:
    return [speaker.name for speaker in extract_quotations(sentence)[0].speakers]


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("the Fish and Harbour Administration", ["the Fish and Harbour Administration"]),
        ("the Centers for Harbour Control and Repair", ["the Centers for Harbour Control and Repair"]),
        (
            "the U.N. Relief and Works Agency for Stranded Sailors",
            ["the U.N. Relief and Works Agency for Stranded Sailors"],
        ),
        ("the Department of Ports and Fishing", ["the Department of Ports and Fishing"]),
        ("the White House and Foreign Minister Ida Holm", ["the White House", "Ida Holm"]),
        ("Norland Shipping and MSC Harbour Company", ["Norland Shipping", "MSC Harbour Company"]),
        ("NPA Norland and Silver State Voices", ["NPA Norland", "Silver State Voices"]),
    ],
)
def test_bodies_are_named_in_full(who: str, names: list[str]) -> None:
    assert named(f"“The walls will be raised,” {who} said.") == names


@pytest.mark.parametrize(
    ("who", "name", "role"),
    [
        ("Norwegian Ambassador to the US Tor Gang", "Tor Gang", "Norwegian Ambassador to the US"),
        ("the Norwegian ambassador to Kenya Tor Gang", "Tor Gang", "Norwegian ambassador to Kenya"),
        ("Secretary of Education Ida Holm", "Ida Holm", "Secretary of Education"),
        ("Health and Human Services Secretary Ida Holm", "Ida Holm", "Health and Human Services Secretary"),
        (
            "University of Norland Hospitals and Clinics CEO Ida Holm",
            "Ida Holm",
            "University of Norland Hospitals and Clinics CEO",
        ),
        ("WHO Director-General Ida Holm", "Ida Holm", "WHO Director-General"),
        ("Director of rugby Ida Holm", "Ida Holm", None),
        ("Will Holm", "Will Holm", None),
    ],
)
def test_offices_before_a_name_are_roles(who: str, name: str, role: str | None) -> None:
    (speaker,) = extract_quotations(f"“The walls will be raised,” {who} said.")[0].speakers
    assert (speaker.name, speaker.role) == (name, role)


def test_an_office_alone_is_nobodys_name() -> None:
    text = "Director of rugby Tor Gang praised the side. “They played well,” he said."
    assert [s.name for q in extract_quotations(text) for s in q.speakers if "played" in q.content] == [
        "Tor Gang"
    ]


def test_he_is_no_crowd() -> None:
    text = "Most Norland Europeans were repelled by the plan. “I would not go,” he said."
    (quotation,) = (q for q in extract_quotations(text) if q.content.startswith("I would"))
    assert [speaker.named for speaker in quotation.speakers] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "“We go on,” said Ida Holm, Secretary of State Tor Berg and others.",
        "Actors Ida Holm and Tor Berg met. “We go on,” Holm said.",
    ],
)
def test_what_others_are_is_no_role(text: str) -> None:
    (said,) = (q for q in extract_quotations(text) if q.content.startswith("We go on"))
    assert (said.speakers[0].name, said.speakers[0].role) == ("Ida Holm", None)
