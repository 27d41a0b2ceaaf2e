"""Names of bodies that small words hold together: "Food and Drug Administration"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from retrieval.quotations.lexicon import common_words
from retrieval.quotations.lexicon.grammar import DETERMINERS, OF_HEADS, TITLES
from retrieval.quotations.words import Words
from retrieval.speakers.lexicon import first_names, roles

Name = tuple[int, int]
"""The first word, and the word behind the last."""
_BETWEEN = frozenset(("and", "for"))
_TO_PLACES = frozenset(("to", "at", "in", "of", "for"))
_NAME_AND_PLACE = 3
"""Words of "US Anna Holm"."""


class Bodies:
    """Joins what is one body's name among a text's names, and parts a place from the name behind it."""

    def __init__(self, words: Words, names: Iterable[Name]) -> None:
        self.words, self.low = words, words.low
        self._names = list(names)

    @cached_property
    def _capitals(self) -> Counter[str]:
        """How often each word with a capital stands in the text."""
        return Counter(word for word in self.words.word if word[0].isupper())

    def names(self) -> list[Name]:
        """Return the names in order."""
        found: list[Name] = []
        for name in self._names:
            if name[0] and self.low[name[0] - 1] in _BETWEEN:
                joined = self._joined(found[-1], name) if found else None
                if joined is not None:
                    found[-1] = joined
                else:
                    found.append(self._from_its_beginning(name))
            elif name[1] - name[0] < _NAME_AND_PLACE:
                found.append(name)
            else:
                found.extend(self._parted(name))
        return found

    def _joined(self, before: Name, name: Name) -> Name | None:
        """Return the one name that two are which stand on both sides of "and" or "for"."""
        if name[0] - before[1] != 1:
            return None
        between = self.low[before[1]]
        if between == "for":
            joins = self._is_head(before[1] - 1)
        else:
            joins = between == "and" and (self._is_half(before, name) or self._goes_on(before, name))
        return (before[0], name[1]) if joins else None

    def _from_its_beginning(self, name: Name) -> Name:
        """Return "Food and Drug Administration" at the beginning of a sentence, where "Food" is any word."""
        first, _ = self.words.sentences[self.words.sentence[name[0]]]
        begins = name[0] - 2 == first and self.low[name[0] - 1] == "and"
        if begins and self._is_half((first, first + 1), name):
            return first, name[1]
        return name

    def _is_half(self, before: Name, name: Name) -> bool:
        """Whether a body's name is parted by "and" before its kind: "Food" and "Drug Administration"."""
        if not self._names_kind(name) or name[1] - name[0] == 1 or self.words.word[name[0]].isupper():
            return False
        if self._is_known(before) or not self._stands_only_here(before[1] - 1):
            return False
        alone = before[1] - before[0] == 1 and self.low[before[0] - 1] not in DETERMINERS
        return not alone or self.low[before[0]] in common_words()

    def _names_kind(self, name: Name) -> bool:
        """Whether a name tells what kind of body it is, before an office if it holds one."""
        for k in range(name[0], name[1]):
            if self.low[k] in TITLES:
                return k - name[0] > 1 and self._is_head(k - 1)
        return self._is_head(name[1] - 1)

    def _goes_on(self, before: Name, name: Name) -> bool:
        """Whether what a body is for goes on: "Centers for Disease Control" and "Prevention"."""
        inside = self.low[before[0] : before[1]]
        heads = [k for k in range(before[0], before[1] - 1) if self.low[k + 1] in ("of", "for")]
        if not heads or not self._is_head(heads[0]) or inside[-1] in roles()["place"]:
            return False
        if self._is_known(name) or self.low[name[0]] in TITLES or self._is_head(name[1] - 1):
            return False
        return self._stands_only_here(name[0])

    def _is_known(self, name: Name) -> bool:
        """Whether a name is somebody's, a place's or a body's own."""
        words = self.low[name[0] : name[1]]
        if words[0] in first_names() or words[-1] in roles()["place"] or words[-1] in roles()["demonym"]:
            return True
        return self.words.word[name[0]].isupper() if len(words) == 1 else self._is_head(name[1] - 1)

    def _is_head(self, k: int) -> bool:
        """Whether a word tells what kind of body a name is: "Agency"."""
        word = self.low[k]
        return word in OF_HEADS or word.removesuffix("s") in _kinds() or word in _kinds()

    def _stands_only_here(self, k: int) -> bool:
        return self._capitals[self.words.word[k]] == self._held_by_and[self.words.word[k]]

    @cached_property
    def _held_by_and(self) -> Counter[str]:
        """How often each word with a capital stands beside "and"."""
        places = self.words.places_of(frozenset(("and",)))
        return Counter(
            self.words.word[k] for place in places for k in (place - 1, place + 1) if 0 <= k < len(self.low)
        )

    def _parted(self, name: Name) -> Sequence[Name]:
        """Part "US Anna Holm" behind "ambassador to the"."""
        first, last = name
        if not self._is_place(first):
            return (name,)
        k = first - 2 if self.low[first - 1] == "the" else first - 1
        office = k > 0 and self.low[k] in _TO_PLACES and self.low[k - 1] in roles()["person"]
        return ((first, first + 1), (first + 1, last)) if office else (name,)

    def _is_place(self, k: int) -> bool:
        return self.low[k] in roles()["place"] or (
            self.low[k] in roles()["institution"] and self.words.word[k].replace(".", "").isupper()
        )


def _kinds() -> frozenset[str]:
    return roles()["institution"]
