"""Statements without marks: "the minister said that the talks would go on"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.quotations.bounds import OBJECT_CUES, SUBORDINATING, TAIL_OPENERS, WEAK_WEIGHT, Bounds, says_on
from retrieval.quotations.clauses import Clauses
from retrieval.quotations.frame import UNKNOWN_CUE, Frame, Order
from retrieval.quotations.lexicon.grammar import AUXILIARIES, VERBS
from retrieval.quotations.likelihood import Likelihood, auxiliaries, behind, report_features, report_seen
from retrieval.quotations.mention import Mention, MentionKind
from retrieval.quotations.mentions import CLAUSE_WORDS, Mentions
from retrieval.quotations.words import QUOTED, Words

LEAST_WEIGHT = -2.2
"""Log odds below which a word alone, without "that", reports nothing."""
CLEARER = 0.5
"""Log odds by which a cue has to be clearer than one in what it reports."""
LEAST_WORDS = 3
LEAST_PARTING = -0.3
"""Log odds: where another clause takes off less, a statement goes on in it."""
_CIRCUMSTANCES = TAIL_OPENERS - {"a", "the", "about"} | {"to"}
"""Words that tell where, when or to whom something was said."""
_SCENE = frozenset("in on at after during before when as with by from asked".split())
"""Words that begin a sentence with where or when something was said."""
_LONGEST_TAIL = 14
_LONGEST_TIME = 6
_WHILE = frozenset("as when while".split())
_TIMES = frozenset("later earlier ago after".split())
"""Words that end "the paper reported a few days later"."""
_LONGEST_ASIDE = 5
"""Words behind "The main problem, she says," that do not go on with what she says."""
_LONGEST_DESCRIPTION = 5
"""Words before the name of ", the news site RTL reported"."""
_LONGEST_HEADLINE_SPEAKER = 6
"""Words before the colon of "Kerry: Russia must pull back"."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words `first` … `last - 1` of the narrator report what the frame's mention says."""

    first: int
    last: int
    frame: Frame
    score: float
    """Log odds that it is theirs."""
    begin: int = -1
    """Where the whole of a statement that was parted begins, and"""
    opener: str = ""
    """The word that opens it where it is the other clause of a statement that was parted."""


