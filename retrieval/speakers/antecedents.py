"""Whom "he", "she" and "it" stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain

from retrieval.quotations.capitals import POSSESSIVE
from retrieval.quotations.frame import Frame, Order
from retrieval.quotations.mention import Mention, MentionKind
from retrieval.quotations.words import Words
from retrieval.speakers.entities import Entities, Entity
from retrieval.speakers.lexicon import roles
from retrieval.speakers.roles import Roles

_SENTENCES_BACK = 14
_SENTENCES_BACK_FOR_IT = 3
_GENDERS = {"he": "man", "him": "man", "his": "man", "she": "woman", "her": "woman"}
_LONGEST_PERSON = 3
"""Words of a name that is taken for a person's because it says something."""


class Antecedents:
    """Resolves the pronouns of one article.

    The nearest who fits by gender is meant; within a sentence who says something before the others. Who fits
    only for want of a known gender is taken when nobody nearer does. A headline begins another story: people
    of the story before are meant only when nobody else fits.
    """

    def __init__(
        self,
        words: Words,
        entities: Entities,
        roles: Roles,
        frames: Sequence[Sequence[Frame]],
    ) -> None:
        self.words, self.entities, self.roles = words, entities, roles
        self._frames = frames
        self._found: dict[int, Entity | None] = {}
        # In the order of the text: each pronoun is found before the next one leans on it.
        for frame in chain.from_iterable(frames):
            if frame.mention.kind is MentionKind.PRONOUN:
                self.of(frame.mention.first)

    def of(self, place: int) -> Entity | None:
        """Return whom the pronoun at a word stands for, None when nobody fits."""
        if place not in self._found:
            self._found[place] = None
            self._found[place] = self._find(place)
        return self._found[place]

    def description_before(self, place: int) -> Mention | None:
        """Return the described body, "the ministry", that an "it" at a word stands for when no name does."""
        sentence = self.words.sentence[place]
        for s in range(sentence, max(-1, sentence - _SENTENCES_BACK_FOR_IT), -1):
            for frame in self._frames[s]:
                if frame.mention.last <= place and self._is_body(frame.mention, place):
                    return frame.mention
        return None

    def _is_body(self, mention: Mention, place: int) -> bool:
        words = self.words.low[mention.first : mention.last]
        if mention.kind is not MentionKind.NOMINAL or words[0] != "the":
            return False
        same_story = self.words.story(mention.first) == self.words.story(place)
        return same_story and not any(word in roles()["person"] for word in words)

    def _find(self, place: int) -> Entity | None:
        low = self.words.low[place]
        if low not in _GENDERS and low != "it":
            return None
        gender = _GENDERS.get(low)
        sentence = self.words.sentence[place]
        story = self.words.story(place)
        fallback: Entity | None = None
        for s in range(sentence, max(-1, sentence - _SENTENCES_BACK), -1):
            first, last = self.words.sentences[s]
            speaking, others = self._salient(s, first, min(last, place))
            for entity in (*speaking, *others):
                if not _fits(entity, gender):
                    continue
                sure = gender is None or entity.gender == gender
                speaks = entity in speaking and len(entity.name) <= _LONGEST_PERSON
                likely = fallback is None and (entity.is_surely_a_person or speaks)
                if (sure or likely) and self.words.story(first) == story:
                    return entity
                fallback = fallback or entity
        return fallback

    def _salient(self, sentence: int, first: int, last: int) -> tuple[list[Entity], list[Entity]]:
        """Return the people of a sentence up to a word: those that say something, and the others."""
        speaking: list[Entity] = []
        others: list[Entity] = []
        for frame in self._frames[sentence]:
            mention = frame.mention
            if mention.first >= last:
                continue
            leads = mention.first == first
            (others if frame.order == Order.BARE and not leads else speaking).extend(self._meant(mention))
        places = self.entities.places
        begin, end = bisect_left(places, first), bisect_left(places, last)
        others.extend(self.entities.of[place] for place in places[begin:end])
        return speaking, others

    def _meant(self, mention: Mention) -> list[Entity]:
        if mention.kind is MentionKind.NAME:
            return [self.entities.of[first] for first, _ in mention.names if first in self.entities.of]
        if mention.kind is MentionKind.PRONOUN:
            found = self._found.get(mention.first)
        else:
            found = self.roles.described(mention) or self._owner(mention)
        return [found] if found else []

    def _owner(self, mention: Mention) -> Entity | None:
        """Return Smith for "Smith's article"."""
        if not mention.names or mention.names[0][0] != mention.first:
            return None
        behind = mention.names[0][1]
        return self.entities.of.get(mention.first) if self.words.low[behind] in POSSESSIVE else None


def _fits(entity: Entity, gender: str | None) -> bool:
    if gender is None:
        return entity.institution
    return not entity.institution and entity.gender in (None, gender)
