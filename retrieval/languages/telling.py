"""Which language a text is in: told from its stop words, or chosen by the operator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from retrieval.languages import ENGLISH, LANGUAGES, Language

if TYPE_CHECKING:
    from retrieval.articles import Article

AUTO = "auto"
CODES: Mapping[str, str] = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "ru": "russian",
}
"""ISO 639-1 → the English name."""

_LOOKED_AT = 400
"""Characters at the head of a text that its language is told by."""
_OF_ARTICLE = 2_000
"""The same of a whole article: its head may be a list of names."""
_PLAINLY_ENGLISH = re.compile(r"\b(?:the|and)\b")
_WORD = re.compile(r"[^\W\d_]+")
# A letter alone is an initial or half of "it's" more often than a French word.
_TELLING = [
    (each.name, frozenset(word for word in each.stop_words - ENGLISH.stop_words if len(word) > 1))
    for each in LANGUAGES[1:]
]
_TELLING_ANY = frozenset().union(*(telling for _, telling in _TELLING))
_ONLY_ENGLISH = ENGLISH.stop_words.difference(*(each.stop_words for each in LANGUAGES[1:]))
_ENOUGH = 2
"""Words that only English has, from which on a text is English whatever stands around it."""


@dataclass(frozen=True)
class Languages:
    """The languages that an archive's articles are read in."""

    chosen: str = AUTO
    """`auto`, or the ISO 639-1 code of the one language of all articles."""
    own: Mapping[str, str] = field(default_factory=dict)
    """The operator's spellings, folded: from each to the one that is indexed."""
    related: tuple[tuple[str, ...], ...] = ()
    """The operator's groups of related words."""

    def __post_init__(self) -> None:
        """Raise ValueError for a language that is not known."""
        if self.chosen != AUTO and self.chosen not in CODES:
            raise ValueError(f"No language “{self.chosen}” is known.")

    def __reduce__(self) -> tuple[type[Languages], tuple[object, ...]]:
        """Leave out the stemmers, which cannot be pickled."""
        return Languages, (self.chosen, dict(self.own), self.related)

    @cached_property
    def known(self) -> tuple[Language, ...]:
        """Return those that a text may be in; the first is meant where nothing tells."""
        names = [each.name for each in LANGUAGES] if self.chosen == AUTO else [CODES[self.chosen]]
        every = (each for each in LANGUAGES if each.name in names)
        if not self.own and not self.related:
            return tuple(every)
        return tuple(
            replace(
                each,
                spellings=_merged(each.spellings, self.own) if self.own else each.spellings,
                related=each.related + self.related,
            )
            for each in every
        )

    def of(self, text: str) -> Language:
        """Return the language of a text by its stop words; the first known where they do not tell."""
        return self._told(text[:_LOOKED_AT]) or self.known[0]

    def of_part(self, text: str, article: Article) -> Language:
        """Return the language of a part of an article; its article's where it is too short to tell."""
        return self._told(text[:_LOOKED_AT]) or self._told(article.text[:_OF_ARTICLE]) or self.known[0]

    def of_parts(self, texts: Sequence[str], article: Article) -> list[Language]:
        """Return the same for several parts of an article, which itself is looked at once at most."""
        told = [self._told(text[:_LOOKED_AT]) for text in texts]
        of_article = (self._told(article.text[:_OF_ARTICLE]) if None in told else None) or self.known[0]
        return [each or of_article for each in told]

    def _told(self, head: str) -> Language | None:
        if len(self.known) == 1:
            return self.known[0]
        # The searches between spaces are most of the answer at a tenth of the price.
        if " the " in head or " and " in head:
            return self.known[0]
        if ("the" in head or "and" in head) and _PLAINLY_ENGLISH.search(head):
            return self.known[0]
        words = frozenset(_WORD.findall(head.casefold()))
        best, most = "", 1
        if len(words & _TELLING_ANY) > most:
            most = max(most, len(words & ENGLISH.stop_words))
            for name, telling in _TELLING:
                hits = len(words & telling)
                if hits > most:
                    best, most = name, hits
        if best:
            return next(each for each in self.known if each.name == best)
        return self.known[0] if len(words & _ONLY_ENGLISH) >= _ENOUGH else None


def _merged(spellings: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Return all spellings with the operator's; words that either calls one word are one."""
    merged = dict(spellings)
    for other, first in own.items():
        old, new = merged.get(other, other), merged.get(first, first)
        if old != new:
            merged.update({word: new for word, to in merged.items() if to == old})
            merged[old] = new
        merged.setdefault(first, new)  # a stemmer that reads accents must see all of them spelled alike
    return merged


ANY_LANGUAGE = Languages()
"""Each text in its own, without spellings of the operator's."""
