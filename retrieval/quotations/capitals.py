"""Names among a text's words: what their capitals tell, and what they hide."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, pairwise
from operator import itemgetter

from retrieval.languages import ENGLISH, LANGUAGES
from retrieval.quotations.lexicon import common_words, cues, other_languages
from retrieval.quotations.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    OF_HEADS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
)
from retrieval.quotations.words import QUOTED, Words
from retrieval.speakers.lexicon import first_names, roles

FUNCTION_WORDS = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS | DETERMINERS | PRONOUNS
_OF_OTHER_LANGUAGES = frozenset().union(*(each.stop_words for each in LANGUAGES if each is not ENGLISH))
"""A sentence that such a word opens is in one of them, unless it belongs to a name ("Le Pen")."""
_BEGINS = frozenset("mr mr. mrs mrs. ms ms.".split())
"""They begin a name, even where a comma is missing: "after talks in Tanzania Mr Brown said"."""
_FEW = 3
"""Long words that are too few to tell a headline in capitals."""
_PARTY = 5
"""Characters of "D-Day", which is no state's."""
_BYLINE = 3
"""Where somebody's own name may begin behind a reporter's: "By Eva Lind Ida Holm said …"."""
_MONTHS = frozenset("jan april may june august march".split())
"""Those that are names of people too."""
_OPENING = frozenset("regarding including following concerning presumptive see given asked leading".split())
"""Words before a name at the beginning of a sentence that are none of it."""
_BEFORE_MONTHS = PREPOSITIONS | frozenset("last next this late early mid every to and".split())
POSSESSIVE = frozenset(("'s", "’s"))
_OF_OFFICES = TITLES | roles()["demonym"]
_BEHIND_OFFICES = frozenset(("of", "for", "to"))


