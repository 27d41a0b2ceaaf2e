"""`quotations_of`, `positions`: what somebody said, and who said what about a topic."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from retrieval.answering.evidence import quoted_words
from retrieval.answering.held import highlights_of
from retrieval.answering.sayings import KINDS
from retrieval.answering.sifting import (
    MOST_QUOTING,
    Sieve,
    articles_quoting,
    filters_of,
    is_named,
    notes_on_filters,
    unfulfilled,
)
from retrieval.answering.topics import FAIR_SHARE
from retrieval.answering.wanted import Wanted, read_words
from retrieval.answers import Found, Note, NoteCode, Place, Result
from retrieval.duplicates import Stretches, Telling, Tellings
from retrieval.index.holding import terms_held
from retrieval.index.protocol import NO_FILTERS, Filters
from retrieval.query import Query, parse_query
from retrieval.quotations import Certainty, Quotation
from retrieval.speakers import canonical

if TYPE_CHECKING:
    from retrieval.archive import Archive
    from retrieval.articles import Article
    from retrieval.attributions import Utterance
    from retrieval.passages import Passage
    from retrieval.speakers import Speaker

MOST_ARTICLES = 40
"""Articles read for one person's quotations, or for a topic's: those that hold most of the words asked."""
MOST_PASSAGES = 200
SHORTEST_POSITION = 6
"""Words of a quotation that tells what somebody thinks of a topic without holding a word of it."""
MOST_COMPARED = 500
"""Quotations that are held against each other, each against all before it."""

_CERTAINTIES = {Certainty.HIGH: 0, Certainty.FAIR: 1, Certainty.NONE: 2}


@dataclass(frozen=True, slots=True)
class OnTopic:
    """A quotation, the passage that its first stretch stands in, and how well it fits a topic."""

    passage: Passage
    pieces: tuple[Quotation, ...]
    share: float
    """Of the topic's weight, held by the quotation, its passage and its headline; 1 without a topic."""
    inside: float
    """Of the topic's weight, held by the quotation itself."""

    @property
    def key(self) -> tuple[object, ...]:
        """Ascending from the best."""
        first = self.pieces[0]
        published = self.passage.article.published
        return (
            -round(self.inside + 0.5 * self.share, 1),
            KINDS[first.kind],
            _CERTAINTIES[first.certainty],
            -published.toordinal() if published else 0,
        )


def quotations_of(archive: Archive, name: str, topic: str | None, limit: int) -> Found:
    """Return what a speaker said, best first; with a topic, only what fits it.

    Name and topic take the filters of `about`.
    """
    who, what = parse_query(name, archive.newest), parse_query(topic or "", archive.newest)
    both = parse_query(f"{name} {topic}" if topic else name, archive.newest)
    # A name in quotation marks is a name; the passage that quotes somebody need not hold it.
    asked = replace(both, phrases=what.phrases, speakers=both.speakers if who.words else what.speakers)
    person = read_words(who.words or " ".join(who.speakers), archive.index)
    about = read_words(what.words, archive.index) if what.words else None
    notes = [*person.notes, *(about.notes if about else ())]
    utterances = []
    if person.weights and (about is None or about.weights):
        utterances = _of_person(archive, person, about, asked)
    if not utterances:
        notes += unfulfilled(archive, asked, (about or person).query.language)
    percent = archive.attributions.percent_read
    if percent < 100:
        notes.append(Note(NoteCode.STILL_READING, {"percent": percent}))
    results = _results(archive, sorted(utterances, key=lambda u: u.key), about or person, limit)
    return Found(results, person.suggestion, tuple(notes))


def _of_person(archive: Archive, person: Wanted, about: Wanted | None, asked: Query) -> list[OnTopic]:
    """Return the quotations of whoever bears the name; of those it only describes where nobody does.

    “Trump” is no “Trump appointee”, but “officials” are “US officials”.
    """
    is_person = cache(partial(is_named, terms=person.terms))
    found = list(_whose(archive, person, about, asked, is_person))
    by_name = [u for u in found if any(s.named and is_person(s) for q in u.pieces for s in q.speakers)]
    return by_name or found


def _whose(
    archive: Archive, person: Wanted, about: Wanted | None, asked: Query, is_person: Callable[[Speaker], bool]
) -> Iterator[OnTopic]:
    filters = filters_of(archive, asked, about or person)
    let_through = _passage_filter(archive, asked, filters)
    for article in _articles_of(archive, person, about, filters):
        theirs = (
            utterance
            for utterance in archive.attributions.of(article)
            if any(is_person(speaker) for quotation in utterance.pieces for speaker in quotation.speakers)
        )
        for utterance in _on_topic(archive, article, theirs, about):
            if let_through(utterance.passage):
                yield utterance


def _passage_filter(archive: Archive, asked: Query, filters: Filters) -> Callable[[Passage], bool]:
    """Return what tells whether a passage is let through, of an article that is."""
    of_passages = replace(filters, sources=(), since=None, before=None, articles=None)
    rest = Sieve(archive, asked)

    def let_through(passage: Passage) -> bool:
        if of_passages == NO_FILTERS and not rest:
            return True
        number = archive.number_of(passage)
        alone = replace(of_passages, only=frozenset((number,)))
        return bool(len(archive.index.candidates((), 1, alone).numbers)) and rest.lets_through(number)

    return let_through


