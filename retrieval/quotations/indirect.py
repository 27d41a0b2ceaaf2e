"""Statements without marks: "the minister said that the talks would go on"."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.quotations.frames import UNKNOWN_CUE, Frame, Order
from retrieval.quotations.lexicon.grammar import ADVERBS, AUXILIARIES, DAYS, PREPOSITIONS, VERBS
from retrieval.quotations.mentions import Mention, MentionKind, Mentions
from retrieval.quotations.words import QUOTED, Words

LEAST_WEIGHT = -2.2
"""Log odds below which a word alone, without "that", reports nothing."""
WEAK_WEIGHT = 0.8
CLEARER = 0.5
"""Log odds by which a cue has to be clearer than one in what it reports."""
LEAST_WORDS = 3
_OBJECT_CUES = frozenset(
    "told tells tell telling asked asks reminded informed assured warned urged advised".split()
)
_TAIL_OPENERS = PREPOSITIONS | DAYS | ADVERBS | frozenset(("a", "the", "when", "as", "while", "reporters"))
_LONGEST_TAIL = 14
_LONGEST_INTERRUPTION = 30
"""Words between a cue and ", that": "told reporters on Friday, after the talks in Rome, that"."""
_LONGEST_ASIDE = 5
"""Words behind "The main problem, she says," that do not go on with what she says."""
_LONGEST_HEADLINE_SPEAKER = 6
"""Words before the colon of "Kerry: Russia must pull back"."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words `first` … `last - 1` of the narrator report what the frame's mention says."""

    first: int
    last: int
    frame: Frame


