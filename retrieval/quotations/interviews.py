"""Interviews in lines that begin with "Q:" and "A:": whoever is asked answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from retrieval.quotations.choice import Choice
from retrieval.quotations.frame import UNKNOWN_CUE, Frame, Order
from retrieval.quotations.mention import Mention, MentionKind
from retrieval.quotations.mentions import Mentions
from retrieval.quotations.stretches import Stretch
from retrieval.quotations.words import Words

_QUESTIONS = frozenset(("q", "question"))
_ANSWERS = frozenset(("a", "answer"))
_PROBABLY = 0.5
_NOBODY = Choice(None, 1.0)


def answered(
    words: Words,
    mentions: Mentions,
    person_at: Callable[[int], str | None],
    stretches: Sequence[Stretch],
    choices: list[Choice],
) -> list[Choice]:
    """Give the answers of an interview to the one person who is named before the first question.

    `person_at` names the person whose name begins at a word, None where it is no person's. The questions are
    nobody's: who asks is not told. Other texts keep their choices.
    """
    tags = [_tag(words, stretch) for stretch in stretches]
    if _QUESTIONS.isdisjoint(tags) or _ANSWERS.isdisjoint(tags):
        return choices
    begin = next(s.place for s, tag in zip(stretches, tags, strict=True) if tag in _QUESTIONS)
    asked = _asked(words, mentions, person_at, begin)
    answer = _NOBODY if asked is None else Choice(asked, _PROBABLY)
    return [
        _NOBODY if tag in _QUESTIONS else answer if tag in _ANSWERS else choice
        for tag, choice in zip(tags, choices, strict=True)
    ]


def _tag(words: Words, stretch: Stretch) -> str:
    """Return "q" or "a" of a line that begins with it, else nothing."""
    first, _ = words.paragraphs[stretch.paragraph]
    is_tagged = stretch.tagged and first + 2 == stretch.place and words.word[first + 1] == ":"
    return words.low[first] if is_tagged else ""


def _asked(
    words: Words, mentions: Mentions, person_at: Callable[[int], str | None], begin: int
) -> Frame | None:
    """Return who is interviewed: the only person named before `begin`, or in what stands first."""
    before = [name for name in mentions.names if name[1] <= begin]
    opening = [name for name in before if words.paragraph[name[0]] == 0]
    only = _only_person(before, person_at) or _only_person(opening, person_at)
    if only is None:
        return None
    mention = Mention(*only, MentionKind.NAME, (only,))
    return Frame(mention, -1, Order.ANSWER, UNKNOWN_CUE, words.sentence[only[0]], *only)


def _only_person(
    names: Iterable[tuple[int, int]], person_at: Callable[[int], str | None]
) -> tuple[int, int] | None:
    found: dict[str, tuple[int, int]] = {}
    for name in names:
        person = person_at(name[0])
        if person is not None:
            found.setdefault(person, name)
    return next(iter(found.values())) if len(found) == 1 else None