def _articles_of(
    archive: Archive, person: Wanted, about: Wanted | None, filters: Filters
) -> Iterator[Article]:
    """Yield the articles that quote the person, where that is known, else that name them.

    Those that fit the topic best come first; those of other sources and times are left out.
    """
    index = archive.index
    named = articles_quoting(archive, person.terms)
    if about is not None:
        on_topic = index.article_candidates(about.terms, MOST_QUOTING).numbers.tolist()
        holding = set(named)
        named = [number for number in on_topic if number in holding]
    if filters.of_articles:
        fitting = {
            entry.number
            for entry in index.entries()
            if filters.let_article_through(entry.source, entry.published)
        }
        named = [number for number in named if number in fitting]
    return map(index.article, named[:MOST_ARTICLES])


def _on_topic(
    archive: Archive, article: Article, utterances: Iterable[Utterance], about: Wanted | None
) -> Iterator[OnTopic]:
    """Yield an article's quotations; with a topic, those that with their passage hold a fair share of it."""
    near = _Near(archive, article, about) if about else None
    for utterance in utterances:
        if near and not near.has_words(utterance.pieces[0].start, utterance.pieces[-1].end):
            continue
        passage = archive.passage_holding(article, utterance.pieces[0].start)
        if passage is None:
            continue
        share = inside = 1.0
        if about is not None:
            said = {n for q in utterance.pieces for n in archive.numbering.of(q.content, article)}
            around = said.union(archive.words_of(passage).numbers)
            inside, share = about.held(said) / about.weight, about.held(around) / about.weight
        if share >= FAIR_SHARE:
            yield OnTopic(passage, utterance.pieces, share, inside)


class _Near:
    """Where in an article words of a topic stand: most quotations are nowhere near, and are not looked at."""

    def __init__(self, archive: Archive, article: Article, about: Wanted) -> None:
        index = archive.index
        numbers = index.passages_of(archive.article_number(article.source))
        self._starts = [index.span_of(number)[0] for number in numbers]
        held = terms_held(index.words_of(np.array(numbers)), list(about.numbered)).any(axis=1)
        self._holding: list[int] = np.concatenate(([0], held.cumsum())).tolist()

    def has_words(self, start: int, end: int) -> bool:
        """Whether a passage from one character to another, the one before or the one after holds any."""
        first = max(0, bisect_right(self._starts, start) - 1)
        after = min(len(self._starts), bisect_left(self._starts, end) + 1)
        return self._holding[after] > self._holding[first]


def positions(archive: Archive, topic: str, limit: int) -> Found:
    """Return who said what about a topic: of each speaker the quotation that fits it best.

    The topic takes the filters of `about`.
    """
    asked = parse_query(topic, archive.newest)
    about = read_words(asked.words, archive.index)
    if not about.weights:
        return Found((), about.suggestion, about.notes)
    filters = filters_of(archive, asked, about)
    let_through = _passage_filter(archive, asked, filters)
    passages = [match.passage for match in archive.ranker.rank(about.query, MOST_PASSAGES, filters)]
    articles = {passage.article.source: passage.article for passage in passages}
    utterances = sorted(
        (
            u
            for article in list(articles.values())[:MOST_ARTICLES]
            for u in _on_topic(archive, article, archive.attributions.of(article), about)
            # “weak” in a headline on sanctions is no position; “weak sanctions” is.
            if (u.inside or sum(len(q.content.split()) for q in u.pieces) >= SHORTEST_POSITION)
            and let_through(u.passage)
        ),
        key=lambda u: u.key,
    )
    results = _results(archive, _one_each(utterances), about, limit)
    notes = notes_on_filters(archive, asked, about.query.language, found=bool(results))
    return Found(results, about.suggestion, (*about.notes, *notes))


def _one_each(utterances: Iterable[OnTopic]) -> Iterator[OnTopic]:
    heard: set[str] = set()
    for utterance in utterances:
        names = {canonical(s.name) for q in utterance.pieces for s in q.speakers}
        if names - heard:
            heard |= names
            yield utterance


def _results(
    archive: Archive, utterances: Iterable[OnTopic], wanted: Wanted, limit: int
) -> tuple[Result, ...]:
    tellings: Tellings[OnTopic] = Tellings(limit)
    stretches = Stretches()
    for utterance in islice(utterances, MOST_COMPARED):
        if not stretches.tell(utterance.passage.article.source, [(q.start, q.end) for q in utterance.pieces]):
            continue
        tellings.add(utterance, " ".join(q.content for q in utterance.pieces))
    return tuple(_result(archive, telling, wanted) for telling in tellings.told)


def _result(archive: Archive, telling: Telling[OnTopic], wanted: Wanted) -> Result:
    passage, pieces = telling.best.passage, telling.best.pieces
    places = (Place(other.passage.article.source, other.passage.lines) for other in telling.others)
    best = max(
        pieces, key=lambda q: (wanted.held_by(wanted.words_in(passage.article, q.content).terms), -q.start)
    )
    first, last = max(best.start, passage.start), min(best.end, passage.end)
    return Result(
        passage,
        telling.best.inside + telling.best.share,
        highlights_of(wanted.words_in(passage.article, passage.text), wanted),
        (first - passage.start, last - passage.start) if first < last else None,
        tuple(dict.fromkeys(places)),
        quoted_words(archive, passage.article, best, pieces),
    )
