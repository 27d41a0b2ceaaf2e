"""An index's articles and passages as sequences, in the order of the sources, made when asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from retrieval.articles import Article
    from retrieval.index.protocol import Index
    from retrieval.passages import Passage


class Articles(Sequence["Article"]):
    """Every article of an index. Of one on disk no text is in memory before its turn."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __len__(self) -> int:
        return self._index.article_count()

    @overload
    def __getitem__(self, place: int) -> Article: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Article]: ...
    def __getitem__(self, place: int | slice) -> Article | Sequence[Article]:
        entries = self._index.entries()
        if isinstance(place, slice):
            return [self._index.article(entry.number) for entry in entries[place]]
        return self._index.article(entries[place].number)


class Passages(Sequence["Passage"]):
    """Every passage of an index, article by article."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __len__(self) -> int:
        return self._index.passage_count()

    def __iter__(self) -> Iterator[Passage]:
        for entry in self._index.entries():
            yield from map(self._index.passage, self._index.passages_of(entry.number))

    @overload
    def __getitem__(self, place: int) -> Passage: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Passage]: ...
    def __getitem__(self, place: int | slice) -> Passage | Sequence[Passage]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        place = range(len(self))[place]
        article = bisect_right(self._ends, place)
        before = self._ends[article - 1] if article else 0
        first = self._index.passages_of(self._index.entries()[article].number).start
        return self._index.passage(first + place - before)

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(entry.passages for entry in self._index.entries()))
