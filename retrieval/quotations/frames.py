"""Who says: pairs of a mention and the word that says that something was said."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from retrieval.quotations.frame import UNKNOWN_CUE, Frame, Order
from retrieval.quotations.lexicon import Cue, cues, other_languages
from retrieval.quotations.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    BY_AGENT,
    DAYS,
    NEVER_INVERTED,
    PREPOSITIONS,
    SPEECH_NOUNS,
    SUFFERED,
    VERBS,
)
from retrieval.quotations.mention import Mention, MentionKind
from retrieval.quotations.mentions import Mentions
from retrieval.quotations.subjects import SubjectFinder
from retrieval.quotations.words import QUOTED, Words
from retrieval.speakers.lexicon import roles

_DRAWS = frozenset(("drew", "draws", "draw", "drawing", "drawn"))
_RAISES = frozenset(("raised", "raises", "raise", "raising", "voiced", "voices", "voicing"))
_RAISED = frozenset(
    "alarm complaints concern concerns doubt doubts fear fears objections questions worries".split()
)
_ATTENTION = Cue(0.0, 0.5, 1.0)
"""The weight of "drew attention to" and "raised concerns over"."""
_BARE_PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we"))
_INVERTED_PRONOUNS = frozenset(("he", "she", "i", "they"))
_JOINS_PARTICIPLE = frozenset(("with", "of", "was", "is"))
_FULL_NAME = 2
"""Words."""
_PLACE = attrgetter("first", "last")
DASHES = frozenset(("–", "—", "―", "-", "--"))
_BE = frozenset("be been is are was were am".split())


class FrameFinder:
    """Finds the frames of one text."""

    def __init__(self, words: Words, mentions: Mentions) -> None:
        self.words, self.mentions = words, mentions
        self.low = words.low
        self._cues = cues()
        self._according = other_languages()["according"]
        self._auxiliaries = other_languages()["auxiliaries"]
        self.subjects = SubjectFinder(words, mentions)

    def frames(self) -> list[Frame]:
        """Return all frames in the order of their mentions' and cues' places."""
        self._cue_places = self.words.places_of(self._cues)
        self._dash_places = [
            i for i in self.words.places_of(DASHES) if i and self.words.word[i - 1] == QUOTED
        ]
        self._bare_places = sorted([*self.mentions.name_starting, *self.words.places_of(_BARE_PRONOUNS)])
        found: list[Frame] = []
        for number, (first, last) in enumerate(self.words.sentences):
            found.extend(self._of_sentence(number, first, last))
        return found

    def _of_sentence(self, number: int, first: int, last: int) -> list[Frame]:
        found: list[Frame] = []
        low = self.low
        capitals = self.mentions.in_capitals[number]
        for i in _inside(self._cue_places, first, last):
            word = low[i]
            if not capitals and i > first and self.words.word[i][0].isupper() and not self._opens(i, first):
                continue
            cue = _ATTENTION if self._draws_attention(i) else self._cues[word]
            frame = self._at(i, word, cue, number, first, last, found)
            if frame is not None:
                found.append(frame)
        found = _without_reporters(found)
        found.extend(self._dashes(number, first, last))
        taken = self._patients(first, last) if QUOTED in self.words.word[first:last] else set()
        for frame in found:
            taken.update(range(frame.mention.first, frame.mention.last))
        for k in _inside(self._bare_places, first, last):
            if k in taken:
                continue
            span = self.mentions.name_starting.get(k)
            if span is None:
                mention = Mention(k, k + 1, MentionKind.PRONOUN)
            else:
                around = self.mentions.ending_at(span[1] - 1, first)
                if around is None or not taken.isdisjoint(range(around.first, around.last)):
                    around = Mention(span[0], span[1], MentionKind.NAME, (span,))
                mention = around
            found.append(Frame(mention, -1, Order.BARE, UNKNOWN_CUE, number, mention.first, mention.last))
            taken.update(range(mention.first, mention.last))
        found.sort(key=_PLACE)
        return found

    def _opens(self, i: int, first: int) -> bool:
        """Whether only a bracket stands before a word in its sentence."""
        return i == first + 1 and self.words.word[first] in "(["

    def _draws_attention(self, i: int) -> bool:
        word = self.low[i]
        if word in _DRAWS:
            return "attention" in self.low[i + 1 : i + 5]
        return word in _RAISES and not _RAISED.isdisjoint(self.low[i + 1 : i + 5])

    def _dashes(self, number: int, first: int, last: int) -> list[Frame]:
        """Return the frames of "“…” – Anna Smith" at the end of a paragraph."""
        found: list[Frame] = []
        for i in _inside(self._dash_places, first + 1, last - 1):
            mention = self.mentions.starting_at(i + 1, last)
            ends = mention is not None and (
                mention.last == last or self.words.word[mention.last] in (",", QUOTED, ".", "(")
            )
            if mention is not None and ends and mention.kind is not MentionKind.PRONOUN:
                found.append(Frame(mention, i, Order.DASH, UNKNOWN_CUE, number, i, mention.last))
        return found

    def _at(
        self, i: int, word: str, cue: Cue, number: int, first: int, last: int, earlier: list[Frame]
    ) -> Frame | None:
        if word == "according" or word in self._according:
            source = (
                i + 1 if word in self._according else i + 2 if self.low[i + 1 : i + 2] == ["to"] else last
            )
            mention = self.mentions.starting_at(source, last)
            return Frame(mention, i, Order.ACCORDING, cue, number, i, mention.last) if mention else None
        if self.subjects.is_noun(i, first):
            return self._possessive(i, cue, number, first)
        agent = self._agent(i, cue, number, last) if word in BY_AGENT and i > first else None
        if agent is not None:
            return agent
        if word.endswith("ing"):
            return self._participle(i, cue, number, first, last, earlier)
        return self._verb(i, word, cue, number, first, last)

    def _verb(self, i: int, word: str, cue: Cue, number: int, first: int, last: int) -> Frame | None:
        """Return the frame of a finite verb, its subject behind it or before it."""
        if self._inverted(i, word, first):
            mention = self._named_behind(self.mentions.starting_at(i + 1, last), last)
            if mention is not None and (
                mention.kind is not MentionKind.PRONOUN or self.low[mention.first] in _INVERTED_PRONOUNS
            ):
                return Frame(mention, i, Order.AFTER, cue, number, i, mention.last)
        if self.low[i - 1] == "being" or (word in SUFFERED and self._is_passive(i, first)):
            return None
        mention = self.subjects.before(i, first)
        if mention is None or (self.low[mention.first] == "it" and self._is_passive(i, first)):
            # "It is expected that": nobody is told to expect it.
            return None
        return Frame(mention, i, Order.BEFORE, cue, number, mention.first, i + 1)

    def _patients(self, first: int, last: int) -> set[int]:
        """Return the words of a sentence that mention who is told something in it: “…,” Smith was told."""
        told: set[int] = set()
        for i in _inside(self._cue_places, first, last):
            if self.low[i] in SUFFERED and self._is_passive(i, first):
                mention = self.subjects.before(i, first)
                if mention is not None:
                    told.update(range(mention.first, mention.last))
        return told

    def _is_passive(self, i: int, first: int) -> bool:
        k = i - 1
        while k > first and (self.low[k] in ADVERBS or self.low[k].endswith("ly")):
            k -= 1
        return self.low[k] in _BE

    def _named_behind(self, mention: Mention | None, last: int) -> Mention | None:
        """Return the name of "said the minister, Anna Smith" instead of the description."""
        if mention is None or mention.kind is not MentionKind.NOMINAL or mention.last + 1 >= last:
            return mention
        name = self.mentions.name_starting.get(mention.last + 1)
        if name is None or self.words.word[mention.last] != "," or name[1] - name[0] < _FULL_NAME:
            return mention
        return self.mentions.starting_at(name[0], last)

    def _possessive(self, i: int, cue: Cue, number: int, first: int) -> Frame | None:
        if self.low[i] not in SPEECH_NOUNS:
            return None
        if self.low[i - 1] in ("'s", "’s") and i - 2 >= first:
            mention = self.mentions.ending_at(i - 2, first)
        elif self.low[i - 1] in ("his", "her", "their"):
            mention = Mention(i - 1, i, MentionKind.PRONOUN)
        else:
            return None
        if mention is None:
            return None
        return Frame(mention, i, Order.POSSESSIVE, cue, number, mention.first, i + 1)

    def _agent(self, i: int, cue: Cue, number: int, last: int) -> Frame | None:
        if (
            self.low[i - 1] not in AUXILIARIES
            and self.low[i - 1] not in ADVERBS
            and self.words.word[i - 1] not in (",", QUOTED)
            and not self.low[i - 1].isalpha()
        ):
            return None
        for k in range(i + 1, min(i + 4, last - 1)):
            if self.low[k] == "by":
                mention = self.mentions.starting_at(k + 1, last)
                if mention is not None:
                    return Frame(mention, i, Order.BY, cue, number, i, mention.last)
        return None

    def _inverted(self, i: int, word: str, first: int) -> bool:
        if word in NEVER_INVERTED or i == first:
            return i == first
        if self.low[i - 1] in self._auxiliaries and i - 2 >= first and word not in VERBS:
            i -= 1
        before = self.words.word[i - 1]
        if before == QUOTED:
            return True
        if before == "," and i - 2 >= first:
            if self.words.word[i - 2] == QUOTED:
                return True
            subject = self.subjects.before(i, first)
            return subject is None or (
                subject.kind is not MentionKind.NAME and not subject.names and self._follows_statement(i)
            )
        return before in ("—", "–", "--", "-")

    def _follows_statement(self, i: int) -> bool:
        """Whether ", said" is followed by a subject: "The deal is dead, said a minister"."""
        after = self.low[i + 1] if i + 1 < len(self.low) else ""
        if self.low[i] not in VERBS:
            return False
        named = (i + 1) in self.mentions.name_starting and after not in DAYS
        return named or after in ("a", "an", "the", "one", "two", "some")

    def _participle(
        self, i: int, cue: Cue, number: int, first: int, last: int, earlier: list[Frame]
    ) -> Frame | None:
        low = self.low
        if low[i - 1] in AUXILIARIES and i > first:
            mention = self.subjects.before(i, first)
            return Frame(mention, i, Order.BEFORE, cue, number, mention.first, i + 1) if mention else None
        quoted = self._quoted_as(i, cue, number, first)
        if quoted is not None:
            return quoted
        beside = self._described_by(i, first)
        if beside is not None:
            return Frame(beside, i, Order.PARTICIPLE, cue, number, beside.first, i + 1)
        main = self._main_frame(earlier, i)
        if main is not None:
            return Frame(main.mention, i, Order.PARTICIPLE, cue, number, i, i + 1)
        if i == first or all(low[k] in PREPOSITIONS or low[k] in ADVERBS for k in range(first, i)):
            mention = self.subjects.behind_comma(i, last)
        else:
            mention = self.subjects.first_in(first, i)
        if mention is None:
            return None
        return Frame(mention, i, Order.PARTICIPLE, cue, number, i, i + 1)

    def _quoted_as(self, i: int, cue: Cue, number: int, first: int) -> Frame | None:
        """Return the frame of "is quoted as saying" and "quoted Smith as saying"."""
        low = self.low
        if low[i - 1] != "as":
            return None
        for k in range(i - 2, max(first, i - 12) - 1, -1):
            if low[k] in ("quoted", "quotes", "quoting", "cited"):
                beside = k == i - 2
                mention = (
                    self.subjects.before(k, first) if beside else self.mentions.starting_at(k + 1, i - 1)
                )
                if mention is not None:
                    return Frame(mention, i, Order.QUOTED_AS, cue, number, min(mention.first, k), i + 1)
        return None

    def _described_by(self, i: int, first: int) -> Mention | None:
        """Return the advisers of "with his advisers saying", whom a participle stands right behind."""
        mention = self.mentions.ending_at(i - 1, first) if i > first else None
        if mention is None or mention.kind is MentionKind.PRONOUN or mention.first == first:
            return None
        before = self.low[mention.first - 1]
        if mention.kind is MentionKind.NAME:
            return mention if before in _JOINS_PARTICIPLE else None
        last_words = self.low[mention.first : mention.last]
        return mention if before == "with" or not roles()["person"].isdisjoint(last_words) else None

    def _main_frame(self, earlier: list[Frame], i: int) -> Frame | None:
        """Return the frame whose subject a participle shares: the nearest that says, else the first."""
        finite = [f for f in earlier if f.order in (Order.BEFORE, Order.AFTER, Order.QUOTED_AS) and f.cue < i]
        for frame in reversed(finite):
            if frame.weight.quotation > -1.5 or frame.weight.indirect > 0:
                return frame
        return finite[0] if finite else None


def _inside(places: list[int], first: int, last: int) -> list[int]:
    """Return those of the ascending places that lie in `first` … `last - 1`."""
    return places[bisect_left(places, first) : bisect_left(places, last)]


def _without_reporters(frames: list[Frame]) -> list[Frame]:
    """Leave out who quotes where "quoted Smith as saying" names whose words they are."""
    quoted = [f for f in frames if f.order == Order.QUOTED_AS]
    if not quoted:
        return frames
    return [
        f
        for f in frames
        if f.order == Order.QUOTED_AS or not any(q.first - 3 <= f.cue < q.cue for q in quoted)
    ]
