"""Who somebody is: the roles that an article writes beside names, and whom a description stands for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from retrieval.quotations.capitals import POSSESSIVE
from retrieval.quotations.lexicon.grammar import DETERMINERS, PREPOSITIONS, VERBS
from retrieval.quotations.mention import Mention, MentionKind
from retrieval.quotations.mentions import Mentions
from retrieval.quotations.words import QUOTED, Words
from retrieval.speakers.entities import Entities, Entity
from retrieval.speakers.lexicon import roles
from retrieval.speakers.names import COURTESIES

_LONGEST_ROLE = 14
_ARTICLE_AND_NOUN = 2
"""Words of "the ministry"."""
_ENDS_ROLE = frozenset((",", ";", ".", "—", "–", ":", QUOTED, "(", "and"))
_NO_ROLE = VERBS | {"including"}
"""Before these is what somebody did: "…, said coach Andy Robinson"."""
_ENDS_HEAD = PREPOSITIONS | {"who", "whose", "whom", "that", "which"}
_DEFINITE = frozenset(("the", "his", "her", "their", "this", "that"))
_TO_WHERE = frozenset(("to", "of", "at"))
_NO_DETAIL = DETERMINERS | PREPOSITIONS
_SHORT_FOR = {
    "senator": "sen",
    "governor": "gov",
    "congressman": "rep",
    "congresswoman": "rep",
    "representative": "rep",
    "lawmaker": "rep",
}


class Roles:
    """Reads the roles beside the names of one article, and finds whom a description repeats."""

    def __init__(self, words: Words, mentions: Mentions, entities: Entities) -> None:
        self.words, self.mentions, self.entities = words, mentions, entities
        self._by_head: dict[str, list[tuple[Entity, frozenset[str]]]] = {}
        for first, last in mentions.names:
            entity = entities.of[first]
            role = None if entity.institution else self._beside(first, last)
            if role is not None:
                entity.roles.append((first, role))
                self._remember(entity, role)

    def _remember(self, entity: Entity, role: str) -> None:
        low = frozenset(role.lower().replace("-", " ").replace(".", "").split())
        for head in low & _heads():
            self._by_head.setdefault(head, []).append((entity, low))
        if entity.gender is None:
            if low & roles()["woman"]:
                entity.gender = "woman"
            elif low & roles()["man"]:
                entity.gender = "man"

    def _beside(self, first: int, last: int) -> str | None:
        """Return the role before a name, or in an apposition behind or before it."""
        begin, end = self._before(first, last)
        begin = next((k + 1 for k in range(end - 1, begin - 1, -1) if self.words.low[k] in _NO_ROLE), begin)
        if begin < end and not self._says_only_which(begin, end - 1):
            role = self.text(begin, end)
            # "Actors" are several: of which this is one, is not told.
            if not _is_courtesy(role) and not self._is_plural(end - 1):
                return role
        return self._behind_comma(last, self._sentence_end(first)) or self._before_comma(first)

    def _is_plural(self, k: int) -> bool:
        word = self.words.low[k]
        return word.endswith("s") and word[:-1] in roles()["person"]

    def _says_only_which(self, first: int, last: int) -> bool:
        """Whether a role would end with a word like "former", which wants another behind it.

        "Ambassador to the US" wants none.
        """
        return self.words.low[last] in _saying_only_which() and _TO_WHERE.isdisjoint(
            self.words.low[first:last]
        )

    def _sentence_end(self, first: int) -> int:
        return self.words.sentences[self.words.sentence[first]][1]

    def _floor(self, first: int) -> int:
        return self.words.sentences[self.words.sentence[first]][0]

    def _before(self, first: int, last: int) -> tuple[int, int]:
        title = self.entities.written[first].title
        mention = self.mentions.ending_at(last - 1, self._floor(first))
        begin = first
        if mention is not None and mention.kind is MentionKind.NAME and len(mention.names) == 1:
            begin = self._without_article(mention.first, first)
        if len(title) == 1 and title[0].lower() in roles()["institution"]:
            begin = self._office_start(first)
        end = first + len(title)
        if title and _is_courtesy(title[-1]):
            # What stands before "Mr" is no part of a role: "with its host Mr Brown said".
            begin, end = first, end - 1
        place = self.mentions.name_ending.get(first - 1)
        if begin == first and not title and place is not None and place[1] - place[0] == 1:
            begin = self._office_before(place[0], first)
        if end > begin >= 2 and self.words.low[begin - 1] in POSSESSIVE:
            owner = self.mentions.name_ending.get(begin - 2)
            begin = owner[0] if owner is not None else begin
        return begin, end

    def _office_before(self, place: int, first: int) -> int:
        """Return where "ambassador to Kenya" begins before a name at `first`, else `first`."""
        if place <= self._floor(first):
            return first
        office = self._office_start(place)
        return office if _stands_for_a_person(self.words.low[office:place]) else first

    def _office_start(self, first: int) -> int:
        """Return where "Russia's ambassador to the" begins before "UN Anna Smith"."""
        low, floor = self.words.low, self._floor(first)
        of = first - 2 if first - 2 > floor and low[first - 1] == "the" else first - 1
        if of - 1 < floor or low[of] not in PREPOSITIONS:
            return first
        office = self.mentions.ending_at(of - 1, floor)
        return self._without_article(office.first if office is not None else of - 1, first)

    def _without_article(self, begin: int, end: int) -> int:
        while begin < end and self.words.low[begin] in DETERMINERS:
            begin += 1
        return begin

    def _behind_comma(self, last: int, end: int) -> str | None:
        """Return "Republican from Ohio" of ", a Republican from Ohio," behind a name."""
        words, low = self.words.word, self.words.low
        if last + 2 >= end or words[last] != ",":
            return None
        stop = last + 1
        while stop < end and stop - last < _LONGEST_ROLE and words[stop] not in _ENDS_ROLE:
            stop += 1
        inside = low[last + 1 : stop]
        if any(self._names_a_person(k) for k in range(last + 1, stop)):
            return None
        if not _stands_for_a_person(inside) or any(word in VERBS for word in inside):
            return None
        begin = self._without_article(last + 1, stop)
        return self.text(begin, stop) if begin < stop else None

    def _names_a_person(self, k: int) -> bool:
        """Whether somebody's own name begins at a word: "…, Secretary of State Anna Holm and others"."""
        name = self.entities.written.get(k)
        return name is not None and len(name.core) > 1 and (bool(name.title) or name.gender is not None)

    def _before_comma(self, first: int) -> str | None:
        """Return "foreign minister" of "the foreign minister, " before a name."""
        if first < 2 or self.words.word[first - 1] != ",":
            return None
        before = self.mentions.ending_at(first - 2, self._floor(first))
        if before is None or before.kind is not MentionKind.NOMINAL:
            return None
        if not _stands_for_a_person(self.words.low[before.first : before.last]):
            return None
        begin = self._without_article(before.first, before.last)
        return self.text(begin, before.last) if begin < before.last else None

    def text(self, first: int, last: int) -> str:
        """Return the words `first` … `last - 1` as written, on one line."""
        return " ".join(self.words.text[self.words.start[first] : self.words.end[last - 1]].split())

    def is_somebody(self, mention: Mention) -> bool:
        """Whether a description is of one person: "a spokesman for Acme"."""
        inside = self.words.low[mention.first : mention.last]
        inside = [word for word in inside if word not in DETERMINERS]
        return _stands_for_a_person(inside)

    def fitting(self, mention: Mention) -> list[Entity]:
        """Return the people whose role a definite description ("the Russian minister") repeats."""
        low = self.words.low
        inside = low[mention.first : mention.last]
        if inside[0] not in _DEFINITE and not any(word in POSSESSIVE for word in inside):
            return []
        wanted = _head(inside)
        if wanted not in roles()["person"]:
            return []
        details = {w for w in inside[1:] if w[0].isalpha() and w not in _NO_DETAIL} - {wanted}
        heads = {wanted, wanted.removesuffix("man") + "woman", _SHORT_FOR.get(wanted, wanted)}
        found: dict[int, Entity] = {}
        for head in heads:
            for entity, role in self._by_head.get(head, ()):
                if details & role or not details - roles()["qualifier"]:
                    found[id(entity)] = entity
        return list(found.values())

    def described(self, mention: Mention) -> Entity | None:
        """Return the only one whom a description fits, in its story or else in the article."""
        fitting = self.fitting(mention) or self._bodies(mention)
        if len(fitting) > 1:
            story = self.words.story(mention.first)
            fitting = [
                entity
                for entity in fitting
                if any(place < mention.first and self.words.story(place) == story for place in entity.places)
            ]
        return fitting[0] if len(fitting) == 1 else None

    def _bodies(self, mention: Mention) -> list[Entity]:
        """Return the Russian Foreign Ministry for "the ministry"."""
        words = self.words.low[mention.first : mention.last]
        if len(words) != _ARTICLE_AND_NOUN or words[0] != "the" or mention.names:
            return []
        return [
            e
            for e in self.entities.all
            if e.institution and len(e.name) > 1 and e.name[-1].lower() == words[1]
        ]


@cache
def _saying_only_which() -> frozenset[str]:
    return roles()["qualifier"] - roles()["person"]


@cache
def _heads() -> frozenset[str]:
    return roles()["person"] | {*_SHORT_FOR.values()}


def _head(words: Sequence[str]) -> str:
    """Return the word that tells what a description stands for: "minister" of "a minister in the cabinet"."""
    for before, word in pairwise(words):
        if word in _ENDS_HEAD or (word.endswith("ing") and before in roles()["person"]):
            return before
    return words[-1]


def _stands_for_a_person(words: Sequence[str]) -> bool:
    """Whether words are about a person: "the minister's integrity" and "who met a minister" are not."""
    return bool(words) and words[0] not in _ENDS_HEAD and _head(words) in roles()["person"]


def _is_courtesy(word: str) -> bool:
    return word.lower().strip(".") in COURTESIES
