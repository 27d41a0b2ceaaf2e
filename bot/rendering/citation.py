"""A passage of an answer → a citation ready to be pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.translations import ENGLISH

if TYPE_CHECKING:
    from bot.translations import Texts
    from retrieval import Result, Span

_LONGEST_QUOTED = 600
"""Characters of the words that a citation quotes."""


def citation(result: Result, texts: Texts = ENGLISH) -> str:
    """Return the words with who said them, the title, the date, the place and the address of their article.

    “The words” (Speaker, role) – “Title”, 16 March 2014, file.txt, lines 15–17, https://…
    What is not known is left out.
    """
    article = result.passage.article
    start, end = cited_span(result)
    parts = [f"“{article.title}”"] if article.title else []
    if article.published:
        parts.append(texts.day(article.published))
    parts += [article.source, place_of(_lines(result), texts)]
    if article.url:
        parts.append(article.url)
    words = _quoted(article.text[start:end])
    speaker = _speaker(result)
    return f"{words}{f' ({speaker})' if speaker else ''} – {', '.join(parts)}"


def cited_span(result: Result) -> Span:
    """Return where the cited words stand in the article: a quotation's own, else the passage's."""
    if result.quoted is not None:
        return result.quoted.quotation.start, result.quoted.quotation.end
    return result.passage.start, result.passage.end


def place_of(lines: tuple[int, int], texts: Texts = ENGLISH) -> str:
    """Return "line 15" or "lines 15–17"."""
    first, last = lines
    # Line numbers are names, not amounts: no thousands are set apart.
    if first == last:
        return texts("place.line", first=str(first))
    return texts("place.lines", first=str(first), last=str(last))


def _lines(result: Result) -> tuple[int, int]:
    return result.quoted.lines if result.quoted is not None else result.passage.lines


def _speaker(result: Result) -> str:
    if result.quoted is None:
        return ""
    speakers = result.quoted.quotation.speakers
    return " / ".join(f"{s.name}, {s.role}" if s.role else s.name for s in speakers)


def _quoted(words: str) -> str:
    flat = " ".join(words.split()).strip('“”"„ ')
    cut = flat if len(flat) <= _LONGEST_QUOTED else f"{flat[:_LONGEST_QUOTED].rsplit(' ', 1)[0]} …"
    return f"“{cut}”"
