"""Where another clause begins in a statement: what stands behind ", but" is less surely reported too."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress

from retrieval.quotations.bounds import SUBORDINATING
from retrieval.quotations.lexicon.grammar import DETERMINERS
from retrieval.quotations.mentions import Mentions
from retrieval.quotations.words import Words

SHORTEST = 4
"""Words on either side of the place where a statement is parted."""
MAIN = "main"
"""Names the main clause that "Although she hopes to win, " stands before."""
_BREAKS = frozenset((",", ";", "—", "–", "--", "and", "but"))
_WORDS = frozenset(
    "but while and which who as although though because so when where with after if including whereas".split()
)
_SUBJECTS = frozenset("he she they it we i".split())
_BEGINNINGS = SUBORDINATING | frozenset("even as when after before by in".split())
OPENERS = (*sorted(_WORDS), ";", "and they", "but they", MAIN)
"""What may open another clause, as it is named."""


class Clauses:
    """The places in one text where another clause begins: "; and", ", who", "and they"."""

    def __init__(self, words: Words, mentions: Mentions) -> None:
        self.words, self.mentions = words, mentions
        low = words.low
        self._openers: dict[int, str] = {}
        for k in compress(range(len(low) - 1), map(_BREAKS.__contains__, low)):
            sign, word = low[k], low[k + 1]
            if sign in ("and", "but"):
                if word in _SUBJECTS:
                    self._openers[k] = f"{sign} they"
            elif word in _WORDS:
                self._openers[k] = word
            elif sign == ";":
                self._openers[k] = sign
            elif sign == "," and self._begins_main(k):
                self._openers[k] = MAIN
        self._places = list(self._openers)

    def _begins_main(self, k: int) -> bool:
        """Whether a main clause begins behind the comma at `k`: a subject stands there."""
        first, _ = self.words.sentences[self.words.sentence[k]]
        if self.words.low[first] not in _BEGINNINGS:
            return False
        word = self.words.low[k + 1]
        return word in _SUBJECTS or word in DETERMINERS or k + 1 in self.mentions.name_starting

    def behind(self, first: int, last: int) -> tuple[int, str] | None:
        """Return the place before the first other clause in `first` … `last - 1`, and what opens it."""
        number = bisect_left(self._places, first + SHORTEST)
        if number == len(self._places) or (place := self._places[number]) >= last - SHORTEST:
            return None
        return place, self._openers[place]
