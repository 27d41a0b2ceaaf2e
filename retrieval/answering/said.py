"""`who said`: the quotations that hold the words, each with its speaker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from retrieval.answering.evidence import lines_of, quoted_words
from retrieval.answering.held import LONGEST_RUN, best_sentence, highlights_of, words_of
from retrieval.answering.likeness import Fit, Remembered
from retrieval.answering.sayings import Candidate, Said, Where
from retrieval.answering.sifting import Sieve, filters_of, notes_on_filters
from retrieval.answering.wanted import UNKNOWN, Wanted, read_words
from retrieval.answers import Found, Note, NoteCode, Place, Result
from retrieval.duplicates import Stretches, Telling, Tellings
from retrieval.index.holding import terms_held
from retrieval.quotations import Quotation

if TYPE_CHECKING:
    from retrieval.archive import Archive
    from retrieval.articles import Article
    from retrieval.attributions import Utterance
    from retrieval.index.protocol import Candidates, Filters
    from retrieval.passages import Headline, Passage
    from retrieval.query import Query

MOST_PASSAGES = 100
"""Candidates that are read for the words."""
MOST_ARTICLES = 20
"""Articles that are read for quotations, of those that hold the words best: at some 4 ms an article not read
before, the longest anybody waits."""
MOST_OTHERS = 5
"""Articles that are read in all where those beyond hold the words less well."""

DOUBTFUL = 40
"""Percent: of words less likely somebody's than that,"""
LEAST_INSIDE = 0.5
"""this share of the weight asked must be in themselves; what else is asked is the narrator's."""

BETWEEN = -1
"""Keeps the last word of a text and the first of its headline apart."""


def who_said(archive: Archive, query: Query, limit: int) -> Found:
    """Return the quotations that hold the words, the suggestion, and what is to be told beside them."""
    wanted = read_words(query.words, archive.index)
    if not wanted.weights:
        return Found((), wanted.suggestion, wanted.notes)
    tellings: Tellings[Said] = Tellings(limit)
    stretches = Stretches()
    for said in sorted(_found(archive, query, wanted), key=lambda said: said.key):
        spans = [(q.start, q.end) for q in said.pieces]
        if spans and not stretches.tell(said.match.passage.article.source, spans):
            continue
        # When enough is told, only what may be another printing of it is looked at.
        if len(tellings.told) < limit or any(said.may_repeat(telling.best) for telling in tellings.told):
            tellings.add(said, said.text, may_lead=said.attributed)
    results = tuple(_result(archive, telling, wanted) for telling in tellings.told)
    notes = [*wanted.notes, *notes_on_filters(archive, query, wanted.query.language, found=bool(results))]
    if results and not tellings.told[0].best.attributed:
        notes.append(Note(NoteCode.NOT_ATTRIBUTED, {}))
    return Found(results, wanted.suggestion, tuple(notes))


def _found(archive: Archive, query: Query, wanted: Wanted) -> Iterator[Said]:
    """Yield what was said with the words, the likeliest passages first.

    When somebody is known to have said just these words, no article that holds them less well is read for
    quotations; those that were read before are told all the same.
    """
    remembered = Remembered(wanted)
    articles: set[int] = set()
    decided = False
    rest = Sieve(archive, query)
    candidates = [
        candidate
        for candidate in _candidates(archive, filters_of(archive, query, wanted), wanted, remembered)
        if not rest or rest.lets_through(candidate.number)
    ]
    for order, candidate in enumerate(candidates):
        article, fit = archive.index.article_of(candidate.number), candidate.fitting.fit
        most = MOST_ARTICLES if fit is candidates[0].fitting.fit else MOST_OTHERS
        if len(articles) < most:
            articles.add(article)
        reads = fit is Fit.PHRASE or not decided
        if article not in articles:
            yield from _passage_alone(candidate, order, remembered)
            continue
        for said in _in_passage(
            archive, candidate, order, partial(_quoted, archive, reads=reads), remembered
        ):
            decided = decided or said.decides
            yield said


def _quoted(archive: Archive, article: Article, part: Passage | Headline, *, reads: bool) -> list[Utterance]:
    """Return the quotations in a part of an article; none where the article would first have to be read."""
    if reads:
        return archive.attributions.of(article, part.start, part.end, attitudes=True)
    return archive.attributions.known(article, part.start, part.end, attitudes=True) or []


def _candidates(
    archive: Archive, filters: Filters, wanted: Wanted, remembered: Remembered
) -> list[Candidate]:
    """Return passages with most of the words, those with most first: quotations are looked for there."""
    found = archive.index.candidates(wanted.terms, MOST_PASSAGES, filters)
    kept = _fitting(archive, found, wanted, remembered)
    if len(found.numbers) == MOST_PASSAGES and not any(c.fitting.fit is Fit.PHRASE for c in kept):
        # What is asked may be told by its small words alone: "then how can you go against".
        known = {candidate.number for candidate in kept}
        others = (
            candidate
            for proposed in _by_every_word(archive, filters, wanted)
            for candidate in _fitting(archive, proposed, wanted, remembered)
        )
        for candidate in others:
            if candidate.number not in known:
                known.add(candidate.number)
                kept.append(candidate)
    return sorted(kept, key=lambda candidate: (candidate.fitting.fit, -candidate.fitting.likeness))


