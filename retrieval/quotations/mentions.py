"""Who is mentioned: names, pronouns and described people among a text's words."""

from __future__ import annotations

from retrieval.quotations.ahead import CLAUSE, QUANTITIES, MentionsAhead
from retrieval.quotations.capitals import FUNCTION_WORDS, POSSESSIVE, is_party_and_state
from retrieval.quotations.lexicon import cues
from retrieval.quotations.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
    VERBS,
)
from retrieval.quotations.mention import Mention, MentionKind
from retrieval.quotations.words import Words

_LONGEST = 14
"""Words that are looked at for the beginning of a described person: "a spokesman for the …"."""
CLAUSE_WORDS = CLAUSE | PREPOSITIONS
"""Words that the description before a name never holds: "the news site" has none."""
_JOINING = frozenset("of for in from with at to on".split())
_JOINING_BACK = _JOINING | {"against", "about"}
_OF_WHOM = frozenset("for of with from at in on by to".split())
"""Words between a description and the name of whom it is: "a spokesman for Mr Smith"."""


class Mentions(MentionsAhead):
    """Every name and pronoun of a text, and the described people that end or begin at a given word."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self._named: dict[tuple[int, int], tuple[int, int, MentionKind, tuple[tuple[int, int], ...]]] = {}
        """By a name's first word and the leftmost word looked at. Each mention made of it is another one."""

    def ending_at(self, e: int, floor: int) -> Mention | None:
        """Return the mention whose last word is `e`, looking no further left than the word `floor`."""
        if e < floor:
            return None
        if self.words.low[e] in PRONOUNS:
            return Mention(e, e + 1, MentionKind.PRONOUN)
        span = self.name_ending.get(e)
        if span is not None and span[0] >= floor:
            return self._named_ending(span, floor)
        if self.words.word[e] == ")":
            return self.ending_at(self._opening_bracket(e, floor) - 1, floor)
        first = self._nominal_start(e, floor) if self._may_end_description(e, floor) else None
        if first is None:
            return None
        return Mention(first, e + 1, MentionKind.NOMINAL, self._names_in(first, e + 1))

    def _may_end_description(self, e: int, floor: int) -> bool:
        low = self.words.low[e]
        counted = low.isdigit() and e - 2 >= floor and self.words.low[e - 1] == "in"
        if not (low[0].isalpha() or counted) or low in DAYS or low in VERBS or is_party_and_state(low):
            return False
        if low in FUNCTION_WORDS and low not in QUANTITIES:
            return False
        if e > floor and self.words.low[e - 1] == "to" and low in cues():
            return False
        return not (low.endswith("ed") and e > floor and self._after_subject(e))

    def _after_subject(self, e: int) -> bool:
        """Whether a word in -ed is a verb: a subject or an adverb stands before it."""
        before = self.words.low[e - 1]
        return (
            before in PRONOUNS
            or before in AUXILIARIES
            or before in ADVERBS
            or before.endswith("ly")
            or e - 1 in self.name_ending
        )

    def _opening_bracket(self, e: int, floor: int) -> int:
        """Return where the bracket that closes at `e` opens; `floor` where it does not."""
        for k in range(e - 1, max(floor, e - 12) - 1, -1):
            if self.words.word[k] == "(":
                return k
        return floor

    def _named_ending(self, span: tuple[int, int], floor: int) -> Mention:
        key = span[0], floor
        parts = self._named.get(key)
        if parts is None:
            parts = self._named[key] = self._named_parts(span, floor)
        return Mention(*parts)

    def _named_parts(
        self, span: tuple[int, int], floor: int
    ) -> tuple[int, int, MentionKind, tuple[tuple[int, int], ...]]:
        """Return what a mention that ends with a name is made of, apart from being one."""
        names = [span]
        low = self.words.low
        first = span[0]
        while first - 2 >= floor and low[first - 1] == "and" and (first - 2) in self.name_ending:
            other = self.name_ending[first - 2]
            if other[0] > floor and low[other[0] - 1] in PREPOSITIONS:
                break
            names.insert(0, other)
            first = other[0]
        role = self._role_start(first, floor)
        if role == first and first > floor and low[first - 1] == "the":
            role -= 1
        prep = self._prepositional_head(role, floor)
        if prep is not None:
            return prep, span[1], MentionKind.NOMINAL, tuple(names)
        return role, span[1], MentionKind.NAME, tuple(names)

    def _role_start(self, first: int, floor: int) -> int:
        """Where "former secretary of state" begins before a name."""
        low, words = self.words.low, self.words.word
        k = first - 1
        seen = False
        while k >= floor and first - k < 9:
            word = low[k]
            if word in DETERMINERS:
                return k if seen else first
            if not words[k][0].isalpha() and word not in ("'s", "’s"):
                return k + 1 if seen else first
            if word in AUXILIARIES or word in PRONOUNS or word in CONJUNCTIONS or word in ADVERBS:
                return k + 1 if seen else first
            if word in PREPOSITIONS and not (word == "of" and seen):
                return k + 1 if seen else first
            if word in TITLES:
                seen = True
            elif not seen:
                return first
            k -= 1
        return k + 1 if seen else first

    def _prepositional_head(self, first: int, floor: int) -> int | None:
        """Where "a spokesman for" begins before "Mr Smith"."""
        low = self.words.low
        k = first - 1
        if k > floor and low[k] == "the":
            k -= 1
        if (
            k > floor
            and low[k] in _OF_WHOM
            and low[k - 1][0].isalpha()
            and low[k - 1] not in FUNCTION_WORDS
            and (self.words.word[k - 1][0].islower() or low[k - 1] in TITLES)
        ):
            return self._nominal_start(k - 1, floor)
        return None

    def _nominal_start(self, e: int, floor: int) -> int | None:
        """Return where the description that ends with the word `e` begins, None when it has no words."""
        low = self.words.low
        stop = max(floor, e - _LONGEST)
        k = e
        while k >= stop:
            if low[k] in DETERMINERS:
                further = self._before_determiner(k, stop)
                if further is None:
                    return k
                k = further
            elif self._is_outside(k, stop, e):
                break
            else:
                k -= 1
        start = k + 1
        while start <= e and (low[start] in PREPOSITIONS or low[start] in ADVERBS or low[start] in DAYS):
            start += 1
        return start if start <= e else None

    def _before_determiner(self, k: int, stop: int) -> int | None:
        """Return where "a spokesman for the" goes on to the left of "the", None where it begins there."""
        before = k - 1
        if before - 1 >= stop and self.words.low[before] in _JOINING and self._is_content(before - 1):
            return before - 1
        if before >= stop and (self.words.low[before] in DETERMINERS or self.words.low[before] == "of"):
            return before
        return None

    def _is_outside(self, k: int, stop: int, e: int) -> bool:
        """Whether a word can be no part of the description that ends with the word `e`."""
        low = self.words.low[k]
        if not low[0].isalnum():
            return low not in POSSESSIVE and low not in "$%"
        if low in PREPOSITIONS:
            return low not in _JOINING_BACK or k in (stop, e) or not self._is_joined(k - 1)
        return low in CLAUSE or low in PRONOUNS

    def _is_joined(self, k: int) -> bool:
        return self._is_content(k) or self.words.low[k] in QUANTITIES
