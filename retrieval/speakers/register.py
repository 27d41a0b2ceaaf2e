"""Whom each mention of one article stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.quotations.frame import Frame
from retrieval.quotations.mention import Mention, MentionKind
from retrieval.quotations.mentions import Mentions
from retrieval.quotations.words import Words
from retrieval.speakers.antecedents import Antecedents
from retrieval.speakers.entities import Entities, Entity
from retrieval.speakers.lexicon import roles
from retrieval.speakers.model import Speaker
from retrieval.speakers.roles import Roles

_AGE = re.compile(r"\d+-year-old")
_THE_AND_NOUN = 2
"""Words of "the firm"."""
_FIRMS = frozenset("firm company group".split())
_JUST_BEHIND = 6
"""Words: a role so soon behind a mention is still the nearest."""


class Register:
    """Everybody of one article, and the speakers that mentions stand for."""

    def __init__(self, words: Words, mentions: Mentions, frames: Sequence[Sequence[Frame]]) -> None:
        """Take in everybody whom the names tell; `frames` are those of each sentence."""
        self.words = words
        self._entities = Entities(words, mentions)
        self._roles = Roles(words, mentions, self._entities)
        self._antecedents = Antecedents(words, self._entities, self._roles, frames)
        self._speakers: dict[int, tuple[Speaker, ...]] = {}
        self._named: dict[tuple[Entity, str | None], Speaker] = {}

    def speakers_of(self, mention: Mention) -> tuple[Speaker, ...]:
        """Return whom a mention stands for: one speaker, or several for names joined by "and".

        A pronoun or a description that fits nobody, or several people, is a speaker as written who is not
        resolved; so is everybody whom only "they" or "we" names.
        """
        if mention.first not in self._speakers:
            self._speakers[mention.first] = self._find(mention)
        return self._speakers[mention.first]

    def person_at(self, first: int) -> str | None:
        """Return whose full name begins at a word, None where it is no person's."""
        entity = self._entities.of.get(first)
        if entity is None or entity.institution or not (entity.is_surely_a_person or len(entity.name) > 1):
            return None
        return " ".join(entity.name)

    def _find(self, mention: Mention) -> tuple[Speaker, ...]:
        named = [self._entities.of[first] for first, _ in mention.names if first in self._entities.of]
        if len(named) == 1 and _is_office(named[0]):
            mention = self._office(mention)
        elif named and (mention.kind is MentionKind.NAME or self._ends_with_a_person(mention)):
            if len(named) == 1:
                return (self._speaker(named[0], mention.first),)
            return tuple(dict.fromkeys(self._speaker(entity, mention.first) for entity in named))
        is_pronoun = mention.kind is MentionKind.PRONOUN
        meant = self._antecedents.of(mention.first) if is_pronoun else self._described(mention)
        if isinstance(meant, Mention):
            return (Speaker(self._roles.text(meant.first, meant.last), named=False),)
        if meant is not None:
            return (self._speaker(meant, mention.first),)
        if mention.first and self.words.word[mention.first - 1] == "@":
            return (Speaker(f"@{self._roles.text(mention.first, mention.last)}"),)
        resolved = not is_pronoun and len(self._roles.fitting(mention)) < 2
        return (Speaker(self._roles.text(mention.first, mention.last), resolved=resolved, named=False),)

    def _described(self, mention: Mention) -> Entity | None:
        """Return whom a description stands for: "the minister", "the 34-year-old", "the firm"."""
        entity = self._roles.described(mention)
        low = self.words.low[mention.first : mention.last]
        if entity is not None or len(low) != _THE_AND_NOUN or low[0] != "the":
            return entity
        if _AGE.fullmatch(low[1]):
            return self._antecedents.person_before(mention.first)
        return self._antecedents.firm_before(mention.first) if low[1] in _FIRMS else None

    def _ends_with_a_person(self, mention: Mention) -> bool:
        """Whether "the president of the European Commission Clara Benson" names her behind her office."""
        first, last = mention.names[-1]
        title = self._entities.written[first].title
        return last == mention.last and any(word.lower() in roles()["institution"] for word in title)

    def _office(self, mention: Mention) -> Mention:
        """Return the description that "the Russian Foreign Minister" is for all its capitals."""
        first = mention.first
        if first and self.words.low[first - 1] == "the":
            first -= 1
        return Mention(first, mention.last, MentionKind.NOMINAL, mention.names)

    def _speaker(self, entity: Entity, place: int) -> Speaker:
        role = None
        if entity.roles:
            near = [role for role in entity.roles if role[0] <= place + _JUST_BEHIND]
            role = (near or entity.roles[:1])[-1][1]
        if (entity, role) not in self._named:
            name = " ".join(entity.name).replace(" / ", "/")
            if entity.institution and entity.places[0] and self.words.low[entity.places[0] - 1] == "the":
                name = "the " + name
            if len(entity.name) == 1 and entity.places[0] and self.words.word[entity.places[0] - 1] == "@":
                name = "@" + name
            aliases = tuple(alias for alias in entity.aliases if alias != name)
            self._named[entity, role] = Speaker(name, role, aliases)
        return self._named[entity, role]


def _is_office(entity: Entity) -> bool:
    return len(entity.name) == 1 and entity.name[0].lower() in roles()["person"]
