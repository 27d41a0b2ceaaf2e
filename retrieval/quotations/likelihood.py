"""How likely the words of a statement are told as somebody's: a logistic score, its weights in a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import exp
from typing import TYPE_CHECKING

from retrieval.quotations.lexicon import attitude_words
from retrieval.quotations.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    MOTION,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
)
from retrieval.quotations.mention import Mention, MentionKind
from retrieval.quotations.words import QUOTED, Words
from retrieval.speakers.lexicon import roles

if TYPE_CHECKING:
    from retrieval.quotations.frame import Frame

NO_HEADS = (
    PREPOSITIONS
    | CONJUNCTIONS
    | AUXILIARIES
    | ADVERBS
    | DETERMINERS
    | PRONOUNS
    | DAYS
    | MOTION
    | frozenset("that to 's ’s him his her them us me and or but".split())
)
"""Words that never tell an attitude."""
COMPLEMENTS = frozenset(
    (
        "to that about of for on with by at in as over against whether how why what if from into toward"
        " towards"
    ).split()
)
_CLOSED = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS | DETERMINERS | PRONOUNS | VERBS
_ENDINGS = {"ed": "behind -ed", "ing": "behind -ing"}
_KINDS = (
    dict.fromkeys(PRONOUNS, "pronoun")
    | dict.fromkeys(DETERMINERS | {"his", "her", "its", "their"}, "determiner")
    | {QUOTED: "marks"}
)
_SHORTEST_VERB = 4
_AUXILIARIES_BEFORE = 5
_FARTHEST = 6
_DISTANCES = tuple(f"distance {words}" for words in range(_FARTHEST + 1))
_LEAST_BUCKET, _MOST_BUCKET = -4, 3
"""Log odds of a cue between which whole numbers are told apart."""


class Relation(StrEnum):
    """How who has an attitude is joined to the word that tells it."""

    SUBJECT = "subject"
    OBJECT = "object"
    """The word is the object of their verb: "took a stance"."""
    OWNER = "owner"
    OF = "of"
    AGENT = "agent"
    """They stand behind "by": "was championed by"."""


@cache
def _weights() -> dict[str, float]:
    content = (files("retrieval.quotations.lexicon") / "likelihood.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in content.splitlines() if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


@cache
def _heads() -> frozenset[str]:
    weighed = frozenset(name.removeprefix("head ") for name in _weights() if name.startswith("head "))
    return (weighed | attitude_words()) - NO_HEADS


class Likelihood:
    """Weighs statements by the weights of the project's file, or by others that are being learned."""

    def __init__(
        self, weights: Mapping[str, float] | None = None, heads: frozenset[str] | None = None
    ) -> None:
        self._weights = _weights() if weights is None else weights
        self.heads = _heads() if heads is None else heads
        """Words that tell attitudes."""
        self._known: dict[tuple[str, ...], float] = {}
        """Scores that are asked for again and again."""

    def telling(self, low: Sequence[str]) -> list[int]:
        """Return the places of words that may tell an attitude: those known, and others in -ed and -ing."""
        heads = self.heads
        return [
            i
            for i, word in enumerate(low)
            if word in heads
            or (word[-1] in "dg" and _is_verbal(word))  # few words end so, and need be looked at
        ]

    def of_head(self, word: str, complement: str) -> float:
        """Return what the word that tells an attitude, and what stands behind it, add to the log odds."""
        # Of a word that no weight knows only the ending counts, and there is no end of such words.
        key = word if word in self.heads else _unknown(word), complement
        score = self._known.get(key)
        if score is None:
            score = self._known[key] = self._score(head_features(*key))
        return score

    def of_joint(self, relation: Relation, complement: str, subject: str) -> float:
        """Return what the way in which a subject, a head and what stands behind it are joined adds."""
        key = relation, complement, subject
        if key not in self._known:
            self._known[key] = self._score(joint_features(relation, complement, subject))
        return self._known[key]

    def of_place(self, seen: tuple[str, ...]) -> float:
        """Return what is seen around a head adds."""
        if seen not in self._known:
            self._known[seen] = self._score(seen)
        return self._known[seen]

    def of_auxiliaries(self, words: Iterable[str]) -> float:
        """Return what the auxiliaries before a head add."""
        weights = self._weights
        return sum(weights.get(f"auxiliary {word}", 0.0) for word in words)

    def of_mention(self, stands: str) -> float:
        """Return what the word adds that the mention of who has an attitude stands behind."""
        return self._weights.get(f"mention {stands}", 0.0)

    def of_report(self, words: Words, first: int, frame: Frame) -> float:
        """Return the log odds that a statement that begins at `first` is its frame's."""
        seen = report_seen(words, first, frame)
        if seen not in self._known:
            self._known[seen] = self._score(report_features(*seen))
        weights = self._weights
        score = self._known[seen] + weights.get(f"report mention {behind(words, frame.mention)}", 0.0)
        if frame.mention.last < frame.cue:
            ahead = auxiliaries(words, frame.mention.last, frame.cue)
            score += sum(weights.get(f"report auxiliary {each}", 0.0) for each in ahead)
        return score

    def beyond(self, kind: str, opener: str) -> float:
        """Return what another clause that a word opens adds to what is told of it, at most nothing."""
        return min(0.0, self._weights.get(f"{kind} beyond {opener}", 0.0))

    def _score(self, features: Sequence[str]) -> float:
        weights = self._weights
        return sum(weights[name] for name in features if name in weights)


