"""What somebody thinks or wants: "Smith is upbeat about the vote", "his plan to win", "anger from Smith"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from retrieval.quotations.capitals import POSSESSIVE
from retrieval.quotations.frames import UNKNOWN_CUE, Frame, Order
from retrieval.quotations.indirect import LEAST_WORDS, Statement
from retrieval.quotations.lexicon import common_words
from retrieval.quotations.lexicon.grammar import AUXILIARIES, DETERMINERS, PREPOSITIONS, VERBS
from retrieval.quotations.likelihood import (
    COMPLEMENTS,
    NO_HEADS,
    Likelihood,
    Relation,
    auxiliaries,
    complement_at,
    head_features,
    joint_features,
    percent,
    place,
    subject_of,
)
from retrieval.quotations.mentions import Mention, MentionKind, Mentions
from retrieval.quotations.subjects import SubjectFinder
from retrieval.quotations.words import QUOTED, Words

LEAST = -1.73
"""Log odds, three in twenty: what is less likely is no attitude. Of words that nobody's are, by people who
marked 84 articles, 11 % are told as somebody's by it; one in twenty would tell 22 %, one in four 2 %."""
LEAST_PROMISE = -2.0
"""Log odds of what is seen at first, below which nothing else makes an attitude likely."""
SURE_REPORT = -1.0
"""Log odds above which a cue reports something."""
SHORT = 8
"""Words up to the end of the sentence."""
_VERBAL = frozenset(f"{letter}ed" for letter in "abcdefghijklmnopqrstuvwxyz") | {"ing"}
_SHORTEST_VERB = 4
_OBJECT_MARKERS = DETERMINERS | {"of", "for", "in", "with", "on"}
"""Words before a noun that is no subject's verb: "took *a* stance", "full *of* praise"."""
_OWNERS = frozenset(("his", "her", "their", "its"))
_BEHIND_NOUN = frozenset(("of", "by", "from"))
_LONGEST_OBJECT = 5
"""Words of "took a very firm stance" up to the verb."""


