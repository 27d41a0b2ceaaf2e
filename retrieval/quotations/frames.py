"""Who says: pairs of a mention and the word that says that something was said."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.quotations.lexicon import Cue, cues
from retrieval.quotations.lexicon.grammar import (
    ADVERBS,
    APPOSITION,
    AUXILIARIES,
    BY_AGENT,
    COLLECTIVES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    LY_NOUNS,
    NEVER_INVERTED,
    PREPOSITIONS,
    PRONOUNS,
    SPEECH_NOUNS,
    VERBS,
)
from retrieval.quotations.mentions import (
    POSSESSIVE,
    QUANTITIES,
    Mention,
    MentionKind,
    Mentions,
    mostly_capitals,
)
from retrieval.quotations.words import QUOTED, Words

UNKNOWN_CUE = Cue(-4.5, -3.5)
"""A verb that no training article uses to attribute anything."""

_LEFT_REACH = 40
_INTERJECTED = frozenset(
    (("in", "turn"), ("in", "fact"), ("at", "least"), ("for", "example"), ("at", "first"))
)
_DRAWS = frozenset(("drew", "draws", "draw", "drawing", "drawn"))
_ATTENTION = Cue(0.0, 0.5)
"""The weight of "drew attention to"."""
_NICKNAME = 24
"""Characters between marks that may stand inside a description: “Ted Cruz” campaign pins."""
DASHES = frozenset(("–", "—", "―", "-", "--"))


class Order:
    """How a mention and its cue stand to each other."""

    BEFORE = "name cue"
    AFTER = "cue name"
    ACCORDING = "according to"
    PARTICIPLE = "participle"
    BY = "by"
    POSSESSIVE = "possessive"
    QUOTED_AS = "quoted as"
    BARE = "mention"
    DASH = "dash line"
    COLON = "headline"


@dataclass(slots=True)
class Frame:
    """A mention with its cue; words `first` … `last - 1` hold both."""

    mention: Mention
    cue: int
    """The cue's word, -1 without one."""
    order: str
    weight: Cue
    sentence: int
    first: int
    last: int


