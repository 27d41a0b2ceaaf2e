"""What kind of thing a question asks for, and whether a sentence holds one. English questions only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = (
    r"\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|"
    r"eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|[mb]illions?|"
    r"dozens?|half|third|quarter|once|twice)\b"
)
_DATE = (
    r"\b(?:1\d{3}|20\d\d)s?\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|\b(?:century|decade|yesterday|today|tomorrow)\b"
)
_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|"
    r"Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_OF_A_DATE = rf"\b{_MONTHS} \d{{1,2}}(?:, \d{{4}})?\b|\b\d{{1,2}} {_MONTHS}(?: \d{{4}}\b)?"
"""Its numbers count nothing."""
_NAME = r"(?<=[a-z0-9,;:\"“'(] )[A-Z][\w'’.-]+|^[A-Z]\w+(?= [A-Z]\w)"


@dataclass(frozen=True, slots=True)
class AnswerType:
    """A kind of question, the kind of thing that answers it, and what holding one is worth."""

    asked: re.Pattern[str]
    """Found in the question, in small letters."""
    given: re.Pattern[str]
    """Found in a sentence; where it has a group, only what is in it answers."""
    worth: float
    """For the best sentence of a passage, as a share of the query's weight."""
    worth_in_ranking: float
    """For a sentence when passages are ranked, as a share of what of the query the sentence holds."""


_TYPES = (
    AnswerType(
        re.compile(
            r"\bhow (?:many|much|old|long|tall|far|large|big|fast|high|often|wide|deep)\b"
            r"|\b(?:percent|percentage|number|amount|population|proportion)\b"
        ),
        re.compile(rf"(?:{_OF_A_DATE})|({_NUMBER})", re.IGNORECASE),
        0.48,
        1.0,
    ),
    AnswerType(
        re.compile(
            r"^when\b|\bwhen (?:did|was|were|is|do|does)\b|\bwhat time\b"
            r"|\b(?:what|which) (?:year|date|day|month|decade|century|season)\b"
        ),
        re.compile(_DATE),
        0.60,
        0.6,
    ),
    AnswerType(
        re.compile(
            r"^where\b|\bwhere (?:did|was|is|are|were)\b|\b(?:what|which) (?:\w+ )?"
            r"(?:country|city|state|place|town|river|island|region|location|nation|continent|street|building)\b"
        ),
        re.compile(_NAME),
        0.19,
        0.4,
    ),
    AnswerType(re.compile(r"\bwho(?:m|se)?\b"), re.compile(_NAME), 0.0, 0.3),
)


def answer_types(question: str) -> tuple[AnswerType, ...]:
    """Return the kinds of answer that a question asks for; most ask for none of these."""
    lower = question.lower()
    return tuple(kind for kind in _TYPES if kind.asked.search(lower))


def types_held(sentence: str, question: str, types: tuple[AnswerType, ...]) -> Iterator[AnswerType]:
    """Yield those kinds of which a sentence holds a thing that does not stand in the question itself."""
    lower = question.lower()
    for kind in types:
        found = (match[kind.given.groups] or "" for match in kind.given.finditer(sentence))
        if any(answer and answer.lower() not in lower for answer in found):
            yield kind