class AttitudeFinder:
    """Finds whose attitudes the words of one text's sentences tell, where nothing says that they were said.

    A head is a verb, an adjective or a noun; what stands behind it, to the end of the sentence, is what the
    attitude is about. All places are numbers of words.
    """

    def __init__(
        self, words: Words, mentions: Mentions, subjects: SubjectFinder, likelihood: Likelihood
    ) -> None:
        self.words, self.mentions, self.subjects = words, mentions, subjects
        self.low = words.low
        self._likelihood = likelihood
        self._common = common_words()

    def statements(
        self, frames: Sequence[Sequence[Frame]], told: Collection[int] = frozenset()
    ) -> list[Statement]:
        """Return them in the order of their heads; `frames` are those of each sentence.

        Heads that are `told` report something, and are left out; so is what stands behind a sure report.
        """
        found: list[Statement] = []
        words, low, heads = self.words.word, self.low, self._likelihood.heads
        for number, (first, last) in enumerate(self.words.sentences):
            reports = reports_in(frames[number])
            capitals = self.mentions.in_capitals[number]
            end = last - LEAST_WORDS - 1
            if reports:
                end = min(end, reports[0] + 1)  # what is reported is the reporter's
            for i in range(first + 1, end):
                word = low[i]
                if word not in heads and (word[-3:] not in _VERBAL or len(word) <= _SHORTEST_VERB):
                    continue
                if word not in NO_HEADS and i not in told and (capitals or words[i][0].islower()):
                    statement = self._of_head(i, number, reports)
                    if statement is not None:
                        found.append(statement)
        return found

    def _of_head(self, i: int, number: int, reports: list[int]) -> Statement | None:
        first, last = self.words.sentences[number]
        complement = complement_at(self.words, i + 1)
        promise = self._likelihood.of_head(self.low[i], complement)
        if promise < LEAST_PROMISE:
            return None
        whose = self._whose(i, first, last)
        if whose is None:
            return None
        mention, relation = whose
        begin = mention.last if relation is Relation.OF else i + 1
        if last - begin <= LEAST_WORDS:
            return None
        subject = subject_of(self.words, mention)
        score = promise + self._likelihood.of_joint(relation, complement, subject)
        short = last - begin < SHORT
        score += self._likelihood.of_place(place(self.words, mention, i, short=short, reports=reports))
        score += self._likelihood.of_auxiliaries(auxiliaries(self.words, mention.last, i))
        if score < LEAST:
            return None
        begin += self.low[begin] in COMPLEMENTS
        begin += self.low[begin] == "that"
        while not self.words.word[last - 1][-1].isalnum() and self.words.word[last - 1] != QUOTED:
            last -= 1
        if last - begin < LEAST_WORDS:
            return None
        frame = Frame(
            mention, i, Order.ATTITUDE, UNKNOWN_CUE, number, min(mention.first, i), max(mention.last, i + 1)
        )
        return Statement(begin, last, frame, percent(score))

    def features_of(self, statement: Statement, frames: Sequence[Sequence[Frame]]) -> list[str]:
        """Return what is seen of a statement, to learn weights from."""
        mention, i = statement.frame.mention, statement.frame.cue
        first, last = self.words.sentences[statement.frame.sentence]
        whose = self._whose(i, first, last)
        relation = whose[1] if whose else Relation.SUBJECT
        begin = mention.last if relation is Relation.OF else i + 1
        reports = reports_in(frames[statement.frame.sentence])
        complement = complement_at(self.words, i + 1)
        return [
            *head_features(self.low[i], complement),
            *joint_features(relation, complement, subject_of(self.words, mention)),
            *place(self.words, mention, i, short=last - begin < SHORT, reports=reports),
            *(f"auxiliary {each}" for each in auxiliaries(self.words, mention.last, i)),
        ]

    def _whose(self, i: int, first: int, last: int) -> tuple[Mention, Relation] | None:
        """Return who has the attitude that the word at `i` tells, and how the two are joined."""
        low = self.low
        before = low[i - 1]
        mention: Mention | None = None
        if before in _OWNERS:
            return Mention(i - 1, i, MentionKind.PRONOUN), Relation.OWNER
        if before in POSSESSIVE and i - 2 >= first:
            mention = self.mentions.ending_at(i - 2, first)
            if mention is not None:
                return mention, Relation.OWNER
        verbal = low[i].endswith(("ed", "ing"))
        if not verbal and i + 2 < last and low[i + 1] in _BEHIND_NOUN and self._is_object(before):
            mention = self.mentions.starting_at(i + 2, last)
            if mention is not None and mention.kind is MentionKind.NAME:
                return mention, Relation.OF
        if before in _OBJECT_MARKERS:
            relation, mention = Relation.OBJECT, self._of_object(i, first)
        else:
            relation, mention = Relation.SUBJECT, self.subjects.before(i, first)
        return None if mention is None or mention.first >= i else (mention, relation)

    def _is_object(self, before: str) -> bool:
        return before in DETERMINERS or before in PREPOSITIONS or before in VERBS

    def _of_object(self, i: int, first: int) -> Mention | None:
        """Return who "took a firm stance" for the noun at `i`."""
        low = self.low
        k = i - 1
        while k > first and k > i - _LONGEST_OBJECT and (low[k] in DETERMINERS or self._qualifies(k)):
            k -= 1
        if low[k] in AUXILIARIES:
            return self.subjects.before(k + 1, first)
        if k == first or low[k] in PREPOSITIONS or low[k] in NO_HEADS or not low[k].isalpha():
            return None
        return self.subjects.before(k, first)

    def _qualifies(self, k: int) -> bool:
        word = self.low[k]
        return (
            word in self._common
            and word not in NO_HEADS
            and word not in self._likelihood.heads
            and not word.endswith("ed")
        )


def reports_in(frames: Sequence[Frame]) -> list[int]:
    """Return the cues that surely report something."""
    return [frame.cue for frame in frames if frame.cue >= 0 and frame.weight.either > SURE_REPORT]
