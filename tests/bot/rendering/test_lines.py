import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.lines import Line, Pages, Style, highlighted, line, plain, visible


@given(st.text())
def test_nothing_untrusted_controls_the_terminal(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in shown)


@pytest.mark.parametrize(
    ("untrusted", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("two\nlines\tand\ra tab", "two lines and a tab"),
        ("\x9b2J", "�2J"),
        ("safe\u202etxt.exe", "safe\u200btxt.exe"),
        ("naïve “Привет” 👍 مرحبا", "naïve “Привет” 👍 مرحبا"),
    ],
)
def test_what_is_shown(untrusted: str, shown: str) -> None:
    assert visible(untrusted) == shown


spans = st.tuples(st.integers(-3, 30), st.integers(-3, 30)).map(lambda span: (min(span), max(span)))


@given(st.text(max_size=25), st.lists(spans, max_size=5), st.none() | spans)
def test_segments_are_the_text(
    text: str, highlights: list[tuple[int, int]], focus: tuple[int, int] | None
) -> None:
    segments = highlighted(text, highlights, focus)
    assert "".join(shown for shown, _ in segments) == visible(text)


def test_matches_and_what_is_beside_the_point() -> None:
    assert highlighted("He said no. She left.", [(8, 10)], (0, 11)) == (
        ("He said ", Style.TEXT),
        ("no", Style.MATCH),
        (".", Style.TEXT),
        (" She left.", Style.CONTEXT),
    )


def test_pages() -> None:
    pages = Pages((line("told"),), [(line("one"), line("more of it", indent=2)), (line("two"),)], size=1)
    assert plain(pages.lines()) == "told\n\none\n  more of it\n\ntwo\n"
    assert plain(pages.lines(0, 1)) == "told\n\none\n  more of it\n"
    assert plain(pages.lines(1, 2)) == "\ntwo\n"
    assert plain(Pages((), pages.entries).lines()) == "one\n  more of it\n\ntwo\n"
    assert plain(Pages((), pages.entries, apart=False).lines()) == "one\n  more of it\ntwo\n"
    assert plain([Line(())]) == "\n"
