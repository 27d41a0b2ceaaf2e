"""What speaks for and against a frame as the speaker of a stretch between marks."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.quotations.frames import Frame, Order
from retrieval.quotations.lexicon import common_words
from retrieval.quotations.lexicon.grammar import PREPOSITIONS
from retrieval.quotations.mentions import MentionKind
from retrieval.quotations.words import QUOTED, Words

Features = dict[str, float]
_BACK_PARAGRAPHS = 2
_LONGEST_BREAK = 3
"""Paragraphs, captions for instance, between the pieces of a quotation that was not closed."""


@dataclass(slots=True)
class Stretch:
    """A stretch between marks among the words, with what is seen of it at once."""

    number: int
    place: int
    """Its word."""
    sentence: int
    paragraph: int
    size: int
    """Words of its content."""
    capital: bool
    comma: bool
    """Its content ends with a comma, so that its sentence goes on."""
    final: bool
    """Its content ends a sentence."""
    alone: bool
    """Nothing else stands in its sentence."""
    opens: bool
    """First in its sentence."""
    title: bool
    """Every long word has a capital."""
    continues: bool
    """The stretch before was never closed and ended a paragraph before."""
    tagged: bool
    """Its line names the speaker: "SMITH: …", "#Smith: …"."""


class Context:
    """The frames and stretches of one text, as candidates are weighed against."""

    def __init__(self, words: Words, frames: list[Frame]) -> None:
        self.words, self.frames = words, frames
        self.by_sentence: list[list[Frame]] = [[] for _ in words.sentences]
        for frame in frames:
            self.by_sentence[frame.sentence].append(frame)
        self._places = [i for i, q in enumerate(words.quoted) if q >= 0]
        self.stretches = [self._stretch(number, place) for number, place in enumerate(self._places)]
        self._paragraph_sentences: list[tuple[int, int]] = [
            (words.sentence[first], words.sentence[last - 1] + 1) for first, last in words.paragraphs
        ]

    def _stretch(self, number: int, place: int) -> Stretch:
        words = self.words
        marked = words.marked[number]
        content = words.text[marked.start : marked.end]
        pieces = content.split()
        first, last = words.sentences[words.sentence[place]]
        others = [k for k in range(first, last) if k != place and words.word[k][0].isalnum()]
        long = [p for p in pieces if len(p) > 3 and p[0].isalpha()]
        previous = words.marked[number - 1] if number else None
        paragraph = words.paragraph[place]
        return Stretch(
            number,
            place,
            words.sentence[place],
            paragraph,
            len(pieces),
            content[:1].isupper(),
            content[-1:] == ",",
            content[-1:] in ".!?…",
            not others,
            place == first or all(not words.word[k][0].isalnum() for k in range(first, place)),
            len(long) > 0 and all(p[0].isupper() for p in long),
            previous is not None
            and not previous.closed
            and place == words.paragraphs[paragraph][0]
            and 0 < paragraph - words.paragraph[self._places[number - 1]] <= _LONGEST_BREAK,
            number in words.tagged,
        )

    def candidates(self, stretch: Stretch) -> list[Frame]:
        """Return the frames that may name the speaker, in the order of the text."""
        found: list[Frame] = []
        first, last = self._paragraph_sentences[stretch.paragraph]
        for s in range(max(first, stretch.sentence - 5), min(last, stretch.sentence + 3)):
            found.extend(self.by_sentence[s])
        for back in range(1, _BACK_PARAGRAPHS + 1):
            if stretch.paragraph - back >= 0:
                begin, end = self._paragraph_sentences[stretch.paragraph - back]
                for s in range(max(begin, end - (3 if back == 1 else 1)), end):
                    found.extend(self.by_sentence[s])
        if stretch.paragraph + 1 < len(self._paragraph_sentences) and stretch.sentence == last - 1:
            begin, _ = self._paragraph_sentences[stretch.paragraph + 1]
            found.extend(self.by_sentence[begin])
        return found

    def nobody(self, stretch: Stretch) -> Features:
        """Return what speaks for a title, a slogan, a scare quote."""
        words = self.words
        place = stretch.place
        before = words.low[place - 1] if place else ""
        after = words.low[place + 1] if place + 1 < len(words.low) else ""
        size = stretch.size
        found: Features = {
            "nobody": 1.0,
            "nobody size 1"
            if size == 1
            else "nobody size 2-3"
            if size < 4
            else "nobody size 4-7"
            if size < 8
            else "nobody size 8+": 1.0,
        }
        if stretch.title:
            found["nobody title-case"] = 1.0
            if size > 1:
                found["nobody title-case several"] = 1.0
        if not stretch.capital:
            found["nobody lower"] = 1.0
        if stretch.alone:
            found["nobody alone"] = 1.0
        if stretch.comma:
            found["nobody comma"] = 1.0
        if stretch.final:
            found["nobody final"] = 1.0
        if before in (
            "the",
            "a",
            "an",
            "this",
            "of",
            "his",
            "her",
            "their",
            "its",
            "'s",
            "’s",
            "these",
            "those",
            "any",
            "no",
        ):
            found["nobody after determiner"] = 1.0
            if after in common_words() and after not in PREPOSITIONS:
                found["nobody modifier"] = 1.0
        if before in (
            "called",
            "titled",
            "entitled",
            "dubbed",
            "known",
            "so-called",
            "as",
            "named",
            "labeled",
            "word",
            "words",
            "phrase",
            "term",
            "book",
            "song",
            "film",
            "show",
            "slogan",
            "hashtag",
            "on",
            "in",
            "like",
            "hit",
        ):
            found["nobody after naming"] = 1.0
        if words.headline[stretch.paragraph]:
            found["nobody headline"] = 1.0
        if words.marked[stretch.number].single:
            found["nobody single marks"] = 1.0
        if not any(f.cue >= 0 for f in self.by_sentence[stretch.sentence]):
            found["nobody no cue in sentence"] = 1.0
        return found

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
        words = self.words
        place = stretch.place
        after = frame.first > place
        if after:
            between = range(place + 1, frame.first)
            where = "behind"
        elif frame.last <= place:
            between = range(frame.last, place)
            where = "ahead"
        else:
            between = range(0)
            where = "around"
        distance = len(between)
        quotes = sum(1 for k in between if words.quoted[k] >= 0)
        others = sum(
            1
            for f in self.by_sentence[frame.sentence]
            if f is not frame and f.cue >= 0 and f.weight.quotation > -2.5 and f.cue in between
        )
        found[f"same sentence {where}"] = 1.0
        self._cue_weight(frame, where, found)
        near = (
            "0"
            if distance == 0
            else "1"
            if distance == 1
            else "2-4"
            if distance < 5
            else "5-9"
            if distance < 10
            else "10+"
        )
        found[f"{where} distance {near}"] = 1.0
        if stretch.comma:
            found[f"{where} comma"] = 1.0
            if distance == 0 and after:
                found["comma adjacent"] = 1.0
        elif stretch.final and after:
            found["behind final"] = 1.0
        if stretch.opens:
            found[f"{where} opens"] = 1.0
        if quotes:
            found[f"{where} quotes between"] = 1.0
        if others:
            found[f"{where} cues between"] = float(min(others, 3))
        if not after and distance and words.word[place - 1] in ":,":
            found["colon before" if words.word[place - 1] == ":" else "comma before"] = 1.0
            if distance == 1:
                found["colon adjacent" if words.word[place - 1] == ":" else "comma before adjacent"] = 1.0
        if where == "ahead" and frame.order == Order.BEFORE and distance and words.low[frame.last] == "that":
            found["ahead that"] = 1.0
        if where == "ahead" and not stretch.capital:
            found["ahead fragment"] = 1.0
            found[f"ahead fragment {frame.order}"] = 1.0
        if where == "behind" and not stretch.comma and not stretch.final:
            found[f"behind fragment {frame.order}"] = 1.0
        first = self.by_sentence[frame.sentence][0]
        if frame is first or frame.mention is first.mention:
            found[f"{where} first of sentence"] = 1.0
        found[f"{where} {frame.order} {frame.mention.kind}"] = 1.0

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