class StatementFinder:
    """Finds the indirect statements of one text."""

    def __init__(self, words: Words, mentions: Mentions, frames: list[Frame]) -> None:
        self.words, self.mentions = words, mentions
        self._frames: dict[int, list[Frame]] = {}
        for frame in frames:
            self._frames.setdefault(frame.sentence, []).append(frame)

    def statements(self) -> list[Statement]:
        """Return the statements in the order of their beginnings; a report of a report is there twice."""
        found: list[Statement] = []
        for number, frames in self._frames.items():
            first, last = self.words.sentences[number]
            here = [s for f in frames if (s := self._of_frame(f, first, last)) is not None]
            here.extend(self._headline(number, first, last))
            found.extend(s for s in here if not any(_outweighs(other, s) for other in here))
        found.sort(key=lambda s: (s.first, s.last))
        return found

    def _headline(self, number: int, first: int, last: int) -> list[Statement]:
        words = self.words
        if not words.headline[words.paragraph[first]] and first != 0:
            return []
        for k in range(first + 1, min(last - 1, first + _LONGEST_HEADLINE_SPEAKER + 1)):
            if words.word[k] == ":":
                mention = self.mentions.ending_at(k - 1, first)
                if mention is None or mention.first != first:
                    mention = Mention(first, k, MentionKind.NOMINAL)
                frame = Frame(mention, -1, Order.COLON, UNKNOWN_CUE, number, first, k)
                return self._trimmed(k + 1, last, frame)
            if not words.word[k][0].isalnum():
                break
        return []

    def _of_frame(self, frame: Frame, first: int, last: int) -> Statement | None:
        if frame.cue < 0 or not self._reports(frame):
            return None
        if frame.order == Order.ACCORDING:
            found = self._around_according(frame, first, last)
        elif frame.order == Order.AFTER:
            found = self._trimmed(first, frame.cue, frame)
        elif frame.order in (Order.BEFORE, Order.PARTICIPLE, Order.POSSESSIVE, Order.QUOTED_AS):
            if frame.order == Order.BEFORE and self._closes_sentence(frame, first, last):
                behind = self.words.low[frame.cue + 1 : frame.cue + 2]
                whole = behind == [","] and last - frame.cue > _LONGEST_ASIDE
                found = self._trimmed(first, last if whole else frame.mention.first, frame)
            else:
                found = self._trimmed(self._content_start(frame, last), self._content_end(frame, last), frame)
        else:
            found = []
        return found[0] if found else None

    def _reports(self, frame: Frame) -> bool:
        if frame.weight.either >= LEAST_WEIGHT:
            return True
        after = self.words.low[frame.cue + 1 : frame.cue + 4]
        return "that" in after

    def _closes_sentence(self, frame: Frame, first: int, last: int) -> bool:
        """Whether "…, the minister said on Monday." stands behind what was said."""
        words = self.words
        before = words.word[frame.mention.first - 1] if frame.mention.first > first else ""
        if before not in (",", "—", "–", "?", "!") or frame.mention.first - first < LEAST_WORDS + 1:
            return False
        if words.low[first] in (
            "in",
            "on",
            "at",
            "after",
            "during",
            "before",
            "when",
            "while",
            "as",
            "since",
            "with",
            "by",
            "from",
            "if",
            "although",
            "though",
            "despite",
            "asked",
        ):
            return frame.cue + 2 >= last or words.word[frame.cue + 1] in ".;"
        after = words.low[frame.cue + 1] if frame.cue + 1 < last else "."
        rest = last - frame.cue - 1
        if not after[0].isalnum() and after not in (",", ":", QUOTED):
            return True
        if after == ",":
            return True
        tail = words.low[frame.cue + 1 : last]
        return (
            rest <= _LONGEST_TAIL
            and after in _TAIL_OPENERS
            and after not in ("that", "the", "a")
            and not any(
                word in VERBS
                or word in AUXILIARIES
                or word.endswith("ed")
                or word in ("that", "he", "she", "they")
                for word in tail
            )
        )

    def _around_according(self, frame: Frame, first: int, last: int) -> list[Statement]:
        if frame.cue - first > LEAST_WORDS:
            return self._trimmed(first, frame.cue, frame)
        begin = frame.mention.last
        while begin < last and self.words.word[begin] != ",":
            begin += 1
        return self._trimmed(begin + 1, last, frame)

    def _content_start(self, frame: Frame, last: int) -> int:
        low = self.words.low
        k = frame.cue + 1
        if low[frame.cue] in _OBJECT_CUES and k < last:
            heard = self.mentions.starting_at(k, last)
            if heard is not None:
                k = heard.last
        aside = k < last and (
            low[k] in _TAIL_OPENERS or low[k] == "," or low[k].endswith("ly") or k > frame.cue + 1
        )
        for j in range(k, min(last, k + 12) if aside else min(last, k + 1)):
            if low[j] == "that" and (j == k or low[j - 1] not in PREPOSITIONS):
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
        return k

    def _content_end(self, frame: Frame, last: int) -> int:
        """Stop before ", a US official said", and before the next verb that the same subject says."""
        words = self.words
        for other in self._frames[frame.sentence]:
            if other is frame or other.cue < 0 or other.first <= frame.cue + 2:
                continue
            before = words.word[other.first - 1]
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

    def _ends(self, frame: Frame, last: int) -> bool:
        end = max(frame.cue + 1, frame.last)
        return last - end <= 4 and frame.weight.quotation > -1.5

    def _trimmed(self, first: int, last: int, frame: Frame) -> list[Statement]:
        words = self.words
        while first < last and (
            not words.word[first][0].isalnum()
            and words.word[first] != QUOTED
            and words.word[first] not in "($#@"
        ):
            first += 1
        while last > first and (
            not words.word[last - 1][-1].isalnum()
            and words.word[last - 1] != QUOTED
            and words.word[last - 1] not in ")%"
        ):
            last -= 1
        if (
            last > first
            and first == self.words.sentences[frame.sentence][0]
            and words.low[first] in ("and", "but")
        ):
            first += 1
        size = sum(1 for k in range(first, last) if words.word[k][0].isalnum())
        if (
            size < LEAST_WORDS
            or words.low[first] == "by"
            or (words.word[first] == QUOTED and size < 2 * LEAST_WORDS)
        ):
            return []
        return [Statement(first, last, frame)]


def _outweighs(outer: Statement, inner: Statement) -> bool:
    """Whether a statement stands inside one with a much clearer cue: "said the plan *seeks* to end"."""
    inside = outer is not inner and outer.first <= inner.first and inner.last <= outer.last
    weak = inner.frame.weight.either < WEAK_WEIGHT
    return inside and weak and outer.frame.weight.either > inner.frame.weight.either + CLEARER