class NameFinder:
    """Finds the names of a text: spans of words."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._upper = [*map(str.isupper, map(itemgetter(0), words.word))]
        """Of each word: whether it begins with a capital."""
        self.in_capitals = [self._mostly_capitals(first, last) for first, last in words.sentences]
        """Of each sentence: whether it is a headline in capitals."""
        self._joined = self._joined_inside()
        self._written = frozenset(words.word)
        self._inside = frozenset(self._capitals_inside())
        months = (k for k in words.places_of(_MONTHS) if self._upper[k])
        self._month_surnames = frozenset(words.low[k] for k in months if self._is_surname(k))

    def _mostly_capitals(self, first: int, last: int) -> bool:
        """Whether a sentence is a headline in capitals, where a capital says nothing."""
        if sum(self._upper[first : min(first + 8, last)]) < 3:
            return False
        long = [w for w in self.words.word[first:last] if len(w) > 3 and w[0].isalpha()]
        if len(long) <= _FEW or sum(w[0].isupper() for w in long) <= 0.75 * len(long):
            return False
        # A headline in capitals would write "Told": only names and offices have them here.
        return not any(w in cues() for w in long)

    def _capitals_inside(self) -> Iterator[str]:
        """Yield the words with a capital that stand in the middle of a sentence."""
        inside = self._upper.copy()
        for first, _ in self.words.sentences:
            inside[first] = False
        return compress(self.words.word, inside)

    def _joined_inside(self) -> frozenset[str]:
        """Return the words that stand beside another capital inside a sentence: "Ban" of "Ban Ki-moon"."""
        found: set[str] = set()
        words, upper = self.words.word, self._upper
        for first, last in self.words.sentences:
            inside = sum(upper[first + 1 : last])
            if 1 < inside < (last - first) / 2:
                capitals = compress(range(first + 1, last), upper[first + 1 : last])
                beside = ((k, after) for k, after in pairwise(capitals) if after == k + 1)
                found.update(words[k] for pair in beside for k in pair)
        return frozenset(found)

    def names(self) -> list[tuple[int, int]]:
        """Return the first word, and the word behind the last, of each name in order."""
        return [name for first, last in self.words.sentences for name in self._of_sentence(first, last)]

    def _of_sentence(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        low = self.words.low
        capitals = self.in_capitals[self.words.sentence[first]]
        behind = first
        for i in compress(range(first, last), self._upper[first:last]):
            if i < behind or not self._starts_name(i, last, opening=self._opens(i, first), capitals=capitals):
                continue
            end = self._name_end(i, last, capitals=capitals)
            if i == 1 and low[0] == "by" and end > _BYLINE and low[_BYLINE] in first_names():
                behind = _BYLINE
                continue
            while end > i + 1 and low[end - 1] in DAYS and not self._is_surname(end - 1):
                end -= 1
            behind = end
            titled = low[end - 1] in TITLES and _OF_OFFICES.issuperset(low[i:end])
            if not titled or self._stands_alone(i, end):
                yield i, end

    def _opens(self, i: int, first: int) -> bool:
        """Whether any word would have a capital at `i`: nothing, or only marks, stands before it."""
        words = self.words.word
        for k in range(i - 1, first - 1, -1):
            word = words[k]
            if word in ":—–-•*":
                return True
            if word[0].isalnum() or (word == QUOTED and self._goes_on_behind(k)):
                return False
        return True

    def _goes_on_behind(self, k: int) -> bool:
        """Whether the stretch between marks at `k` ends with a comma, so that its sentence goes on."""
        return self.words.text[self.words.marked[self.words.quoted[k]].end - 1] == ","

    def _is_surname(self, k: int) -> bool:
        """Whether the name of a month is somebody's: "Theresa May", "Mrs May"."""
        low = self.words.low
        return low[k] in _MONTHS and k > 0 and (low[k - 1] in first_names() or low[k - 1] in TITLES)

    def _is_somebody(self, k: int) -> bool:
        """Whether a month's name begins somebody's, or is one: "Jan Berg", "May" behind "Theresa May"."""
        low = self.words.low
        if low[k] not in _MONTHS or (k and low[k - 1] in _BEFORE_MONTHS):
            return False
        following = self.words.word[k + 1] if k + 1 < len(low) else ""
        named = following in PARTICLES or (
            following[:1].isupper() and following.lower() not in FUNCTION_WORDS
        )
        if low[k] in first_names() and named:
            return True
        return low[k] in self._month_surnames and not following[:1].isdigit()

    def _stands_alone(self, first: int, last: int) -> bool:
        """Whether words that are all titles are a name: one word such as "King", without an article."""
        before = self.words.low[first - 1] if first else ""
        if last < len(self.words.low) and self.words.low[last] in _BEHIND_OFFICES:
            return False
        if self.words.low[last - 1] in roles()["qualifier"]:
            return False
        if last - first > 1 and self.words.low[first].rstrip(".") in (
            "mr",
            "mrs",
            "ms",
            "dr",
            "sen",
            "rep",
            "gov",
        ):
            return True
        if self.words.low[first] in roles()["demonym"]:
            return True
        return last - first == 1 and before not in DETERMINERS and before not in POSSESSIVE

    def _starts_name(self, i: int, last: int, *, opening: bool, capitals: bool) -> bool:
        word, low = self.words.word[i], self.words.low[i]
        if low in DAYS:
            return self._is_somebody(i)
        if is_party_and_state(word):
            return False
        plain = opening or capitals
        if low in ("i", "will"):
            return low == "will" and not plain and self._begins_surname(i + 1, last)
        if low in FUNCTION_WORDS and (plain or len(word) < 2 or not word.isupper()):
            return False
        if low in TITLES or not plain:
            return True
        return self._is_name_at_start(i, last, capitals=capitals)

    def _begins_surname(self, i: int, last: int) -> bool:
        """Whether a word with a capital that is no pronoun or the like stands at `i`: "Will Holm"."""
        return i < last and self._upper[i] and self.words.low[i] not in FUNCTION_WORDS

    def _is_name_at_start(self, i: int, last: int, *, capitals: bool) -> bool:
        """Whether a capital that any word would have here belongs to a name."""
        low = self.words.low[i]
        following = self.words.word[i + 1] if i + 1 < last else ""
        if low in _OF_OTHER_LANGUAGES and not following[:1].isupper():
            return False
        if (
            low in _OPENING
            or low in other_languages()["according"]
            or (low.endswith("ly") and low in common_words())
        ):
            return False
        if low.endswith(("ed", "ing")) and not following[:1].isupper() and following not in POSSESSIVE:
            return False
        word = self.words.word[i]
        is_plain = low in self._written and word not in self._inside and not following[:1].isupper()
        if (low not in common_words() and not is_plain) or word in self._joined:
            return True
        joins = following[:1].isupper() and not following.isupper()
        return joins and not capitals and self.words.low[i + 1] not in FUNCTION_WORDS

    def _name_end(self, i: int, last: int, *, capitals: bool) -> int:
        j = i + 1
        while j < last and (more := self._goes_on(j, last, capitals=capitals)):
            j += more
        return j

    def _goes_on(self, j: int, last: int, *, capitals: bool) -> int:
        """Return how many words from `j` on belong to the name before."""
        words, low = self.words.word, self.words.low
        word = words[j]
        if word[0].isupper():
            return 0 if self._ends_name(j, capitals=capitals) else 1
        if _joins_particle(word):
            return 1
        if j + 1 < last and words[j + 1][0].isupper() and low[j + 1] not in DAYS:
            joins = (
                low[j] in PARTICLES
                or word in ("&", "/")
                or (word == "of" and low[j - 1] in OF_HEADS)
                or (word == "." and len(words[j - 1]) == 1)
            )
            return 1 if joins else 0
        if (
            j + 2 < last
            and low[j] in ("de", "van", "von", "of")
            and low[j + 1] in ("la", "der", "den", "los", "the")
            and words[j + 2][0].isupper()
        ):
            return 0 if low[j] == "of" and low[j - 1] not in OF_HEADS else 2
        return 0

    def _ends_name(self, j: int, *, capitals: bool) -> bool:
        """Whether a word with a capital is none of the name before it."""
        low = self.words.low
        behind_title = low[j - 1] in TITLES
        if (low[j] in _BEGINS and not behind_title) or is_party_and_state(self.words.word[j]):
            return True
        if capitals and low[j] in common_words() and low[j] not in TITLES and not behind_title:
            return True
        return low[j] in FUNCTION_WORDS and not self.words.word[j].isupper() and not self._is_surname(j)


def _joins_particle(word: str) -> bool:
    """Whether a word is a particle and a name in one: "al-Rashid"."""
    particle, _, name = word.partition("-")
    return particle in PARTICLES and name[:1].isupper()


def is_party_and_state(word: str) -> bool:
    """Whether a word is "D-N.Y.", "R-Ala." or "R-Texas"."""
    if word[1:2] != "-":
        return False
    return word[-1] == "." or (word[0] in "DRI" and len(word) > _PARTY and word[2:].istitle())
