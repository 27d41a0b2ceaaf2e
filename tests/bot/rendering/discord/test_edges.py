"""Every message at the edges of what it may hold: the most of everything, and of the longest."""

from dataclasses import replace
from datetime import UTC, datetime

import discord
import pytest
from simcord.components import validate_components, walk_components

from bot.records.reports import LONGEST_COMMENT, LONGEST_NAME, Report
from bot.records.servers import MOST_RESULTS, ServerSettings
from bot.records.watches import LONGEST_TOPIC, MOST_OF_MEMBER, MOST_OF_SERVER, Watch
from bot.rendering.discord import sizes
from bot.rendering.discord.answers import Page, answer_view
from bot.rendering.discord.reading import Reader, around_view
from bot.rendering.discord.reports import reports_view
from bot.rendering.discord.settings import Usual, settings_view, words_form
from bot.rendering.discord.verifying import MOST_VERIFIED, verify_view
from bot.rendering.discord.watches import news_view, watches_view
from bot.translations import ENGLISH, Texts, texts_in
from bot.watching import MOST_SHOWN, News
from retrieval import Headline, Note, NoteCode, Passage
from tests.bot.rendering.discord.test_sizes import SCRIPTS, answer_of, article_of

GERMAN = texts_in("de")
LANGUAGES = pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
EVERY_SCRIPT = pytest.mark.parametrize("script", [*SCRIPTS, "chinese"])
DAY = datetime(2026, 11, 22, tzinfo=UTC)


def words(script: str, length: int) -> str:
    return ({**SCRIPTS, "chinese": "汉字，"}[script] * length)[:length]


def taken_by_discord(view: discord.ui.LayoutView) -> bool:
    validate_components(view.to_components(), flags=1 << 15)
    return sizes.fits(view)


def displays(view: discord.ui.LayoutView) -> list[str]:
    return [part["content"] for part in walk_components(view.to_components()) if part["type"] == 10]


class TestAnswers:
    """Of one to ten results, with all the notes and buttons there are."""

    @LANGUAGES
    @pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
    @pytest.mark.parametrize("quoted", [False, True], ids=["passages", "quotations"])
    @pytest.mark.parametrize("count", range(1, MOST_RESULTS + 1))
    def test_they_fit_and_show_all_their_results(
        self, count: int, quoted: bool, private: bool, texts: Texts
    ) -> None:
        answer = answer_of("cyrillic", quoted=quoted)
        answer = replace(answer, results=answer.results[:count])
        page = Page(answer, "0123456789", count, count, more=True, private=private)
        view = answer_view(page, texts)
        assert taken_by_discord(view)
        labels = [part["label"] for part in walk_components(view.to_components()) if part["type"] == 2]
        own = 8 if quoted else 7
        assert len(labels) == count + own - 1

    @pytest.mark.parametrize("count", [MOST_RESULTS - 1, MOST_RESULTS])
    def test_notes_stand_above_the_first_result(self, count: int) -> None:
        notes = (Note(NoteCode.WORD_DROPPED, {"word": "zebra"}),) * 2
        answer = replace(answer_of("latin", quoted=False), notes=notes)
        view = answer_view(
            Page(replace(answer, results=answer.results[:count]), "0123456789", 3, count, more=True), ENGLISH
        )
        shown = displays(view)
        assert len(shown) == (count if count == MOST_RESULTS else count + 1)
        note, heading = shown[0].index("is not in the articles"), "\n".join(shown).index("###")
        assert note < heading
        assert all("is not in the articles" not in each for each in shown[1:])

    def test_one_result_more_than_there_may_be_is_beyond_discord(self) -> None:
        answer = answer_of("latin", quoted=True)
        page = Page(replace(answer, results=(*answer.results, answer.results[0])), "0123456789", 3, more=True)
        with pytest.raises(sizes.TooLargeError):
            answer_view(page, ENGLISH)

    def test_without_notes_nothing_stands_above_the_results(self) -> None:
        answer = replace(answer_of("latin", quoted=False), notes=())
        assert displays(answer_view(Page(answer, "0123456789"), ENGLISH))[0].startswith("### ")


