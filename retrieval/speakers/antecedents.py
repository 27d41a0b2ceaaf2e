"""Whom "he", "she" and "it" stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain

from retrieval.quotations.capitals import POSSESSIVE
from retrieval.quotations.frame import Frame, Order
from retrieval.quotations.lexicon.grammar import AUXILIARIES, VERBS
from retrieval.quotations.mention import Mention, MentionKind
from retrieval.quotations.words import Words
from retrieval.speakers.entities import Entities, Entity
from retrieval.speakers.lexicon import first_names, roles
from retrieval.speakers.roles import Roles

_SENTENCES_BACK = 14
_SENTENCES_BACK_FOR_IT = 3
_NEW = frozenset("a an one another his her their".split())
"""Words that a description begins with of somebody who was not named."""
_STATES = frozenset("us u.s. uk u.k. eu e.u.".split())
_SAYS = 0.0
"""Log odds of a cue above which who is only described surely says something."""
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
        self._found: dict[int, Entity | Mention | None] = {}
        # In the order of the text: each pronoun is found before the next one leans on it.
        for frame in chain.from_iterable(frames):
            if frame.mention.kind is MentionKind.PRONOUN:
                self.of(frame.mention.first)

    def of(self, place: int) -> Entity | Mention | None:
        """Return whom the pronoun at a word stands for, None when nobody fits.

        "He" may be somebody who is only described: "a spokesman for Acme said …".
        """
        if place not in self._found:
            self._found[place] = None
            low = self.words.low[place]
            if low in _GENDERS:
                self._found[place] = self._person(place, _GENDERS[low])
            elif low == "it":
                self._found[place] = self._body(place) or self._description_before(place)
        return self._found[place]

    def person_before(self, place: int) -> Entity | None:
        """Return whom "the 34-year-old" at a word stands for, None when nobody does."""
        found = self._person(place, None)
        return found if isinstance(found, Entity) else None

    def firm_before(self, place: int) -> Entity | None:
        """Return the firm that "the firm" at a word stands for, None when none does.

        It is named more than anybody else, and says something somewhere.
        """
        main = max(self.entities.all, key=lambda entity: len(entity.places), default=None)
        if main is None or main.places[0] >= place or _is_place(main):
            return None
        is_firm = main.institution or _may_be_a_firm(main)
        return main if is_firm and main in self._saying else None

    @cached_property
    def _saying(self) -> list[Entity]:
        """Everybody who says something under a name."""
        says = (f for f in chain.from_iterable(self._frames) if f.cue >= 0 and f.weight.either > _SAYS)
        names = (first for frame in says for first, _ in frame.mention.names)
        return [self.entities.of[first] for first in names if first in self.entities.of]

    def _body(self, place: int) -> Entity | None:
        """Return the body that "it" at a word stands for, None when none does.

        A place is meant where it does something, not where something is in it.
        """
        acting = next(self._acting(place), None)
        if acting is not None:
            return acting
        first = self.words.sentences[max(0, self.words.sentence[place] - _SENTENCES_BACK)][0]
        begin, end = bisect_left(self.entities.places, first), bisect_left(self.entities.places, place)
        story = self.words.story(place)
        for k in reversed(self.entities.places[begin:end]):
            entity = self.entities.of[k]
            if entity.institution and not _is_place(entity) and self.words.story(k) == story:
                return entity
        return None

    def _acting(self, place: int) -> Iterator[Entity]:
        """Yield the bodies that did something before a word, the nearest sentence first.

        In a sentence those that say something come first.
        """
        sentence, story = self.words.sentence[place], self.words.story(place)
        for s in range(sentence, max(-1, sentence - _SENTENCES_BACK_FOR_IT - 1), -1):
            if self.words.story(self.words.sentences[s][0]) != story:
                return
            frames = [frame for frame in self._frames[s] if frame.mention.last <= place]
            frames.sort(key=lambda frame: frame.order == Order.BARE)
            for frame in frames:
                if frame.order != Order.BARE or self._does_something(frame.mention):
                    meant = (each for each in self._meant(frame.mention) if isinstance(each, Entity))
                    yield from (each for each in meant if each.institution or _may_be_a_firm(each))

    def _does_something(self, mention: Mention) -> bool:
        """Whether a verb stands behind a mention that begins its sentence."""
        if mention.first != self.words.sentences[self.words.sentence[mention.first]][0]:
            return False
        behind = self.words.low[mention.last] if mention.last < len(self.words.low) else ""
        return behind in AUXILIARIES or behind in VERBS or behind.endswith("ed")

    def _description_before(self, place: int) -> Mention | None:
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

    def _person(self, place: int, gender: str | None) -> Entity | Mention | None:
        sentence = self.words.sentence[place]
        story = self.words.story(place)
        fallback: Entity | Mention | None = None
        for s in range(sentence, max(-1, sentence - _SENTENCES_BACK), -1):
            first, last = self.words.sentences[s]
            speaking, others = self._salient(s, first, min(last, place))
            for meant in (*speaking, *others):
                if not self._fits(meant, gender):
                    continue
                if isinstance(meant, Mention):
                    likely = sure = fallback is None
                else:
                    sure = gender is not None and meant.gender == gender
                    speaks = meant in speaking and len(meant.name) <= _LONGEST_PERSON
                    likely = fallback is None and (meant.is_surely_a_person or speaks)
                if (sure or likely) and self.words.story(first) == story:
                    return meant
                fallback = fallback or meant
        return fallback

    def _fits(self, meant: Entity | Mention, gender: str | None) -> bool:
        if isinstance(meant, Entity):
            return not meant.institution and (gender is None or meant.gender in (None, gender))
        if not self.roles.is_somebody(meant):
            return False
        low = frozenset(self.words.low[meant.first : meant.last])
        other = "woman" if gender == "man" else "man"
        return gender is None or not low & roles()[other] or bool(low & roles()[gender])

    def _salient(self, sentence: int, first: int, last: int) -> tuple[list[Entity | Mention], list[Entity]]:
        """Return the people of a sentence up to a word: those that say something, and the others."""
        speaking: list[Entity | Mention] = []
        others: list[Entity] = []
        for frame in self._frames[sentence]:
            mention = frame.mention
            if mention.first >= last:
                continue
            if frame.order == Order.BARE and mention.first != first:
                others.extend(each for each in self._meant(mention) if isinstance(each, Entity))
            else:
                speaking.extend(self._meant(mention) or self._described(frame))
        places = self.entities.places
        begin, end = bisect_left(places, first), bisect_left(places, last)
        others.extend(self.entities.of[place] for place in places[begin:end])
        return speaking, others

    def _meant(self, mention: Mention) -> list[Entity | Mention]:
        if mention.kind is MentionKind.NAME:
            return [self.entities.of[first] for first, _ in mention.names if first in self.entities.of]
        found: Entity | Mention | None
        if mention.kind is MentionKind.PRONOUN:
            found = self._found.get(mention.first)
        else:
            found = self.roles.described(mention) or self._owner(mention)
        return [found] if found else []

    def _described(self, frame: Frame) -> list[Entity | Mention]:
        """Return who is only described and surely says something: "a spokesman for Acme"."""
        mention = frame.mention
        says = frame.cue >= 0 and frame.weight.either > _SAYS and mention.kind is MentionKind.NOMINAL
        if not says or not self.roles.is_somebody(mention):
            return []
        # "The writer" mostly repeats somebody who was named.
        low = self.words.low[mention.first : mention.last]
        return [mention] if low[0] in _NEW or not POSSESSIVE.isdisjoint(low) else []

    def _owner(self, mention: Mention) -> Entity | None:
        """Return Smith for "Smith's article"; "Smith's spokesman" is another."""
        if not mention.names or mention.names[0][0] != mention.first or self.roles.is_somebody(mention):
            return None
        behind = mention.names[0][1]
        return self.entities.of.get(mention.first) if self.words.low[behind] in POSSESSIVE else None


def _is_place(entity: Entity) -> bool:
    low = entity.name[-1].lower()
    return low in roles()["place"] or low in roles()["demonym"] or low in _STATES


def _may_be_a_firm(entity: Entity) -> bool:
    """Whether somebody is never called otherwise, and has neither title nor role: "Sony", "Krispy Kreme"."""
    plain = not (entity.titled or entity.roles or entity.gender or entity.name[0].lower() in first_names())
    return plain and (len(entity.name) == 1 or 1 < len(entity.places) == len(entity.full))
