"""The front door: a text's quotations, each with its speaker."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.passages import Block, layout_of
from retrieval.quotations.choice import Choice, choose
from retrieval.quotations.features import Context, Stretch
from retrieval.quotations.frames import FrameFinder
from retrieval.quotations.mentions import MentionKind, Mentions
from retrieval.quotations.model import Certainty, Quotation, QuotationKind
from retrieval.quotations.words import Words
from retrieval.speakers import Speaker


def extract_quotations(text: str, layout: Sequence[Block] | None = None) -> list[Quotation]:
    """Find what was said in a text, and by whom, in order.

    `layout` is what `layout_of(text)` gives; a caller that has it need not have it found again.
    """
    words = Words(text, layout_of(text) if layout is None else layout)
    mentions = Mentions(words)
    context = Context(words, FrameFinder(words, mentions).frames())
    return [
        _quotation(words, stretch, choice)
        for stretch, choice in zip(context.stretches, choose(context), strict=True)
    ]


def _quotation(words: Words, stretch: Stretch, choice: Choice) -> Quotation:
    marked = words.marked[stretch.number]
    frame = choice.frame
    content = words.text[marked.start : marked.end]
    kind = QuotationKind.DIRECT if stretch.capital else QuotationKind.MIXED
    if frame is None:
        return Quotation(
            marked.start,
            marked.end,
            content,
            kind,
            stretch.number,
            None,
            None,
            None,
            None,
            (),
            "none",
            Certainty.NONE,
            None,
        )
    start, end = words.start[frame.mention.first], words.end[frame.mention.last - 1]
    cue = words.word[frame.cue] if frame.cue >= 0 else None
    mention = words.text[start:end]
    names = [words.text[words.start[a] : words.end[b - 1]] for a, b in frame.mention.names] or [mention]
    first, last = words.sentences[frame.sentence]
    return Quotation(
        marked.start,
        marked.end,
        content,
        kind,
        stretch.number,
        cue,
        mention,
        start,
        end,
        tuple(Speaker(name) for name in names)
        if frame.mention.kind is MentionKind.NAME
        else (Speaker(mention),),
        frame.order,
        Certainty.HIGH if choice.probability > 0.9 else Certainty.FAIR,
        (words.start[first], words.end[last - 1]),
    )
