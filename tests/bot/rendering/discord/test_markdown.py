import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rendering.discord.markdown import bold, escape, one_line, quoted


def shown(markdown: str) -> str:
    """Return what Discord shows: a backslash before a mark makes it plain, two asterisks switch bold."""
    return re.sub(r"\\([^0-9A-Za-z\s])|\*\*", lambda match: match[1] or "", markdown)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("**bold** and __under__", r"\*\*bold\*\* and \_\_under\_\_"),
        ("```py\nprint()\n```", "\\`\\`\\`py\nprint()\n\\`\\`\\`"),
        ("<@123> <#1> <:a:1> @everyone", r"\<\@123> \<#1> \<:a:1> \@everyone"),
        ("[click](https://x.example)", r"\[click\](https\://x.example)"),
        ("# Title\n- point\n> said\n1. one", "\\# Title\n\\- point\n\\> said\n1\\. one"),
        ("||secret||", r"\|\|secret\|\|"),
        ("a #tag, 5 > 4 - 1, in 2014. Yes", "a #tag, 5 > 4 - 1, in 2014. Yes"),
        ("back\\slash", "back\\\\slash"),
    ],
)
def test_marks_in_a_text_are_shown_and_not_obeyed(text: str, markdown: str) -> None:
    assert escape(text) == markdown
    assert shown(markdown) == text


@given(st.text(alphabet=st.sampled_from("ab \n*_~|`<>[]()#@:/\\-+.1é")))
@example("*\\*")
def test_what_is_shown_is_the_text(text: str) -> None:
    assert shown(escape(text)) == text


@given(
    st.text(alphabet=st.sampled_from("ab \n*_`<>#@\\-1."), min_size=1),
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=4),
)
def test_what_is_shown_with_bold_words_is_the_text(text: str, places: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in places if start + length <= len(text)]
    assert shown(bold(text, spans)) == text


def test_neighbouring_matches_are_one_bold_stretch() -> None:
    assert bold("party of war", [(0, 5), (6, 8), (9, 12)]) == "**party of war**"
    assert bold("a-b c", [(0, 1), (2, 3)]) == "**a**-**b** c"


def test_a_quotation_block_holds_every_line() -> None:
    assert quoted("one\ntwo") == "> one\n> two"


@pytest.mark.parametrize(("limit", "line"), [(11, "one two six"), (10, "one two…"), (3, "on…")])
def test_one_line_is_cut_between_words(limit: int, line: str) -> None:
    assert one_line("one\n two   six", limit) == line
