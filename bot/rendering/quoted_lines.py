"""A quotation → styled lines: who said it, the words in their passage, and what names the speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.lines import Line, Style, highlighted, line, visible
from retrieval import Certainty, QuotationKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval import Quotation, QuotedWords, Result, Span


def speaker_of(quoted: QuotedWords | None) -> Iterator[tuple[str, Style]]:
    """Yield segments that name the speaker, as surely as the article does."""
    quotation = quoted.quotation if quoted else None
    if quotation and quotation.speakers:
        if quotation.certainty is not Certainty.HIGH:
            yield "probably " if quotation.certainty is Certainty.FAIR else "perhaps ", Style.NOTE
        yield visible(" and ".join(speaker.name for speaker in quotation.speakers)), Style.SPEAKER
        role = next((speaker.role for speaker in quotation.speakers if speaker.role), None)
        if role:
            yield f", {visible(role)}", Style.TEXT
    elif quotation and quotation.mention:
        yield f"“{visible(quotation.mention)}”, not resolved to a name", Style.NOTE
    else:
        yield "Not attributed to anyone here", Style.NOTE


def said_lines(result: Result, indent: int) -> Iterator[Line]:
    """Yield the passage with the quotation in it, its further stretches, and who names the speaker."""
    passage, quoted = result.passage, result.quoted
    if quoted is None:
        yield Line(highlighted(passage.text, result.highlights), indent)
        return
    text = passage.article.text
    before = [(a, b) for a, b in quoted.pieces if b <= passage.start]
    after = [(a, b) for a, b in quoted.pieces if a >= passage.end]
    for start, end in before:
        yield line(f"“{visible(text[start:end])}”", indent=indent)
    yield Line(highlighted(passage.text, result.highlights, _focus(result, quoted)), indent)
    for start, end in after:
        yield line(f"“{visible(text[start:end])}”", indent=indent)
    evidence = _evidence_elsewhere(quoted.quotation, result)
    if evidence:
        yield line(f"Named by: {visible(evidence)}", Style.CONTEXT, indent)


def _focus(result: Result, quoted: QuotedWords) -> Span | None:
    """Return what of the passage are the speaker's words; None where all of it is worth reading.

    A fragment or a report says little without the words around it, and where nobody is named they are all
    there is to go by.
    """
    passage = result.passage
    inside = [(a, b) for a, b in quoted.pieces if a < passage.end and passage.start < b]
    if not inside or not quoted.quotation.speakers or quoted.quotation.kind is not QuotationKind.DIRECT:
        return None
    return inside[0][0] - passage.start, inside[-1][1] - passage.start


def _evidence_elsewhere(quotation: Quotation, result: Result) -> str | None:
    """Return what names the speaker, as far as it stands outside of the passage."""
    if quotation.evidence is None:
        return None
    start, end = quotation.evidence
    passage = result.passage
    if start >= passage.start and end > passage.end:
        start = max(start, passage.end)
    elif start < passage.start:
        end = min(end, passage.start)
    else:
        return None
    return passage.article.text[start:end].strip() or None