class FrameFinder:
    """Finds the frames of one text."""

    def __init__(self, words: Words, mentions: Mentions) -> None:
        self.words, self.mentions = words, mentions
        self.low = words.low
        self._cues = cues()
        self._subjects: dict[int, Mention | None] = {}

    def frames(self) -> list[Frame]:
        """Return all frames in the order of their mentions' and cues' places."""
        found: list[Frame] = []
        for number, (first, last) in enumerate(self.words.sentences):
            found.extend(self._of_sentence(number, first, last))
        return found

    def _of_sentence(self, number: int, first: int, last: int) -> list[Frame]:
        found: list[Frame] = []
        low = self.low
        capitals = mostly_capitals(self.words.word, first, last)
        for i in range(first, last):
            word = low[i]
            cue = self._cues.get(word)
            if cue is None or (not capitals and i > first and self.words.word[i][0].isupper()):
                continue
            if word in _DRAWS and "attention" in low[i + 1 : i + 5]:
                cue = _ATTENTION
            frame = self._at(i, word, cue, number, first, last, found)
            if frame is not None:
                found.append(frame)
        found = _without_reporters(found)
        found.extend(self._dashes(number, first, last))
        taken = {k for f in found for k in range(f.mention.first, f.mention.last)}
        for k in range(first, last):
            if k in taken:
                continue
            span = self.mentions.name_starting.get(k)
            if span is not None:
                mention = self.mentions.ending_at(span[1] - 1, first)
                if mention is None or any(m in taken for m in range(mention.first, mention.last)):
                    mention = Mention(span[0], span[1], MentionKind.NAME, (span,))
            elif low[k] in ("he", "she", "they", "it", "i", "we"):
                mention = Mention(k, k + 1, MentionKind.PRONOUN)
            else:
                continue
            found.append(Frame(mention, -1, Order.BARE, UNKNOWN_CUE, number, mention.first, mention.last))
            taken.update(range(mention.first, mention.last))
        found.sort(key=lambda f: (f.first, f.last))
        return found

    def _dashes(self, number: int, first: int, last: int) -> list[Frame]:
        """Return the frames of "“…” – Anna Smith" at the end of a paragraph."""
        found = []
        for i in range(first + 1, last - 1):
            if self.words.word[i] in DASHES and self.words.word[i - 1] == QUOTED:
                mention = self.mentions.starting_at(i + 1, last)
                ends = mention is not None and (
                    mention.last == last or self.words.word[mention.last] in (",", QUOTED, ".", "(")
                )
                if mention is not None and ends and mention.kind is not MentionKind.PRONOUN:
                    found.append(Frame(mention, i, Order.DASH, UNKNOWN_CUE, number, i, mention.last))
        return found

    def _at(
        self, i: int, word: str, cue: Cue, number: int, first: int, last: int, earlier: list[Frame]
    ) -> Frame | None:
        if word == "according":
            if i + 2 < last and self.low[i + 1] == "to":
                mention = self.mentions.starting_at(i + 2, last)
                if mention is not None:
                    return Frame(mention, i, Order.ACCORDING, cue, number, i, mention.last)
            return None
        if self._is_noun_here(i, first):
            return self._possessive(i, cue, number, first)
        if word in BY_AGENT and i > first:
            agent = self._agent(i, cue, number, last)
            if agent is not None:
                return agent
        if word.endswith("ing"):
            return self._participle(i, cue, number, first, last, earlier)
        if self._inverted(i, word, first):
            mention = self.mentions.starting_at(i + 1, last)
            if mention is not None and (
                mention.kind is not MentionKind.PRONOUN
                or self.low[mention.first] in ("he", "she", "i", "they")
            ):
                return Frame(mention, i, Order.AFTER, cue, number, i, mention.last)
        mention = self._subject_before(i, first)
        if mention is None:
            return None
        return Frame(mention, i, Order.BEFORE, cue, number, mention.first, i + 1)

    def _is_noun_here(self, i: int, first: int) -> bool:
        low = self.low
        word = low[i]
        before = low[i - 1] if i > first else ""
        if before in POSSESSIVE:
            return word not in VERBS
        if word in VERBS:
            return False
        if (before in DETERMINERS and before not in QUANTITIES) or before in ("of", "for", "in", "with"):
            return True
        if word.endswith(("ed", "ing")):
            return False
        after = low[i + 1] if i + 1 < len(low) else ""
        return (
            (before in PREPOSITIONS and before != "to")
            or before in VERBS
            or (before.endswith("ed") and i - 1 not in self.mentions.name_ending)
            or after in AUXILIARIES - {"to", "not", "never"}
            or after in ("of", "between", "which", "who")
        )

    def _possessive(self, i: int, cue: Cue, number: int, first: int) -> Frame | None:
        if self.low[i] not in SPEECH_NOUNS:
            return None
        if self.low[i - 1] in ("'s", "’s") and i - 2 >= first:
            mention = self.mentions.ending_at(i - 2, first)
        elif self.low[i - 1] in ("his", "her", "their"):
            mention = Mention(i - 1, i, MentionKind.PRONOUN)
        else:
            return None
        if mention is None:
            return None
        return Frame(mention, i, Order.POSSESSIVE, cue, number, mention.first, i + 1)

    def _agent(self, i: int, cue: Cue, number: int, last: int) -> Frame | None:
        if (
            self.low[i - 1] not in AUXILIARIES
            and self.low[i - 1] not in ADVERBS
            and self.words.word[i - 1] not in (",", QUOTED)
            and not self.low[i - 1].isalpha()
        ):
            return None
        for k in range(i + 1, min(i + 4, last - 1)):
            if self.low[k] == "by":
                mention = self.mentions.starting_at(k + 1, last)
                if mention is not None:
                    return Frame(mention, i, Order.BY, cue, number, i, mention.last)
        return None

    def _inverted(self, i: int, word: str, first: int) -> bool:
        if word in NEVER_INVERTED or i == first:
            return i == first
        before = self.words.word[i - 1]
        if before == QUOTED:
            return True
        if before == "," and i - 2 >= first:
            if self.words.word[i - 2] == QUOTED:
                return True
            subject = self._subject_before(i, first)
            return subject is None or (
                subject.kind is not MentionKind.NAME and not subject.names and self._follows_statement(i)
            )
        return before in ("—", "–", "--", "-")

    def _follows_statement(self, i: int) -> bool:
        """Whether ", said" is followed by a subject: "The deal is dead, said a minister"."""
        after = self.low[i + 1] if i + 1 < len(self.low) else ""
        if self.low[i] not in VERBS:
            return False
        named = (i + 1) in self.mentions.name_starting and after not in DAYS
        return named or after in ("a", "an", "the", "one", "two", "some")

    def _participle(
        self, i: int, cue: Cue, number: int, first: int, last: int, earlier: list[Frame]
    ) -> Frame | None:
        low = self.low
        if low[i - 1] in AUXILIARIES and i > first:
            mention = self._subject_before(i, first)
            return Frame(mention, i, Order.BEFORE, cue, number, mention.first, i + 1) if mention else None
        if low[i - 1] == "as" and i - 2 >= first:
            for k in range(i - 2, max(first, i - 12) - 1, -1):
                if low[k] in ("quoted", "quotes", "quoting", "cited"):
                    if k == i - 2:
                        mention = self._subject_before(k, first)
                    else:
                        mention = self.mentions.starting_at(k + 1, i - 1)
                    if mention is not None:
                        return Frame(mention, i, Order.QUOTED_AS, cue, number, min(mention.first, k), i + 1)
        main = self._main_frame(earlier, i)
        if main is not None:
            return Frame(main.mention, i, Order.PARTICIPLE, cue, number, i, i + 1)
        if i == first or all(low[k] in PREPOSITIONS or low[k] in ADVERBS for k in range(first, i)):
            mention = self._main_subject_after(i, last)
        else:
            mention = self._first_subject(first, i)
        if mention is None:
            return None
        return Frame(mention, i, Order.PARTICIPLE, cue, number, i, i + 1)

    def _main_frame(self, earlier: list[Frame], i: int) -> Frame | None:
        """Return the frame whose subject a participle shares: the nearest that says, else the first."""
        finite = [f for f in earlier if f.order in (Order.BEFORE, Order.AFTER, Order.QUOTED_AS) and f.cue < i]
        for frame in reversed(finite):
            if frame.weight.quotation > -1.5 or frame.weight.indirect > 0:
                return frame
        return finite[0] if finite else None

    def _main_subject_after(self, i: int, last: int) -> Mention | None:
        for k in range(i + 1, last - 1):
            if self.words.word[k] in (",", QUOTED) and (self.words.word[k + 1] not in (",", QUOTED)):
                mention = self.mentions.starting_at(k + 1, last)
                if mention is not None and (
                    mention.kind is not MentionKind.NOMINAL
                    or self.low[mention.first] in ("the", "a", "an", "one")
                ):
                    return mention
        return None

    def _first_subject(self, first: int, limit: int) -> Mention | None:
        for k in range(first, limit):
            span = self.mentions.name_starting.get(k)
            if span is not None:
                if k > first and self.low[k - 1] in PREPOSITIONS:
                    continue
                if span[1] < limit and self.low[span[1]] in ("'s", "’s"):
                    continue
                return self.mentions.ending_at(span[1] - 1, first)
            if self.low[k] in ("he", "she", "they", "it"):
                return Mention(k, k + 1, MentionKind.PRONOUN)
            if self.low[k] in ("the", "a", "an") and (k == first or self.words.word[k - 1] == ","):
                mention = self.mentions.starting_at(k, limit)
                if mention is not None and mention.last < limit and self._is_verb(mention.last):
                    return mention
        return None

    def _is_verb(self, i: int) -> bool:
        return self.low[i] in VERBS or self.low[i] in AUXILIARIES or self.low[i].endswith("ed")

    def _subject_before(self, i: int, first: int) -> Mention | None:
        """Return the subject of the verb at `i`, to its left."""
        if i not in self._subjects:
            self._subjects[i] = self._find_subject_before(i, first)
        return self._subjects[i]

    def _find_subject_before(self, i: int, first: int) -> Mention | None:
        low, words = self.low, self.words.word
        j = i - 1
        floor = max(first, i - _LEFT_REACH)
        while j >= floor and (
            low[j] in AUXILIARIES
            or low[j] in ADVERBS
            or (low[j].endswith("ly") and len(low[j]) > 4 and low[j].isalpha() and low[j] not in LY_NOUNS)
            or low[j] in DAYS
            or (low[j] == "on" and low[j + 1] in DAYS)
            or (low[j] in POSSESSIVE and (low[j - 1] in PRONOUNS or words[j + 1].endswith("ing")))
        ):
            if low[j] == "to" and low[j - 1] not in AUXILIARIES:
                return self._governing_subject(j, floor)
            j -= 1
        if j - 2 >= floor and (low[j - 1], low[j]) in _INTERJECTED:
            j -= 2
        if j < floor:
            return None
        if low[j] == "and" or low[j] == "but":
            return self._coordinated_subject(j, floor)
        if low[j] in ("who", "that", "which"):
            return self._antecedent(j, floor)
        if words[j] in (",", "—", "–", "--"):
            return self._before_apposition(j, floor)
        mention = self.mentions.ending_at(j, floor)
        if mention is None:
            return self._relative_before(j + 1, floor)
        aside = mention.first - 2
        if (
            aside > floor
            and low[aside + 1] in PREPOSITIONS
            and low[aside] in AUXILIARIES
            and low[aside] != "to"
        ):
            return self._subject_before(aside + 1, floor)
        if mention.kind is MentionKind.NOMINAL:
            relative = self._relative_before(mention.first, floor)
            if relative is not None:
                return relative
            if self._is_singular(mention) and self._is_plain_form(i, j):
                return None
            if self._is_compound(mention, i, j):
                return None
            if low[mention.first - 1] in PREPOSITIONS and low[mention.last - 1] in SPEECH_NOUNS:
                return self.mentions.ending_at(mention.first - 2, floor) or mention
        return mention

    def _is_plain_form(self, i: int, j: int) -> bool:
        """Whether the word at `i`, behind a subject ending at `j`, agrees with several only: "they say"."""
        word = self.low[i]
        return j == i - 1 and word not in VERBS and not word.endswith(("s", "ed", "ing"))

    def _is_compound(self, mention: Mention, i: int, j: int) -> bool:
        """Whether the word at `i` is the head of an object: "plans" in "revised his withdrawal plans"."""
        word, before = self.low[i], self.low[mention.first - 1]
        if j != i - 1 or word in VERBS or word.endswith(("ed", "ing")):
            return False
        return before in VERBS or before.endswith("ed")

    def _is_singular(self, mention: Mention) -> bool:
        last = self.low[mention.last - 1]
        return not last.endswith("s") and last not in COLLECTIVES and not last.isdigit()

    def _governing_subject(self, j: int, floor: int) -> Mention | None:
        """Return the subject of "went on" for the verb behind "to" in "she went on to say"."""
        for k in range(j - 1, max(floor, j - 5), -1):
            if self._is_verb(k) or self.low[k] in self._cues:
                return self._subject_before(k, floor)
            if not self.low[k].isalpha():
                return None
        return None

    def _relative_before(self, start: int, floor: int) -> Mention | None:
        """Return "the woman who found the body" for "the body"."""
        for k in range(start - 1, max(floor, start - 12) - 1, -1):
            if not self.words.word[k][0].isalnum():
                return None
            if self.low[k] in ("who", "whose") and k > floor:
                return self.mentions.ending_at(k - 1, floor)
        return None

    def _antecedent(self, j: int, floor: int) -> Mention | None:
        k = j - 1
        if k >= floor and self.words.word[k] in (",", "—", "–", "--"):
            k -= 1
        if k < floor:
            return None
        mention = self.mentions.ending_at(k, floor)
        if mention is not None and self.words.word[mention.first - 1] == "," and mention.first - 2 >= floor:
            deeper = self._before_apposition(j - 1, floor)
            if deeper is not None and deeper.kind is MentionKind.NAME:
                return deeper
        return mention

    def _long_quotation(self, k: int) -> bool:
        number = self.words.quoted[k]
        if number < 0:
            return False
        marked = self.words.marked[number]
        return marked.end - marked.start > _NICKNAME

    def _coordinated_subject(self, j: int, floor: int) -> Mention | None:
        """Return the subject that a verb after "and" shares with the verb before."""
        for k in range(j - 1, floor - 1, -1):
            if (
                self.low[k] in self._cues
                and self.low[k] not in PREPOSITIONS
                and k > floor
                and not self._is_noun_here(k, floor)
            ):
                if self.low[k].endswith("ing"):
                    continue
                mention = self._subject_before(k, floor)
                if mention is not None:
                    return mention
        return self._first_subject(floor, j)

    def _before_apposition(self, j: int, floor: int) -> Mention | None:
        """Return the subject before ", a Republican from Ohio," when `j` is the closing comma."""
        words, low = self.words.word, self.low
        best: Mention | None = None
        k = j - 1
        while k >= floor:
            while k >= floor and words[k] not in (",", "—", "–", "--") and not self._long_quotation(k):
                k -= 1
            if k < floor:
                break
            opener = low[k + 1] if k + 1 < len(low) else ""
            if k - 2 >= floor and words[k] == "," == words[k - 2] and low[k - 1].isdigit():
                k -= 2
            mention = self.mentions.ending_at(k - 1, floor) if words[k] != QUOTED and k - 1 >= floor else None
            plausible = (
                opener in APPOSITION
                or opener[:1].isdigit()
                or (
                    opener[:1].isalpha()
                    and words[k + 1][0].islower()
                    and opener not in CONJUNCTIONS - {"who", "whose", "which"}
                )
                or (best is None)
            )
            if mention is None or not plausible:
                break
            if best is None and mention.kind is MentionKind.NOMINAL:
                named = self.mentions.ending_at(j - 1, k + 1)
                if named is not None and named.kind is MentionKind.NAME and named.first == k + 1:
                    return named
            if mention.kind is MentionKind.NAME or best is None or best.kind is not MentionKind.NAME:
                best = mention
            if mention.first <= floor or words[mention.first - 1] != ",":
                break
            if (
                mention.kind is not MentionKind.NOMINAL
                and len(mention.names)
                and mention.names[0][1] - mention.names[0][0] > 1
            ):
                break
            k = mention.first - 1
        if best is None:
            return None
        return best


def _without_reporters(frames: list[Frame]) -> list[Frame]:
    """Leave out who quotes where "quoted Smith as saying" names whose words they are."""
    quoted = [f for f in frames if f.order == Order.QUOTED_AS]
    return [
        f
        for f in frames
        if f.order == Order.QUOTED_AS or not any(q.first - 3 <= f.cue < q.cue for q in quoted)
    ]
