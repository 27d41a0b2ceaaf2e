"""What speaks for and against a frame as the speaker of a stretch between marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retrieval.quotations.capitals import POSSESSIVE
from retrieval.quotations.frame import Frame, Order
from retrieval.quotations.lexicon.grammar import PREPOSITIONS
from retrieval.quotations.mention import Mention, MentionKind
from retrieval.quotations.nobody import nobody_features
from retrieval.quotations.stretches import Stretch, stretches_of
from retrieval.quotations.words import QUOTED, Words

Names = tuple[str, ...]
Features = list[tuple[Names, float]]
"""The names of what is seen, in groups, with the value of each name of a group."""
_BACK_PARAGRAPHS = 2
_TOLD_PRONOUNS = frozenset("it i we you who".split())
_WITH_CUE = {where: (f"cue {where}",) for where in ("behind", "ahead", "around", "back", "next", "paragraph")}
_SPEAKING_CUE = -2.5
"""Log odds above which a cue between words and frame is counted."""
_REPORTING_CUE = -1.0
"""Log odds above which a cue ahead of the words says what somebody says."""


class Context:
    """The frames and stretches of one text, as candidates are weighed against."""

    def __init__(self, words: Words, frames: list[Frame]) -> None:
        self.words, self.frames = words, frames
        self.by_sentence: list[list[Frame]] = [[] for _ in words.sentences]
        for frame in frames:
            self.by_sentence[frame.sentence].append(frame)
        self._speaking = [
            [frame for number, frame in enumerate(peers) if frame.cue >= 0 or not number]
            for peers in self.by_sentence
        ]
        self.stretches = stretches_of(words)
        self._nested: dict[int, bool] = {}
        self._told: dict[int, Names] = {}
        self._paragraph_sentences: list[tuple[int, int]] = [
            (words.sentence[first], words.sentence[last - 1] + 1) for first, last in words.paragraphs
        ]

    def candidates(self, stretch: Stretch) -> list[Frame]:
        """Return the frames that may name the speaker, in the order of the text.

        Of another sentence those with a cue, and who stands first in it.
        """
        found: list[Frame] = []
        first, last = self._paragraph_sentences[stretch.paragraph]
        for s in range(max(first, stretch.sentence - 5), min(last, stretch.sentence + 3)):
            found.extend(self.by_sentence[s] if s == stretch.sentence else self._speaking[s])
        for back in range(1, _BACK_PARAGRAPHS + 1):
            if stretch.paragraph - back >= 0:
                begin, end = self._paragraph_sentences[stretch.paragraph - back]
                for s in range(max(begin, end - (3 if back == 1 else 1)), end):
                    found.extend(self._speaking[s])
        if stretch.paragraph + 1 < len(self._paragraph_sentences) and stretch.sentence == last - 1:
            begin, _ = self._paragraph_sentences[stretch.paragraph + 1]
            found.extend(self._speaking[begin])
        return found

    def nobody(self, stretch: Stretch) -> Features:
        """Return what speaks for a title, a slogan, a scare quote."""
        return [(nobody_features(self.words, stretch, self.by_sentence[stretch.sentence]), 1.0)]

    def features(
        self, stretch: Stretch, frame: Frame, previous: Frame | None, previous_stretch: Stretch | None
    ) -> Features:
        """Return what speaks for `frame`, given who spoke last."""
        mention = frame.mention
        found: Features = []
        if frame.sentence == stretch.sentence:
            self._same_sentence(stretch, frame, found)
        elif self.words.paragraph[frame.first] == stretch.paragraph:
            self._same_paragraph(stretch, frame, found)
        else:
            self._other_paragraph(stretch, frame, found)
        if previous is not None and previous_stretch is not None and mention.first == previous.mention.first:
            where = _behind_last(stretch, previous_stretch)
            found.append((_spoke_before(where, alone=stretch.alone, continues=stretch.continues), 1.0))
        return found

    def _pronoun(self, mention: Mention) -> str:
        """Return a pronoun that tells more than that it is one, else nothing."""
        word = self.words.low[mention.first] if mention.kind is MentionKind.PRONOUN else ""
        return word if word in _TOLD_PRONOUNS else ""

    def _cue(self, frame: Frame, where: str) -> tuple[Names, float]:
        """Return how clear a frame's cue is, or what stands behind its mention where it has none."""
        if frame.cue >= 0:
            return _WITH_CUE[where], frame.weight.quotation + 1.0
        after = self.words.word[frame.last] if frame.last < len(self.words.word) else ""
        seen = ["no cue {where}"]
        if after == ":":
            seen.append("name colon {where}")
        elif after[:1].islower() and after.isalpha() and after.endswith(("ed", "s")):
            seen.append("name verb {where}")
        elif after in POSSESSIVE:
            seen.append("name possessive {where}")
        if frame.order == Order.BARE:
            seen.extend(self._preposition(frame.mention.first))
        return _named(tuple(seen), where), 1.0

    def _preposition(self, first: int) -> Names:
        before = self.words.low[first - 1] if first else ""
        if before == "by":
            return "after preposition {where}", "after by {where}"
        return ("after preposition {where}",) if before in PREPOSITIONS else ()

    def _same_sentence(self, stretch: Stretch, frame: Frame, found: Features) -> None:
        where, between = _between(stretch, frame)
        distance = len(between)
        kind, pronoun = frame.mention.kind, self._pronoun(frame.mention)
        found.append((_beside(kind, frame.order, pronoun, where, _distance(distance)), 1.0))
        found.append(self._cue(frame, where))
        peers = self.by_sentence[frame.sentence]
        others = sum(
            1 for f in peers if f is not frame and f.cue in between and f.weight.quotation > _SPEAKING_CUE
        )
        if others:
            found.append((_named(("{where} cues between",), where), float(min(others, 3))))
        seen = []
        if stretch.comma:
            seen.append("{where} comma")
        if stretch.opens:
            seen.append("{where} opens")
        if max(self.words.quoted[between.start : between.stop], default=-1) >= 0:
            seen.append("{where} quotes between")
        if frame.mention is peers[0].mention:
            seen.append("{where} first of sentence")
        if not stretch.capital and self._is_nested(stretch):
            seen.append("{where} of nested")
        if where == "behind":
            seen.extend(_seen_behind(stretch, distance))
        elif where == "ahead":
            seen.extend(self._seen_ahead(stretch, frame, distance))
        found.append((_named(tuple(seen), where, frame.order), 1.0))

    def _seen_ahead(self, stretch: Stretch, frame: Frame, distance: int) -> Iterator[str]:
        mark = self.words.word[stretch.place - 1] if distance else ""
        if mark == ":":
            yield "colon before"
        if mark == ",":
            yield "comma before"
        if mark in (":", ",") and distance == 1:
            yield "colon adjacent" if mark == ":" else "comma before adjacent"
        if frame.order == Order.BEFORE and distance > 0 and self.words.low[frame.last] == "that":
            yield "ahead that"
        if not stretch.capital:
            yield "ahead fragment"
            yield "ahead fragment {order}"

    def innermost(self, stretch: Stretch, frame: Frame) -> Frame:
        """Return whose words they are in a report of a report: "Smith called it “…”, they said"."""
        reporter = frame.mention.kind is MentionKind.NOMINAL or frame.mention.names
        if frame.order == Order.BEFORE and frame.last < stretch.place and frame.sentence == stretch.sentence:
            return self._reported_inside(stretch, frame)
        if stretch.capital or frame.first < stretch.place or not reporter or not self._is_nested(stretch):
            return frame
        inner = [
            f
            for f in self.by_sentence[stretch.sentence]
            if f.order == Order.BEFORE
            and f.last <= stretch.place
            and f.weight.indirect > _REPORTING_CUE
            and f.mention.kind is MentionKind.NAME
        ]
        return inner[-1] if inner else frame

    def _reported_inside(self, stretch: Stretch, outer: Frame) -> Frame:
        """Return Smith for "Jones said that Smith had called it “…”"."""
        if self.words.low[outer.last] != "that":
            return outer
        inner = [
            f
            for f in self.by_sentence[stretch.sentence]
            if f.order == Order.BEFORE
            and outer.last < f.first
            and f.last <= stretch.place
            and f.mention.kind is MentionKind.NAME
            and (f.weight.quotation > _REPORTING_CUE)
        ]
        return inner[-1] if inner else outer

    def _is_nested(self, stretch: Stretch) -> bool:
        """Whether one speaker stands ahead of the words and a reporter of it all behind them."""
        if stretch.number not in self._nested:
            peers = [f for f in self.by_sentence[stretch.sentence] if f.order == Order.BEFORE]
            ahead = any(f.last <= stretch.place and f.weight.indirect > _REPORTING_CUE for f in peers)
            behind = any(f.first > stretch.place and self.words.word[f.first - 1] == "," for f in peers)
            self._nested[stretch.number] = ahead and behind
        return self._nested[stretch.number]

    def _same_paragraph(self, stretch: Stretch, frame: Frame, found: Features) -> None:
        back = stretch.sentence - frame.sentence
        where = "next" if back < 0 else "back 1" if back == 1 else "back 2" if back == 2 else "back 3+"
        seen = self._elsewhere(stretch, frame, where, found)
        if back == -1 and not stretch.comma and stretch.final and stretch.alone:
            seen.append("next after alone")
            if frame.first == self.words.sentences[frame.sentence][0]:
                seen.append("next adjacent after alone")
        found.append((_named(tuple(seen), where, frame.order), 1.0))

    def _other_paragraph(self, stretch: Stretch, frame: Frame, found: Features) -> None:
        back = stretch.paragraph - self.words.paragraph[frame.first]
        where = "next paragraph" if back < 0 else f"paragraph back {back}"
        seen = self._elsewhere(stretch, frame, where, found)
        if stretch.continues:
            seen.append("{where} continues")
        found.append((_named(tuple(seen), where, frame.order), 1.0))

    def _elsewhere(self, stretch: Stretch, frame: Frame, where: str, found: Features) -> list[str]:
        """Return what is seen of a frame of another sentence, its cue aside."""
        kind, pronoun = frame.mention.kind, self._pronoun(frame.mention)
        found.append((_apart(kind, frame.order, pronoun, where), 1.0))
        found.append(self._cue(frame, where.partition(" ")[0]))
        seen = ["{where} alone" if stretch.alone else "{where} in sentence"]
        if frame.sentence not in self._told:
            self._told[frame.sentence] = tuple(self._of_sentence(frame.sentence))
        seen.extend(self._told[frame.sentence])
        peers = self.by_sentence[frame.sentence]
        if frame.mention is peers[0].mention:
            seen.append("{where} first of sentence")
        if frame is peers[-1]:
            seen.append("{where} last of sentence")
        if not stretch.capital:
            seen.append("{where} fragment")
        seen.append("{where} {order}")
        return seen

    def _of_sentence(self, number: int) -> Iterator[str]:
        """Yield what is seen of a sentence, whichever of its frames is meant."""
        first, last = self.words.sentences[number]
        words = self.words.word[first:last]
        if words[-1] == ":" or ":" in words[1:][-2:-1]:
            yield "{where} ends with colon"
        if QUOTED in words:
            yield "{where} with quotation"


