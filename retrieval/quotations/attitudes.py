"""What somebody thinks or wants: "Smith is upbeat about the vote", "his plan to win", "anger from Smith"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from retrieval.quotations.capitals import POSSESSIVE
from retrieval.quotations.clauses import Clauses
from retrieval.quotations.frame import UNKNOWN_CUE, Frame, Order
from retrieval.quotations.indirect import LEAST_WORDS, Statement, is_told, parted
from retrieval.quotations.lexicon import common_words
from retrieval.quotations.lexicon.grammar import AUXILIARIES, DETERMINERS, PREPOSITIONS, VERBS
from retrieval.quotations.likelihood import (
    COMPLEMENTS,
    NO_HEADS,
    Likelihood,
    Relation,
    auxiliaries,
    behind,
    complement_at,
    head_features,
    joint_features,
    place,
    subject_of,
)
from retrieval.quotations.mention import Mention, MentionKind
from retrieval.quotations.mentions import Mentions
from retrieval.quotations.subjects import SubjectFinder
from retrieval.quotations.words import QUOTED, Words

LEAST = -2.5
"""Log odds, one in thirteen: what is less likely is no attitude."""
LEAST_PROMISE = -1.5
"""Log odds of what a head and what stands behind it tell, below which it is looked at no further."""
MOST_BESIDE = 1.0
"""Log odds that all else than a head adds at most."""
SURE_REPORT = -1.0
"""Log odds above which a cue reports something."""
SAYS = 0.0
"""Log odds above which a cue says that words between marks were said."""
SHORT = 8
"""Words up to the end of the sentence."""
_SHORTEST_UNKNOWN = 3
_BEFORE_VERBS = AUXILIARIES - frozenset("to be been being".split()) | frozenset(
    "he she they we i who which that".split()
)
_OBJECT_MARKERS = DETERMINERS | {"of", "for", "in", "with", "on"}
"""Words before a noun that is no subject's verb: "took *a* stance", "full *of* praise"."""
_BE = frozenset("is was been being".split())
_OWNERS = frozenset(("his", "her", "their", "its"))
_BEHIND_NOUN = frozenset(("of", "by", "from"))
_STANDS_BEHIND = frozenset((Relation.OF, Relation.AGENT))
_LONGEST_OBJECT = 5
"""Words of "took a very firm stance" up to the verb."""


