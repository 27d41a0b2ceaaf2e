"""`about`: the passages on a topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from retrieval.answering.held import best_sentence, highlights_of
from retrieval.answering.sifting import Sieve, filters_of, notes_on_filters
from retrieval.answering.wanted import Wanted, read_words
from retrieval.answers import Found, Note, NoteCode, Place, Result
from retrieval.duplicates import Telling, Tellings
from retrieval.query import Query
from retrieval.ranking import Ranking

if TYPE_CHECKING:
    from retrieval.archive import Archive
    from retrieval.passages import Passage

FAIR_SHARE = 0.4
"""Share of a topic's weight that a passage must hold to be shown: one of two equal words, or the rarer of
two. Of 590 topics of two to four words, made from questions over 240 encyclopedia paragraphs, it shows the
right paragraph of 94 to 98 %, and of the others among the first twenty it leaves out 40 % (two words) to 89 %
(four). At .35 it would show one right paragraph in a hundred more, and a third or more of wrong ones more."""
QUESTION_SHARE = 0.3
"""The same of a question in plain words: much of it is about how it is asked. Of 94 questions of a news quiz
it shows the right article of 95 %, where FAIR_SHARE shows it of 91 %."""
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
    matches = list(_matching(archive, query, wanted, FAIR_SHARE, limit, within))
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
    matches = list(_matching(archive, question, wanted, QUESTION_SHARE, limit))
    notes = notes_on_filters(archive, question, wanted.query.language, found=bool(matches))
    return Found(_results(matches, wanted, limit), wanted.suggestion, (*wanted.notes, *notes))


def _matching(
    archive: Archive,
    query: Query,
    wanted: Wanted,
    share: float,
    limit: int,
    within: frozenset[str] | None = None,
) -> Iterator[Held]:
    """Yield the passages that the words and filters of a query let through, the best first.

    More are fetched than asked for, so that printings of one passage can be told together; where what the
    index cannot sift leaves too few, it is asked again for four times as many, until it has no more.
    """
    filters = filters_of(archive, query, wanted, within)
    rest = Sieve(archive, query)
    pool = max(50, 5 * limit)
    seen = 0
    enough = 2 * limit + 10
    least = share * wanted.weight - ROUNDING
    sifts = bool(rest)
    while True:
        ranking = archive.ranker.ranked(wanted.query, pool, filters)
        held = ranking.weights_held(wanted.numbered)
        for place, number in enumerate(ranking.numbers[seen:], seen):
            if held[place] < least:
                continue
            passage = archive.index.passage(number)
            if not sifts or rest.lets_through(passage):
                yield Held(passage, held[place], ranking, place)
                enough -= 1
                if not enough:
                    return
        if len(ranking.numbers) < pool or not sifts:
            return
        seen, pool = len(ranking.numbers), 4 * pool


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
