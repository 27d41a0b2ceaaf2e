"""Who is said to have said it, over the ways in which news writing says so. All sentences are made up."""

# ruff: noqa: E501 (a sentence and its speaker stand on one line)

import pytest

from retrieval import Certainty, Quotation, QuotationKind, extract_quotations


def holding(text: str, words: str) -> Quotation:
    """Return the shortest quotation between marks that holds the words."""
    found = [
        q for q in extract_quotations(text) if words in q.content and q.kind is not QuotationKind.INDIRECT
    ]
    return min(found, key=lambda q: len(q.content))


def names(text: str, words: str) -> list[str]:
    return [speaker.name for speaker in holding(text, words).speakers]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        # the speaker behind, before and around the words
        ("“The harbour will reopen in spring,” Clara Benson said.", "reopen", "Clara Benson"),
        ("“The harbour will reopen in spring,” said Clara Benson.", "reopen", "Clara Benson"),
        ("Clara Benson said: “The harbour will reopen in spring.”", "reopen", "Clara Benson"),
        ("“The harbour,” Clara Benson said, “will reopen in spring.”", "will reopen", "Clara Benson"),
        ("“The harbour is shut,” said Clara Benson. “It will reopen in spring.”", "It will", "Clara Benson"),
        # between the name and the verb
        ("“It will reopen,” Clara Benson, who runs the port, said.", "reopen", "Clara Benson"),
        ("“It will reopen,” Clara Benson, 42, a pilot from Hull, said on Monday.", "reopen", "Clara Benson"),
        ("Clara Benson, the port's director, told reporters it would be “a very long winter”.", "long winter", "Clara Benson"),
        ("The port's director, Clara Benson, warned of “a very long winter”.", "long winter", "Clara Benson"),
        ("Clara Benson did not name the ships, but told the council they were “a danger to us all”.", "danger", "Clara Benson"),
        # other cues
        ("The winter will be “a very long one”, according to Clara Benson.", "long one", "Clara Benson"),
        ("According to Clara Benson, the winter will be “a very long one”.", "long one", "Clara Benson"),
        ("“It will reopen,” Clara Benson is quoted as saying by a local paper.", "reopen", "Clara Benson"),
        ("“It will reopen,” the Harbour Gazette quoted Clara Benson as saying.", "reopen", "Clara Benson"),
        ("The plan was described by Clara Benson as “a gift to smugglers everywhere”.", "smugglers", "Clara Benson"),
        ("Clara Benson left the room, calling the plan “a gift to smugglers everywhere”.", "smugglers", "Clara Benson"),
        ("Calling the plan “a gift to smugglers everywhere”, Clara Benson left the room.", "smugglers", "Clara Benson"),
        ("Clara Benson went on to say: “It will reopen in spring.”", "reopen", "Clara Benson"),
        # institutions and people without a name
        ("“We do not comment on ships,” the White House said.", "comment", "the White House"),
        ("“We do not comment on ships,” a port official said.", "comment", "a port official"),
        ("The ministry released what it called leaders of the “northern protest movement”.", "protest", "The ministry"),
        # whose words they are, not who reports them
        ("Clara Benson has called the plan “a gift to smugglers”, a port official said.", "smugglers", "Clara Benson"),
        # headlines and lines that name their speaker
        ("Benson: Talks are 'going nowhere fast'\n\nClara Benson spoke on Monday.", "nowhere", "Clara Benson"),
        ("The ministry tweeted:\n\n#Benson: No ships of ours are in the strait today", "No ships", "Benson"),
        ("“Fear is all that I feel when I go down to the water.” ― Clara Benson", "Fear", "Clara Benson"),
        ("The ships that we have seen in the strait were not there to fish for cod\n\n– Port Director Clara Benson", "cod", "Clara Benson"),
        ("BENSON: \"The ships were not there to fish.\"\n\nHALE: \"Then what were they there for?\"", "fish", "BENSON"),
    ],
)  # fmt: skip
def test_speaker(text: str, words: str, speaker: str) -> None:
    assert names(text, words) == [speaker]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("«Мы откроем порт весной», — сказал Сергей Иванов.", "порт", "Сергей Иванов"),
        ("„Der Hafen öffnet im Frühling“, sagte Anna Schmidt.", "Hafen", "Anna Schmidt"),
        ("По словам Сергея Иванова, «порт откроют весной».", "порт", "Сергея Иванова"),
        ("Außenminister Paul Weber war da. Herr Weber sagte: „Der Hafen bleibt zu.“", "Hafen", "Paul Weber"),
        (
            "Jean Moreau est là. « Le port rouvrira au printemps », a déclaré M. Moreau.",
            "port",
            "Jean Moreau",
        ),
        ("Laut Anna Schmidt wird es „ein sehr langer Winter“.", "Winter", "Anna Schmidt"),
        ("« Le port rouvrira au printemps », a déclaré Jeanne Moreau.", "port", "Jeanne Moreau"),
        ("«El puerto abrirá en primavera», dijo Pedro Álvarez.", "puerto", "Pedro Álvarez"),
    ],
)
def test_other_languages(text: str, words: str, speaker: str) -> None:
    assert names(text, words)[0].startswith(speaker)