class AttitudeFinder:
    """Finds whose attitudes the words of one text's sentences tell, where nothing says that they were said.

    A head is a verb, an adjective or a noun; what stands behind it, to the end of the sentence, is what the
    attitude is about. All places are numbers of words.
    """

    def __init__(
        self,
        words: Words,
        mentions: Mentions,
        subjects: SubjectFinder,
        clauses: Clauses,
        likelihood: Likelihood,
    ) -> None:
        self.words, self.mentions, self.subjects = words, mentions, subjects
        self.low = words.low
        self._likelihood = likelihood
        self._clauses = clauses
        self._common = common_words()

    def _heads(self) -> list[int]:
        """Return the places of words that may tell an attitude, in order.

        An unknown word may be somebody's verb where it stands behind a name, "who" or "will".
        """
        low = self.low
        found = {*self._likelihood.telling(low)}
        for before in (*self.mentions.name_ending, *self.words.places_of(_BEFORE_VERBS)):
            word = low[before + 1] if before + 1 < len(low) else ""
            if len(word) >= _SHORTEST_UNKNOWN and word not in NO_HEADS:
                found.add(before + 1)
        return sorted(found)

    def statements(
        self, frames: Sequence[Sequence[Frame]], told: Sequence[Statement] = ()
    ) -> list[Statement]:
        """Return them in the order of their heads; `frames` are those of each sentence.

        Heads of what is `told` report something, and are left out; so is what another statement tells as
        likely as well.
        """
        found: list[Statement] = []
        words, low = self.words.word, self.low
        heads = self._heads()
        by_sentence: dict[int, list[Statement]] = {}
        for statement in told:
            by_sentence.setdefault(statement.frame.sentence, []).append(statement)
        for number, (first, last) in enumerate(self.words.sentences):
            here = heads[bisect_right(heads, first) : bisect_left(heads, last - LEAST_WORDS - 1)]
            if not here:
                continue
            around = by_sentence.get(number, [])
            reports = reports_in(frames[number])
            # "Said" says that words were said, those between marks if no others.
            cues = [frame.cue for frame in frames[number] if frame.weight.quotation > SAYS]
            cues.extend(statement.frame.cue for statement in around)
            capitals = self.mentions.in_capitals[number]
            for i in here:
                if i in cues or not (capitals or words[i][0].islower()):
                    continue
                complement = complement_at(self.words, i + 1)
                promise = self._likelihood.of_head(low[i], complement)
                if promise >= LEAST_PROMISE and not _is_hopeless(i, promise, around):
                    told_here = self._of_head(i, complement, promise, reports, around)
                    around.extend(told_here)
                    found.extend(told_here)
        return found

    def _of_head(
        self, i: int, complement: str, promise: float, reports: list[int], around: Sequence[Statement]
    ) -> list[Statement]:
        number = self.words.sentence[i]
        first, last = self.words.sentences[number]
        whose = self._whose(i, first, last)
        if whose is None:
            return []
        mention, relation = whose
        begin = mention.last if relation in _STANDS_BEHIND else i + 1
        # Nobody is told to expect what "it is expected" says.
        expletive = self.low[mention.first] == "it" and self.low[i].endswith("ed") and self.low[i - 1] in _BE
        if last - begin <= LEAST_WORDS or expletive:
            return []
        subject = subject_of(self.words, mention)
        score = promise + self._likelihood.of_joint(relation, complement, subject)
        short = last - begin < SHORT
        score += self._likelihood.of_place(place(self.words, mention, i, short=short, reports=reports))
        score += self._likelihood.of_mention(behind(self.words, mention))
        score += self._likelihood.of_auxiliaries(auxiliaries(self.words, mention.last, i))
        if score < LEAST:
            return []
        begin += self.low[begin] in COMPLEMENTS
        begin += self.low[begin] == "that"
        while not self.words.word[last - 1][-1].isalnum() and self.words.word[last - 1] != QUOTED:
            last -= 1
        if last - begin < LEAST_WORDS:
            return []
        frame = Frame(
            mention, i, Order.ATTITUDE, UNKNOWN_CUE, number, min(mention.first, i), max(mention.last, i + 1)
        )
        statements = parted(Statement(begin, last, frame, score), "attitude", self._clauses, self._likelihood)
        return [s for s in statements if s.score >= LEAST and not any(is_told(s, other) for other in around)]

    def features_of(self, statement: Statement, frames: Sequence[Sequence[Frame]]) -> list[str]:
        """Return what is seen of a statement, to learn weights from."""
        mention, i = statement.frame.mention, statement.frame.cue
        first, last = self.words.sentences[statement.frame.sentence]
        whose = self._whose(i, first, last)
        relation = whose[1] if whose else Relation.SUBJECT
        begin = mention.last if relation in _STANDS_BEHIND else i + 1
        reports = reports_in(frames[statement.frame.sentence])
        complement = complement_at(self.words, i + 1)
        return [
            *head_features(self.low[i], complement),
            *joint_features(relation, complement, subject_of(self.words, mention)),
            *place(self.words, mention, i, short=last - begin < SHORT, reports=reports),
            f"mention {behind(self.words, mention)}",
            *([f"attitude beyond {statement.opener}"] if statement.opener else []),
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
        if low[i].endswith("ed") and i + 2 < last and low[i + 1] == "by":
            mention = self.mentions.starting_at(i + 2, last)
            if mention is not None:
                return mention, Relation.AGENT
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


def _is_hopeless(i: int, promise: float, around: Sequence[Statement]) -> bool:
    """Whether what a head tells cannot be likelier than what is told around it."""
    return any(promise < s.score - MOST_BESIDE and s.first <= i + 2 < s.last for s in around)


def reports_in(frames: Sequence[Frame]) -> list[int]:
    """Return the cues that surely report something."""
    return [frame.cue for frame in frames if frame.cue >= 0 and frame.weight.either > SURE_REPORT]
