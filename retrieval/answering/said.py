"""`who said`: the quotations that hold the words, each with its speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from retrieval.analysis import tokens_of
from retrieval.answering.held import best_sentence, has_run, highlights_of
from retrieval.answering.wanted import Wanted, read_words
from retrieval.answers import Found, Note, NoteCode, Place, QuotedWords, Result
from retrieval.attributions import line_of
from retrieval.duplicates import Telling, Tellings
from retrieval.quotations import Quotation, QuotationKind
from retrieval.ranking import rank

if TYPE_CHECKING:
    from retrieval.archive import Archive
    from retrieval.articles import Article
    from retrieval.index import Match
    from retrieval.passages import Passage

MOST_WORDS = 0.6
"""Share of the weight of the words asked for, unknown ones included, that a quotation or passage must
hold."""
MOST_PASSAGES = 100
"""Candidates that are read for the words."""
MOST_ARTICLES = 20
"""Articles that are read for quotations: at some 4 ms an article not read before, the longest anybody
waits."""

KINDS = {QuotationKind.DIRECT: 0, QuotationKind.MIXED: 1, QuotationKind.INDIRECT: 2}


class Where(IntEnum):
    """Where the words stand; the nearer to what was said, the better."""

    QUOTATION = 0
    STATEMENT = 1
    """In the sentence that the quotation or its attribution stands in."""
    PASSAGE = 2
    """Elsewhere in a passage: nobody is known to have said them."""


class Fit(IntEnum):
    """How much of the words stands there."""

    PHRASE = 0
    ALL = 1
    MOST = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A passage with the words, and the quotation that holds them."""

    match: Match
    fit: Fit
    share: float
    where: Where
    quotation: Quotation | None
    pieces: tuple[Quotation, ...]
    order: int
    """The passage's place among the candidates."""

    @property
    def key(self) -> tuple[object, ...]:
        """Ascending from the best."""
        quotation = self.quotation
        return (
            self.fit,
            -round(self.share, 1),
            quotation is None or not quotation.speakers,
            self.where,
            KINDS[quotation.kind] if quotation else 3,
            -self.share,
            self.order,
        )


def who_said(archive: Archive, words: str, limit: int) -> Found:
    """Return the quotations that hold the words, the suggestion, and what is to be told beside them."""
    wanted = read_words(words, archive.index)
    if not wanted.weights:
        return Found((), wanted.suggestion, wanted.notes)
    found = sorted(_found(archive, wanted), key=lambda said: said.key)
    tellings: Tellings[Said] = Tellings()
    for said in found:
        tellings.add(said, _telling_words(archive, said))
    results = tuple(_result(archive, telling, wanted) for telling in tellings.told[:limit])
    notes = list(wanted.notes)
    if results and (results[0].quoted is None or not results[0].quoted.quotation.speakers):
        notes.append(Note(NoteCode.NOT_ATTRIBUTED, {}))
    return Found(results, wanted.suggestion, tuple(notes))


def _found(archive: Archive, wanted: Wanted) -> Iterator[Said]:
    candidates = list(_candidates(archive, wanted))
    articles = {m.passage.article.source: m.passage.article for m in candidates}
    read = list(articles.values())[:MOST_ARTICLES]
    groups = {article.source: groups_of(archive.attributions.of(article)) for article in read}
    for order, match in enumerate(candidates):
        yield from _in_passage(archive, match, order, groups.get(match.passage.article.source, []), wanted)


def _candidates(archive: Archive, wanted: Wanted) -> list[Match]:
    """Return passages with most of the words, those with most first, near which quotations are looked for."""
    kept = []
    for match in rank(archive.index, wanted.query, MOST_PASSAGES):
        words = archive.reader.words_of(match.passage)
        fit, share = fit_of(words.sequence + words.headline, wanted)
        if fit is not None:
            kept.append((fit, -share, match))
    kept.sort(key=lambda item: item[:2])
    return [match for _, _, match in kept]


def fit_of(terms: Sequence[str], wanted: Wanted) -> tuple[Fit | None, float]:
    """Return how much of what is wanted stands in some words: the kind, and the share of all weight asked."""
    share = wanted.held(set(terms)) / ((wanted.weight + wanted.missing) or 1.0)
    if not wanted.missing and has_run(terms, wanted.sequence):
        return Fit.PHRASE, 1.0
    if not wanted.missing and share > 1 - 1e-9:
        return Fit.ALL, 1.0
    return (Fit.MOST if share >= MOST_WORDS else None), share


