"""A mention with the word that says that something was said."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.quotations.lexicon import Cue
from retrieval.quotations.mention import Mention
from retrieval.quotations.model import ATTITUDE

UNKNOWN_CUE = Cue(-4.5, -3.5, -3.0)
"""A verb that no training article uses to attribute anything."""


class Order:
    """How a mention and its cue stand to each other."""

    BEFORE = "name cue"
    AFTER = "cue name"
    ACCORDING = "according to"
    PARTICIPLE = "participle"
    BY = "by"
    POSSESSIVE = "possessive"
    QUOTED_AS = "quoted as"
    BARE = "mention"
    DASH = "dash line"
    COLON = "name colon"
    ANSWER = "answer"
    ATTITUDE = ATTITUDE


@dataclass(eq=False, slots=True)
class Frame:
    """A mention with its cue; words `first` … `last - 1` hold both."""

    mention: Mention
    cue: int
    """The cue's word, -1 without one."""
    order: str
    weight: Cue
    sentence: int
    first: int
    last: int
