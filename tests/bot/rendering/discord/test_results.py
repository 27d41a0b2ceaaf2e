"""A result in Discord: who said it, as surely as the article tells."""

from dataclasses import replace

import pytest

from bot.rendering.discord.results import result_text
from bot.translations import ENGLISH, texts_in
from retrieval import Certainty, Speaker
from tests.bot.rendering.made_up_answers import SECOND, TEXT, quoted, said

ADA = Speaker("Ada Byron", "Captain")
THE_MINISTER = Speaker("the minister", resolved=False, named=False)


@pytest.mark.parametrize(
    ("speakers", "certainty", "heading"),
    [
        ((ADA,), Certainty.HIGH, "Ada Byron (Captain)"),
        ((ADA,), Certainty.FAIR, "Probably Ada Byron (Captain)"),
        ((THE_MINISTER,), Certainty.FAIR, "“the minister”, not resolved to a name"),
        ((THE_MINISTER,), Certainty.NONE, "Perhaps “the minister”, not resolved to a name, not quoted here"),
        (
            (ADA, THE_MINISTER),
            Certainty.HIGH,
            "Ada Byron (Captain) and “the minister”, not resolved to a name",
        ),
        ((), Certainty.NONE, "Nobody is named as the speaker"),
    ],
)
def test_who_said_it(speakers: tuple[Speaker, ...], certainty: Certainty, heading: str) -> None:
    (result,) = said(quoted(speakers, certainty)).results
    assert result_text(result, 500, ENGLISH).splitlines()[0] == f"### {heading}"


def test_who_said_it_in_german() -> None:
    (result,) = said(quoted((THE_MINISTER,), Certainty.FAIR)).results
    assert result_text(result, 500, texts_in("de")).startswith(
        "### „the minister“, keinem Namen zugeordnet\n"
    )


def test_who_he_is_stands_before_who_said_it() -> None:
    first = TEXT.index("Captain")
    words = replace(
        quoted(evidence=(SECOND.start, SECOND.end)), naming=(first, first + len("Captain Ada Byron"))
    )
    (result,) = said(words).results
    assert "-# Captain Ada Byron … she added on Monday." in result_text(result, 500, ENGLISH)
