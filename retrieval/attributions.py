"""Every quotation of an archive: an article's when it is asked for, all of them in the background."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from retrieval.speakers import canonical

if TYPE_CHECKING:
    from retrieval.articles import Article
    from retrieval.quotations import Quotation
    from retrieval.speakers import Speaker


@dataclass(frozen=True, slots=True)
class Utterance:
    """One quotation with all its stretches, in the order of the text."""

    pieces: tuple[Quotation, ...]
    words: tuple[tuple[int, ...], ...]
    """Of each stretch the numbers of its terms in order."""


@dataclass(frozen=True, slots=True)
class QuotedSpeaker:
    """How often somebody is quoted, as far as the articles have been read."""

    speaker: Speaker
    """As the article that quotes them most fully names them."""
    quotations: int
    """Quotations, the stretches of one counted once."""
    sources: tuple[str, ...]
    """The articles that quote them, in order."""


class Attributions:
    """Quotations by article. Safe to use from several threads.

    `find` reads one article for quotations, `number` gives the numbers of the terms of
    words in it. The last
    `remembered` articles are kept, the others found again when asked for.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        find: Callable[[Article], Sequence[Quotation]],
        number: Callable[[str, Article], Sequence[int]],
        remembered: int = 4096,
    ) -> None:
        self._articles = articles
        self._find = find
        self._number = number
        self._remembered = remembered
        self._lock = Lock()
        self._found: OrderedDict[str, tuple[Utterance, ...]] = OrderedDict()
        self._counted: set[str] = set()
        self._speakers: dict[str, QuotedSpeaker] = {}

    def of(self, article: Article) -> tuple[Utterance, ...]:
        """Return an article's quotations in the order of their first stretches."""
        with self._lock:
            if article.source in self._found:
                self._found.move_to_end(article.source)
                return self._found[article.source]
        # Found outside the lock: other threads go on, and two that find the same find the same.
        quotations = self._find(article)
        utterances = tuple(self._utterance(article, pieces) for pieces in _groups(quotations))
        with self._lock:
            self._found[article.source] = utterances
            while len(self._found) > self._remembered:
                self._found.popitem(last=False)
            self._count(article.source, quotations)
        return utterances

    def take_over(self, before: Attributions, changed: Collection[str]) -> None:
        """Take what `before` has found in articles that are not among the changed ones, by their sources."""
        with before._lock:
            found = list(before._found.items())
        with self._lock:
            for source, utterances in found:
                if source not in changed:
                    self._found[source] = utterances
                    self._count(source, [piece for each in utterances for piece in each.pieces])

    def known(self, article: Article) -> tuple[Utterance, ...]:
        """Return an article's quotations if they are at hand, else none: for what must be quick."""
        with self._lock:
            return self._found.get(article.source, ())

    def read_all(self) -> Iterator[int]:
        """Read article after article, yielding the percentage read after each: the caller sets the pace."""
        for article in self._articles:
            if article.source not in self._counted:
                self.of(article)
            yield self.percent_read

    @property
    def percent_read(self) -> int:
        """How many of a hundred articles have been read for quotations, rounded down."""
        return 100 * len(self._counted) // len(self._articles) if self._articles else 100

    def speakers(self) -> list[QuotedSpeaker]:
        """Return who is quoted in the articles read so far, the most quoted first."""
        with self._lock:
            everyone = list(self._speakers.values())
        return sorted(everyone, key=lambda s: (-s.quotations, -len(s.sources), s.speaker.name))

    def _utterance(self, article: Article, pieces: Sequence[Quotation]) -> Utterance:
        return Utterance(tuple(pieces), tuple(tuple(self._number(q.content, article)) for q in pieces))

    def _count(self, source: str, quotations: Sequence[Quotation]) -> None:
        if source in self._counted:
            return
        self._counted.add(source)
        groups: dict[str, set[int]] = {}
        names: dict[str, Speaker] = {}
        for quotation in quotations:
            for speaker in quotation.speakers:
                groups.setdefault(canonical(speaker.name), set()).add(quotation.group)
                names.setdefault(canonical(speaker.name), speaker)
        for key, of_speaker in groups.items():
            before = self._speakers.get(key)
            self._speakers[key] = QuotedSpeaker(
                _fuller(before.speaker, names[key]) if before else names[key],
                len(of_speaker) + (before.quotations if before else 0),
                ((*before.sources,) if before else ()) + (source,),
            )


def _groups(quotations: Sequence[Quotation]) -> list[list[Quotation]]:
    groups: dict[int, list[Quotation]] = {}
    for quotation in sorted(quotations, key=lambda q: q.start):
        groups.setdefault(quotation.group, []).append(quotation)
    return list(groups.values())


def _fuller(first: Speaker, second: Speaker) -> Speaker:
    return second if first.role is None and second.role is not None else first