def groups_of(quotations: Sequence[Quotation]) -> list[tuple[Quotation, ...]]:
    """Put the stretches of each quotation together, in the order of the text."""
    groups: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        groups.setdefault(quotation.group, []).append(quotation)
    return [tuple(sorted(group, key=lambda q: q.start)) for group in groups.values()]


def _in_passage(
    archive: Archive, match: Match, order: int, groups: Sequence[tuple[Quotation, ...]], wanted: Wanted
) -> Iterator[Said]:
    """Yield what of the words was said in a passage or its headline, else the passage itself."""
    passage = match.passage
    found = False
    for pieces in groups:
        here = [q for q in pieces if _stands_in(q, passage)]
        if not here:
            continue
        said = _in_quotation(match, order, pieces, here, wanted) or _in_statement(
            match, order, pieces, here, wanted
        )
        if said:
            found = True
            yield said
    if not found:
        fit, share = fit_of(archive.reader.words_of(passage).sequence, wanted)
        if fit is not None:
            yield Said(match, fit, share, Where.PASSAGE, None, (), order)


def _stands_in(quotation: Quotation, passage: Passage) -> bool:
    headline = passage.headline
    inside = quotation.start < passage.end and passage.start < quotation.end
    return inside or (
        headline is not None and quotation.start < headline.end and headline.start < quotation.end
    )


def _in_quotation(
    match: Match, order: int, pieces: tuple[Quotation, ...], here: Sequence[Quotation], wanted: Wanted
) -> Said | None:
    terms = {q.start: [t.term for t in tokens_of(q.content)] for q in pieces}
    fit, share = fit_of([term for q in pieces for term in terms[q.start]], wanted)
    if fit is None:
        return None
    best = min(pieces, key=lambda q: (-wanted.held(set(terms[q.start])), q.start))
    if best not in here:
        return None  # the passage that holds the best stretch tells it
    return Said(match, fit, share, Where.QUOTATION, best, pieces, order)


def _in_statement(
    match: Match, order: int, pieces: tuple[Quotation, ...], here: Sequence[Quotation], wanted: Wanted
) -> Said | None:
    text = match.passage.article.text
    start, end = match.passage.start, match.passage.end
    spans = [(q.start, q.end) for q in here] + [q.evidence for q in here if q.evidence]
    inside = [(s, e) for s, e in spans if start <= s and e <= end]
    if not inside:
        return None
    stretch = text[min(s for s, _ in inside) : max(e for _, e in inside)]
    fit, share = fit_of([t.term for t in tokens_of(stretch)], wanted)
    if fit is None:
        return None
    best = min(here, key=lambda q: (-wanted.held({t.term for t in tokens_of(q.content)}), q.start))
    return Said(match, fit, share, Where.STATEMENT, best, pieces, order)


def _telling_words(archive: Archive, said: Said) -> tuple[str, ...]:
    if said.quotation is None:
        return archive.reader.words_of(said.match.passage).sequence
    return tuple(t.term for q in said.pieces for t in tokens_of(q.content))


def _result(archive: Archive, telling: Telling[Said], wanted: Wanted) -> Result:
    said = telling.best
    passage = said.match.passage
    tokens = archive.reader.words_of(passage).tokens
    return Result(
        passage,
        said.match.score,
        highlights_of(tokens, wanted),
        best_sentence(passage.text, tokens, wanted),
        tuple(
            dict.fromkeys(
                Place(other.match.passage.article.source, other.match.passage.lines)
                for other in telling.others
                if other.match.passage != passage
            )
        ),
        quoted_words(passage.article, said.quotation, said.pieces) if said.quotation else None,
    )


def quoted_words(article: Article, quotation: Quotation, pieces: Sequence[Quotation]) -> QuotedWords:
    """Return a quotation with the lines it stands on and all its stretches."""
    lines = (
        line_of(article.text, quotation.start),
        line_of(article.text, max(quotation.start, quotation.end - 1)),
    )
    return QuotedWords(quotation, lines, tuple((q.start, q.end) for q in pieces))
