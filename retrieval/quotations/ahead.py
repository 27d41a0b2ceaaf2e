"""Who is mentioned from a word on: "said the minister, Anna Smith"."""

from __future__ import annotations

from bisect import bisect_left

from retrieval.quotations.bodies import Bodies
from retrieval.quotations.capitals import FUNCTION_WORDS, POSSESSIVE, NameFinder
from retrieval.quotations.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    LY_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
)
from retrieval.quotations.mention import Mention, MentionKind
from retrieval.quotations.words import Words
from retrieval.speakers.lexicon import roles

QUANTITIES = frozenset("one two three four five six some many most several few others both all".split())
CLAUSE = CONJUNCTIONS | AUXILIARIES | VERBS
"""Words that no description goes over."""
_LONGEST = 10
"""Words that are looked at for the end of a described person."""
_LONGEST_ROLE = 4
_NO_BEGINNING = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS
_JOINING = frozenset("of for from with".split())


class MentionsAhead:
    """Every name of a text, and the mention that begins at a given word."""

    def __init__(self, words: Words) -> None:
        self.words = words
        finder = NameFinder(words)
        self.names = Bodies(words, finder.names()).names()
        self.in_capitals = finder.in_capitals
        self.name_ending = {name[1] - 1: name for name in self.names}
        self.name_starting = {name[0]: name for name in self.names}
        self._starts = [*self.name_starting]

    def starting_at(self, s: int, ceiling: int) -> Mention | None:
        """Return the mention whose first word is `s`, looking no further right than before `ceiling`."""
        if s >= ceiling:
            return None
        low = self.words.low[s]
        if low in PRONOUNS:
            return Mention(s, s + 1, MentionKind.PRONOUN)
        span = self.name_starting.get(s)
        if span is not None and not (span[1] < ceiling and self.words.low[span[1]] in POSSESSIVE):
            return self._with_role(span, ceiling) or self._named_starting(span, s, ceiling)
        if not low[0].isalnum() or low in _NO_BEGINNING or (low.endswith("ly") and low not in LY_NOUNS):
            return None
        return self._description(s, ceiling)

    def _with_role(self, span: tuple[int, int], ceiling: int) -> Mention | None:
        """Return "Acme spokesman Peter Hale", None where no role stands behind the name."""
        low = self.words.low
        j = span[1]
        while (
            j < ceiling
            and j - span[1] < _LONGEST_ROLE
            and low[j] == self.words.word[j]
            and self._is_content(j)
        ):
            j += 1
        if j == span[1] or low[j - 1] not in roles()["person"]:
            return None
        if j < ceiling and self._joins_roles(j, span[1], ceiling):
            # "Acme founder and director Peter Hale"
            j = next(k for k in range(j + 1, ceiling) if k in self.name_starting)
        person = self.name_starting.get(j) if j < ceiling else None
        if person is None:
            return Mention(span[0], j, MentionKind.NOMINAL, (span,))
        return Mention(span[0], person[1], MentionKind.NAME, (person,))

    def _description(self, s: int, ceiling: int) -> Mention | None:
        j = s
        while j < min(ceiling, s + _LONGEST):
            span = self.name_starting.get(j)
            if span is not None:
                behind = self._behind_name(span, ceiling)
                if behind is None and self._is_belonging(span[0], s):
                    return Mention(s, span[1], MentionKind.NOMINAL, self._names_in(s, span[1]))
                if behind is None:
                    return self._named_starting(span, s, ceiling)
                j = behind
            elif self._ends_description(j, s, ceiling) and not self._joins_roles(j, s, ceiling):
                break
            else:
                j += 1
        if j == s + 1 and self.words.low[s : j + 1] == ["those", "who"]:
            while j < min(ceiling, s + _LONGEST) and self.words.word[j][0].isalnum():
                j += 1
            return Mention(s, j, MentionKind.NOMINAL)
        if j == s or (
            j == s + 1 and self.words.low[s] in DETERMINERS and self.words.low[s] not in QUANTITIES
        ):
            return None
        return Mention(s, j, MentionKind.NOMINAL, self._names_in(s, j))

    def _joins_roles(self, j: int, s: int, ceiling: int) -> bool:
        """Whether the word `j` is the "and" of "the founder and chief executive Peter Hale"."""
        low = self.words.low
        if low[j] != "and" or j == s or low[j - 1] not in roles()["person"]:
            return False
        k = j + 1
        while k < min(ceiling, j + _LONGEST_ROLE) and k not in self.name_starting and self._is_content(k):
            k += 1
        role = k if k == j + 1 else k - 1
        return k in self.name_starting and k < ceiling and low[role] in roles()["person"]

    def _is_belonging(self, name: int, s: int) -> bool:
        """Whether a name only belongs to the description that begins at `s`: "a critic of Clara Benson"."""
        before = name - 1
        if before > s and self.words.low[before] in DETERMINERS:
            before -= 1
        return before > s and self.words.low[before] in PREPOSITIONS

    def _behind_name(self, span: tuple[int, int], ceiling: int) -> int | None:
        """Return where "the Smith campaign" goes on behind the name, None where the name is the end of it."""
        behind = span[1]
        if behind >= ceiling:
            return None
        low = self.words.low[behind]
        if low in POSSESSIVE:
            return behind + 1
        is_noun = low[0].isalpha() and low not in FUNCTION_WORDS and not low.endswith("ed")
        return behind if is_noun and self.words.word[behind][0].islower() else None

    def _ends_description(self, j: int, s: int, ceiling: int) -> bool:
        low = self.words.low[j]
        if low in PREPOSITIONS:
            return low not in _JOINING or j + 1 >= ceiling or j == s
        if low in POSSESSIVE:
            return j == s
        if not low[0].isalnum() or low in CLAUSE or low in ADVERBS or low in DAYS:
            return True
        return j > s and low in PRONOUNS

    def _named_starting(self, span: tuple[int, int], s: int, ceiling: int) -> Mention:
        names = [span]
        low = self.words.low
        last = span[1]
        while last + 1 < ceiling and low[last] == "and" and (last + 1) in self.name_starting:
            names.append(self.name_starting[last + 1])
            last = names[-1][1]
        return Mention(s, last, MentionKind.NAME, tuple(names))

    def _names_in(self, first: int, last: int) -> tuple[tuple[int, int], ...]:
        return tuple(self.names[bisect_left(self._starts, first) : bisect_left(self._starts, last)])

    def _is_content(self, k: int) -> bool:
        return self.words.low[k][0].isalnum() and self.words.low[k] not in FUNCTION_WORDS