class StatementFinder:
    """Finds the indirect statements of one text."""

    def __init__(
        self, words: Words, mentions: Mentions, frames: Sequence[Sequence[Frame]], likelihood: Likelihood
    ) -> None:
        """Find those that the frames of each sentence report."""
        self.words, self.mentions = words, mentions
        self._likelihood = likelihood
        self.clauses = Clauses(words, mentions)
        self._frames = frames
        self._bounds = Bounds(words, mentions, frames)

    def statements(self) -> list[Statement]:
        """Return the statements in the order of their beginnings; a report of a report is there twice."""
        found: list[Statement] = []
        for number, frames in enumerate(self._frames):
            if not frames:
                continue
            first, last = self.words.sentences[number]
            here = [
                s for f in frames if f.cue >= 0 and self._reports(f) for s in self._of_frame(f, first, last)
            ]
            here.extend(self._headline(number, first, last))
            if len(here) > 1:
                here = [
                    s
                    for s in here
                    if not (s.frame.weight.either < WEAK_WEIGHT and any(is_told(s, other) for other in here))
                ]
            found.extend(here)
        found.sort(key=lambda s: (s.first, s.last))
        return found

    def features_of(self, statement: Statement) -> list[str]:
        """Return what is seen of a statement, to learn weights from."""
        frame, opener = statement.frame, statement.opener
        first = statement.first if not opener else statement.begin
        return [
            *report_features(*report_seen(self.words, first, frame)),
            f"report mention {behind(self.words, frame.mention)}",
            *([f"report beyond {opener}"] if opener else []),
            *(f"report auxiliary {each}" for each in auxiliaries(self.words, frame.mention.last, frame.cue)),
        ]

    def _headline(self, number: int, first: int, last: int) -> list[Statement]:
        words = self.words
        if not words.headline[words.paragraph[first]] and first != 0:
            return []
        for k in range(first + 1, min(last - 1, first + _LONGEST_HEADLINE_SPEAKER + 1)):
            if words.word[k] == ":":
                if any(first < frame.cue < k for frame in self._frames[number]):
                    return []
                mention = self.mentions.ending_at(k - 1, first)
                if mention is None or mention.first != first:
                    mention = Mention(first, k, MentionKind.NOMINAL)
                frame = Frame(mention, -1, Order.COLON, UNKNOWN_CUE, number, first, k)
                return self._trimmed(k + 1, last, frame)
            if not words.word[k][0].isalnum():
                break
        return []

    def _of_frame(self, frame: Frame, first: int, last: int) -> list[Statement]:
        if frame.order == Order.ACCORDING:
            return self._around_according(frame, first, last)
        if frame.order == Order.BY:
            return self._around_agent(frame, first, last)
        if frame.order == Order.AFTER:
            return self._trimmed(first, frame.cue, frame)
        if frame.order not in (Order.BEFORE, Order.PARTICIPLE, Order.POSSESSIVE, Order.QUOTED_AS):
            return []
        is_before = frame.order == Order.BEFORE
        if is_before and self._closes_sentence(frame, first, self._clause_end(frame, last)):
            behind = self.words.low[frame.cue + 1 : frame.cue + 2]
            whole = behind == [","] and last - frame.cue > _LONGEST_ASIDE
            return self._trimmed(first, last if whole else self._description_start(frame, first), frame)
        return self._behind_cue(frame, first, last)

    def _behind_cue(self, frame: Frame, first: int, last: int) -> list[Statement]:
        begin = self._bounds.start(frame, last)
        if self._tells_of_marked(frame, begin, first, last) or self._goes_on(frame, begin):
            return []
        return self._trimmed(begin, self._bounds.end(frame, last), frame)

    def _goes_on(self, frame: Frame, begin: int) -> bool:
        """Whether another cue of the same speaker reports it: "said, adding that"."""
        low = self.words.low
        behind = begin + (low[begin : begin + 1] == [","])
        if behind >= len(low) or not low[behind].endswith("ing"):
            return False
        return any(other.cue == behind and says_on(other) for other in self._frames[frame.sentence])

    def _tells_of_marked(self, frame: Frame, begin: int, first: int, last: int) -> bool:
        """Whether nothing is reported behind a cue but where or when: "“…,” Smith said in a statement."."""
        low = self.words.low
        if begin >= last or low[begin] not in _CIRCUMSTANCES or low[begin - 1] == "that":
            return False
        before = self._description_start(frame, first) - 1
        return before >= first and self.words.word[before] == QUOTED

    def _around_agent(self, frame: Frame, first: int, last: int) -> list[Statement]:
        """Return what "was rejected by the ministry" reports: what stands before it, and behind it."""
        before = self._trimmed(first, frame.cue, frame)
        return before + self._trimmed(frame.mention.last, last, frame)

    def _reports(self, frame: Frame) -> bool:
        if frame.cue < 0 or frame.weight.either >= LEAST_WEIGHT:
            return frame.cue >= 0
        after = self.words.low[frame.cue + 1 : frame.cue + 4]
        return "that" in after

    def _closes_sentence(self, frame: Frame, first: int, last: int) -> bool:
        """Whether "…, the minister said on Monday." stands behind what was said."""
        words = self.words
        begin = self._description_start(frame, first)
        before = words.word[begin - 1] if begin > first else ""
        if before not in (",", "—", "–", "?", "!") or begin - first < LEAST_WORDS + 1:
            return False
        after = words.word[frame.cue + 1] if frame.cue + 1 < last else "."
        if words.low[first] in _SCENE or words.low[first] in SUBORDINATING:
            return frame.cue + 2 >= last or after in ".;" or (after == "," and words.low[first] not in _SCENE)
        if after in (",", ":", QUOTED) or not after[0].isalnum() or self._tells_at_the_end(frame, last):
            return True
        return self._tells_when(frame, last)

    def _clause_end(self, frame: Frame, last: int) -> int:
        """Return where the clause of a cue ends before a semicolon."""
        tail = self.words.word[frame.cue + 1 : last]
        return frame.cue + 1 + tail.index(";") if ";" in tail else last

    def _tells_when(self, frame: Frame, last: int) -> bool:
        """Whether nothing but when, where or to whom stands behind a cue."""
        begin = frame.cue + 1
        if self.words.low[frame.cue] in OBJECT_CUES:
            heard = self.mentions.starting_at(begin, last)
            begin = heard.last if heard is not None else begin
        elif self.words.low[begin] == "to":
            heard = self.mentions.starting_at(begin + 1, last)
            begin = heard.last if heard is not None and heard.last < last else begin
        after = self.words.low[begin] if begin < last else "."
        tail = self.words.low[begin:last]
        if after in _WHILE or after in ".;":
            return "that" not in tail
        if len(tail) <= _LONGEST_TIME and not _TIMES.isdisjoint(tail[-2:]):
            return True
        return (
            len(tail) <= _LONGEST_TAIL
            and after in TAIL_OPENERS
            and after not in ("that", "the", "a")
            and not any(
                word in VERBS
                or word in AUXILIARIES
                or word.endswith("ed")
                or word in ("that", "he", "she", "they")
                for word in tail
            )
        )

    def _description_start(self, frame: Frame, first: int) -> int:
        """Return where "the news site" of ", the news site RTL reported" begins, else the mention's place."""
        begin = frame.mention.first
        for k in range(begin - 1, max(first, begin - _LONGEST_DESCRIPTION) - 1, -1):
            low = self.words.low[k]
            if low in (",", QUOTED):
                return k + 1
            if not low[0].isalpha() or low in CLAUSE_WORDS:
                break
        reported = begin - 2 > first and self.words.low[begin - 2 : begin] == [",", "as"]
        return begin - 1 if reported else begin

    def _tells_at_the_end(self, frame: Frame, last: int) -> bool:
        """Whether nothing but who was told stands behind a cue: "…, an official told the paper."."""
        if self.words.low[frame.cue] not in OBJECT_CUES or frame.cue + 1 >= last:
            return False
        heard = self.mentions.starting_at(frame.cue + 1, last)
        return heard is not None and heard.last + 1 >= last

    def _around_according(self, frame: Frame, first: int, last: int) -> list[Statement]:
        if frame.cue - first > LEAST_WORDS:
            return self._trimmed(first, frame.cue, frame)
        begin = frame.mention.last
        while begin < last and self.words.word[begin] != ",":
            begin += 1
        return self._trimmed(begin + 1, last, frame)

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
        least = 2 * LEAST_WORDS if words.word[first : first + 1] == [QUOTED] else LEAST_WORDS
        if not _has_words(words.word[first:last], least) or words.low[first] == "by":
            return []
        score = self._likelihood.of_report(words, first, frame)
        return parted(Statement(first, last, frame, score), "report", self.clauses, self._likelihood)


def parted(statement: Statement, kind: str, clauses: Clauses, likelihood: Likelihood) -> list[Statement]:
    """Part a statement where another clause is less surely reported: "said it was over, but the talks …"."""
    place, opener = clauses.behind(statement.first, statement.last) or (-1, "")
    beyond = likelihood.beyond(kind, opener)
    inside = statement.first <= statement.frame.cue < statement.last
    if beyond > LEAST_PARTING or inside:
        return [statement]
    first, last, frame, score = statement.first, statement.last, statement.frame, statement.score
    return [
        Statement(first, place, frame, score),
        Statement(place + 1, last, frame, score + beyond, first, opener),
    ]


def _has_words(some: Sequence[str], least: int) -> bool:
    """Whether so many of some words are no punctuation marks."""
    for word in some:
        least -= word[0].isalnum()
        if not least:
            return True
    return False


def is_told(inner: Statement, outer: Statement) -> bool:
    """Whether a likelier statement holds the words of another."""
    return outer.score > inner.score and outer.first <= inner.first and inner.last <= outer.last
