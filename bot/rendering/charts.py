"""Numbers → a PNG picture that reads on Discord's dark and light backgrounds, and on a phone.

matplotlib comes with the extra `charts` and is imported at the first picture; everything is drawn on figures
of our own, never on pyplot's global ones.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from retrieval import WhosaidError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties


class ChartsMissingError(WhosaidError):
    """The extra that draws pictures is not installed."""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that belong together, one for each label of their chart."""

    name: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Columns:
    """Upright columns from left to right: what has an order, such as time."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    stacked: bool = False
    """Series on top of each other; else side by side."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Lying bars from top to bottom: what has names. With several series each name has one bar of each."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]


Chart = Columns | Bars

# The picture brings its own background: drawn on none, no one text colour reads on both of Discord's.
_BACKGROUND = "#2b2d31"
_TEXT = "#f2f3f5"
_LINES = "#4e5058"
_COLOURS = ("#5aa9e6", "#f4a259", "#8cc084", "#c792ea")
"""Apart in lightness too, for who does not tell the colours apart."""
_WIDTH, _HEIGHT = 6.0, 3.6
"""Inches, of 200 pixels each: as wide as Discord shows pictures, and small enough that a phone, which shows
a quarter of the pixels, leaves the writing large enough to read."""
_MOST_TICKS = 9
_CROWDED = 52
"""Characters of all labels below the columns; with more they are turned."""
_LONGEST_TITLE = 50
_LONGEST_LABEL = 28
_LONGEST_NAME = 30
_UNKNOWN = "▯"
"""Stands for a character that no font at hand can draw."""

_FONTS = (
    "DejaVu Sans",  # comes with matplotlib: Latin, Cyrillic, Greek, Hebrew, Arabic and more
    "Noto Sans",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Source Han Sans",
    "WenQuanYi Micro Hei",
    "Microsoft YaHei",
    "Malgun Gothic",
    "Nirmala UI",
    "PingFang SC",
    "Hiragino Sans",
    "Arial Unicode MS",
)
"""Fonts that are used where they are installed, for the characters that those before them lack."""

_drawing = Lock()
"""matplotlib's fonts are not safe to use from two threads at once."""


def draw(chart: Chart) -> bytes:
    """Return a chart as PNG. Safe to call from any thread; it takes some tenths of a second.

    Raises ChartsMissingError when matplotlib is not installed.
    """
    try:
        # An optional extra, and slow to import.
        from matplotlib.figure import Figure  # noqa: PLC0415  (as said)
        from matplotlib.layout_engine import ConstrainedLayoutEngine  # noqa: PLC0415  (as said)
    except ModuleNotFoundError as missing:
        raise ChartsMissingError(
            "Pictures need the extra “charts”: pip install 'whosaid[charts]'. The answer is the same without."
        ) from missing
    with _drawing:
        figure = Figure(
            figsize=(_WIDTH, _height_of(chart)),
            dpi=200,
            facecolor=_BACKGROUND,
            layout=ConstrainedLayoutEngine(w_pad=0.2, h_pad=0.15),
        )
        axes = figure.add_subplot(facecolor=_BACKGROUND)
        _frame(axes)
        if isinstance(chart, Columns):
            _columns(axes, chart)
        else:
            _bars(axes, chart)
        title = _plain(chart.title, _LONGEST_TITLE)
        # Of the whole picture, not of the axes: beside long names little would be left for it.
        figure.suptitle(title, x=0.03, ha="left", **_style(14))
        if len(chart.series) > 1:
            _name_series(axes, chart)
        picture = BytesIO()
        figure.savefig(picture, format="png")
    return picture.getvalue()


def _height_of(chart: Chart) -> float:
    if isinstance(chart, Columns):
        return _HEIGHT
    rows = len(chart.labels) * (0.6 + 0.4 * len(chart.series))
    return max(2.0, 1.1 + 0.36 * rows + (0.3 if len(chart.series) > 1 else 0))


def _frame(axes: Axes) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_LINES)
    axes.tick_params(colors=_TEXT, length=0, labelsize=11)
    axes.tick_params(axis="x", pad=7)
    axes.set_axisbelow(True)


