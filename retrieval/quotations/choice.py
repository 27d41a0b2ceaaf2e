"""Which frame names the speaker of each stretch: a linear score, its weights in a file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from retrieval.quotations.features import Context, Features, Stretch
from retrieval.quotations.frames import Frame, Order


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


def choose(context: Context) -> list[Choice]:
    """Choose a frame for every stretch, in the order of the text: who spoke before counts."""
    weight = weights()
    chosen: list[Choice] = []
    previous: Frame | None = None
    before: Stretch | None = None

    def score(features: Features) -> float:
        return sum(weight.get(name, 0.0) * value for name, value in features.items())

    for stretch in context.stretches:
        frames = context.candidates(stretch)
        certain = previous if stretch.continues else _by_shape(context, stretch, frames)
        if certain is not None:
            chosen.append(Choice(certain, 1.0))
            previous, before = certain, stretch
            continue
        if previous is not None and previous not in frames:
            frames.append(previous)
        scores = [score(context.features(stretch, frame, previous, before)) for frame in frames]
        nobody = score(context.nobody(stretch))
        best = max(range(len(frames)), key=scores.__getitem__, default=None)
        top = max([nobody, *scores])
        total = sum(exp(s - top) for s in scores) + exp(nobody - top)
        if best is None or scores[best] < nobody:
            chosen.append(Choice(None, exp(nobody - top) / total))
        else:
            same = sum(
                exp(s - top)
                for s, f in zip(scores, frames, strict=True)
                if f.mention.first == frames[best].mention.first
            )
            chosen.append(Choice(frames[best], same / total))
            previous, before = frames[best], stretch
    return chosen


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
        if opens and words.word[frame.last] == ":" and (stretch.tagged or words.headline[stretch.paragraph]):
            return frame
    return None
