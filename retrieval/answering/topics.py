"""`about`: the passages on a topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from retrieval.answering.held import best_sentence, highlights_of
from retrieval.answering.sifting import Sieve, filters_of, notes_on_filters
from retrieval.answering.wanted import Wanted, read_words
from retrieval.answers import Found, Note, NoteCode, Place, Result
from retrieval.duplicates import Telling, Tellings
from retrieval.index.holding import terms_held
from retrieval.index.protocol import Filters
from retrieval.query import Query
from retrieval.ranking import Ranking

if TYPE_CHECKING:
    from retrieval.archive import Archive
    from retrieval.index import Index
    from retrieval.passages import Passage

FAIR_SHARE = 0.4
"""Share of a topic's weight that a passage must hold to be shown: one of two equal words, or the rarer of
two. Of 590 topics of two to four words, made from questions over 240 encyclopedia paragraphs, it shows the
right paragraph of 94 to 98 %, and of the others among the first twenty it leaves out 40 % (two words) to 89 %
(four). At .35 it would show one right paragraph in a hundred more, and a third or more of wrong ones more."""
QUESTION_SHARE = 0.3
"""The same of a question in plain words: much of it is about how it is asked. Of 94 questions of a news quiz
it shows the right article of 95 %, where FAIR_SHARE shows it of 91 %."""
FIRST_SIFTED = 200
"""Passages that are asked of the index at first where it cannot sift them all."""
MOST_LISTED = 4
"""Words that a note lists before it becomes unreadable."""
ROUNDING = 1e-9
"""Weights added up in another order differ by less."""


class Held(NamedTuple):
    """A passage that a query lets through."""

    passage: Passage
    weight: float
    """Of the query's words in its text and headline."""
    ranking: Ranking
    place: int
    """In `ranking`."""

    @property
    def score(self) -> float:
        """How well it fits."""
        return self.ranking.scores[self.place]


def about(archive: Archive, query: Query, limit: int, within: frozenset[str] | None = None) -> Found:
    """Return the best passages on a topic; `within` names the only articles that are looked at.

    Without words, what a source or a time alone names, in the order of the articles.
    """
    wanted = read_words(query.words, archive.index)
    only_filters = not wanted.query.tokens and query.names_passages
    if not wanted.weights and not only_filters:
        return Found((), wanted.suggestion, wanted.notes)
    matches = _matching(archive, query, wanted, FAIR_SHARE, limit, within)
    notes = list(() if only_filters else wanted.notes)
    notes += notes_on_filters(archive, query, wanted.query.language, found=bool(matches))
    if matches:
        notes += _no_passage_has_all(archive, wanted, matches)
    one_story = within is not None or bool(query.sources)
    return Found(_results(matches, wanted, limit, spread=not one_story), wanted.suggestion, tuple(notes))


def passages_for(archive: Archive, question: Query, limit: int) -> Found:
    """Return the best passages for a question in plain words."""
    wanted = read_words(question.words, archive.index)
    if not wanted.weights:
        return Found((), wanted.suggestion, wanted.notes)
    matches = _matching(archive, question, wanted, QUESTION_SHARE, limit)
    notes = notes_on_filters(archive, question, wanted.query.language, found=bool(matches))
    return Found(_results(matches, wanted, limit), wanted.suggestion, (*wanted.notes, *notes))


def _matching(
    archive: Archive,
    query: Query,
    wanted: Wanted,
    share: float,
    limit: int,
    within: frozenset[str] | None = None,
) -> list[Held]:
    """Return the passages that the words and filters of a query let through, the best first.

    More are fetched than asked for, so that printings of one passage can be told together.
    """
    filters = filters_of(archive, query, wanted, within)
    pool, enough = max(50, 5 * limit), 2 * limit + 10
    least = share * wanted.weight - ROUNDING
    if query.filtered and (rest := Sieve(archive, query)):
        let_through = islice(_sifted(archive.index, wanted, filters, rest, least), enough)
        filters = Filters(only=frozenset(let_through))
    ranking = archive.ranker.ranked(wanted.query, pool, filters)
    held = ranking.weights_held(wanted.numbered)
    fair = [place for place, weight in enumerate(held) if weight >= least][:enough]
    return [Held(archive.index.passage(ranking.numbers[n]), held[n], ranking, n) for n in fair]


def _sifted(index: Index, wanted: Wanted, filters: Filters, rest: Sieve, least: float) -> Iterator[int]:
    """Yield the passages that what the index cannot sift lets through, too, with enough of the words.

    The index is asked for more and more, until it has no more.
    """
    weights = np.array(list(wanted.numbered.values()))
    seen, asked = np.zeros(0, dtype=np.int64), FIRST_SIFTED
    while True:
        found = index.candidates(wanted.query.terms, asked, filters).numbers
        fresh = found[~np.isin(found, seen)]
        held = terms_held(index.words_of(fresh), list(wanted.numbered)) @ weights
        yield from filter(rest.lets_through, fresh[held >= least].tolist())
        if len(found) < asked:
            return
        seen, asked = np.union1d(seen, found), 4 * asked


def _no_passage_has_all(archive: Archive, wanted: Wanted, matches: Sequence[Held]) -> Iterator[Note]:
    if wanted.only_stop_words or not 2 <= len(wanted.terms) <= MOST_LISTED:
        return
    if max([match.weight for match in matches]) >= wanted.weight - ROUNDING:
        return
    first = matches[0].ranking.held(matches[0].place)
    held = [term for term in wanted.terms if archive.index.term_number(term) in first]
    if held:
        best = max(held, key=lambda term: wanted.weights[term])
        yield Note(
            NoteCode.NO_PASSAGE_HAS_ALL,
            {
                "words": ", ".join(wanted.written[t] for t in wanted.terms),
                "word": wanted.written[best],
                "count": archive.index.document_frequency(best),
            },
        )


def _results(
    matches: Sequence[Held], wanted: Wanted, limit: int, *, spread: bool = True
) -> tuple[Result, ...]:
    """Tell printings of one passage together and say what in each is wanted."""
    told = _told(matches, max(limit, 4))
    if spread and len(told) >= 4 and len({_story(telling.best.passage) for telling in told[:3]}) == 1:
        told = _spread(_told(matches))
    return tuple(_result(telling, wanted) for telling in told[:limit])


def _told(matches: Sequence[Held], most: int | None = None) -> Sequence[Telling[Held]]:
    tellings: Tellings[Held] = Tellings(most)
    for match in matches:
        tellings.add(match, match.passage.text)
    return tellings.told


def _spread(told: Sequence[Telling[Held]]) -> list[Telling[Held]]:
    """Let the first of another story be third, where the first three are all of one."""
    stories = [_story(telling.best.passage) for telling in told]
    other = next((place for place, story in enumerate(stories) if story != stories[0]), None)
    if other is None:
        return list(told)
    return [*told[:2], told[other], *told[2:other], *told[other + 1 :]]


def _story(passage: Passage) -> tuple[str, int | None]:
    return passage.article.source, passage.headline.start if passage.headline else None


def _result(telling: Telling[Held], wanted: Wanted) -> Result:
    best = telling.best
    passage = best.passage
    words = wanted.words_in(passage.article, passage.text)
    return Result(
        passage,
        best.score,
        highlights_of(words, wanted),
        best.ranking.sentence(best.place, passage.text) or best_sentence(passage.text, words, wanted),
        tuple(Place(other.passage.article.source, other.passage.lines) for other in telling.others),
    )
