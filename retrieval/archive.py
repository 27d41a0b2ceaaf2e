"""The front door: open a folder of articles and ask it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Generator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from random import Random
from time import perf_counter

from retrieval.answering import by_speaker, lookups, mentions, questions, said, topics
from retrieval.answering.held import PassageWords, words_of
from retrieval.answering.mentions import Timeline
from retrieval.answering.numbering import WordNumbers
from retrieval.answering.wanted import read_words
from retrieval.answers import Answer, Found
from retrieval.articles import Article, Skipped, text_beside
from retrieval.attributions import Attributions, QuotedSpeaker, Reader, Readings
from retrieval.index import (
    ArticleEntry,
    Changes,
    Index,
    IndexKind,
    Keeper,
    Match,
    Progress,
    keeper_of,
    unwatched,
)
from retrieval.index.contents import Articles, Passages
from retrieval.index.place import place_of
from retrieval.languages.telling import AUTO, Languages
from retrieval.passages import Passage
from retrieval.query import parse_plain, parse_query
from retrieval.quotations import Quotation
from retrieval.ranking import Ranker
from retrieval.speakers import parse_corrections
from retrieval.spellings import parse_related_words, parse_spellings

SPEAKERS_FILE = "speakers.toml"
"""Beside the articles: what the operator knows better about speakers."""
SPELLINGS_FILE = "spellings.toml"
"""The same about spellings of one word."""
RELATED_FILE = "related.toml"
"""The same about words of like meaning."""


@dataclass(frozen=True, eq=False)
class Archive:
    """A folder of articles, indexed. Immutable: a reload opens another one. Threads may ask it at once.

    No question raises: whatever is typed has an `Answer`, and nothing found is one. `limit` is the most
    results that an answer holds.
    """

    folder: Path
    index: Index
    skipped: tuple[Skipped, ...]
    changes: Changes
    """What was different in the archive that this one takes the place of."""
    attributions: Attributions
    numbering: WordNumbers
    ranker: Ranker
    _keeper: Keeper
    _readings: Readings

    @classmethod
    def open(
        cls,
        folder: str | Path,
        *,
        index: str = IndexKind.AUTO,
        data: str | Path | None = None,
        language: str = AUTO,
        progress: Progress = unwatched,
    ) -> Archive:
        """Read and index every article below `folder`.

        `index` is "auto", "memory" or "disk"; an index on disk lies below `data` and only what changed since
        it was last opened is read. Quotations that were found are kept there too, where it is. `language` is
        "auto", which tells each article's own, or the code of the one that all are in: de, en, es, fr or ru.
        `speakers.toml` in the folder has the last word on who said what, `spellings.toml` on which words are
        one, `related.toml` adds words that may stand for others. Raises ArticlesError when the folder is
        missing, unreadable, or holds nothing that can be read, CorrectionsError or SpellingsError when one of
        these files cannot be used, IndexUnavailableError when an index on disk was asked for and cannot be
        had.
        """
        folder, data = Path(folder), None if data is None else Path(data)
        keeper = keeper_of(folder, IndexKind(index), data)
        readings = Readings(None if data is None else place_of(folder, data, "quotations"))
        return cls._of(folder, keeper, readings, language, progress)

    def check(self) -> str | None:
        """Read all that is kept on disk; return what is wrong with the index, None when nothing is.

        One that is damaged is built anew at the next reload or start. Damaged quotations are found again.
        """
        fault = self._keeper.check()
        self.attributions.check()
        return fault

    def reload(self, progress: Progress = unwatched) -> Archive:
        """Return an archive of the folder as it is now; only what changed is read. This one answers on.

        Raises as `open` does. Not to be called by two threads at once.
        """
        chosen = self.index.languages.chosen
        fresh = self._of(self.folder, self._keeper, self._readings, chosen, progress)
        if fresh.changes.anew:
            return replace(fresh, changes=_between(self.entries, fresh.entries))
        return fresh

    @classmethod
    def _of(
        cls, folder: Path, keeper: Keeper, readings: Readings, language: str, progress: Progress
    ) -> Archive:
        corrections = parse_corrections(text_beside(folder, SPEAKERS_FILE))
        languages = Languages(
            language,
            parse_spellings(text_beside(folder, SPELLINGS_FILE)),
            parse_related_words(text_beside(folder, RELATED_FILE)),
        )
        generation = keeper.open(progress, languages)
        index, reader = generation.index, Reader(generation.repeated)
        attributions = Attributions(index, readings, reader, corrections)
        skipped, changes = generation.skipped, generation.changes
        numbering, ranker = WordNumbers(index), Ranker(index)
        return cls(folder, index, skipped, changes, attributions, numbering, ranker, keeper, readings)

    def get_ready(self) -> None:
        """Do beforehand what else the first question with an unknown word, or for a title, would wait for.

        A second at a million passages; what is the same after a reload is not done again.
        """
        self.index.list_terms()
        self.article_names  # noqa: B018  (kept from then on)

    # Questions

    def about(self, query: str, limit: int = 5) -> Answer:
        """Return the best passages on a topic; `retrieval.query` tells what a query may hold."""
        asked = parse_query(query, self.newest)
        if asked.only_speaker:
            name = asked.speakers[0]
            return _timed("about", query, lambda: by_speaker.quotations_of(self, name, None, limit))
        return _timed("about", query, lambda: topics.about(self, asked, limit))

    def ask(self, question: str, limit: int = 5) -> Answer:
        """Return the best passages for a question in plain words.

        One that asks who said something, or what somebody said, is answered with quotations.
        """
        return _timed("ask", question, lambda: questions.ask(self, question, limit))

    def who_said(self, words: str, limit: int = 5) -> Answer:
        """Return the quotations that hold the words, each with its speaker."""
        asked = parse_plain(words, self.newest)
        return _timed("who said", words, lambda: said.who_said(self, asked, limit))

    def quotations_of(self, name: str, about: str | None = None, limit: int = 5) -> Answer:
        """Return what a speaker said, best first; with `about`, only what fits that topic.

        A surname is enough, and finds what two said together. The answer's query is "name" or "name about
        topic".
        """
        query = f"{name} about {about}" if about else name
        return _timed("quotes", query, lambda: by_speaker.quotations_of(self, name, about, limit))

    def positions(self, topic: str, limit: int = 10) -> Answer:
        """Return who said what about a topic: of each speaker the quotation that fits it best."""
        return _timed("positions", topic, lambda: by_speaker.positions(self, topic, limit))

    def timeline(self, topic: str) -> Timeline:
        """Return every mention of a topic, by date; takes the filters of `about`."""
        return mentions.timeline(self, parse_query(topic, self.newest))

    def news(self, query: str, sources: Collection[str], limit: int = 5) -> Answer:
        """Return the best passages on a topic in some articles only: what a watch asks of added ones."""
        asked, within = parse_query(query, self.newest), frozenset(sources)
        return _timed("about", query, lambda: topics.about(self, asked, limit, within))

    def search(self, query: str, limit: int = 10) -> list[Match]:
        """Return ranked passages with no front-end niceties: what evaluation runs on."""
        return self.ranker.rank(read_words(query, self.index).query, limit)

    # Speakers

    def read_quotations(self, *, processes: bool = False) -> Generator[int, None, None]:
        """Read the articles' quotations step by step, yielding the percentage read.

        `speakers` knows those of articles read; every other question finds what it needs by itself. What is
        found is kept in the folder for data, where there is one. With `processes`, two of these read where
        there is much to read; they end when the iterator is closed.
        """
        return self.attributions.read_all(processes=processes)

    @property
    def percent_read(self) -> int:
        """How many of a hundred articles have been read for quotations, rounded down."""
        return self.attributions.percent_read

    def speakers(self) -> Sequence[QuotedSpeaker]:
        """Return who is quoted in the articles read for quotations so far, the most quoted first."""
        return self.attributions.speakers()

    # Reading

    @property
    def entries(self) -> Sequence[ArticleEntry]:
        """What is known of every article, its text aside, in the order of their sources."""
        return self.index.entries()

    @cached_property
    def articles(self) -> Sequence[Article]:
        """Every article, in the order of their sources; from an index on disk each is loaded in its turn."""
        return Articles(self.index)

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """Every passage, article by article."""
        return Passages(self.index)

    def read(self, source: str) -> Sequence[Passage]:
        """Return an article's passages in order; none where no article has that source."""
        number = self.index.number_of(source)
        if number is None:
            return ()
        return [self.index.passage(n) for n in self.index.passages_of(number)]

    def passage_at(self, source: str, start: int) -> Passage | None:
        """Return the passage that begins at a character of an article, None where none does (any more)."""
        return next((passage for passage in self.read(source) if passage.start == start), None)

    def around(self, passage: Passage, before: int = 2, after: int = 2) -> tuple[Passage, ...]:
        """Return a passage with up to so many of its neighbours in the article."""
        return lookups.around(self, passage, before, after)

    def random_passage(self, random: Random) -> Passage:
        """Return any passage."""
        return self.passages[random.randrange(self.index.passage_count())]

    # Completing what is half typed

    @cached_property
    def article_names(self) -> lookups.ArticleNames:
        """What the articles are called, ready to be looked through."""
        return lookups.ArticleNames.of(self.entries)

    def find_articles(self, name: str, limit: int = 5) -> list[ArticleEntry]:
        """Return the articles that a file name or title means, mistyped or in part, the likeliest first."""
        return lookups.find_articles(self, name, limit)

    def headlines_like(self, typed: str, limit: int = 25) -> list[str]:
        """Return headlines that hold the words typed so far, the last one perhaps half typed."""
        return lookups.headlines_like(self, typed, limit)

    def terms_like(self, typed: str, limit: int = 25) -> list[str]:
        """Return words of the articles that begin like the last one typed, the commonest first."""
        return lookups.terms_like(self, typed, limit)

    def speakers_like(self, typed: str, limit: int = 25) -> list[str]:
        """Return names of speakers, of articles read so far, that begin like the words typed."""
        return lookups.speakers_like(self, typed, limit)

    def quotations_like(self, typed: str, limit: int = 25) -> list[Quotation]:
        """Return quotations, of articles read so far, that hold the words typed so far."""
        return lookups.quotations_like(self, typed, limit)

    # For the modules that answer

    @cached_property
    def newest(self) -> date | None:
        """The latest date of an article, None where none has one."""
        return self.index.newest()

    def article_number(self, source: str) -> int:
        """Return an article's number in the index; KeyError where no indexed article has that source."""
        number = self.index.number_of(source)
        if number is None:
            raise KeyError(source)
        return number

    def number_of(self, passage: Passage) -> int:
        """Return a passage's number in the index."""
        return self.index.passages_of(self.article_number(passage.article.source)).start + passage.position

    def words_of(self, passage: Passage) -> PassageWords:
        """Return the words of a passage as the index numbers them."""
        return words_of(self.index, self.number_of(passage))

    def passage_holding(self, article: Article, offset: int) -> Passage | None:
        """Return the passage that a character of an article stands in, or under whose headline it stands.

        Of a character in neither (an attribution's line), the passage before; None before the first.
        """
        number = self.index.number_of(article.source)
        if number is None:
            return None
        numbers = self.index.passages_of(number)
        place = bisect_right(numbers, offset, key=lambda number: self.index.span_of(number)[0])
        after = self.index.passage(numbers[place]) if place < len(numbers) else None
        if after and after.headline and after.headline.start <= offset < after.headline.end:
            return after
        return self.index.passage(numbers[place - 1]) if place else None


def _between(before: Sequence[ArticleEntry], after: Sequence[ArticleEntry]) -> Changes:
    old, new = ({entry.source: entry.sha256 for entry in entries} for entries in (before, after))
    return Changes(
        tuple(source for source in new if source not in old),
        tuple(source for source in new if old.get(source, new[source]) != new[source]),
        tuple(source for source in old if source not in new),
        anew=True,
    )


def _timed(command: str, query: str, find: Callable[[], Found]) -> Answer:
    started = perf_counter()
    found = find()
    elapsed_ms = (perf_counter() - started) * 1000
    return Answer(command, query, found.results, found.suggestion, found.notes, elapsed_ms)
