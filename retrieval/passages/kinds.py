"""The kinds of stretches that an article is made of, told by a stretch's own shape."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from retrieval.analysis import UNSPACED

LONGEST_HEADLINE = 120
"""Characters. Longer lines without a full stop are sentences cut short, or quotations."""


class Kind(StrEnum):
    """What a block of an article is for its reader."""

    HEADLINE = "headline"
    PARAGRAPH = "paragraph"
    ATTRIBUTION = "attribution"
    """A line that only says whose words stand beside it: "– Russian Foreign Minister Sergei Lavrov" below
    them, "Sergei Lavrov:" above them; a reporter's signature looks the same."""
    FURNITURE = "furniture"
    """Of the page and not of the article: navigation, captions, credits, a publisher's footer."""


class Block(NamedTuple):
    """A stretch of an article's text and its kind; `start`, `end` in characters of the text."""

    start: int
    end: int
    kind: Kind


LONGEST_UNSPACED_HEADLINE = 60
"""The same in a script without spaces, of which some mark no sentence's end."""
_SENTENCE_ENDS = ".!?…。！？؟۔।"
_CLOSING = "\"'”’»)]」』）"
"""Marks that stand after a sentence's end."""
_UNSPACED = re.compile(f"[{UNSPACED}]")
_CUT_OFF = re.compile(r"\w\S? \.\.\.$")
"""How a search engine shortens a title."""
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:vs?|Inc|Jr|Sr|Co)\.$")
_FULL_STOP_WITHIN = re.compile(
    r"(?<![A-Z.])(?<!\b[A-Z][a-z])(?<!\b[A-Za-z]{3})(?<!No)\.[\"'”’»)]*\s+(?:[–—―-]+\s*)?[\"'“‘«(]*[A-Z#@]"
)
_DASH = re.compile(
    r"[–—―−‒-]{1,2}\s*(?=[A-Z])(?!.*[.!?…][\"”]?$)(?:\S+(?:\s+|$)){1,14}$",
)
_NAME_AND_COLON = re.compile(r"(?:[A-Z][\w.'’-]*\s+){1,3}[A-Z][\w.'’-]*:$")
_LABEL = re.compile(r"\w+(?:\s+\w+)?:$")
_SAYING = re.compile(r"(?:\w+ed|said|says|wrote|writes|told|asks|adds):$")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
_QUESTION = re.compile(
    r"(?:who|what|when|where|why|how|which|whose|is|are|was|were|will|would|can|could|do|does|did|has|have|had"
    r"|should|may|must)\b.*\?[\"'”’]?$",
    re.IGNORECASE,
)
_SPEAKS_TO_THE_PAGE = "#@•►∎▪●·*>|"


def words_in(piece: str) -> int:
    """Return how many words a stretch has; two characters of a script without spaces count as one."""
    spaced = piece.count(" ") + 1
    return spaced if piece.isascii() else spaced + len(_UNSPACED.findall(piece)) // 2


def is_sentence(piece: str) -> bool:
    """Tell whether a stretch ends as a sentence does; a short one may end in an abbreviation and be none."""
    last = piece[-1:]
    if last in _CLOSING:
        # Stripping is ten times as fast as looking for both by a regular expression.
        last = piece[-8:].rstrip(_CLOSING)[-1:]
    if not last or last not in _SENTENCE_ENDS:
        return False
    if len(piece) > LONGEST_HEADLINE:
        return True
    return not (_CUT_OFF.search(piece) or (piece.count(" ") < 10 and _ABBREVIATION.search(piece)))


def kind_of(piece: str) -> Kind:
    """Say what one stretch is by its shape alone, furniture left aside.

    A headline is one short line that ends in no full stop and holds none, or a short question; a bullet,
    a tweet ("#Lavrov: …"), a line in quotation marks, in lower case or up to a colon is none.
    """
    if piece[0] in "–—―−‒-" and _DASH.match(piece):
        return Kind.ATTRIBUTION
    if "\n" in piece or len(piece) > LONGEST_HEADLINE:
        return Kind.PARAGRAPH
    if piece[-1] == ":":
        return _introduction(piece)
    return Kind.HEADLINE if _is_headline(piece) else Kind.PARAGRAPH


def _introduction(piece: str) -> Kind:
    """Say what a line up to a colon is: "Caddell continued:", a speaker's name, a mere label, a sentence."""
    if _SAYING.search(piece):
        return Kind.PARAGRAPH
    if _NAME_AND_COLON.match(piece):
        return Kind.ATTRIBUTION
    return Kind.FURNITURE if _LABEL.match(piece) else Kind.PARAGRAPH


def _is_headline(piece: str) -> bool:
    first = piece[0]
    if first == "#" and _MARKDOWN_HEADING.match(piece):
        return True
    if first in _SPEAKS_TO_THE_PAGE or first.islower() or piece[-1] in ",;–—-":
        return False
    if len(piece) > LONGEST_UNSPACED_HEADLINE and _UNSPACED.match(piece):
        return False
    if is_sentence(piece):
        return len(piece) <= 90 and bool(_QUESTION.match(piece))
    wholly_quoted = first in '"“«「『' and piece[-1] in '"”»」』'
    return not wholly_quoted and not _FULL_STOP_WITHIN.search(piece)
