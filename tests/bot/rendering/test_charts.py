import struct
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.rendering.charts import Bars, Chart, ChartsMissingError, Columns, Series, draw

LABELS = ["a", "b", "c"]
HOSTILE = "$\\frac{1}{0$ _x \u202e 中文 محمد 😀\ud83e \x00\n{brace}" + "long " * 200


def size_of(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize(
    "chart",
    [
        Columns("One series", LABELS, [Series("found", [3, 0, 2])]),
        Columns("Two side by side", LABELS, [Series("a", [3, 0, 2]), Series("b", [1, 1, 1])]),
        Columns("Two stacked", LABELS, [Series("a", [3, 0, 2]), Series("b", [1, 1, 1])], stacked=True),
        Columns("Many", [f"2014-03-{n}" for n in range(40)], [Series("a", list(range(40)))]),
        Columns("All zero", ["a"], [Series("a", [0])]),
        Columns("Nothing", [], [Series("a", [])]),
        Bars("Speakers", LABELS, [Series("quotations", [12, 5, 0])]),
        Bars("Two", LABELS, [Series("a", [12, 5, 0]), Series("b", [1, 2, 3])]),
        Columns(HOSTILE, [HOSTILE], [Series(HOSTILE, [1]), Series(HOSTILE, [2])]),
        Bars(HOSTILE, [HOSTILE], [Series(HOSTILE, [1])]),
    ],
    ids=lambda chart: f"{type(chart).__name__} {chart.title[:20]!a}",
)
def test_every_chart_is_a_picture_of_a_size_for_phones(chart: Chart) -> None:
    width, height = size_of(draw(chart))
    assert width == 1200
    assert 300 <= height <= 1500


def test_threads_may_draw_at_once() -> None:
    charts = [Columns(f"Chart {n}", LABELS, [Series("a", [n, 2, 3])]) for n in range(4)]
    alone = [draw(chart) for chart in charts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(draw, charts)) == alone


def test_pyplot_is_left_alone() -> None:
    draw(Bars("Speakers", LABELS, [Series("a", [1, 2, 3])]))
    assert "matplotlib.pyplot" not in sys.modules


def test_without_matplotlib_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(ChartsMissingError, match=r"pip install 'whosaid\[charts\]'"):
        draw(Bars("Speakers", LABELS, [Series("a", [1, 2, 3])]))