def _columns(axes: Axes, chart: Columns) -> None:
    places = range(len(chart.labels))
    beneath = [0] * len(chart.labels)
    width = 0.8 if chart.stacked else 0.8 / max(len(chart.series), 1)
    for number, series in enumerate(chart.series):
        shift = 0.0 if chart.stacked else (number - (len(chart.series) - 1) / 2) * width
        axes.bar(
            [place + shift for place in places],
            series.values,
            width,
            bottom=beneath if chart.stacked else 0,
            color=_COLOURS[number % len(_COLOURS)],
        )
        if chart.stacked:
            beneath = [below + value for below, value in zip(beneath, series.values, strict=True)]
    axes.grid(axis="y", color=_LINES, linewidth=0.8)
    axes.set_ylim(0, None if any(any(series.values) for series in chart.series) else 1)
    axes.locator_params(axis="y", integer=True, min_n_ticks=1)
    step = -(-len(chart.labels) // _MOST_TICKS) or 1
    shown = [_plain(label, _LONGEST_LABEL) for label in chart.labels[::step]]
    turned = sum(map(len, shown)) > _CROWDED
    axes.set_xticks(places[::step], shown, **_style(12))
    for label in axes.get_xticklabels() if turned else ():
        label.set(rotation=30, ha="right", rotation_mode="anchor")
    # Few columns stay slim.
    spare = max(4 - len(chart.labels), 0) / 2
    axes.set_xlim(-0.6 - spare, len(chart.labels) - 0.4 + spare)


def _bars(axes: Axes, chart: Bars) -> None:
    width = 0.76 / max(len(chart.series), 1)
    for number, series in enumerate(chart.series):
        shift = (number - (len(chart.series) - 1) / 2) * width
        bars = axes.barh(
            [place + shift for place in range(len(chart.labels))],
            series.values,
            width,
            color=_COLOURS[number % len(_COLOURS)],
        )
        axes.bar_label(bars, padding=4, **_style(12))
    shown = [_plain(label, _LONGEST_NAME) for label in chart.labels]
    axes.set_yticks(range(len(chart.labels)), shown, **_style(12))
    axes.set_ylim(len(chart.labels) - 0.4, -0.6)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.margins(x=0.08)


def _name_series(axes: Axes, chart: Chart) -> None:
    from matplotlib.patches import Patch  # noqa: PLC0415  (as above)

    patches = [Patch(color=_COLOURS[n % len(_COLOURS)]) for n in range(len(chart.series))]
    names = [_plain(series.name, _LONGEST_NAME) for series in chart.series]
    legend = axes.legend(patches, names, frameon=False, loc="lower left", bbox_to_anchor=(-0.01, 1), ncols=2)
    for text in legend.get_texts():
        text.set(**_style(12))


def _style(size: int) -> dict[str, Any]:
    """Return the looks of every text; `$` in one is a dollar and begins no formula."""
    fonts, _ = _fonts()
    sized = fonts.copy()
    sized.set_size(size)
    return {"fontproperties": sized, "color": _TEXT, "parse_math": False}


def _plain(text: str, limit: int) -> str:
    """Return text on one line, cut at `limit` characters, of characters that can be drawn."""
    flat = " ".join(text.split())
    cut = flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"
    _, drawable = _fonts()
    return "".join(
        c if ord(c) in drawable else _UNKNOWN for c in cut if unicodedata.category(c) not in {"Cc", "Cf"}
    )


@cache
def _fonts() -> tuple[FontProperties, frozenset[int]]:
    """Return the fonts of `_FONTS` that are here, and every character that they can draw."""
    from matplotlib import font_manager  # noqa: PLC0415  (as above)

    installed = {font.name for font in font_manager.fontManager.ttflist}
    families = [family for family in _FONTS if family in installed]
    characters: set[int] = set()
    for family in families:
        characters.update(font_manager.get_font(font_manager.findfont(family)).get_charmap())
    return font_manager.FontProperties(family=families), frozenset(characters)
