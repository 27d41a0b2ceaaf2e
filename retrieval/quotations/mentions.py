"""Who is mentioned: names, pronouns and described people among a text's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retrieval.quotations.capitals import FUNCTION_WORDS, NameFinder
from retrieval.quotations.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    LY_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
    VERBS,
)
from retrieval.quotations.words import QUOTED, Words

QUANTITIES = frozenset("one two three four five six some many most several few others both all".split())
_LONGEST = 14
"""Words that are looked at for the beginning of a described person: "a spokesman for the …"."""


class MentionKind(StrEnum):
    """How somebody is mentioned."""

    NAME = "named"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"


@dataclass(slots=True)
class Mention:
    """Words `first` … `last - 1` that mention somebody; `names` holds the spans of the names among them."""

    first: int
    last: int
    kind: MentionKind
    names: tuple[tuple[int, int], ...] = ()


class Mentions:
    """Every name and pronoun of a text, and the described people that end or begin at a given word."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.names = NameFinder(words).names()
        self.name_ending = {name[1] - 1: name for name in self.names}
        self.name_starting = {name[0]: name for name in self.names}

    def ending_at(self, e: int, floor: int) -> Mention | None:
        """Return the mention whose last word is `e`, looking no further left than the word `floor`."""
        low = self.words.low
        if e < floor:
            return None
        if low[e] in PRONOUNS:
            return Mention(e, e + 1, MentionKind.PRONOUN)
        span = self.name_ending.get(e)
        if span is None and self.words.word[e] == ")":
            opening = self._opening_bracket(e, floor)
            if opening is not None and opening - 1 >= floor:
                return self.ending_at(opening - 1, floor)
        if span is not None and span[0] >= floor:
            return self._named_ending(span, floor)
        if (
            not (low[e][0].isalpha() or (low[e].isdigit() and e - 2 >= floor and low[e - 1] == "in"))
            or low[e] in FUNCTION_WORDS - QUANTITIES
            or low[e] in DAYS
        ):
            return None
        if low[e] in VERBS or (low[e].endswith("ed") and e > floor and self._after_subject(e)):
            return None
        first = self._nominal_start(e, floor)
        return (
            Mention(first, e + 1, MentionKind.NOMINAL, self._names_in(first, e + 1))
            if first is not None
            else None
        )

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

    def _opening_bracket(self, e: int, floor: int) -> int | None:
        for k in range(e - 1, max(floor, e - 12) - 1, -1):
            if self.words.word[k] == "(":
                return k
        return None

    def _named_ending(self, span: tuple[int, int], floor: int) -> Mention:
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
        prep = self._prepositional_head(role, floor)
        if prep is not None:
            return Mention(prep, span[1], MentionKind.NOMINAL, tuple(names))
        return Mention(role, span[1], MentionKind.NAME, tuple(names))

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
            and low[k] in ("for", "of", "with", "from", "at", "in", "on", "by", "to", "at")
            and low[k - 1][0].isalpha()
            and low[k - 1] not in FUNCTION_WORDS
            and self.words.word[k - 1][0].islower()
        ):
            return self._nominal_start(k - 1, floor)
        return None

    def _nominal_start(self, e: int, floor: int) -> int | None:
        low, words = self.words.low, self.words.word
        k = e
        stop = max(floor, e - _LONGEST)
        while k >= stop:
            word = low[k]
            if word in DETERMINERS:
                before = k - 1
                while (
                    before >= stop
                    and low[before] in ("of", "for", "in", "from", "with", "at", "to", "on")
                    and before - 1 >= stop
                    and low[before - 1][0].isalpha()
                    and low[before - 1] not in FUNCTION_WORDS
                ):
                    k = before - 1
                    break
                else:
                    if before >= stop and low[before] in DETERMINERS | {"of"} and low[before] != "that":
                        k = before
                        continue
                    return k
                continue
            if word == QUOTED or (not words[k][0].isalnum() and word not in ("'s", "’s", "$", "%")):
                break
            if word in CONJUNCTIONS or word in AUXILIARIES or word in PRONOUNS or word in VERBS:
                break
            if word in PREPOSITIONS:
                if word not in (
                    "of",
                    "for",
                    "in",
                    "from",
                    "with",
                    "at",
                    "to",
                    "on",
                    "against",
                    "about",
                    "close",
                ) or k in (stop, e):
                    break
                previous = low[k - 1]
                if not previous[0].isalnum() or previous in FUNCTION_WORDS or previous == QUOTED:
                    break
            k -= 1
        start = k + 1
        while start <= e and (low[start] in PREPOSITIONS or low[start] in ADVERBS or low[start] in DAYS):
            start += 1
        return start if start <= e else None

    def starting_at(self, s: int, ceiling: int) -> Mention | None:
        """Return the mention whose first word is `s`, looking no further right than before `ceiling`."""
        low, words = self.words.low, self.words.word
        if s >= ceiling:
            return None
        if low[s] in PRONOUNS:
            return Mention(s, s + 1, MentionKind.PRONOUN)
        span = self.name_starting.get(s)
        if span is not None:
            return self._named_starting(span, s, ceiling)
        if low[s].endswith("ly") and low[s] not in LY_NOUNS:
            return None
        if (
            not words[s][0].isalnum()
            or low[s] in PREPOSITIONS
            or low[s] in CONJUNCTIONS
            or low[s] in AUXILIARIES
            or low[s] in ADVERBS
        ):
            return None
        j = s
        while j < ceiling and j - s < 10:
            word = low[j]
            span = self.name_starting.get(j)
            if span is not None:
                after = low[span[1]] if span[1] < ceiling else ""
                if after in ("'s", "’s"):
                    j = span[1] + 1
                    continue
                if (
                    span[1] < ceiling
                    and after[:1].isalpha()
                    and after not in FUNCTION_WORDS
                    and words[span[1]][0].islower()
                    and not after.endswith("ed")
                ):
                    j = span[1]
                    continue
                return self._named_starting(span, s, ceiling)
            if (
                word == QUOTED
                or not words[j][0].isalnum()
                or word in CONJUNCTIONS
                or word in AUXILIARIES
                or word in VERBS
                or (j > s and word in PRONOUNS)
                or word in ADVERBS
                or word in DAYS
            ):
                break
            if word in PREPOSITIONS:
                if word in ("of", "for", "from", "with") and j + 1 < ceiling and j > s:
                    j += 1
                    continue
                break
            j += 1
        if j == s or (
            j - s == 1 and low[s] in ("the", "a", "an", "this", "that", "his", "her", "its", "their")
        ):
            return None
        return Mention(s, j, MentionKind.NOMINAL, self._names_in(s, j))

    def _named_starting(self, span: tuple[int, int], s: int, ceiling: int) -> Mention:
        names = [span]
        low = self.words.low
        last = span[1]
        while last + 1 < ceiling and low[last] == "and" and (last + 1) in self.name_starting:
            names.append(self.name_starting[last + 1])
            last = names[-1][1]
        return Mention(s, last, MentionKind.NAME, tuple(names))

    def _names_in(self, first: int, last: int) -> tuple[tuple[int, int], ...]:
        return tuple(self.name_starting[i] for i in range(first, last) if i in self.name_starting)
