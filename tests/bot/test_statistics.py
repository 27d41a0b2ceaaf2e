from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.records.answers import KeptAnswer
from bot.records.votes import Tally
from bot.rendering.charts import Columns
from bot.rendering.statistics import chart_of, lines_of
from bot.statistics import DAYS, percentile, statistics_of
from bot.store import Outcome, Store
from bot.translations import ENGLISH, texts_in

SERVER = 77


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "whosaid.db")
    yield store
    await store.close()


def today() -> date:
    return datetime.now(UTC).date()


async def test_a_servers_questions(store: Store) -> None:
    await store.change_server(SERVER, question_log=True)
    for outcome, words in [
        (Outcome.FOUND, "sanctions"),
        (Outcome.FOUND, "sanctions"),
        (Outcome.NOT_FOUND, "zebras"),
    ]:
        store.note_question(SERVER, "about", outcome, words, 20.0)
    store.note_question(SERVER, "who said", Outcome.FAILED, "party of war", 3000.0)
    store.note_question(SERVER + 1, "ask", Outcome.FOUND, "elsewhere")
    answer = KeptAnswer(command="about", query="sanctions", asker=1, server=SERVER, channel=2)
    store.answers.keep(answer)
    await store.votes.cast(answer, 1, good=True)
    statistics = await statistics_of(store, SERVER, today())
    assert len(statistics.days) == DAYS
    assert statistics.days[-1].day == today()
    assert (statistics.days[-1].found, statistics.days[-1].not_found, statistics.days[-1].failed) == (2, 1, 1)
    assert (statistics.questions, statistics.share_answered) == (4, 0.5)
    assert statistics.commands == [("about", 3), ("who said", 1)]
    assert statistics.unanswered == [("zebras", 1)]
    assert statistics.votes == Tally(1, 0)
    assert statistics.median_ms == pytest.approx(20, rel=0.05)
    assert statistics.percentile_95_ms == pytest.approx(3000, rel=0.05)
    lines = lines_of(statistics, ENGLISH)
    assert lines[0] == f"4 questions in the last {DAYS} days, 50 % answered."
    assert lines[1] == "By command: about 3, who said 1."
    assert lines[3:] == [
        "Votes on the answers of late: 1 👍, 0 👎.",
        "Asked most without an answer: “zebras” (1).",
    ]
    german = lines_of(statistics, texts_in("de"))
    assert german[0].endswith("50 % beantwortet.")
    assert german[2].endswith(" s.")
    assert "," in german[2].split("95 %")[1]
    chart = chart_of(statistics, ENGLISH)
    assert isinstance(chart, Columns)
    assert [series.values[-1] for series in chart.series] == [2, 2]
    assert len(chart.labels) == DAYS


async def test_what_is_older_is_left_out(store: Store) -> None:
    store.note_question(SERVER, "about", Outcome.FOUND, "sanctions", 20.0)
    last_day = today() + timedelta(days=DAYS - 1)
    assert (await statistics_of(store, SERVER, last_day)).questions == 1
    later = await statistics_of(store, SERVER, last_day + timedelta(days=1))
    assert later.questions == 0
    assert later.median_ms is None
    assert later.share_answered is None
    assert later.commands == []
    assert lines_of(later, ENGLISH) == [f"Nothing was asked here in the last {DAYS} days."]
    assert chart_of(later, ENGLISH) is None


async def test_while_the_log_is_off_no_words_are_told(store: Store) -> None:
    store.note_question(SERVER, "about", Outcome.NOT_FOUND, "zebras")
    statistics = await statistics_of(store, SERVER, today())
    assert statistics.unanswered is None
    assert "keeps no words" in lines_of(statistics, ENGLISH)[-1]


@pytest.mark.parametrize(
    ("percent", "expected"), [(1, 1.0), (50, 1.0), (51, 2.0), (75, 2.0), (95, 9.0), (100, 9.0)]
)
def test_percentiles(percent: int, expected: float) -> None:
    assert percentile({9.0: 1, 1.0: 2, 2.0: 1}, percent) == expected
    assert percentile({}, percent) is None
