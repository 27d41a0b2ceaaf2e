"""The filters of a query: which passages they let through, and why none does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from retrieval.analysis import tokens_of
from retrieval.answering.phrases import Phrase
from retrieval.answering.wanted import Wanted
from retrieval.answers import Note, NoteCode
from retrieval.index.protocol import NO_FILTERS, Filters

if TYPE_CHECKING:
    from retrieval.archive import Archive
    from retrieval.languages import Language
    from retrieval.query import Query
    from retrieval.speakers import Speaker


MOST_QUOTING = 2_000
"""Articles that are taken for quoting somebody because they name them, while not all have been read."""
KEPT_FORMS = 1 << 12
"""Forms of names of which the terms are remembered: the same come in article after article."""
MOST_READ = 100
"""Articles that one question reads for who is quoted in them, before all are: half a second."""


def filters_of(
    archive: Archive, query: Query, wanted: Wanted, within: frozenset[str] | None = None
) -> Filters:
    """Return what the index can sift of a query's filters; `within` names the only articles looked at."""
    if within is None and not query.filtered:
        return NO_FILTERS
    language = wanted.query.language
    excluded = [tuple(t.term for t in tokens_of(text, language)) for text in query.excluded]
    return Filters(
        sources=query.sources,
        since=query.since,
        before=query.before,
        phrases=tuple(tuple(t.term for t in tokens_of(phrase, language)) for phrase in query.phrases),
        excluded=frozenset(terms[0] for terms in excluded if len(terms) == 1),
        excluded_phrases=tuple(terms for terms in excluded if len(terms) > 1),
        in_headline=frozenset(wanted.terms if query.in_headline else ()),
        articles=_articles_let_through(archive, query, within),
    )


def _articles_let_through(
    archive: Archive, query: Query, within: frozenset[str] | None
) -> frozenset[int] | None:
    """Return the numbers of the only articles that may hold what is wanted, None for all."""
    kept: list[frozenset[int]] = []
    if within is not None:
        kept.append(frozenset(archive.article_number(source) for source in within))
    if query.speakers:
        names = _terms_of(query.speakers)
        kept.append(frozenset(number for terms in names for number in articles_quoting(archive, terms)))
    return frozenset.intersection(*kept) if kept else None


def articles_quoting(archive: Archive, name: Sequence[str]) -> list[int]:
    """Return the numbers of the articles that quote somebody of this name, or at least name them.

    `name` is terms. Until all articles have been read, those that tell most of the name come first.
    """
    if archive.attributions.percent_read < 100:
        naming: list[int] = archive.index.article_candidates(name, MOST_QUOTING).numbers.tolist()
        return naming
    return archive.attributions.quoting(name)


class Sieve:
    """What the index cannot sift: the very letters of phrases, and in which passage somebody is quoted.

    False where a query asks for neither.
    """

    def __init__(self, archive: Archive, query: Query) -> None:
        self._archive = archive
        self._phrases = [Phrase(phrase) for phrase in query.phrases]
        self._names = [frozenset(terms) for terms in _terms_of(query.speakers)]
        self._quoted: dict[int, list[tuple[int, int]]] = {}
        """By article, where anybody with one of the names is quoted."""

    def __bool__(self) -> bool:
        return bool(self._phrases or self._names)

    def lets_through(self, passage: int) -> bool:
        """Whether a passage that the index let through is wanted, by its number."""
        if self._names and not self._quotes(passage):
            return False
        if not self._phrases:
            return True
        held = self._archive.index.passage(passage)
        return all(phrase.stands_in(held) for phrase in self._phrases)

    def _quotes(self, passage: int) -> bool:
        index, attributions = self._archive.index, self._archive.attributions
        article = index.article_of(passage)
        if article not in self._quoted:
            if len(self._quoted) == MOST_READ and attributions.percent_read < 100:
                return False
            self._quoted[article] = attributions.stretches_by(self._is_named, article)
        first, last = index.span_of(passage)
        return any(start < last and first < end for start, end in self._quoted[article])

    @cached_property
    def _is_named(self) -> Callable[[str], bool]:
        """What tells whether a form of a name is, or holds, one of the names."""
        if self._archive.attributions.percent_read == 100:
            # All forms are known: to look at the words of each would take as long as the rest of a question.
            held = map(self._archive.attributions.forms_holding, self._names)
            return frozenset[str]().union(*held).__contains__
        return cache(lambda form: any(terms <= _terms_in(form) for terms in self._names))


def _terms_of(names: Sequence[str]) -> list[list[str]]:
    return [[token.term for token in tokens_of(name)] for name in names]


def is_named(speaker: Speaker, terms: Sequence[str]) -> bool:
    """Whether a speaker's name, or another form of it, has all the terms, as "Jose Barroso" has "Barroso"."""
    return any(_terms_in(form).issuperset(terms) for form in (speaker.name, *speaker.aliases))


@lru_cache(maxsize=KEPT_FORMS)
def _terms_in(form: str) -> frozenset[str]:
    return frozenset(token.term for token in tokens_of(form))


def notes_on_filters(archive: Archive, query: Query, language: Language, *, found: bool) -> Iterator[Note]:
    """Say which filters nothing fulfils, where nothing was found, and what may not be known yet."""
    if not found:
        yield from unfulfilled(archive, query, language)
    if query.speakers and (percent := archive.attributions.percent_read) < 100:
        yield Note(NoteCode.STILL_READING, {"percent": percent})


def unfulfilled(archive: Archive, query: Query, language: Language) -> Iterator[Note]:
    """Say which filters nothing in the archive fulfils, whatever the words; phrases are in the language."""
    if (query.since or query.before) and archive.newest is None:
        yield Note(NoteCode.NO_DATES, {})
    of_sources = Filters(sources=query.sources)
    if not any(of_sources.let_source_through(entry.source) for entry in archive.entries):
        yield from (Note(NoteCode.SOURCE_NOT_FOUND, {"source": source}) for source in query.sources)
    for phrase in query.phrases:
        terms = tuple(t.term for t in tokens_of(phrase, language))
        found = archive.index.candidates((), 200, Filters(phrases=(terms,))).numbers.tolist()
        if not any(map(Phrase(phrase).stands_in, map(archive.index.passage, found))):
            yield Note(NoteCode.PHRASE_NOT_FOUND, {"phrase": phrase})
