"""A quotation with how we know whose it is: where it stands, and what names the speaker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from retrieval.analysis import sentences_of
from retrieval.answers import QuotedWords, Span

if TYPE_CHECKING:
    from retrieval.archive import Archive
    from retrieval.articles import Article
    from retrieval.quotations import Quotation


def quoted_words(
    archive: Archive, article: Article, quotation: Quotation, pieces: Sequence[Quotation]
) -> QuotedWords:
    """Return a quotation with the lines it stands on, all its stretches, and the sentence with the name."""
    lines = lines_of(article.text, quotation)
    spans = tuple((q.start, q.end) for q in pieces)
    return QuotedWords(quotation, lines, spans, _naming(archive, article, quotation))


def lines_of(text: str, quotation: Quotation) -> tuple[int, int]:
    """Return the first and the last line, from 1, that a quotation stands on."""
    first = text.count("\n", 0, quotation.start) + 1
    return first, first + quotation.content.rstrip().count("\n")


def _naming(archive: Archive, article: Article, quotation: Quotation) -> Span | None:
    """Return the last sentence before “he” that names him; None where what is written is a name."""
    if quotation.mention is None or quotation.mention_start is None or len(quotation.speakers) != 1:
        return None
    (speaker,) = quotation.speakers
    if not speaker.named or speaker.name.split()[-1] in quotation.mention:
        return None
    at = _last_before(article.text, quotation.mention_start, (speaker.name, *speaker.aliases))
    passage = archive.passage_holding(article, at) if at >= 0 else None
    if passage is None:
        return None
    named_in = passage if passage.start <= at else passage.headline
    if named_in is None:
        return None
    first = named_in.start
    return next(
        ((first + a, first + b) for a, b in sentences_of(named_in.text) if first + a <= at < first + b), None
    )


def _last_before(text: str, end: int, forms: Iterable[str]) -> int:
    """Return where a form of a name stands last before `end`, as whole words; -1 where none does."""
    last = -1
    for form in forms:
        at = text.rfind(form, 0, end)
        while at > last and _is_within_a_word(text, at, at + len(form)):
            at = text.rfind(form, 0, at)
        last = max(last, at)
    return last


def _is_within_a_word(text: str, start: int, end: int) -> bool:
    return text[max(start - 1, 0) : start].isalnum() or text[end : end + 1].isalnum()