@cache
def _named(seen: Names, where: str, order: str = "") -> Names:
    """Return what is seen under the names that the weights have, each made once."""
    return tuple(name.format(where=where, order=order) for name in seen)


@cache
def _apart(kind: str, order: str, pronoun: str, where: str) -> Names:
    return (str(kind), order, f"pronoun {pronoun}", where) if pronoun else (str(kind), order, where)


@cache
def _beside(kind: str, order: str, pronoun: str, where: str, distance: str) -> Names:
    seen = _apart(kind, order, pronoun, f"same sentence {where}")
    return *seen, f"{where} distance {distance}", f"{where} {order} {kind}"


@cache
def _spoke_before(where: str, *, alone: bool, continues: bool) -> Names:
    names = (f"spoke before, {where}", f"spoke before, {where}, {'alone' if alone else 'in sentence'}")
    return (*names, "spoke before, unclosed") if continues else names


def _behind_last(stretch: Stretch, before: Stretch) -> str:
    """Return where a stretch stands, seen from the one before it that somebody spoke."""
    if stretch.sentence == before.sentence:
        return "same sentence"
    if stretch.paragraph == before.paragraph:
        return "same paragraph"
    return "next paragraph" if stretch.paragraph == before.paragraph + 1 else "later"


def _seen_behind(stretch: Stretch, distance: int) -> Iterator[str]:
    if stretch.comma and distance == 0:
        yield "comma adjacent"
    if stretch.final:
        yield "behind final"
    elif not stretch.comma:
        yield "behind fragment {order}"


def _between(stretch: Stretch, frame: Frame) -> tuple[str, range]:
    """Return on which side of the stretch the frame stands, and the words between."""
    if frame.first > stretch.place:
        return "behind", range(stretch.place + 1, frame.first)
    if frame.last <= stretch.place:
        return "ahead", range(frame.last, stretch.place)
    return "around", range(0)


def _distance(words: int) -> str:
    if words < 2:
        return str(words)
    if words < 5:
        return "2-4"
    return "5-9" if words < 10 else "10+"