@cache
def likelihood() -> Likelihood:
    """Return what weighs by the weights of the project's file."""
    return Likelihood()


def _unknown(word: str) -> str:
    """Return what stands for all words that end alike."""
    if word.endswith("ing"):
        return "-ing"
    return "-ed" if word.endswith("ed") else "-s" if word.endswith("s") else "-"


def _is_verbal(word: str) -> bool:
    """Whether an unknown word may be a verb's form by its ending."""
    ends = word.endswith(("ed", "ing")) and word[-3:].isalpha()
    return ends and len(word) > _SHORTEST_VERB and word not in NO_HEADS


def percent(score: float) -> int:
    """Return log odds as a percentage."""
    return round(100 / (1 + exp(-score)))


def head_features(word: str, complement: str) -> list[str]:
    """Return what is seen of a word that may tell an attitude, and of what stands behind it."""
    ending = next((ending for ending in ("ing", "ed", "s") if word.endswith(ending)), "none")
    listed = ["listed"] if word in attitude_words() else []
    return ["attitude", f"head {word}", f"ending {ending}", f"complement {complement}", *listed]


def joint_features(relation: Relation, complement: str, subject: str) -> list[str]:
    """Return what is seen of how a subject, a head and what stands behind it are joined."""
    return [
        relation,
        f"subject {subject}",
        f"{relation} complement {complement}",
        f"{relation} subject {subject}",
    ]


def place(
    words: Words, mention: Mention, head: int, *, short: bool, reports: Sequence[int]
) -> tuple[str, ...]:
    """Return what is seen around a head; `reports` are the cues in its sentence that surely report."""
    found = [_DISTANCES[min(_FARTHEST, max(0, head - mention.last))]]
    if mention.first == words.sentences[words.sentence[head]][0]:
        found.append("begins sentence")
    if short:
        found.append("short")
    if words.low[head - 1] == "to":
        found.append("infinitive")
    if head in reports:
        found.append("is reported")
    elif reports:
        found.append("inside report" if reports[0] < head else "before report")
    return tuple(found)


def behind(words: Words, mention: Mention) -> str:
    """Return what kind of word a mention stands behind."""
    if mention.first == words.sentences[words.sentence[mention.first]][0]:
        return "opens"
    word = words.low[mention.first - 1]
    if word in _CLOSED or not word[0].isalnum():
        return f"behind {word}"
    return _ENDINGS.get(word[-3:] if word.endswith("ing") else word[-2:], "behind word")


def report_seen(words: Words, first: int, frame: Frame) -> tuple[str, str, str, str, str]:
    """Return what is seen of reported speech that begins at `first`, its auxiliaries aside."""
    weight = max(_LEAST_BUCKET, min(_MOST_BUCKET, round(frame.weight.either)))
    before = words.low[first - 1] if first else ""
    return (
        words.low[frame.cue] if frame.cue >= 0 else ":",
        frame.order,
        str(weight),
        before if before in COMPLEMENTS else complement_at(words, first),
        subject_of(words, frame.mention),
    )


def report_features(cue: str, order: str, weight: str, complement: str, subject: str) -> list[str]:
    """Return what is seen of reported speech as features."""
    return [
        "report",
        f"head {cue}",
        f"report head {cue}",
        f"report {order}",
        f"report weight {weight}",
        f"report {order} weight {weight}",
        f"report complement {complement}",
        f"report subject {subject}",
    ]


def auxiliaries(words: Words, behind: int, head: int) -> list[str]:
    """Return the auxiliaries between a mention that ends before `behind` and a head, each once."""
    before = words.low[max(behind, head - _AUXILIARIES_BEFORE) : head]
    if AUXILIARIES.isdisjoint(before):
        return []
    return [each for each in dict.fromkeys(before) if each in AUXILIARIES]


def subject_of(words: Words, mention: Mention) -> str:
    """Return what kind of mention has an attitude; a pronoun as it is."""
    if mention.kind is MentionKind.NAME:
        return "name"
    if mention.kind is MentionKind.PRONOUN:
        return words.low[mention.first]
    if not roles()["person"].isdisjoint(words.low[mention.first : mention.last]):
        return "person"
    return "several" if words.low[mention.last - 1].endswith("s") else "description"


def complement_at(words: Words, begin: int) -> str:
    """Return what kind of word stands at `begin`."""
    word = words.low[begin]
    if word in COMPLEMENTS:
        return word
    kind = _KINDS.get(word)
    if kind != "determiner" and words.word[begin][0].isupper():
        return "name"
    return kind or ("word" if word[0].isalnum() else "sign")
