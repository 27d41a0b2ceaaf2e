"""Where what is reported begins and ends in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.quotations.frame import Frame, Order
from retrieval.quotations.lexicon.grammar import ADVERBS, AUXILIARIES, DAYS, PREPOSITIONS, VERBS
from retrieval.quotations.mention import MentionKind
from retrieval.quotations.mentions import Mentions
from retrieval.quotations.words import Words

WEAK_WEIGHT = 0.8
GOES_ON = -1.5
"""Log odds above which a participle says something: "adding", not "using"."""
OBJECT_CUES = frozenset(
    "told tells tell telling asked asks reminded informed assured warned urged advised".split()
)
SUBORDINATING = frozenset("although though while if since despite unless because".split())
TAIL_OPENERS = PREPOSITIONS | DAYS | ADVERBS | frozenset(("a", "the", "when", "as", "while", "reporters"))
_OF_CUES = frozenset("on upon for of about against".split())
"""Prepositions that belong to a cue, not to what is reported."""
_CONTRASTING = frozenset("while whereas but although though".split())
_LONGEST_INTERRUPTION = 30
"""Words between a cue and ", that": "told reporters on Friday, after the talks in Rome, that"."""
_LONGEST_HEARD = 12
"""Words between a cue and "that" where the cue says who was told, or when."""


def says_on(frame: Frame) -> bool:
    """Whether a frame tells what its speaker goes on to say: "said, adding that"."""
    return frame.order == Order.PARTICIPLE and frame.weight.either > GOES_ON


class Bounds:
    """Finds the bounds of what the frames of one text report. All places are numbers of words."""

    def __init__(self, words: Words, mentions: Mentions, frames: Sequence[Sequence[Frame]]) -> None:
        self.words, self.mentions = words, mentions
        self._frames = frames
        """By the number of their sentence."""

    def start(self, frame: Frame, last: int) -> int:
        """Return where begins what a frame reports in a sentence that ends before `last`."""
        low = self.words.low
        k = frame.cue + 1
        if low[frame.cue] in OBJECT_CUES and k < last:
            heard = self.mentions.starting_at(k, last)
            if heard is not None and (
                heard.kind is MentionKind.PRONOUN or low[heard.last : heard.last + 1] != ["to"]
            ):
                k = heard.last
        reach = _LONGEST_HEARD if k < last and self._begins_aside(k, frame) else 1
        stop = min(self._next_cue(frame, k, last), k + reach) if reach > 1 else min(last, k + 1)
        for j in range(k, stop):
            if low[j] == "that" and (j == k or not self._is_relative(j, last)):
                return j + 1
        for j in range(k + 1, min(last, k + _LONGEST_INTERRUPTION)):
            if low[j] == "that" and low[j - 1] == "," and frame.weight.either > WEAK_WEIGHT:
                return j + 1
        while k < last and (
            low[k] in DAYS
            or low[k] in ADVERBS
            or low[k].endswith("ly")
            or (low[k].isdigit() and low[k - 1] in DAYS)
            or (low[k] == "on" and k + 1 < last and low[k + 1] in DAYS)
        ):
            k += 1
        return self._behind_preposition(k, frame, last)

    def _next_cue(self, frame: Frame, k: int, last: int) -> int:
        """Return where another cue says that something was said: "said, adding that"."""
        cues = (other.cue for other in self._frames[frame.sentence] if says_on(other))
        return min((cue for cue in cues if k < cue < last), default=last)

    def _behind_preposition(self, k: int, frame: Frame, last: int) -> int:
        """Leave out what belongs to the cue: "for" of "called for", "him of" of "accused him of lying"."""
        low = self.words.low
        if k == frame.cue + 1 and low[k : k + 1] and low[k] in _OF_CUES:
            return k + 1
        accused = self.mentions.starting_at(k, last) if low[frame.cue].startswith("accus") else None
        if accused is not None and low[accused.last : accused.last + 1] == ["of"]:
            deed = accused.last + 1
            if deed < last and low[deed].endswith("ing"):
                return deed
        return k

    def _begins_aside(self, k: int, frame: Frame) -> bool:
        """Whether what stands behind a cue may go on to "that": "said on Friday that", "told him that"."""
        low = self.words.low[k]
        if k > frame.cue + 1 or low == "," or low.endswith("ly"):
            return True
        if low == "to":
            return frame.weight.either > WEAK_WEIGHT
        return low in TAIL_OPENERS and low not in ("a", "the")

    def _is_relative(self, j: int, last: int) -> bool:
        """Whether "that" is the subject of a relative clause: "the deal that was signed"."""
        low = self.words.low
        if low[j - 1] in PREPOSITIONS or j + 1 >= last:
            return True
        after = low[j + 1]
        return after in VERBS or after in AUXILIARIES or after.endswith("ed")

    def end(self, frame: Frame, last: int) -> int:
        """Stop before ", a US official said", and before the next verb that the same subject says."""
        words = self.words
        for other in self._frames[frame.sentence]:
            if other is frame or other.cue < 0 or other.first <= frame.cue + 2:
                continue
            before = words.word[other.first - 1]
            if self._contrasts(frame, other):
                return other.first - 1
            if other.order == Order.PARTICIPLE and before == ",":
                return other.first - 1
            if (
                other.order != Order.PARTICIPLE
                and other.mention is frame.mention
                and other.cue > frame.cue
                and words.low[other.cue - 1] in ("and", "but")
            ):
                return other.cue - 1
            if other.order in (Order.BEFORE, Order.ACCORDING) and before == "," and self._ends(other, last):
                return other.first - 1
        return last

    def _contrasts(self, frame: Frame, other: Frame) -> bool:
        """Whether another clause begins: "Although all agree …, some fear …", "X said …, while Y said …"."""
        words = self.words
        if other.order != Order.BEFORE or other.mention.first != other.first:
            return False
        before = words.low[other.first - 1]
        first, _ = words.sentences[frame.sentence]
        if before == ",":
            return words.low[first] in SUBORDINATING and frame.first - first <= 1
        return before in _CONTRASTING and words.word[other.first - 2] == ","

    def _ends(self, frame: Frame, last: int) -> bool:
        end = max(frame.cue + 1, frame.last)
        return last - end <= 4 and frame.weight.quotation > -1.5
