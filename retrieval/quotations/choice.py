"""Which frame names the speaker of each stretch: a linear score, its weights in a file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from retrieval.quotations.features import Context, Features, Names
from retrieval.quotations.frame import Frame, Order
from retrieval.quotations.mention import MentionKind
from retrieval.quotations.nobody import is_inscription
from retrieval.quotations.stretches import Stretch

_NAMING = frozenset(
    "called calls call described describes termed terms considers considered sees saw".split()
)
_CLEAR_CUE = -1.5
"""Log odds: "said", "added", "asked" and the like."""
_SPEAKS = -1.0
"""Log odds above which a cue in the paragraph before says who speaks on."""
_SENTENCE = 4
"""Words: shorter ones between marks may be a sign or a title."""
_NAMING_REACH = 6
"""Words between "what the ministry called" and the words in marks."""


class Choice(NamedTuple):
    """The frame chosen for a stretch (None: nobody) and the probability of the choice."""

    frame: Frame | None
    probability: float


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature."""
    content = (files("retrieval.quotations.lexicon") / "weights.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in content.splitlines() if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


@cache
def _known(names: Names) -> tuple[float, ...]:
    """Return the weights of those features that have one."""
    known = weights()
    return tuple(known[name] for name in names if name in known)


def _score(features: Features) -> float:
    total = 0.0
    for names, value in features:
        for weight in _known(names):
            total += weight * value
    return total


def choose(context: Context) -> list[Choice]:
    """Choose a frame for every stretch, in the order of the text: who spoke before counts."""
    chosen: list[Choice] = []
    previous: Frame | None = None
    before: Stretch | None = None
    for stretch in context.stretches:
        if is_inscription(context.words, stretch):
            chosen.append(Choice(None, 1.0))
            continue
        frames = context.candidates(stretch)
        goes_on = stretch.continues and not _has_own_cue(context, stretch)
        certain = previous if goes_on else _by_shape(context, stretch, frames)
        if certain is not None:
            chosen.append(Choice(certain, 1.0))
            previous, before = certain, stretch
            continue
        if previous is not None and previous not in frames:
            frames.append(previous)
        scores = [_score(context.features(stretch, frame, previous, before)) for frame in frames]
        nobody = _score(context.nobody(stretch))
        best = max(range(len(frames)), key=scores.__getitem__, default=None)
        top = max([nobody, *scores])
        total = sum(exp(s - top) for s in scores) + exp(nobody - top)
        if best is None or scores[best] < nobody:
            before_it = _in_paragraph_before(context, stretch, frames, scores)
            chosen.append(Choice(before_it, 0.5 if before_it else exp(nobody - top) / total))
            if before_it is not None:
                previous, before = before_it, stretch
        else:
            same = sum(
                exp(s - top)
                for s, f in zip(scores, frames, strict=True)
                if f.mention.first == frames[best].mention.first
            )
            previous, before = context.innermost(stretch, frames[best]), stretch
            chosen.append(Choice(previous, same / total if previous is frames[best] else 0.5))
    return chosen


def _in_paragraph_before(
    context: Context, stretch: Stretch, frames: list[Frame], scores: list[float]
) -> Frame | None:
    """Return who speaks in the paragraph before, where the words are a paragraph of their own."""
    words = context.words
    first, last = words.paragraphs[stretch.paragraph]
    if (
        not (stretch.capital and stretch.final and stretch.size >= _SENTENCE)
        or words.headline[stretch.paragraph]
    ):
        return None
    if any(words.word[k][0].isalnum() for k in range(first, last) if k != stretch.place):
        return None
    speaking = [
        (score, number)
        for number, (frame, score) in enumerate(zip(frames, scores, strict=True))
        if words.paragraph[frame.first] == stretch.paragraph - 1 and frame.weight.either > _SPEAKS
    ]
    return frames[max(speaking)[1]] if speaking else None


def _has_own_cue(context: Context, stretch: Stretch) -> bool:
    """Whether a cue stands right behind the words: then the mark that was never closed was only forgotten."""
    return any(
        frame.first <= stretch.place + 2 and frame.weight.quotation > _CLEAR_CUE
        for frame in context.by_sentence[stretch.sentence]
        if frame.cue > stretch.place and frame.first > stretch.place
    )


def _by_shape(context: Context, stretch: Stretch, frames: list[Frame]) -> Frame | None:
    """Return the frame of a line that names its speaker by its shape alone."""
    words, place = context.words, stretch.place
    first = words.paragraphs[stretch.paragraph][0]
    while first < place and words.word[first] in "#@":
        first += 1
    for frame in frames:
        if frame.order == Order.DASH and frame.cue == place + 1:
            return frame
        opens = frame.cue < 0 and frame.first == first and frame.last < place
        if _names_words(context, stretch, frame) or _introduces(context, stretch, frame):
            return frame
        if (
            opens
            and words.word[frame.last] == ":"
            and (
                stretch.tagged
                or words.headline[stretch.paragraph]
                or (stretch.final and frame.last + 1 == place)
            )
        ):
            return frame
    return None


def _introduces(context: Context, stretch: Stretch, frame: Frame) -> bool:
    """Whether a frame is "Smith texted:" right before the words, or behind them in "‘…’: Smith hits out"."""
    words, place = context.words, stretch.place
    if frame.sentence != stretch.sentence:
        return False
    if words.word[place - 1] == ":" and max(frame.cue, frame.last) in (place - 2, place - 1):
        return frame.mention.kind is MentionKind.NAME and _is_verb_of(frame, words.low[place - 2], context)
    headline = words.headline[stretch.paragraph] and stretch.opens and stretch.size >= _SENTENCE
    behind = frame.order == Order.BEFORE and words.word[place + 1 : frame.first] == [":"]
    return headline and behind and not stretch.title


def _is_verb_of(frame: Frame, word: str, context: Context) -> bool:
    """Whether a word before a colon is the verb of a frame: no cue, or one where a source is told as well."""
    if frame.order == Order.BARE:
        return word.endswith("ed")
    sources = (other for other in context.by_sentence[frame.sentence] if other.order == Order.ACCORDING)
    return frame.order == Order.BEFORE and any(source.last <= frame.first for source in sources)


def _names_words(context: Context, stretch: Stretch, frame: Frame) -> bool:
    """Whether a frame is "what the ministry called" right before the words."""
    low = context.words.low
    if frame.order != Order.BEFORE or frame.sentence != stretch.sentence or not frame.last <= stretch.place:
        return False
    if frame.mention.kind is MentionKind.PRONOUN:
        return False
    near = stretch.place - frame.cue <= _NAMING_REACH and low[frame.cue] in _NAMING
    return near and "what" in low[max(0, frame.mention.first - 2) : frame.mention.first]