def _by_every_word(archive: Archive, filters: Filters, wanted: Wanted) -> Iterator[Candidates]:
    """Propose the passages with the words as asked, else those with most of them, stop words counted."""
    words = tuple(token.term for token in wanted.query.tokens[:LONGEST_RUN])
    if UNKNOWN not in wanted.sequence:
        in_order = replace(filters, phrases=(words,))
        as_asked = archive.index.candidates(wanted.terms, MOST_PASSAGES, in_order)
        yield as_asked
        if len(as_asked.numbers):
            return
    if sum(token.stop for token in wanted.query.tokens) >= len(words) / 2:
        yield archive.index.candidates(tuple(dict.fromkeys(words)), MOST_PASSAGES, filters)


def _fitting(archive: Archive, found: Candidates, wanted: Wanted, remembered: Remembered) -> list[Candidate]:
    """Return those of the proposed passages that are like the words."""
    kept = []
    likely = remembered.likely(terms_held(archive.index.words_of(found.numbers), list(wanted.numbered)))
    for number, score in zip(found.numbers[likely].tolist(), found.scores[likely].tolist(), strict=True):
        words = words_of(archive.index, number)
        fitting = remembered.fitting((*words.text, BETWEEN, *words.headline))
        if fitting:
            kept.append(Candidate(archive.index, number, score, fitting, words.text))
    return kept


def _in_passage(
    archive: Archive,
    candidate: Candidate,
    order: int,
    quoted: Callable[[Article, Passage | Headline], list[Utterance]],
    remembered: Remembered,
) -> Iterator[Said]:
    """Yield what of the words was said in a passage, else the passage itself; and what in its headline."""
    passage = candidate.match.passage
    utterances = quoted(passage.article, passage)
    tried = (_said(archive, candidate, order, utterance, passage, remembered) for utterance in utterances)
    said_here = _nested([said for said in tried if said])
    inside = min((said.fitting.key for said in said_here if said.where is Where.QUOTATION), default=None)
    for said in said_here:
        # Of a sentence with several quotations, those that do not hold the words say nothing to them.
        if said.where is Where.QUOTATION or inside is None or said.fitting.key < inside:
            yield said
    if not said_here:
        yield from _passage_alone(candidate, order, remembered)
    headline = passage.headline
    if headline and not (passage.start <= headline.start < passage.end):
        for utterance in quoted(passage.article, headline):
            if above := _said(archive, candidate, order, utterance, headline, remembered):
                yield above


def _nested(said_here: Sequence[Said]) -> list[Said]:
    """Count for each quotation of a passage those inside it that hold the words as well."""
    return [
        replace(
            outer,
            around=sum(
                outer.quotation.start <= inner.quotation.start
                and inner.quotation.end <= outer.quotation.end
                and not inner.quotation.is_attitude
                for inner in said_here
                if inner is not outer and outer.quotation and inner.quotation and inner.where is outer.where
            ),
        )
        for outer in said_here
    ]


def _passage_alone(candidate: Candidate, order: int, remembered: Remembered) -> Iterator[Said]:
    """Yield the passage, if its text alone is like the words."""
    fitting = remembered.fitting(candidate.words)
    if fitting:
        yield Said(candidate, fitting, Where.PASSAGE, None, (), order, candidate.words)


def _said(
    archive: Archive,
    candidate: Candidate,
    order: int,
    utterance: Utterance,
    part: Passage | Headline,
    remembered: Remembered,
) -> Said | None:
    """Return a quotation in a part of an article if it, or the sentence telling of it, is like the words."""
    article = candidate.match.passage.article
    words = [archive.numbering.of(quotation.content, article) for quotation in utterance.pieces]
    here = [
        (quotation, numbers)
        for quotation, numbers in zip(utterance.pieces, words, strict=True)
        if quotation.start < part.end and part.start < quotation.end
    ]
    where = Where.QUOTATION
    every = [number for numbers in words for number in numbers]
    fitting = remembered.fitting(every)
    if fitting is None or fitting.fit is Fit.MOST:
        statement = _statement(article.text, part, [quotation for quotation, _ in here])
        around = remembered.fitting(archive.numbering.of(statement, article))
        if around and (fitting is None or around.key < fitting.key):
            fitting, where = around, Where.STATEMENT
    if fitting is None:
        return None
    if where is Where.STATEMENT and _is_doubtful(here[0][0]) and remembered.held(every) < LEAST_INSIDE:
        return None
    best, _ = max(here, key=lambda piece: (*remembered.closeness(piece[1]), -piece[0].start))
    return Said(candidate, fitting, where, best, utterance.pieces, order, every)


def _is_doubtful(quotation: Quotation) -> bool:
    return quotation.likelihood < DOUBTFUL


def _statement(text: str, part: Passage | Headline, here: Sequence[Quotation]) -> str:
    """Return the stretch of a part from the first to the last of a quotation and its attribution."""
    spans = [span for q in here for span in ((q.start, q.end), q.evidence) if span]
    inside = [(s, e) for s, e in spans if part.start <= s and e <= part.end]
    return text[min(s for s, _ in inside) : max(e for _, e in inside)] if inside else ""


def _place_of(said: Said) -> Place:
    article = said.match.passage.article
    lines = lines_of(article.text, said.quotation) if said.quotation else said.match.passage.lines
    return Place(article.source, lines)


def _result(archive: Archive, telling: Telling[Said], wanted: Wanted) -> Result:
    said = telling.best
    passage = said.match.passage
    words = wanted.words_in(passage.article, passage.text)
    places = (_place_of(other) for other in telling.others if other.match.passage.article != passage.article)
    return Result(
        passage,
        said.match.score,
        highlights_of(words, wanted),
        best_sentence(passage.text, words, wanted),
        tuple(dict.fromkeys(places)),
        quoted_words(archive, passage.article, said.quotation, said.pieces) if said.quotation else None,
    )
