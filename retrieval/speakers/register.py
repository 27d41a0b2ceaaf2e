"""The people and institutions of one article, and whom each mention stands for."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from retrieval.quotations.capitals import POSSESSIVE
from retrieval.quotations.frames import Frame, Order
from retrieval.quotations.lexicon.grammar import DETERMINERS, PREPOSITIONS
from retrieval.quotations.mentions import Mention, MentionKind, Mentions
from retrieval.quotations.words import Words
from retrieval.speakers.lexicon import first_names, roles
from retrieval.speakers.model import Speaker
from retrieval.speakers.names import WrittenName, written_name

_SENTENCES_BACK = 14
_JUST_NAMED = 50
"""Words: so near behind "Bill Clinton", "Clinton" means him."""
_MASCULINE = frozenset(("he", "him", "his"))
_FEMININE = frozenset(("she", "her"))


@dataclass(eq=False, slots=True)
class Entity:
    """Somebody of the article."""

    name: tuple[str, ...]
    institution: bool
    gender: str | None = None
    places: list[int] = field(default_factory=list)
    """First word of each mention by name."""
    full: list[int] = field(default_factory=list)
    """Of those, the ones with more than a surname."""
    roles: list[tuple[int, str]] = field(default_factory=list)
    """Where a role stands, and its words."""
    aliases: dict[str, None] = field(default_factory=dict)


class Register:
    """Everybody named in one article."""

    def __init__(self, words: Words, mentions: Mentions, frames: list[Frame]) -> None:
        self.words, self.mentions = words, mentions
        self._entities: list[Entity] = []
        self._by_surname: dict[str, list[Entity]] = {}
        self._by_first: dict[str, list[Entity]] = {}
        self.entity_of: dict[int, Entity] = {}
        """The entity that the name beginning at a word stands for."""
        self._story = self._stories()
        self._subjects: dict[int, list[Frame]] = {}
        for frame in frames:
            self._subjects.setdefault(frame.sentence, []).append(frame)
        self._name_places: list[int] = []
        self._read_names()
        self._pronouns: dict[int, Entity | None] = {}

    def _stories(self) -> list[int]:
        story, found = 0, []
        for headline in self.words.headline:
            story += headline
            found.append(story)
        return found

    def _read_names(self) -> None:
        short: list[tuple[int, WrittenName]] = []
        for first, last in self.mentions.names:
            name = written_name(tuple(self.words.word[first:last]))
            if len(name.core) > 1 or name.institution:
                self._add(first, name)
            else:
                short.append((first, name))
        for first, name in short:
            self._add_short(first, name)
        for first, last in self.mentions.names:
            self._add_role(first, last)
        self._name_places = sorted(self.entity_of)

    def _add(self, first: int, name: WrittenName) -> Entity:
        for entity in self._by_surname.get(name.surname, ()):
            if _same_person(entity.name, name.core):
                if len(name.core) > len(entity.name) or (len(name.core[0]) > len(entity.name[0])):
                    entity.name = name.core
                break
        else:
            entity = Entity(name.core, name.institution)
            self._entities.append(entity)
            self._by_surname.setdefault(name.surname, []).append(entity)
            self._by_first.setdefault(name.core[0].lower(), []).append(entity)
        self._place(entity, first, name)
        entity.full.append(first)
        return entity

    def _add_short(self, first: int, name: WrittenName) -> None:
        word = name.surname
        known = [e for e in self._by_surname.get(word, ()) if not e.institution or len(e.name) == 1]
        if name.gender:
            known = [e for e in known if e.gender in (None, name.gender)] or known
        if not known and not name.title:
            known = [e for e in self._by_first.get(word, ()) if not e.institution]
        if known:
            self._place(self._likeliest(known, first), first, name)
        else:
            self._add(first, name)

    def _likeliest(self, entities: list[Entity], place: int) -> Entity:
        """Return whom a surname means where several bear it: who was just named, else who is named most."""
        if len(entities) == 1:
            return entities[0]

        def last_named(entity: Entity) -> int:
            number = bisect_left(entity.full, place)
            return place - entity.full[number - 1] if number else place + 1

        nearest = min(entities, key=last_named)
        if last_named(nearest) <= _JUST_NAMED:
            return nearest
        return max(entities, key=lambda entity: (len(entity.full), -last_named(entity)))

    def _place(self, entity: Entity, first: int, name: WrittenName) -> None:
        entity.gender = entity.gender or name.gender
        entity.places.insert(bisect_left(entity.places, first), first)
        entity.aliases[" ".join((*name.title[-1:], *name.core))] = None
        self.entity_of[first] = entity

    def _add_role(self, first: int, last: int) -> None:
        entity = self.entity_of[first]
        if entity.institution:
            return
        name = written_name(tuple(self.words.word[first:last]))
        mention = self.mentions.ending_at(last - 1, self.words.sentences[self.words.sentence[first]][0])
        begin = mention.first if mention is not None and mention.kind is MentionKind.NAME else first
        if mention is not None and len(mention.names) > 1:
            begin = first
        while begin < first and self.words.low[begin] in DETERMINERS:
            begin += 1
        end = first + len(name.title)
        if len(name.title) == 1 and name.title[0].lower() in roles()["institution"]:
            begin = self._office_start(first)
        role = self._text(begin, end) if end > begin else ""
        if role and role.lower().strip(".") not in ("mr", "mrs", "ms", "dr", "sir", "mx"):
            if (
                begin >= 2
                and self.words.low[begin - 1] in ("'s", "’s")
                and begin - 2 in self.mentions.name_ending
            ):
                role = self._text(self.mentions.name_ending[begin - 2][0], end)
            entity.roles.append((first, role))
            self._role_gender(entity, role)
        else:
            self._add_apposition(entity, first, last)

    def _office_start(self, first: int) -> int:
        """Where "Russia's ambassador to the" begins before "UN Anna Smith"."""
        low = self.words.low
        floor = self.words.sentences[self.words.sentence[first]][0]
        of = first - 2 if first - 2 > floor and low[first - 1] == "the" else first - 1
        if of - 1 < floor or low[of] not in PREPOSITIONS:
            return first
        office = self.mentions.ending_at(of - 1, floor)
        begin = office.first if office is not None else of - 1
        while begin < first and low[begin] in DETERMINERS:
            begin += 1
        return begin

    def _add_apposition(self, entity: Entity, first: int, last: int) -> None:
        """Read ", a Republican from Ohio," behind a name, and "the minister, " before it."""
        words, low = self.words.word, self.words.low
        end = self.words.sentences[self.words.sentence[first]][1]
        if last + 2 < end and words[last] == ",":
            behind = self.mentions.starting_at(last + 1, end)
            heads = roles()["person"]
            if behind is not None and behind.kind is not MentionKind.PRONOUN:
                stop = behind.last
                while (
                    stop < end
                    and stop - last < 14
                    and words[stop] not in (",", ";", ".", "—", "–", ":", "“…”", "(", "and")
                ):
                    stop += 1
                inside = low[last + 1 : min(stop, last + 8)]
                if any(word in heads for word in inside) and not any(
                    word in ("said", "says", "told", "is", "was", "has", "had")
                    for word in low[last + 1 : stop]
                ):
                    begin = last + 1
                    while begin < stop and low[begin] in ("a", "an", "the"):
                        begin += 1
                    entity.roles.append((first, self._text(begin, stop)))
                    self._role_gender(entity, entity.roles[-1][1])
                    return
        if first >= 2 and words[first - 1] == ",":
            floor = self.words.sentences[self.words.sentence[first]][0]
            before = self.mentions.ending_at(first - 2, floor)
            if (
                before is not None
                and before.kind is not MentionKind.PRONOUN
                and any(w in roles()["person"] for w in low[before.first : before.last])
            ):
                begin = before.first
                while begin < first - 1 and low[begin] in ("a", "an", "the"):
                    begin += 1
                entity.roles.append((first, self._text(begin, before.last)))

    def _role_gender(self, entity: Entity, role: str) -> None:
        if entity.gender is None:
            low = set(role.lower().split())
            if low & roles()["woman"]:
                entity.gender = "woman"
            elif low & (roles()["man"] - {"chairman", "actor"}):
                entity.gender = "man"

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.words.text[self.words.start[first] : self.words.end[last - 1]].split())

    def speakers_of(self, mention: Mention) -> tuple[Speaker, ...]:
        """Return whom a mention stands for; two for two names joined by "and"."""
        written = self._text(mention.first, mention.last)
        if mention.kind is MentionKind.NAME and mention.names:
            return tuple(
                self._speaker(self.entity_of[first], mention.first)
                for first, _ in mention.names
                if first in self.entity_of
            )
        if mention.kind is MentionKind.PRONOUN:
            entity = self.antecedent(mention.first)
        else:
            entity = self._described(mention)
        if entity is not None:
            return (self._speaker(entity, mention.first),)
        return (
            Speaker(
                written, resolved=mention.kind is not MentionKind.PRONOUN and not self._ambiguous(mention)
            ),
        )

    def _speaker(self, entity: Entity, place: int) -> Speaker:
        name = " ".join(entity.name)
        if entity.institution and entity.places[0] and self.words.low[entity.places[0] - 1] == "the":
            name = "the " + name
        role = None
        if entity.roles:
            before = [r for r in entity.roles if r[0] <= place + 6]
            role = before[-1][1] if before else entity.roles[0][1]
        return Speaker(name, role, tuple(a for a in entity.aliases if a != name))

    def _ambiguous(self, mention: Mention) -> bool:
        return len(self._fitting(mention)) > 1

    def _fitting(self, mention: Mention) -> list[Entity]:
        """Return the people whose role a definite description repeats."""
        low = self.words.low
        opening = low[mention.first]
        possessive = any(low[k] in ("'s", "’s") for k in range(mention.first, mention.last))
        if opening not in ("the", "his", "her", "their", "this", "that") and not possessive:
            return []
        head = mention.first
        for k in range(mention.first + 1, mention.last):
            if low[k] in PREPOSITIONS:
                break
            head = k
        if low[head] not in roles()["person"]:
            return []
        wanted = low[head]
        details = {
            w
            for w in low[mention.first + 1 : mention.last]
            if w not in DETERMINERS and w not in PREPOSITIONS and w[0].isalpha()
        } - {wanted}
        fitting = []
        for entity in self._entities:
            texts = [set(role.lower().replace("-", " ").replace(".", "").split()) for _, role in entity.roles]
            if any(_fits(wanted, details, text) for text in texts):
                fitting.append(entity)
        return fitting

    def _described(self, mention: Mention) -> Entity | None:
        fitting = self._fitting(mention)
        if len(fitting) == 1:
            return fitting[0]
        if len(fitting) > 1:
            here = self._story[self.words.paragraph[mention.first]]
            near = [
                e
                for e in fitting
                if any(self._story[self.words.paragraph[p]] == here and p < mention.first for p in e.places)
            ]
            if len(near) == 1:
                return near[0]
        return None

    def antecedent(self, place: int) -> Entity | None:
        """Return whom the pronoun at a word stands for, None when nobody or nobody certain."""
        if place not in self._pronouns:
            self._pronouns[place] = None
            self._pronouns[place] = self._find_antecedent(place)
        return self._pronouns[place]

    def _find_antecedent(self, place: int) -> Entity | None:
        low = self.words.low[place]
        if low in _MASCULINE:
            gender: str | None = "man"
        elif low in _FEMININE:
            gender = "woman"
        elif low == "it":
            gender = None
        else:
            return None
        sentence = self.words.sentence[place]
        story = self._story[self.words.paragraph[place]]
        fallback: Entity | None = None
        for s in range(sentence, max(-1, sentence - _SENTENCES_BACK), -1):
            first, last = self.words.sentences[s]
            crossing = self._story[self.words.paragraph[first]] != story
            speaking, others = self._salient(s, first, min(last, place))
            for entity in (*speaking, *others):
                if gender is None:
                    fits, sure = entity.institution, True
                else:
                    fits = (
                        not entity.institution and entity.gender in (None, gender) and self._personal(entity)
                    )
                    sure = entity.gender == gender
                likely = fallback is None and (
                    self._sure_person(entity) or (entity in speaking and len(entity.name) < 4)
                )
                if fits and not crossing and (sure or likely):
                    return entity
                if fits and fallback is None:
                    fallback = entity
        return fallback

    def _personal(self, entity: Entity) -> bool:
        return (
            len(entity.name) > 1
            or bool(entity.roles)
            or entity.gender is not None
            or entity.name[0].lower() not in roles()["institution"]
        )

    def _sure_person(self, entity: Entity) -> bool:
        return bool(entity.roles) or (len(entity.name) > 1 and entity.name[0].lower() in first_names())

    def _salient(self, sentence: int, first: int, last: int) -> tuple[list[Entity], list[Entity]]:
        """Return the people of a sentence up to a word, those that say something first, in their order."""
        speaking: list[Entity] = []
        others: list[Entity] = []
        for frame in self._subjects.get(sentence, ()):
            m = frame.mention
            if m.first >= last:
                continue
            if m.kind is MentionKind.PRONOUN:
                found = self.antecedent(m.first) if self.words.low[m.first] in ("he", "she", "it") else None
                entities = [found] if found else []
            elif m.kind is MentionKind.NAME:
                entities = [self.entity_of[a] for a, _ in m.names if a in self.entity_of]
            else:
                found = self._described(m) or self._owner(m)
                entities = [found] if found else []
            (others if frame.order == Order.BARE and not self._leads(m) else speaking).extend(entities)
        begin, end = bisect_left(self._name_places, first), bisect_left(self._name_places, last)
        others.extend(self.entity_of[place] for place in self._name_places[begin:end])
        return speaking, others

    def _owner(self, mention: Mention) -> Entity | None:
        """Return whose "article" it is in "Smith's article"."""
        if not mention.names or mention.names[0][0] != mention.first:
            return None
        behind = mention.names[0][1]
        return self.entity_of.get(mention.first) if self.words.low[behind] in POSSESSIVE else None

    def _leads(self, mention: Mention) -> bool:
        return mention.first == self.words.sentences[self.words.sentence[mention.first]][0]


def _fits(wanted: str, details: set[str], role: set[str]) -> bool:
    heads = {
        wanted,
        wanted.removesuffix("man") + "woman",
        "sen" if wanted == "senator" else wanted,
        "gov" if wanted == "governor" else wanted,
        "rep" if wanted in ("congressman", "congresswoman", "representative", "lawmaker") else wanted,
    }
    if not heads & role:
        return False
    strange = details - role - roles()["qualifier"]
    return not strange or len(details & role) >= 1


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    a, b = one[0].lower().rstrip("."), other[0].lower().rstrip(".")
    if len(one) == 1 or len(other) == 1:
        return one == other
    return (
        a == b
        or (len(a) == 1 and b.startswith(a))
        or (len(b) == 1 and a.startswith(b))
        or (min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a)))
    )
