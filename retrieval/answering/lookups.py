"""What front ends look up beside answers: articles by name, what begins like that, what stands around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from retrieval.analysis import fold
from retrieval.asking import words_asked
from retrieval.index.protocol import Filters
from retrieval.spelling import written_form

if TYPE_CHECKING:
    from retrieval.archive import Archive
    from retrieval.index import ArticleEntry, Index
    from retrieval.passages import Passage
    from retrieval.quotations import Quotation

ALIKE = 70
"""Of 100: from here on a title is what a name means. Lower, any two headlines share enough letters."""
MOST_COMPLETED = 4
"""Words that a half-typed one is completed to."""


@dataclass(frozen=True, slots=True)
class ArticleNames:
    """What the articles are called, folded, in the order of the entries; "" where one has no title."""

    sources: list[str]
    titles: list[str]

    @classmethod
    def of(cls, entries: Sequence[ArticleEntry]) -> ArticleNames:
        """Fold the names of all articles, which takes a second for a million passages."""
        return cls([fold(entry.source) for entry in entries], [fold(entry.title or "") for entry in entries])


def find_articles(archive: Archive, name: str, limit: int) -> list[ArticleEntry]:
    """Return the articles that a file name or a title means, the likeliest first: whole, as a part, alike.

    What is alike is only looked for where nothing has the name.
    """
    wanted = fold(name).strip()
    if not wanted:
        return []
    names, entries = archive.article_names, archive.entries
    ranked = [
        (_rank(wanted, source, title), place)
        for place, (source, title) in enumerate(zip(names.sources, names.titles, strict=True))
        if wanted in source or wanted in title
    ]
    if ranked:
        return [entries[place] for _, place in nsmallest(limit, ranked)]
    alike = process.extract(wanted, names.titles, scorer=fuzz.WRatio, score_cutoff=ALIKE, limit=limit)
    return [entries[place] for _, _, place in alike]


def _rank(wanted: str, source: str, title: str) -> int:
    if wanted in {source, title}:
        return 0
    return 1 if source.startswith(wanted) or title.startswith(wanted) else 2


def headlines_like(archive: Archive, typed: str, limit: int) -> list[str]:
    """Return headlines that hold the words typed so far, the last one perhaps half typed."""
    found: dict[str, None] = {}
    for words in _completed(archive.index, typed):
        filters = Filters(in_headline=frozenset(words))
        for number in archive.index.candidates(words, 4 * limit, filters).numbers.tolist():
            headline = archive.index.passage(number).headline
            if headline:
                found[headline.text] = None
    return list(found)[:limit]


def terms_like(archive: Archive, typed: str, limit: int) -> list[str]:
    """Return words of the articles that begin like the last word typed, those of most passages first."""
    last = fold(typed).split()[-1:] or [""]
    terms = archive.index.terms_starting(last[0], limit)
    return list(dict.fromkeys(written_form(term, term, archive.index) for term in terms))


def speakers_like(archive: Archive, typed: str, limit: int) -> list[str]:
    """Return the names of speakers, of the articles read so far, whose words begin like those typed."""
    return list(islice(archive.attributions.speakers().starting(fold(typed).split()), limit))


def quotations_like(archive: Archive, typed: str, limit: int) -> list[Quotation]:
    """Return quotations that hold the words typed so far, of articles already read: it must be quick."""
    found: dict[str, Quotation] = {}
    for words in _completed(archive.index, typed):
        wanted = {archive.index.term_number(word) for word in words}
        for number in archive.index.candidates(words, 4 * limit).numbers.tolist():
            passage = archive.index.passage(number)
            for utterance in archive.attributions.known(passage.article, passage.start, passage.end) or ():
                for quotation in utterance.pieces:
                    inside = quotation.start < passage.end and passage.start < quotation.end
                    if inside and wanted <= set(archive.numbering.of(quotation.content, passage.article)):
                        found.setdefault(quotation.content, quotation)
            if len(found) >= limit:
                break
    return list(found.values())[:limit]


def _completed(index: Index, typed: str) -> Iterator[tuple[str, ...]]:
    """Yield the terms typed, with what the last one may become."""
    _, tokens = words_asked(typed, index)
    if not tokens:
        return
    *whole, last = tokens
    kept = tuple(dict.fromkeys(t.term for t in whole if not t.stop))
    written = fold(typed[last.start : last.end])
    starting = index.terms_starting(written, MOST_COMPLETED)
    ending = [last.term, *(term for term in starting if term != last.term)]
    for term in ending[: 1 if typed[-1:].isspace() else None]:
        if index.document_frequency(term):
            yield (*kept, term)


def around(archive: Archive, passage: Passage, before: int, after: int) -> tuple[Passage, ...]:
    """Return a passage with up to `before` and `after` of its neighbours in the article."""
    numbers = archive.index.passages_of(archive.article_number(passage.article.source))
    first = max(numbers.start, numbers.start + passage.position - before)
    last = min(numbers.stop, numbers.start + passage.position + after + 1)
    return tuple(archive.index.passage(number) for number in range(first, last))
