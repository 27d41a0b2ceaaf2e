"""The subject of a verb: who, to its left, does it."""

from __future__ import annotations

from retrieval.quotations.ahead import QUANTITIES
from retrieval.quotations.capitals import POSSESSIVE
from retrieval.quotations.lexicon import cues, other_languages
from retrieval.quotations.lexicon.grammar import (
    ADVERBS,
    APPOSITION,
    AUXILIARIES,
    CAUSATIVE,
    COLLECTIVES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    INTRANSITIVE,
    LY_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    SPEECH_NOUNS,
    VERBS,
)
from retrieval.quotations.mention import Mention, MentionKind
from retrieval.quotations.mentions import Mentions
from retrieval.quotations.words import QUOTED, Words
from retrieval.speakers.lexicon import roles

_LEFT_REACH = 40
_INTERJECTED = frozenset(
    (("in", "turn"), ("in", "fact"), ("at", "least"), ("for", "example"), ("at", "first"))
)
_NICKNAME = 24
"""Characters between marks that may stand inside a description: “Ted Cruz” campaign pins."""

_SCENES = frozenset("in at during after on before".split())
_COMMAS = frozenset((",", "—", "–", "--"))
_CLAUSE_ENDS = _COMMAS | {"and", "but", "who", "that", "which"}
_NO_INFINITIVE = AUXILIARIES - {"to"}
_FINITE = AUXILIARIES - {"to", "not", "never"}
_NEW_CLAUSE = CONJUNCTIONS - {"who", "whose", "which"}
_NOUN_ENDS = frozenset(("of", "between", "which", "who"))
"""Words behind a noun: "the call of", "talks between"."""


