"""A quotation → styled lines: who said it, the words in their passage, and what names the speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.lines import Line, Style, highlighted, line, visible
from retrieval import Certainty, QuotationKind, sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval import Passage, QuotedWords, Result, Span

_LONG = 600
"""Characters of a passage of which only a part is shown: some seven lines."""


def speaker_of(quoted: QuotedWords | None) -> Iterator[tuple[str, Style]]:
    """Yield segments that name the speaker, as surely as the article does."""
    quotation = quoted.quotation if quoted else None
    if quotation is None or not quotation.speakers:
        yield "Not attributed to anyone here", Style.NOTE
        return
    if quotation.certainty is Certainty.NONE:
        yield "perhaps ", Style.NOTE
    elif quotation.certainty is Certainty.FAIR and any(speaker.resolved for speaker in quotation.speakers):
        yield "probably ", Style.NOTE
    for number, speaker in enumerate(quotation.speakers):
        if number:
            yield " and ", Style.TEXT
        if speaker.resolved:
            yield visible(speaker.name), Style.SPEAKER
        else:
            yield f"“{visible(speaker.name)}”, not resolved to a name", Style.NOTE
        if speaker.role:
            yield f", {visible(speaker.role)}", Style.TEXT


def said_lines(result: Result, indent: int) -> Iterator[Line]:
    """Yield the passage with the quotation in it, its further stretches, and who names the speaker.

    Of a long passage only the sentences around the speaker's words.
    """
    passage, quoted = result.passage, result.quoted
    if quoted is None:
        yield Line(highlighted(passage.text, result.highlights), indent)
        return
    text = passage.article.text
    before = [(a, b) for a, b in quoted.pieces if b <= passage.start]
    after = [(a, b) for a, b in quoted.pieces if a >= passage.end]
    for start, end in before:
        yield line(f"“{visible(text[start:end])}”", indent=indent)
    focus = _focus(result, quoted)
    shown = _shown(passage.text, focus)
    yield Line(tuple(_segments(result, shown, focus)), indent)
    for start, end in after:
        yield line(f"“{visible(text[start:end])}”", indent=indent)
    evidence = _evidence_elsewhere(quoted, passage, shown)
    if evidence:
        yield line(f"Named by: {visible(evidence)}", Style.CONTEXT, indent)


def _focus(result: Result, quoted: QuotedWords) -> Span | None:
    """Return what of the passage are the speaker's words; None where all of it is worth reading.

    A fragment or a report says little without the rest of its sentence, and where nobody is named all the
    words around are what there is to go by.
    """
    passage = result.passage
    inside = [(a, b) for a, b in quoted.pieces if a < passage.end and passage.start < b]
    if not inside or not quoted.quotation.speakers:
        return None
    start, end = max(inside[0][0] - passage.start, 0), min(inside[-1][1], passage.end) - passage.start
    if quoted.quotation.kind is QuotationKind.DIRECT:
        return start, end
    whole = [(a, b) for a, b in sentences_of(passage.text) if a < end and start < b]
    return min(start, whole[0][0]), max(end, whole[-1][1])


def _shown(text: str, focus: Span | None) -> Span:
    """Return what to show of a passage: all, or of a long one what matters and a sentence on either side."""
    if focus is None or len(text) <= _LONG:
        return 0, len(text)
    sentences = sentences_of(text)
    inside = [n for n, (start, end) in enumerate(sentences) if start < focus[1] and focus[0] < end]
    first, last = sentences[max(inside[0] - 1, 0)], sentences[min(inside[-1] + 1, len(sentences) - 1)]
    return min(first[0], focus[0]), max(last[1], focus[1])


def _segments(result: Result, shown: Span, focus: Span | None) -> Iterator[tuple[str, Style]]:
    start, end = shown
    text = result.passage.text
    if start > 0:
        yield "… ", Style.CONTEXT
    marks = [(a - start, b - start) for a, b in result.highlights if start <= a and b <= end]
    yield from highlighted(text[start:end], marks, focus and (focus[0] - start, focus[1] - start))
    if end < len(text):
        yield " …", Style.CONTEXT


def _evidence_elsewhere(quoted: QuotedWords, passage: Passage, shown: Span) -> str:
    """Return what names the speaker, as far as it is not in what is shown of the passage."""
    first, last = passage.start + shown[0], passage.start + shown[1]
    told = []
    for start, end in filter(None, (quoted.naming, quoted.quotation.evidence)):
        if start < first:
            told.append(passage.article.text[start : min(end, first)].strip())
        elif end > last:
            told.append(passage.article.text[max(start, last) : end].strip())
    return " … ".join(filter(None, told))