def passages_of(script: str) -> list[Passage]:
    """Return five long passages, each under a long headline of its own."""
    body = words(script, 9000)
    article = article_of(body)
    return [
        Passage(
            article, Headline(f"{n}{body[:400]}", n, n + 400), body[at : at + 1500], at, at + 1500, (1, 9), n
        )
        for n, at in enumerate(range(0, 7500, 1500))
    ]


@EVERY_SCRIPT
@LANGUAGES
def test_reading_around(script: str, texts: Texts) -> None:
    passages = passages_of(script)
    view = around_view(passages[2], passages, Reader("0123456789", 9), texts)
    assert taken_by_discord(view)
    assert all(
        passage.text[:20].split()[0] in "\n".join(displays(view)).replace("\\", "") for passage in passages
    )


@EVERY_SCRIPT
@LANGUAGES
def test_news(script: str, texts: Texts) -> None:
    result = answer_of("latin", quoted=False).results[0]
    results = tuple(replace(result, passage=passage, highlights=()) for passage in passages_of(script))
    watch = Watch(1, words(script, LONGEST_TOPIC), 10**19, 10**19, 10**19, direct=False, since=DAY)
    news = News(watch, results[:MOST_SHOWN], 47, {})
    assert taken_by_discord(news_view(news, "0123456789", texts))


@EVERY_SCRIPT
@LANGUAGES
def test_the_most_watches(script: str, texts: Texts) -> None:
    topic = words(script, LONGEST_TOPIC)
    watches = [
        Watch(n, topic, 10**19, 10**19, 10**19, direct=n % 2 == 0, since=DAY) for n in range(MOST_OF_SERVER)
    ]
    view = watches_view(watches[:MOST_OF_MEMBER], watches[MOST_OF_MEMBER:], texts, direct_too=True)
    assert taken_by_discord(view)


@EVERY_SCRIPT
@LANGUAGES
@pytest.mark.parametrize("count", [1, MOST_VERIFIED, MOST_VERIFIED + 1])
def test_proofs(script: str, texts: Texts, count: int) -> None:
    article = replace(article_of(words(script, 3000)), source=f"{words(script, 200).strip()}.txt")
    view = verify_view([(article, (5, 2900))] * count, texts)
    assert taken_by_discord(view)
    assert "\n".join(displays(view)).count("0" * 64) >= min(count, MOST_VERIFIED)


@EVERY_SCRIPT
@LANGUAGES
def test_reports(script: str, texts: Texts) -> None:
    report = Report(
        id=10**9,
        server=10**19,
        reported_by=10**19,
        reported_at=DAY,
        source=words(script, 200),
        sha256="0" * 64,
        start=0,
        end=3000,
        quotation=words(script, 3000),
        shown_speaker=words(script, 300),
        right_speaker=words(script, LONGEST_NAME),
        comment=words(script, LONGEST_COMMENT),
    )
    view = reports_view([report] * 30, texts)
    assert taken_by_discord(view)
    assert "#1000000000" in "\n".join(displays(view)), "at least one is shown"


@LANGUAGES
@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize("channels", [0, 1, 25, 26, 500])
def test_settings(texts: Texts, page: int, channels: int) -> None:
    commands = [f"a command {n}" for n in range(30)]
    chosen = ServerSettings(
        prefix="*_*_*",
        results=MOST_RESULTS,
        allowed_channels=frozenset(range(10**18, 10**18 + channels)),
        denied_channels=frozenset(range(10**19, 10**19 + channels)),
        commands_off=frozenset(commands),
        cooldown_questions=100,
        cooldown_seconds=3599.5,
    )
    usual = Usual("!", 3, 5, 10.0)
    view = settings_view(chosen, usual, commands, page, texts)
    assert taken_by_discord(view)
    form = words_form(chosen, usual, page, texts).to_dict()
    assert len(form["title"]) <= sizes.MODAL_TITLE
    assert all(len(label["label"]) <= sizes.MODAL_TITLE for label in form["components"])
    assert all(len(label["description"]) <= sizes.CHOICE for label in form["components"])