class SubjectFinder:
    """Finds the subjects of one text's verbs. All places are numbers of words."""

    def __init__(self, words: Words, mentions: Mentions) -> None:
        self.words, self.mentions = words, mentions
        self.low = words.low
        self._cues = cues()
        self._foreign = other_languages()["verbs"]
        self._auxiliaries = other_languages()["auxiliaries"]
        self._subjects: dict[int, Mention | None] = {}

    def before(self, i: int, first: int) -> Mention | None:
        """Return the subject of the verb at `i`, looking no further left than `first`."""
        if i not in self._subjects:
            self._subjects[i] = self._find_subject_before(i, first)
        return self._subjects[i]

    def _find_subject_before(self, i: int, first: int) -> Mention | None:
        low = self.low
        floor = max(first, i - _LEFT_REACH)
        j = i - 1
        while j >= floor and self._is_between(j):
            if low[j] == "to" and low[j - 1] not in AUXILIARIES:
                return self._governing_subject(j, floor)
            j -= 1
        if j - 2 >= floor and (low[j - 1], low[j]) in _INTERJECTED:
            j -= 2
        if j < floor:
            return None
        if low[j] in _CLAUSE_ENDS:
            return self._across(j, floor)
        mention = self.mentions.ending_at(j, floor)
        if mention is None:
            return self._relative_before(j + 1, floor)
        aside = mention.first - 1
        if aside - 1 > floor and low[aside] in PREPOSITIONS and low[aside - 1] in _NO_INFINITIVE:
            return self.before(aside, floor)
        return self._checked(mention, i, j, floor) if mention.kind is MentionKind.NOMINAL else mention

    def _is_between(self, j: int) -> bool:
        """Whether a word may stand between a subject and its verb."""
        low = self.low[j]
        if low in AUXILIARIES or low in ADVERBS or low in DAYS:
            return j not in self.mentions.name_ending
        if low in POSSESSIVE:
            return self.low[j - 1] in PRONOUNS or self.low[j + 1].endswith("ing")
        if low == "on":
            return self.low[j + 1] in DAYS
        adverb = low.endswith("ly") and len(low) > 4 and low.isalpha() and low not in LY_NOUNS
        return adverb and j not in self.mentions.name_ending

    def _across(self, j: int, floor: int) -> Mention | None:
        """Return the subject beyond "and", "who" or a comma at `j`."""
        if self.low[j] in ("and", "but"):
            return self._coordinated_subject(j, floor)
        if self.low[j] in ("who", "that", "which"):
            return self._antecedent(j, floor)
        return self._before_apposition(j, floor)

    def _checked(self, mention: Mention, i: int, j: int, floor: int) -> Mention | None:
        """Return the subject that a description before the verb at `i` is, or is a part of."""
        relative = self._relative_before(mention.first, floor)
        if relative is not None:
            return relative
        if self._is_singular(mention) and self._is_plain_form(i, j):
            return self._several_at(floor, mention.first)
        if self._is_compound(mention, i, j):
            return None
        if self.low[mention.first - 1] in PREPOSITIONS and self.low[mention.last - 1] in SPEECH_NOUNS:
            return self.mentions.ending_at(mention.first - 2, floor) or mention
        return mention

    def _several_at(self, floor: int, limit: int) -> Mention | None:
        """Return "voters" of "voters angry about the deal say", where several stand at the beginning."""
        begin = floor
        while begin < limit and (self.low[begin] in CONJUNCTIONS or self.low[begin] in ADVERBS):
            begin += 1
        several = self.mentions.starting_at(begin, limit)
        if several is None or several.kind is MentionKind.PRONOUN or self._is_singular(several):
            return None
        return several

    def _is_plain_form(self, i: int, j: int) -> bool:
        """Whether the word at `i`, behind a subject ending at `j`, agrees with several only: "they say"."""
        word = self.low[i]
        return j == i - 1 and word not in VERBS and not word.endswith(("s", "ed", "ing"))

    def _is_compound(self, mention: Mention, i: int, j: int) -> bool:
        """Whether the word at `i` is the head of an object: "plans" in "revised his withdrawal plans"."""
        word, before = self.low[i], self.low[mention.first - 1]
        if j != i - 1 or word in VERBS or word.endswith(("ed", "ing")):
            return False
        return before in VERBS or before.endswith("ed")

    def _is_singular(self, mention: Mention) -> bool:
        last = self.low[mention.last - 1]
        several = last in COLLECTIVES or (last in QUANTITIES and last != "one")
        return not (last.endswith("s") or several or last.isdigit())

    def _governing_subject(self, j: int, floor: int) -> Mention | None:
        """Return the subject of "went on" for the verb behind "to" in "she went on to say"."""
        for k in range(j - 1, max(floor, j - 5), -1):
            if self.low[k] in CAUSATIVE and k < j - 1:
                return self.mentions.ending_at(j - 1, k + 1)
            if self._is_verb(k) or self.low[k] in self._cues:
                return self.before(k, floor)
            if not self.low[k].isalpha():
                return None
        return None

    def _relative_before(self, start: int, floor: int) -> Mention | None:
        """Return "the woman who found the body" for "the body"."""
        for k in range(start - 1, max(floor, start - 12) - 1, -1):
            if not self.words.word[k][0].isalnum():
                return None
            if self.low[k] in ("who", "whose") and k > floor:
                return self.mentions.ending_at(k - 1, floor)
        return None

    def _antecedent(self, j: int, floor: int) -> Mention | None:
        k = j - 1
        if k >= floor and self.words.word[k] in (",", "—", "–", "--"):
            k -= 1
        if k < floor:
            return None
        mention = self.mentions.ending_at(k, floor)
        if mention is not None and mention.kind is MentionKind.NOMINAL and self.low[j] == "who":
            named = mention.names[-1] if mention.names else (0, 0)
            if named[1] == k + 1 and not any(
                w in roles()["person"] for w in self.low[mention.first : named[0]]
            ):
                return Mention(*named, MentionKind.NAME, (named,))
        if mention is not None and self.words.word[mention.first - 1] == "," and mention.first - 2 >= floor:
            deeper = self._before_apposition(j - 1, floor)
            if deeper is not None and deeper.kind is MentionKind.NAME:
                return deeper
        return mention

    def _long_quotation(self, k: int) -> bool:
        number = self.words.quoted[k]
        if number < 0:
            return False
        marked = self.words.marked[number]
        return marked.end - marked.start > _NICKNAME

    def _coordinated_subject(self, j: int, floor: int) -> Mention | None:
        """Return the subject that a verb after "and" shares with the verb before."""
        if j - 1 > floor and self.low[j - 1].endswith("ed"):
            beside = self.before(j - 1, floor)
            if beside is not None:
                return beside
        for k in range(j - 1, floor - 1, -1):
            if (
                self.low[k] in self._cues
                and self.low[k] not in PREPOSITIONS
                and k > floor
                and not self.is_noun(k, floor)
            ):
                if self.low[k].endswith("ing"):
                    continue
                mention = self.before(k, floor)
                if mention is not None:
                    return mention
        return self.first_in(floor, j)

    def _before_apposition(self, j: int, floor: int) -> Mention | None:
        """Return the subject before ", a Republican from Ohio," when `j` is the closing comma."""
        best: Mention | None = None
        k = self._opening_comma(j, floor)
        while k is not None:
            mention = self._before_comma(k, floor)
            if mention is None or not (best is None or self._is_apposition(k + 1)):
                break
            if best is None and mention.kind is MentionKind.NOMINAL:
                named = self.mentions.ending_at(j - 1, k + 1)
                if (
                    named is not None
                    and named.kind is MentionKind.NAME
                    and named.first == k + 1
                    and self.low[j - 1] not in roles()["place"]
                ):
                    return named
            if mention.kind is MentionKind.NAME or best is None or best.kind is not MentionKind.NAME:
                best = mention
            if self._is_scene(mention, floor):
                return self.mentions.ending_at(mention.first - 3, floor) or best
            if mention.first <= floor or self.words.word[mention.first - 1] != "," or _is_full_name(mention):
                break
            k = self._opening_comma(mention.first - 1, floor)
        return best

    def _is_scene(self, mention: Mention, floor: int) -> bool:
        """Whether a mention tells where or when: "Smith, during a rally in Ohio, said"."""
        before = mention.first - 1
        return before - 2 >= floor and self.low[before] in _SCENES and self.words.word[before - 1] == ","

    def _opening_comma(self, j: int, floor: int) -> int | None:
        """Return the comma, dash or long stretch between marks before `j`."""
        for k in range(j - 1, floor - 1, -1):
            if self.words.word[k] in _COMMAS or self._long_quotation(k):
                return k
        return None

    def _before_comma(self, k: int, floor: int) -> Mention | None:
        """Return the mention that ends before a comma; an age between, "Smith, 42," is passed over."""
        words = self.words.word
        if words[k] == QUOTED:
            return None
        if k - 2 >= floor and words[k] == "," == words[k - 2] and words[k - 1].isdigit():
            k -= 2
        return self.mentions.ending_at(k - 1, floor)

    def _is_apposition(self, k: int) -> bool:
        """Whether what begins at a word stands beside a name: "a Republican", "42", "who lives there"."""
        low = self.low[k]
        if low in APPOSITION or low[0].isdigit():
            return True
        plain = low[0].isalpha() and self.words.word[k][0].islower()
        return plain and low not in _NEW_CLAUSE

    def first_in(self, first: int, limit: int) -> Mention | None:
        """Return the first subject between two words: who does a participle without a verb."""
        for k in range(first, limit):
            span = self.mentions.name_starting.get(k)
            if span is not None:
                if k > first and self.low[k - 1] in PREPOSITIONS:
                    continue
                if span[1] < limit and self.low[span[1]] in ("'s", "’s"):
                    continue
                return self.mentions.ending_at(span[1] - 1, first)
            if self.low[k] in ("he", "she", "they", "it"):
                return Mention(k, k + 1, MentionKind.PRONOUN)
            if self.low[k] in ("the", "a", "an") and (k == first or self.words.word[k - 1] == ","):
                mention = self.mentions.starting_at(k, limit)
                if mention is not None and mention.last < limit and self._is_verb(mention.last):
                    return mention
        return None

    def behind_comma(self, i: int, last: int) -> Mention | None:
        """Return the subject of "Calling it “…”, Smith left", for the participle at `i`."""
        for k in range(i + 1, last - 1):
            if self.words.word[k] in (",", QUOTED) and (self.words.word[k + 1] not in (",", QUOTED)):
                mention = self.mentions.starting_at(k + 1, last)
                if mention is not None and (
                    mention.kind is not MentionKind.NOMINAL
                    or self.low[mention.first] in ("the", "a", "an", "one")
                ):
                    return mention
        return None

    def _is_verb(self, i: int) -> bool:
        return self.low[i] in VERBS or self.low[i] in AUXILIARIES or self.low[i].endswith("ed")

    def is_noun(self, i: int, first: int) -> bool:
        """Whether a cue word is a noun here: "his call", "the talks were"."""
        low = self.low
        word = low[i]
        before = low[i - 1] if i > first else ""
        if word in self._foreign and before in self._auxiliaries:
            return False
        if before in POSSESSIVE:
            return word not in VERBS
        if word in VERBS:
            return False
        if (before in DETERMINERS and before not in QUANTITIES) or before in ("of", "for", "in", "with"):
            return True
        if word.endswith(("ed", "ing")):
            return False
        after = low[i + 1] if i + 1 < len(low) else ""
        return (
            (before in PREPOSITIONS and before != "to")
            or before in VERBS
            or (before.endswith("ed") and i - 1 not in self.mentions.name_ending)
            or after in _FINITE
            or after in _NOUN_ENDS
            or (word in INTRANSITIVE and after[:1].isalpha() and after not in PREPOSITIONS)
        )


def _is_full_name(mention: Mention) -> bool:
    names = mention.names
    return mention.kind is not MentionKind.NOMINAL and bool(names) and names[0][1] - names[0][0] > 1
