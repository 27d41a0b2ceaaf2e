"""Discord's sizes at their edges and one past: discord.py lets all of it through."""

from datetime import date

import discord
import pytest
from simcord.components import validate_components

from bot.commands.taking_along import citations_view
from bot.records.servers import MOST_RESULTS
from bot.rendering.discord import sizes
from bot.rendering.discord.answers import Page, answer_view
from bot.rendering.discord.buttons import Press, Target, button
from bot.rendering.discord.reading import Reader, article_view, pages_of
from bot.rendering.discord.views import panel, sealed
from bot.translations import ENGLISH
from retrieval import (
    Answer,
    Article,
    Certainty,
    Headline,
    Note,
    NoteCode,
    Passage,
    Place,
    Quotation,
    QuotationKind,
    QuotedWords,
    Result,
    Speaker,
)

SCRIPTS = {"latin": "word ", "cyrillic": "слово ", "emoji": "😀😀 ", "marks": "*_* ", "one word": "ж"}


def text(length: int) -> discord.ui.LayoutView:
    return panel(["x" * (length // 2), "x" * (length - length // 2)])


def test_text() -> None:
    assert sizes.fits(text(sizes.TEXT))
    assert not sizes.fits(text(sizes.TEXT + 1))


def test_components() -> None:
    assert sizes.fits(panel(["x"] * (sizes.COMPONENTS - 1)))  # the frame is one
    with pytest.raises(ValueError, match="maximum"):
        panel(["x"] * sizes.COMPONENTS)


def test_bytes() -> None:
    def of(count: int) -> discord.ui.LayoutView:
        return panel(["😀" * count])

    most = max(n for n in range(2000, 2500) if sizes.fits(of(n)))
    assert sizes.measure(of(most))[2] <= sizes.BYTES < sizes.measure(of(most + 1))[2]


def test_custom_ids() -> None:
    assert len(sizes.custom_id("x" * sizes.CUSTOM_ID)) == 100
    with pytest.raises(sizes.TooLargeError):
        sizes.custom_id("x" * (sizes.CUSTOM_ID + 1))
    with pytest.raises(sizes.TooLargeError):
        sizes.custom_id("")


def test_labels() -> None:
    target = Target(Press.AROUND, "abc")
    assert button("x" * 80, target).label == "x" * 80
    assert button("x" * 81, target).label == "x" * 79 + "…"


def article_of(body: str) -> Article:
    return Article("s" * 200 + ".txt", body[:400], date(2014, 3, 1), "https://x.example", body, "0" * 64)


def answer_of(script: str, *, quoted: bool) -> Answer:
    body = SCRIPTS[script] * 1000
    article = article_of(body)
    passage = Passage(article, Headline(body[:300], 0, 300), body, 0, len(body), (1, 900), 0)
    words = None
    if quoted:
        speaker = Speaker(body[:200], body[:200])
        quotation = Quotation(
            *(0, len(body), body, QuotationKind.DIRECT, 0, "said", body[:200], 0, 200),
            *((speaker, speaker), "name cue", Certainty.FAIR, (0, len(body))),
        )
        words = QuotedWords(quotation, (1, 900), ((0, len(body)),))
    also = (Place("t" * 200 + ".txt", (1, 1)),)
    result = Result(passage, 1.0, tuple((n, n + 2) for n in range(0, 400, 4)), None, also, words)
    note = Note(NoteCode.WORD_DROPPED, {"word": body[:500]})
    return Answer(
        "who said" if quoted else "about", body[:100], (result,) * MOST_RESULTS, None, (note,) * 3, 1.0
    )


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize("script", SCRIPTS)
def test_the_longest_answer_fits(script: str, quoted: bool) -> None:
    view = answer_view(Page(answer_of(script, quoted=quoted), "0123456789", 3, more=True), ENGLISH)
    assert sizes.fits(view)
    validate_components(view.to_components(), flags=1 << 15)


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_most_and_longest_citations_fit(script: str) -> None:
    view = citations_view([SCRIPTS[script] * 300] * MOST_RESULTS)
    assert sizes.fits(view)
    validate_components(view.to_components(), flags=1 << 15)


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_page_of_an_article_fits_and_they_are_all_of_it(script: str) -> None:
    body = "\n\n".join([SCRIPTS[script] * 100] * 9 + [SCRIPTS[script] * 3000])
    article = article_of(body)
    pages = pages_of(body)
    assert "".join(body[start:end] for start, end in pages) == body
    passage = Passage(article, None, body[1000:1010], 1000, 1010, (1, 1), 0)
    for page in range(-1, len(pages)):
        view = article_view(passage, Reader("0123456789", 0), page, ENGLISH)
        assert sizes.fits(view)
        validate_components(view.to_components(), flags=1 << 15)


async def test_a_view_is_not_held_after_it_is_sent() -> None:
    assert sealed().is_finished()
