from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.rendering.charts import Bars, Columns
from bot.rendering.timelines import LONGEST_DESCRIPTION, tell
from bot.translations import ENGLISH, texts_in
from retrieval import Archive

HARBOUR = "The harbour opens again today\n\nThe mayor spoke about the harbour for an hour on Monday.\n"
TOWN = "The town has a new square\n\nThe mayor spoke about the square for an hour on Tuesday.\n"


def archive_of(folder: Path, *articles: tuple[str, str]) -> Archive:
    folder.mkdir()
    for name, text in articles:
        (folder / name).write_text(text, "utf-8")
    return Archive.open(folder)


def on_days(*days: date) -> list[tuple[str, str]]:
    return [(f"{day.isoformat()}-{number:04}.txt", HARBOUR) for number, day in enumerate(days)]


def test_days(tmp_path: Path) -> None:
    days = on_days(date(2014, 3, 16), date(2014, 3, 16), date(2014, 3, 19))
    archive = archive_of(tmp_path / "a", *days, ("no-date.txt", HARBOUR))
    told = tell([archive.timeline("harbour")], ENGLISH)
    assert told.dated
    assert isinstance(told.chart, Columns)
    assert told.chart.labels == ["16 Mar", "17 Mar", "18 Mar", "19 Mar"]
    (series,) = told.chart.series
    per_article = archive.timeline("harbour").mentions[0].count
    assert series.values == [2 * per_article, 0, 0, per_article]
    (topic,) = told.topics
    assert (topic.passages, topic.articles, topic.undated) == (4 * per_article, 4, per_article)
    timeline = archive.timeline("harbour")
    assert timeline.first is not None
    assert timeline.latest is not None
    assert timeline.first.article.published == date(2014, 3, 16)
    assert timeline.latest.article.published == date(2014, 3, 19)


@pytest.mark.parametrize(
    ("days", "columns", "first", "last"),
    [
        (0, 1, "1 Mar", "1 Mar"),
        (35, 36, "1 Mar", "5 Apr"),
        (36, 6, "24 Feb", "31 Mar"),
        (7 * 35 - 30, 32, "24 Feb", "29 Sep"),
        (300, 10, "Mar", "Dec"),
        (1000, 33, "Mar 2014", "Nov 2016"),
        (1200, 4, "2014", "2017"),
        (30 * 366, 31, "2014", "2044"),
    ],
)
def test_a_longer_time_has_longer_steps(
    tmp_path: Path, days: int, columns: int, first: str, last: str
) -> None:
    start = date(2014, 3, 1)
    archive = archive_of(tmp_path / "a", *on_days(start, start + timedelta(days=days)))
    told = tell([archive.timeline("harbour")], ENGLISH)
    assert told.chart is not None
    assert (len(told.chart.labels), told.chart.labels[0], told.chart.labels[-1]) == (columns, first, last)
    assert sum(told.chart.series[0].values) == told.topics[0].passages


def test_a_century(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "a", *on_days(date(1910, 3, 1), date(2010, 3, 1)))
    chart = tell([archive.timeline("harbour")], ENGLISH).chart
    assert chart is not None
    assert (len(chart.labels), chart.labels[0], chart.labels[-1]) == (34, "1910", "2009")
    assert sum(chart.series[0].values) == archive.timeline("harbour").count


def test_without_dates_it_goes_by_article_in_the_folders_order(tmp_path: Path) -> None:
    archive = archive_of(
        tmp_path / "a", ("b.txt", HARBOUR), ("a.txt", HARBOUR + "\n" + TOWN), ("c.txt", TOWN)
    )
    told = tell([archive.timeline("harbour"), archive.timeline("square")], ENGLISH)
    assert not told.dated
    assert isinstance(told.chart, Bars)
    harbours, town = "The harbour opens again today", "The town has a new square"
    assert told.chart.title == "Passages by article: “harbour” and “square”"
    assert told.chart.labels == [harbours, harbours, town]
    harbour, square = told.chart.series
    assert [value > 0 for value in harbour.values] == [True, True, False]
    assert [value > 0 for value in square.values] == [True, False, True]
    timeline = archive.timeline("harbour")
    assert [each and each.article.source for each in (timeline.first, timeline.latest)] == ["a.txt", "b.txt"]


def test_many_articles_without_dates_are_shown_in_groups(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "a", *((f"{n:03}.txt", HARBOUR) for n in range(100)))
    told = tell([archive.timeline("harbour")], ENGLISH)
    assert isinstance(told.chart, Columns)
    assert len(told.chart.labels) == 34
    assert sum(told.chart.series[0].values) == told.topics[0].passages


def test_nothing_found_has_no_picture(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "a", ("a.txt", HARBOUR))
    told = tell([archive.timeline("zebras")], ENGLISH)
    assert told.chart is None
    assert told.topics[0].passages == 0


def test_the_picture_in_words(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "a", *on_days(date(2014, 3, 16), date(2014, 3, 19), date(2014, 3, 19)))
    english = tell([archive.timeline("harbour")], ENGLISH)
    highest = max(english.chart.series[0].values) if english.chart else 0
    assert english.description == (
        "Bar chart. Passages by day 2014: “harbour”. From 16 Mar to 19 Mar. "
        f"19 Mar: {highest}, 16 Mar: {highest // 2}."
    )
    german = tell([archive.timeline("harbour"), archive.timeline("mayor")], texts_in("de"))
    assert german.description.startswith(
        "Balkendiagramm. Absätze nach Tagen 2014: „harbour“ und „mayor“. Von"
    )
    assert f"mayor – 19. Mär: {highest}" in german.description
    month = on_days(*(date(2014, 3, day) for day in range(1, 32)))
    many = tell([archive_of(tmp_path / "b", *month).timeline("harbour")], ENGLISH)
    assert "From 1 Mar to 31 Mar. Highest: 1 Mar: " in many.description
    long = tell([archive.timeline("harbour " * 400)], ENGLISH)
    assert len(long.description) == LONGEST_DESCRIPTION
