"""One result → its text in Discord: headline or speaker, the words, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.discord.markdown import bold, escape, one_line, quoted
from bot.rendering.excerpt import excerpt
from retrieval import Certainty

if TYPE_CHECKING:
    from retrieval import Article, Passage, QuotedWords, Result, Span

_HEADLINE = 140
_SPEAKER = 120
_SOURCE = 90
_EVIDENCE = 140


def result_text(result: Result, passage_size: int) -> str:
    """Return a result as markdown, its passage cut to about `passage_size` characters as shown."""
    if result.quoted is not None:
        return _quotation(result, result.quoted, passage_size)
    passage = result.passage
    words = _cut(passage.text, result.highlights, result.sentence, passage_size)
    headline = passage.headline.text if passage.headline else passage.article.title
    # A story that is only a headline shows it once.
    heading = [_heading(headline)] if headline and headline != passage.text else []
    return "\n".join((*heading, quoted(words), _where(result, passage.lines)))


def _quotation(result: Result, words: QuotedWords, passage_size: int) -> str:
    passage, quotation = result.passage, words.quotation
    offset = quotation.start - passage.start
    spans = [
        (max(start - offset, 0), min(end - offset, len(quotation.content)))
        for start, end in result.highlights
        if end > offset and start < offset + len(quotation.content)
    ]
    lines = [_heading(_said_by(words))]
    lines.append(quoted(f"“{_cut(quotation.content, spans, None, passage_size)}”"))
    evidence = _evidence(passage.article, words)
    if evidence:
        lines.append(f"-# {evidence}")
    lines.append(_where(result, words.lines, passage))
    return "\n".join(lines)


def _said_by(words: QuotedWords) -> str:
    quotation = words.quotation
    if not quotation.speakers:
        return "Nobody is named as the speaker"
    names = [f"{s.name} ({s.role})" if s.role else s.name for s in quotation.speakers]
    probably = "Probably " if quotation.certainty is Certainty.FAIR else ""
    return probably + " and ".join(names)


def _evidence(article: Article, words: QuotedWords) -> str | None:
    """Return the sentence that names the speaker, the quotation itself left out of it."""
    span = words.quotation.evidence
    if span is None:
        return None
    kept: list[str] = []
    at = span[0]
    for start, end in sorted(words.pieces):
        if start < span[1] and end > at:
            kept.append(article.text[at : max(start, at)])
            at = end
    kept.append(article.text[at : span[1]] if at < span[1] else "")
    sentence = one_line("…".join(kept), _EVIDENCE).strip()
    return escape(sentence) if sentence.strip("…“”\"' ") else None


def _cut(text: str, spans: tuple[Span, ...] | list[Span], sentence: Span | None, size: int) -> str:
    part = excerpt(text, spans, size, sentence=sentence, size=lambda piece: len(escape(piece)))
    before, after = "… " if part.cut_before else "", " …" if part.cut_after else ""
    return f"{before}{bold(part.text, part.highlights)}{after}"


def _heading(text: str) -> str:
    return f"### {escape(one_line(text, _HEADLINE))}"


def _where(result: Result, lines: tuple[int, int], passage: Passage | None = None) -> str:
    article = result.passage.article
    parts = [escape(one_line(passage.headline.text, _SPEAKER))] if passage and passage.headline else []
    parts.append(_source(article))
    parts.append(lines_in_words(lines))
    if article.published:
        parts.append(article.published.isoformat())
    if len(result.also_in) == 1:
        parts.append(f"also in {escape(one_line(result.also_in[0].source, _SOURCE))}")
    elif result.also_in:
        parts.append(f"also in {len(result.also_in)} more")
    return "-# " + " · ".join(parts)


def _source(article: Article) -> str:
    name = escape(one_line(article.source, _SOURCE))
    url = article.url
    if (
        url
        and url.startswith(("https://", "http://"))
        and len(url) <= 200
        and not set(url) & set(" ()<>\n\\")
    ):
        return f"[{name}]({url})"
    return name


def lines_in_words(lines: tuple[int, int]) -> str:
    """Return "line 15" or "lines 15–17"."""
    first, last = lines
    return f"line {first}" if first == last else f"lines {first}–{last}"
