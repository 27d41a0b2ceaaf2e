"""Every quotation of an archive: an article's when it is asked for, all of them in the background."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from retrieval.attributions.coverage import Coverage
from retrieval.attributions.model import Utterance
from retrieval.attributions.packing import EVERYWHERE, stretches_by, unpack
from retrieval.attributions.reading import rows_of
from retrieval.attributions.tally import QuotedSpeakers, Tally
from retrieval.processes import in_processes, parted
from retrieval.speakers import Corrections, Speaker, canonical

if TYPE_CHECKING:
    from retrieval.articles import Article
    from retrieval.attributions.forms import Integers
    from retrieval.attributions.reading import Reader
    from retrieval.attributions.readings import Readings
    from retrieval.index import Index
    from retrieval.index.protocol import Content

FEWEST_FOR_PROCESSES = 500
"""Articles still to be read: a minute's work for one process that pauses as long as it works. Starting
others costs a second of processor and 60 MB each."""
NOTHING_CORRECTED = Corrections()
IN_A_CHUNK = 20
"""Articles that a process is given at a time: a fifth of a second."""


class Attributions:
    """The quotations of one archive's articles, corrected by the operator. Safe to use from several threads.

    What was read of an article stays in `readings`, which may be shared with archives before and after.
    """

    def __init__(self, index: Index, readings: Readings, reader: Reader, corrections: Corrections) -> None:
        self._index = index
        self._readings = readings
        self._reader = reader
        self._corrections = corrections
        self._lock = Lock()
        self._counted: _Counted | None = None

    # An article's quotations

    def of(
        self, article: Article, start: int = 0, end: int = EVERYWHERE, *, attitudes: bool = False
    ) -> list[Utterance]:
        """Return an article's quotations in the order of their first stretches.

        With `start` and `end`, those of which a stretch overlaps that part of the text; with `attitudes`,
        also what is told of somebody's without their having said so.
        """
        known = self.known(article, start, end, attitudes=attitudes)
        if known is not None:
            return known
        # Found outside of any lock: other threads go on, and two that find the same find the same.
        reading = self._reader.read(self._key(article), article.text)
        self._readings.add([reading])
        return self._told(article, unpack(reading.packed, article.text, start, end), attitudes=attitudes)

    def known(
        self, article: Article, start: int = 0, end: int = EVERYWHERE, *, attitudes: bool = False
    ) -> list[Utterance] | None:
        """Return the same of an article that has been read, None of another: for what must be quick."""
        packed = self._readings.find(self._key(article))
        if packed is None:
            return None
        return self._told(article, unpack(packed, article.text, start, end), attitudes=attitudes)

    def stretches_by(self, is_named: Callable[[str], bool], number: int) -> list[tuple[int, int]]:
        """Return where somebody is quoted in the article of that number in the index, a stretch at a time.

        `is_named` tells them by a form of their name.
        """
        packed = self._readings.find(self._keys[number])
        if packed is not None and self._corrections == NOTHING_CORRECTED:
            return stretches_by(is_named, packed)
        return [
            (quotation.start, quotation.end)
            for utterance in self.of(self._index.article(number))
            for quotation in utterance.pieces
            if any(
                is_named(form) for speaker in quotation.speakers for form in (speaker.name, *speaker.aliases)
            )
        ]

    def _told(self, article: Article, utterances: list[Utterance], *, attitudes: bool) -> list[Utterance]:
        if self._corrections != NOTHING_CORRECTED:
            applied = partial(self._corrections.applied, article.source)
            utterances = [Utterance(tuple(applied(utterance.pieces))) for utterance in utterances]
        # An operator's correction may make a quotation of an attitude, so that they are left out after it.
        return [u for u in utterances if attitudes or not u.pieces[0].is_attitude]

    def _key(self, article: Article) -> bytes:
        return self._reader.key(article.source, bytes.fromhex(article.sha256))

    # Reading all

    def read_all(self, *, processes: bool = False) -> Generator[int, None, None]:
        """Read article after article, yielding the percentage read now and then: the caller sets the pace.

        With `processes`, two of these do it where much is to be read.
        """
        try:
            unread = self._coverage.unread()
            if processes and len(unread) >= FEWEST_FOR_PROCESSES:
                yield from self._read_in_processes(unread)
                unread = self._coverage.unread()
            for place in unread:
                self.of(self._article(place))
                yield self.percent_read
            everybody = self._everybody()  # counted here, nobody waits for it later
            if processes:
                len(everybody.speakers.folded)
            yield self.percent_read
        finally:
            self._readings.write()

    def _read_in_processes(self, places: Sequence[int]) -> Iterator[int]:
        texts = (
            [(self._coverage.keys[p], self._article(p).text) for p in chunk]
            for chunk in parted(places, IN_A_CHUNK)
        )
        for readings in in_processes(self._reader.read, texts):
            self._readings.add(readings)
            yield self.percent_read

    def check(self) -> None:
        """Read all that is kept, so that damage is told and made good, and leave out what is of no use."""
        self._readings.check()
        self._readings.tidy(self._coverage.keys)

    @property
    def articles_read(self) -> int:
        """How many articles have been read for quotations."""
        return self._coverage.read()

    @property
    def percent_read(self) -> int:
        """How many of a hundred articles have been read for quotations, rounded down."""
        articles = len(self._coverage.keys)
        return 100 * self.articles_read // articles if articles else 100

    @cached_property
    def _contents(self) -> list[Content]:
        return list(self._index.contents())

    @cached_property
    def _coverage(self) -> Coverage:
        keys = (self._reader.key(content.source, content.sha256) for content in self._contents)
        return Coverage(keys, self._readings)

    @cached_property
    def _keys(self) -> dict[int, bytes]:
        """Of the articles, by their numbers in the index."""
        return {c.number: key for c, key in zip(self._contents, self._coverage.keys, strict=True)}

    def _article(self, place: int) -> Article:
        return self._index.article(self._contents[place].number)

    # Everybody

    def speakers(self) -> QuotedSpeakers:
        """Return who is quoted in the articles read so far, the most quoted first."""
        return self._everybody().speakers

    def quoting(self, terms: Sequence[str]) -> list[int]:
        """Return the numbers of the articles read so far that quote somebody whose name has all the terms."""
        places = self._everybody().tally.quoting(self._readings.forms.holding(terms))
        return sorted(self._contents[place].number for place in places.tolist())

    def forms_holding(self, terms: Iterable[str]) -> frozenset[str]:
        """Return the forms of names, in the articles read so far, that have all the terms."""
        forms = self._readings.forms
        return frozenset(map(forms.__getitem__, forms.holding(terms).tolist()))

    def _everybody(self) -> _Counted:
        with self._lock:
            read, of = self._coverage.read(), len(self._coverage.keys)
            before = self._counted
            # While all are being read, what is a hundredth behind is not counted anew for every question.
            behind = of // 100 if read < of else 0
            if before and before.renewed == self._readings.renewed and before.read >= read - behind:
                return before
            self._counted = counted = self._count(read)
            return counted

    def _count(self, read: int) -> _Counted:
        readings = self._readings
        tally = Tally.of(readings.rows(), self._coverage.numbers())
        corrected = self._corrected_places(tally)
        if len(corrected):
            tally = tally.without(corrected).plus(self._corrected_rows(corrected))
        sources = [content.source for content in self._contents]
        speakers = QuotedSpeakers(tally, readings.forms, sources, self._speaker)
        return _Counted(readings.renewed, read, tally, speakers)

    def _corrected_places(self, tally: Tally) -> Integers:
        """Return the places of the articles in which a correction may give another speaker."""
        other = (form for form, name in self._corrections.names.items() if canonical(name) != form)
        of_names = tally.quoting(self._readings.forms.named(other))
        sources = {attribution.source for attribution in self._corrections.attributions}
        of_words = [place for place, content in enumerate(self._contents) if content.source in sources]
        return np.union1d(of_names, np.intersect1d(of_words, tally.place)).astype(np.int64)

    def _corrected_rows(self, places: Integers) -> Tally:
        """Return the rows of articles as they are with corrections."""
        rows = [
            (place, row)
            for place in places.tolist()
            for row in rows_of(q for utterance in self.of(self._article(place)) for q in utterance.pieces)
        ]
        first = self._readings.add_forms(row.form for _, row in rows)
        return Tally(
            np.array([place for place, _ in rows], dtype=np.int64),
            np.arange(first, first + len(rows)),
            np.array([row.quotations for _, row in rows], dtype=np.int64),
            np.array([row.has_role for _, row in rows], dtype=np.int64),
        )

    def _speaker(self, place: int, name: str) -> Speaker:
        """Return a speaker as an article names them."""
        told = self.of(self._article(place), attitudes=True)
        quotations = (q for utterance in told for q in utterance.pieces)
        return next((s for q in quotations for s in q.speakers if s.name == name), Speaker(name))


@dataclass(frozen=True, slots=True)
class _Counted:
    renewed: int
    read: int
    """Articles."""
    tally: Tally
    speakers: QuotedSpeakers
