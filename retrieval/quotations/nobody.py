"""What speaks for a stretch between marks being nobody's words: a title, a slogan, a scare quote."""

from __future__ import annotations

from retrieval.quotations.frame import Frame
from retrieval.quotations.lexicon import common_words
from retrieval.quotations.lexicon.grammar import NAMING, PREPOSITIONS, SCARE_DETERMINERS
from retrieval.quotations.stretches import Stretch
from retrieval.quotations.words import Words

_INSCRIBED = frozenset(
    "sign signs placard placards banner banners poster posters shirt shirts t-shirt t-shirts hat hats sticker"
    " stickers billboard billboards button buttons plaque".split()
)
_READS = frozenset("read reads reading said says saying declaring proclaiming".split())


def is_inscription(words: Words, stretch: Stretch) -> bool:
    """Whether something says the words and nobody: "held a sign that read “…”"."""
    low, k = words.low, stretch.place - 1
    k -= k > 0 and low[k] in (":", ",")
    if k < 1 or low[k] not in _READS:
        return False
    k -= 1
    k -= k > 0 and low[k] in ("that", "which")
    return low[k] in _INSCRIBED


def nobody_features(words: Words, stretch: Stretch, peers: list[Frame]) -> tuple[str, ...]:
    """Return what speaks for nobody as the speaker; `peers` are the frames of the stretch's sentence."""
    place = stretch.place
    before = words.low[place - 1] if place else ""
    after = words.low[place + 1] if place + 1 < len(words.low) else ""
    determined = before in SCARE_DETERMINERS
    seen = {
        "nobody": True,
        f"nobody size {_size(stretch.size)}": True,
        "nobody title-case": stretch.title,
        "nobody title-case several": stretch.title and stretch.size > 1,
        "nobody lower": not stretch.capital,
        "nobody alone": stretch.alone,
        "nobody comma": stretch.comma,
        "nobody final": stretch.final,
        "nobody after determiner": determined,
        "nobody modifier": determined and after in common_words() and after not in PREPOSITIONS,
        "nobody after naming": before in NAMING,
        "nobody headline": words.headline[stretch.paragraph],
        "nobody single marks": words.marked[stretch.number].single,
        "nobody no cue in sentence": not any(frame.cue >= 0 for frame in peers),
    }
    return tuple([name for name, is_so in seen.items() if is_so])


def _size(words: int) -> str:
    if words < 2:
        return "1"
    if words < 4:
        return "2-3"
    return "4-7" if words < 8 else "8+"