def test_two_named_together_are_two() -> None:
    text = "Two officials, Clara Benson and Joris van Dyck, released a statement calling the vote “illegal and void”."
    assert names(text, "illegal") == ["Clara Benson", "Joris van Dyck"]


def test_a_quotation_alone_in_its_paragraph() -> None:
    text = "“The port is shut,” Clara Benson said.\n\n“It will reopen in the spring, when the ice is gone.”"
    assert names(text, "reopen") == ["Clara Benson"]


def test_several_paragraphs_are_one_quotation() -> None:
    text = (
        "Clara Benson said: “The port is shut. Nobody knows for how long it will be.\n\n"
        "“It will reopen in the spring, when the ice is gone.”"
    )
    first, second = (q for q in extract_quotations(text) if q.kind is not QuotationKind.INDIRECT)
    assert first.group == second.group
    assert [s.name for s in second.speakers] == ["Clara Benson"]


def test_a_forgotten_mark_does_not_take_the_next_speaker_along() -> None:
    text = (
        "“The port is shut,” Clara Benson said. “Nobody knows for how long it will be.\n\n"
        "“It will reopen in the spring,” added Peter Hale, a pilot."
    )
    assert names(text, "reopen") == ["Peter Hale"]


def test_split_stretches_share_a_group() -> None:
    text = "“The harbour,” Clara Benson said, “will reopen in spring.”"
    assert len({q.group for q in extract_quotations(text) if q.kind is not QuotationKind.INDIRECT}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The board is 6'2\" wide and 4'1\" high.",
        "It was the ships' captains' decision, the '90s taught us.",
    ],
)
def test_inches_and_apostrophes_are_no_marks(text: str) -> None:
    assert not [q for q in extract_quotations(text) if q.kind is not QuotationKind.INDIRECT]


@pytest.mark.parametrize(
    "text",
    [
        "She loves the novel “The Old Man And The Sea” on the boat.",
        "The so-called “experts” stayed at home.",
        "Last year the band played its hit “Harbour Lights” there.",
    ],
)
def test_titles_and_scare_quotes_are_nobodys(text: str) -> None:
    assert all(not q.speakers for q in extract_quotations(text) if q.kind is not QuotationKind.INDIRECT)


def test_a_reporters_sign_off_is_no_attribution() -> None:
    story = "The council met on Monday and sent everybody home before noon.\n\n– Anna Meyer\n\n"
    text = f"Council meets\n\n{story}Council meets again\n\n{story}"
    assert not [q for q in extract_quotations(text) if "Anna Meyer" in (q.mention or "")]


@pytest.mark.parametrize(
    "line",
    [
        "– Anna Meyer and Tom Crane",
        "— Anna Meyer, Hull Daily News",
        "– Anna Meyer, city reporter",
        "-- Reuters",
    ],
)
def test_a_line_of_the_press_is_no_attribution(line: str) -> None:
    text = f"Council meets\n\n“The harbour will be shut for a week.”\n\n{line}\n"
    assert not any(q.speakers for q in extract_quotations(text))


def test_bare_names_under_plain_paragraphs_are_those_of_who_wrote_them() -> None:
    quoted = "“The harbour will be shut for a week.”\n\n– Anna Meyer\n"
    assert [s.name for q in extract_quotations(quoted) for s in q.speakers] == ["Anna Meyer"]
    page = f"{quoted}\nThe council met on Monday and sent everybody home before noon.\n\n– Ida Holm\n"
    assert not any(q.speakers for q in extract_quotations(page) if q.kind is not QuotationKind.INDIRECT)


@pytest.mark.parametrize("behind", [", D-N.Y.,", ", R-Ala.,", " (D-Mass.)"])
def test_party_and_state_behind_a_name(behind: str) -> None:
    text = f"“The harbour is shut,” House Minority Leader Rep. Anna Meyer{behind} told reporters Tuesday."
    (quotation,) = (q for q in extract_quotations(text) if q.kind is not QuotationKind.INDIRECT)
    assert [speaker.name for speaker in quotation.speakers] == ["Anna Meyer"]


@pytest.mark.parametrize(
    "text",
    [
        "“The boats are too old to sail,” Tom Crane was told.",
        "Tom Crane was asked: “Are the boats too old to sail?”",
        "Tom Crane was told that the boats are too old to sail.",
        "The boats are too old to sail, Tom Crane has been warned.",
    ],
)
def test_who_is_told_something_has_not_said_it(text: str) -> None:
    sure = (q for q in extract_quotations(text) if q.certainty is not Certainty.NONE)
    assert not [speaker.name for quotation in sure for speaker in quotation.speakers]


def test_who_told_it_has() -> None:
    text = "“The boats are too old to sail,” Tom Crane was told by the mayor."
    assert [s.name for q in extract_quotations(text) for s in q.speakers if "old" in q.content] == [
        "the mayor"
    ]
