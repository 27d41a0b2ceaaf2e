"""One result → its text in Discord: headline or speaker, the words, and where they stand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.rendering.citation import place_of
from bot.rendering.discord.markdown import bold, escape, one_line, quoted
from bot.rendering.discord.sources import source_link
from bot.rendering.excerpt import excerpt
from retrieval import Certainty

if TYPE_CHECKING:
    from datetime import date

    from bot.translations import Texts
    from retrieval import Article, Passage, QuotedWords, Result, Span, Speaker

_HEADLINE = 140
_SPEAKER = 120
_SOURCE = 90
_EVIDENCE = 140
"""Characters before escaping; a quarter of them where passages are cut to less than _SHORT."""
_SHORT = 300
_REMEMBERED = 256
"""Passages and headlines as shown, a kilobyte each: a question is repeated, its pages are turned."""

_LEFT_OUT = re.compile(r"[ “”„‟«»\"'‘’]*…(?:[ “”„‟«»\"'‘’…]|[.,;](?=[\s“”\"'‘’…]|$))*")
"""What is left around a quotation that is left out: its marks, and the comma or full stop that ended it."""


def result_text(result: Result, passage_size: int, texts: Texts) -> str:
    """Return a result as markdown, its passage cut to about `passage_size` characters as shown."""
    if result.quoted is not None:
        return _quotation(result, result.quoted, passage_size, texts)
    passage = result.passage
    words = _cut(passage.text, result.highlights, result.sentence, passage_size)
    headline = passage.headline.text if passage.headline else passage.article.title
    # A story that is only a headline shows it once.
    heading = [_heading(headline, passage_size)] if headline and headline != passage.text else []
    return "\n".join((*heading, quoted(words), _where(result, passage.lines, passage_size, texts)))


def _quotation(result: Result, words: QuotedWords, passage_size: int, texts: Texts) -> str:
    passage, quotation = result.passage, words.quotation
    offset = quotation.start - passage.start
    spans = tuple(
        (max(start - offset, 0), min(end - offset, len(quotation.content)))
        for start, end in result.highlights
        if end > offset and start < offset + len(quotation.content)
    )
    lines = [_heading(_said_by(words, texts), passage_size)]
    content = _cut(quotation.content, spans, None, passage_size)
    # What is told of an attitude are the article's words, and nobody's that could be quoted.
    lines.append(quoted(f"… {content}" if quotation.is_attitude else f"“{content}”"))
    evidence = _evidence(passage.article, words, passage_size)
    if evidence:
        lines.append(f"-# {evidence}")
    lines.append(_where(result, words.lines, passage_size, texts, passage))
    return "\n".join(lines)


def _said_by(words: QuotedWords, texts: Texts) -> str:
    quotation = words.quotation
    if not quotation.speakers:
        return texts("answer.nobody")
    said_by = texts.listed([_name(speaker, texts) for speaker in quotation.speakers])
    resolved = any(speaker.resolved for speaker in quotation.speakers)
    match quotation.certainty:
        case Certainty.NONE:
            return texts("answer.perhaps", speaker=said_by)
        case Certainty.FAIR if resolved:
            return texts("answer.probably", speaker=said_by)
        case _:
            return said_by


def _name(speaker: Speaker, texts: Texts) -> str:
    name = speaker.name if speaker.resolved else texts("answer.unresolved", mention=speaker.name)
    return f"{name} ({speaker.role})" if speaker.role else name


def _evidence(article: Article, words: QuotedWords, size: int) -> str | None:
    """Return what names the speaker: who “he” is, and the sentence that says he said it."""
    naming = article.text[slice(*words.naming)] if words.naming else ""
    told = (one_line(part, _limit(_EVIDENCE, size)) for part in (naming, _saying(article, words)) if part)
    return escape(" … ".join(told).replace("… … ", "… ")) or None


def _saying(article: Article, words: QuotedWords) -> str:
    """Return the sentence that says who said it, the quotation itself left out of it."""
    span = words.quotation.evidence
    if span is None:
        return ""
    kept: list[str] = []
    at = span[0]
    for start, end in sorted(words.pieces):
        if start < span[1] and end > at:
            kept.append(article.text[at : max(start, at)])
            at = end
    kept.append(article.text[at : span[1]] if at < span[1] else "")
    told = _LEFT_OUT.sub(" … ", "…".join(kept)).strip()
    return told if told.strip("… ") else ""


@lru_cache(maxsize=_REMEMBERED)
def _cut(text: str, spans: tuple[Span, ...], sentence: Span | None, size: int) -> str:
    part = excerpt(text, spans, size, sentence=sentence, size=lambda piece: len(escape(piece)))
    before, after = "… " if part.cut_before else "", " …" if part.cut_after else ""
    return f"{before}{bold(part.text, part.highlights)}{after}"


@lru_cache(maxsize=_REMEMBERED)
def _heading(text: str, size: int) -> str:
    return f"### {escape(one_line(text, _limit(_HEADLINE, size)))}"


def _limit(characters: int, size: int) -> int:
    return characters if size >= _SHORT else characters // 4


def _where(
    result: Result, lines: tuple[int, int], size: int, texts: Texts, passage: Passage | None = None
) -> str:
    article = result.passage.article
    parts = (
        [escape(one_line(passage.headline.text, _limit(_SPEAKER, size)))]
        if passage and passage.headline
        else []
    )
    parts += _place(article.source, article.url, lines, article.published, _limit(_SOURCE, size), texts)
    if len(result.also_in) == 1:
        parts.append(
            texts("answer.also_in", source=escape(one_line(result.also_in[0].source, _limit(_SOURCE, size))))
        )
    elif result.also_in:
        parts.append(texts("answer.also_in_more", count=len(result.also_in)))
    return "-# " + " · ".join(parts)


@lru_cache(maxsize=_REMEMBERED)
def _place(
    source: str, url: str | None, lines: tuple[int, int], published: date | None, size: int, texts: Texts
) -> tuple[str, ...]:
    link, place = source_link(source, url, size), place_of(lines, texts)
    return (link, place, texts.day(published)) if published else (link, place)
