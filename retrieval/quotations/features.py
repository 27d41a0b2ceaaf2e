"""What speaks for and against a frame as the speaker of a stretch between marks."""

from __future__ import annotations

from retrieval.quotations.frames import Frame, Order
from retrieval.quotations.lexicon.grammar import PREPOSITIONS
from retrieval.quotations.mentions import MentionKind
from retrieval.quotations.nobody import nobody_features
from retrieval.quotations.stretches import Stretch, stretches_of
from retrieval.quotations.words import QUOTED, Words

Features = dict[str, float]
_BACK_PARAGRAPHS = 2
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
        return nobody_features(self.words, stretch, self.by_sentence[stretch.sentence])

    def features(
        self, stretch: Stretch, frame: Frame, previous: Frame | None, previous_stretch: Stretch | None
    ) -> Features:
        """Return what speaks for `frame`, given who spoke last."""
        found: Features = {}
        self._of_frame(frame, found)
        if frame.sentence == stretch.sentence:
            self._same_sentence(stretch, frame, found)
        elif self.words.paragraph[frame.first] == stretch.paragraph:
            self._same_paragraph(stretch, frame, found)
        else:
            self._other_paragraph(stretch, frame, found)
        if previous is not None and previous_stretch is not None:
            self._continuing(stretch, frame, previous, previous_stretch, found)
        return found

    def _of_frame(self, frame: Frame, found: Features) -> None:
        found[frame.mention.kind] = 1.0
        found[frame.order] = 1.0
        if frame.mention.kind is MentionKind.PRONOUN:
            low = self.words.low[frame.mention.first]
            if low in ("it", "i", "we", "you", "who"):
                found["pronoun " + low] = 1.0

    def _cue_weight(self, frame: Frame, where: str, found: Features) -> None:
        if frame.cue >= 0:
            found["cue " + where] = frame.weight.quotation + 1.0
        else:
            found["no cue " + where] = 1.0
            after = self.words.word[frame.last] if frame.last < len(self.words.word) else ""
            if after == ":":
                found["name colon " + where] = 1.0
            elif after[:1].islower() and after.isalpha() and (after.endswith(("ed", "s"))):
                found["name verb " + where] = 1.0
            elif after in ("'s", "’s"):
                found["name possessive " + where] = 1.0
        m = frame.mention.first
        if frame.order == Order.BARE and m and self.words.low[m - 1] in PREPOSITIONS:
            found["after preposition " + where] = 1.0
            if self.words.low[m - 1] == "by":
                found["after by " + where] = 1.0

    def _same_sentence(self, stretch: Stretch, frame: Frame, found: Features) -> None:
        where, between = _between(stretch, frame)
        found[f"same sentence {where}"] = 1.0
        found[f"{where} distance {_distance(len(between))}"] = 1.0
        found[f"{where} {frame.order} {frame.mention.kind}"] = 1.0
        self._cue_weight(frame, where, found)
        peers = self.by_sentence[frame.sentence]
        others = sum(
            1 for f in peers if f is not frame and f.cue in between and f.weight.quotation > _SPEAKING_CUE
        )
        if others:
            found[f"{where} cues between"] = float(min(others, 3))
        seen = {
            f"{where} comma": stretch.comma,
            f"{where} opens": stretch.opens,
            f"{where} quotes between": any(self.words.quoted[k] >= 0 for k in between),
            f"{where} first of sentence": frame.mention is peers[0].mention,
            f"{where} of nested": not stretch.capital and self._is_nested(stretch),
        }
        if where == "behind":
            self._behind(stretch, frame, len(between), seen)
        else:
            self._ahead(stretch, frame, len(between), where, seen)
        for name, is_so in seen.items():
            if is_so:
                found[name] = 1.0

    def _behind(self, stretch: Stretch, frame: Frame, distance: int, seen: dict[str, bool]) -> None:
        seen["comma adjacent"] = stretch.comma and distance == 0
        seen["behind final"] = stretch.final
        seen[f"behind fragment {frame.order}"] = not stretch.comma and not stretch.final

    def _ahead(
        self, stretch: Stretch, frame: Frame, distance: int, where: str, seen: dict[str, bool]
    ) -> None:
        mark = self.words.word[stretch.place - 1] if distance else ""
        seen["colon before"] = mark == ":"
        seen["comma before"] = mark == ","
        seen["colon adjacent"] = mark == ":" and distance == 1
        seen["comma before adjacent"] = mark == "," and distance == 1
        if where == "ahead":
            seen["ahead that"] = (
                frame.order == Order.BEFORE and distance > 0 and self.words.low[frame.last] == "that"
            )
            seen["ahead fragment"] = seen[f"ahead fragment {frame.order}"] = not stretch.capital

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
        self._elsewhere(stretch, frame, where, found)
        if back == -1 and not stretch.comma and stretch.final and stretch.alone:
            found["next after alone"] = 1.0
            if frame.first == self.words.sentences[frame.sentence][0]:
                found["next adjacent after alone"] = 1.0

    def _other_paragraph(self, stretch: Stretch, frame: Frame, found: Features) -> None:
        back = stretch.paragraph - self.words.paragraph[frame.first]
        where = "next paragraph" if back < 0 else f"paragraph back {back}"
        self._elsewhere(stretch, frame, where, found)
        if stretch.continues:
            found[f"{where} continues"] = 1.0

    def _elsewhere(self, stretch: Stretch, frame: Frame, where: str, found: Features) -> None:
        words = self.words
        found[where] = 1.0
        self._cue_weight(frame, where.split(maxsplit=1)[0], found)
        found[f"{where} alone" if stretch.alone else f"{where} in sentence"] = 1.0
        first, last = words.sentences[frame.sentence]
        if words.word[last - 1] == ":" or (last - 2 > first and words.word[last - 2] == ":"):
            found[f"{where} ends with colon"] = 1.0
        if QUOTED in words.word[first:last]:
            found[f"{where} with quotation"] = 1.0
        peers = self.by_sentence[frame.sentence]
        if frame.mention is peers[0].mention:
            found[f"{where} first of sentence"] = 1.0
        if frame is peers[-1]:
            found[f"{where} last of sentence"] = 1.0
        if not stretch.capital:
            found[f"{where} fragment"] = 1.0
        found[f"{where} {frame.order}"] = 1.0

    def _continuing(
        self, stretch: Stretch, frame: Frame, previous: Frame, before: Stretch, found: Features
    ) -> None:
        same = frame.mention is previous.mention or frame.mention.first == previous.mention.first
        if not same:
            return
        if stretch.sentence == before.sentence:
            where = "same sentence"
        elif stretch.paragraph == before.paragraph:
            where = "same paragraph"
        elif stretch.paragraph == before.paragraph + 1:
            where = "next paragraph"
        else:
            where = "later"
        found[f"spoke before, {where}"] = 1.0
        found[f"spoke before, {where}, alone" if stretch.alone else f"spoke before, {where}, in sentence"] = (
            1.0
        )
        if stretch.continues:
            found["spoke before, unclosed"] = 1.0


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
