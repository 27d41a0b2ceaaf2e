"""Everybody an article names: which names are one person's."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from retrieval.quotations.mentions import Mentions
from retrieval.quotations.words import Words
from retrieval.speakers.lexicon import first_names
from retrieval.speakers.names import WrittenName, written_name

_WITH_FIRST_NAMES = frozenset("sir dame sheikh king queen prince princess lady sister father imam".split())
"""Titles that stand before a first name: "Sir Tom"."""
_JUST_NAMED = 50
"""Words: so near behind "Bill Clinton", "Clinton" means him, unless"""
_OFTEN = 3
"""another of that name is named more than so many times as often."""


@dataclass(eq=False, slots=True)
class Entity:
    """Somebody of the article. Places are numbers of words."""

    name: tuple[str, ...]
    institution: bool
    gender: str | None = None
    places: list[int] = field(default_factory=list)
    """First word of each mention by name, in order."""
    full: list[int] = field(default_factory=list)
    """Of those, the ones with more than a surname."""
    roles: list[tuple[int, str]] = field(default_factory=list)
    """Where a role stands, and its words."""
    aliases: dict[str, None] = field(default_factory=dict)
    titled: bool = False
    """Whether a title stands before the name somewhere."""

    @property
    def is_surely_a_person(self) -> bool:
        """Whether a role or a known first name says so."""
        return bool(self.roles) or (len(self.name) > 1 and self.name[0].lower() in first_names())


class Entities:
    """The people and institutions that one article names."""

    def __init__(self, words: Words, mentions: Mentions) -> None:
        self.all: list[Entity] = []
        self.of: dict[int, Entity] = {}
        """Whom the name beginning at a word stands for."""
        self.written: dict[int, WrittenName] = {}
        """The parts of the name beginning at a word."""
        self._by_surname: dict[str, list[Entity]] = {}
        self._by_first: dict[str, list[Entity]] = {}
        short: list[tuple[int, WrittenName]] = []
        for first, last in mentions.names:
            name = self.written[first] = written_name(tuple(words.word[first:last]))
            if len(name.core) > 1 or name.institution:
                self._add(first, name)
            else:
                short.append((first, name))
        self._alone = frozenset(name.surname for _, name in short)
        for first, name in short:
            self._add_short(first, name)
        self.places = sorted(self.of)

    def _add(self, first: int, name: WrittenName) -> None:
        for entity in self._by_surname.get(name.surname, ()):
            if entity.name == name.core or _same_person(entity.name, name.core):
                if len(name.core) > len(entity.name) or len(name.core[0]) > len(entity.name[0]):
                    entity.name = name.core
                break
        else:
            entity = Entity(name.core, name.institution)
            self.all.append(entity)
            self._by_surname.setdefault(name.surname, []).append(entity)
            self._by_first.setdefault(name.core[0].lower(), []).append(entity)
        self._place(entity, first, name)
        entity.full.append(first)

    def _add_short(self, first: int, name: WrittenName) -> None:
        word = name.surname
        known = [e for e in self._by_surname.get(word, ()) if not e.institution or len(e.name) == 1]
        if name.gender:
            known = [e for e in known if e.gender in (None, name.gender)] or known
        if not known and (not name.title or name.title[-1].lower() in _WITH_FIRST_NAMES):
            known = [e for e in self._by_first.get(word, ()) if self._is_called(e, word)]
        if known:
            self._place(_likeliest(known, first), first, name)
        else:
            self._add(first, name)

    def _is_called(self, entity: Entity, first: str) -> bool:
        """Whether a name's first word may stand for it: "Ban" for Ban Ki-moon, not "Sony" for Sony GT4."""
        if entity.institution:
            return False
        rest = entity.name[-1]
        is_product = rest.isupper() or any(c.isdigit() for c in rest) or rest.lower() in self._alone
        return first in first_names() or entity.titled or not is_product

    def _place(self, entity: Entity, first: int, name: WrittenName) -> None:
        entity.gender = entity.gender or name.gender
        entity.titled = entity.titled or bool(name.title)
        insort(entity.places, first)
        entity.aliases[name.alias] = None
        self.of[first] = entity


def _likeliest(entities: list[Entity], place: int) -> Entity:
    """Return whom a surname means where several bear it: who was just named, else who is named most.

    News gives the full name first, so that who is only named further on is not meant.
    """
    entities = [entity for entity in entities if entity.full and entity.full[0] <= place] or entities
    if len(entities) == 1:
        return entities[0]

    def words_since(entity: Entity) -> int:
        number = bisect_left(entity.full, place)
        return place - entity.full[number - 1] if number else place + 1

    nearest = min(entities, key=words_since)
    main = max(entities, key=lambda entity: (len(entity.places), -words_since(entity)))
    often = _OFTEN * len(nearest.places) >= len(main.places)
    return nearest if often and words_since(nearest) <= _JUST_NAMED else main


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names with one surname may be one person's: "J. Smith", "Jon Smith", "Jonathan Smith"."""
    if len(one) == 1 or len(other) == 1:
        return one == other
    short, long = sorted((one[0].lower().rstrip("."), other[0].lower().rstrip(".")), key=len)
    return long.startswith(short) and (short == long or len(short) != 2)
