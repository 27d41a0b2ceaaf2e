"""Whom a mention stands for. All sentences are made up."""

# ruff: noqa: E501 (the sentences read better whole)

import pytest

from retrieval import QuotationKind, Speaker, extract_quotations


def speaker_of(text: str, words: str) -> Speaker:
    (speaker,) = next(
        q for q in extract_quotations(text) if words in q.content and q.kind is not QuotationKind.INDIRECT
    ).speakers
    return speaker


INTRODUCED = "Norwegian Foreign Minister Clara Benson met Peter Hale in Rome on Monday.\n\n"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("“The talks went well,” Ms Benson said.", "Clara Benson"),
        ("“The talks went well,” Benson said.", "Clara Benson"),
        ("“The talks went well,” she said.", "Clara Benson"),
        ("“The talks went well,” he said.", "Peter Hale"),
        ("“The talks went well,” the minister said.", "Clara Benson"),
        ("“The talks went well,” the foreign minister said.", "Clara Benson"),
        ("“The talks went well,” CLARA BENSON said.", "Clara Benson"),
    ],
)
def test_the_fullest_name(sentence: str, name: str) -> None:
    speaker = speaker_of(INTRODUCED + sentence, "went well")
    assert (speaker.name.title(), speaker.resolved) == (name, True)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (INTRODUCED + "“The talks went well,” Benson said.", "Norwegian Foreign Minister"),
        ("“The talks went well,” said Clara Benson, a pilot from Hull.", "pilot from Hull"),
        ("“The talks went well,” said the port's director, Clara Benson.", "port's director"),
        (
            "Norway's ambassador to the UN Clara Benson said: “The talks went well.”",
            "Norway's ambassador to the UN",
        ),
        ("“The talks went well,” said coach Clara Benson.", "coach"),
        (
            "“The talks went well,” said Clara Benson, a lawyer representing the port.",
            "lawyer representing the port",
        ),
        ("“The talks went well,” said Clara Benson, who runs the port.", None),
        ("“The talks went well,” said former Clara Benson.", None),
        ("Two met, including minister Clara Benson. “The talks went well,” she said.", "minister"),
        ("Questioning the minister's integrity, Clara Benson said: “The talks went well.”", None),
        ("After a trip with a minister, Clara Benson said: “The talks went well.”", None),
    ],
)
def test_the_role_as_written(text: str, role: str | None) -> None:
    assert speaker_of(text, "went well").role == role


@pytest.mark.parametrize(
    "text",
    [
        "Clara Benson came. As the week's host Ms Benson said: “The talks went well.”",
        "Clara Benson came. On top of the deal with Tanzania Ms Benson said: “The talks went well.”",
    ],
)
def test_what_stands_before_a_courtesy_is_no_role(text: str) -> None:
    speaker = speaker_of(text, "went well")
    assert (speaker.name, speaker.role) == ("Clara Benson", None)


@pytest.mark.parametrize("adjective", ["Tory", "Norwegian", "Republican"])
def test_a_people_or_a_party_is_nobody_that_a_pronoun_means(adjective: str) -> None:
    text = f"{adjective} plans to close the port would not work, argued Peter Hale.\n\nHe said: “They went well.”"
    assert speaker_of(text, "went well").name == "Peter Hale"


def test_a_surname_means_the_main_person_though_another_was_just_named() -> None:
    text = (
        "Clara Benson opened the port. Benson wore a hat. Benson smiled. Benson waved. Benson cut the ribbon.\n\n"
        "Her cousin Peter Benson was ill. “The talks went well,” Benson said."
    )
    assert speaker_of(text, "went well").name == "Clara Benson"


@pytest.mark.parametrize(
    "speaker",
    [
        "a critic of Clara Benson",
        "a spokesman for Clara Benson",
        "a spokesman for Minister Clara Benson",
        "Clara Benson's lawyer",
        "an ally of the Bensons",
    ],
)
def test_who_is_only_described_is_not_the_person_within_the_description(speaker: str) -> None:
    for text in (f"“The talks went well,” said {speaker}.", f"Nets. {speaker} said: “The talks went well.”"):
        found = speaker_of(text, "went well")
        assert (found.name, found.resolved, found.named) == (speaker, True, False)


@pytest.mark.parametrize(
    "speaker",
    [
        "Acme spokeswoman Clara Benson",
        "Acme chief economist, Clara Benson",
        "Acme's lawyer Clara Benson",
        "the founder and chief executive Clara Benson",
        "the firm's president and CEO Clara Benson",
    ],
)
def test_whom_a_company_lets_speak(speaker: str) -> None:
    assert speaker_of(f"“The talks went well,” said {speaker}.", "went well").name == "Clara Benson"


def test_two_who_are_joined_are_two() -> None:
    (quotation,) = extract_quotations("“The talks went well,” said Peter Hale and Clara Benson.")
    assert [speaker.name for speaker in quotation.speakers] == ["Peter Hale", "Clara Benson"]


def test_an_office_before_a_name_is_the_persons() -> None:
    text = "“The talks went well,” said the president of the European Commission Maria Benson."
    assert speaker_of(text, "went well").name == "Maria Benson"


def test_a_surname_means_who_was_introduced_before_it() -> None:
    text = (
        "Clara Benson opened the port on Monday. Many people had come from far away to see it, and many more were "
        "waiting outside in the rain, where a band played songs of the sea and children ate cake until the evening "
        "came and the lamps were lit.\n\n“The talks went well,” Benson said.\n\n"
        "Her cousin Peter Benson was ill. Peter Benson lives in Hull. Peter Benson has a dog."
    )
    assert speaker_of(text, "went well").name == "Clara Benson"


def test_a_description_that_fits_two_is_not_resolved() -> None:
    text = "Minister Clara Benson met Minister Peter Hale.\n\n“The talks went well,” the minister said."
    speaker = speaker_of(text, "went well")
    assert (speaker.name, speaker.resolved) == ("the minister", False)


def test_a_pronoun_that_fits_nobody_is_not_resolved() -> None:
    speaker = speaker_of("“The talks went well,” he said.", "went well")
    assert (speaker.name, speaker.resolved) == ("he", False)


def test_a_surname_that_two_bear_is_who_was_just_named() -> None:
    text = "Clara Benson and Peter Hale met.\n\nTom Benson, her brother, came late. “The talks went well,” Benson said."
    assert speaker_of(text, "went well").name == "Tom Benson"


def test_a_pronoun_stays_in_its_story() -> None:
    text = (
        "Storm hits the coast\n\nPeter Hale of the harbour office spoke on Monday to the council.\n\n"
        "Talks end in Rome\n\nTom Benson came late to the talks. “They went well,” he said.\n\n"
    )
    assert speaker_of(text, "went well").name == "Tom Benson"


def test_many_pronouns_in_a_row() -> None:
    text = "Peter Hale came. " + "He said it was late. " * 3000
    assert {s.name for q in extract_quotations(text) for s in q.speakers} == {"Peter Hale"}


def test_the_ministry_and_the_minister_in_capitals_are_named_in_full() -> None:
    text = INTRODUCED + "The Norwegian Foreign Ministry denied it.\n\n"
    assert speaker_of(text + "“The talks went well,” the ministry said.", "well").name.endswith(
        "Foreign Ministry"
    )
    said = "“The talks went well,” the Norwegian Foreign Minister said."
    assert speaker_of(text + said, "well").name == "Clara Benson"
    written = speaker_of("“It went well,” the Foreign Minister said.", "well")
    assert written.name.endswith("Foreign Minister")
