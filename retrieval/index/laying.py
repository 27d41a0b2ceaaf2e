"""Articles → their passages and texts, laid one after the other, so that all are numbered at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retrieval.passages import lines_of, spans_of

if TYPE_CHECKING:
    from retrieval.articles import Article
    from retrieval.index.protocol import Numbers
    from retrieval.languages import Language
    from retrieval.languages.telling import Languages
    from retrieval.passages import Block

PLACED = ("start", "end", "first_line", "last_line", "headline_start", "headline_end")
"""What is known of a passage's place in its article; -1, -1 for no headline."""


class Laid:
    """Texts of articles: each headline once, before the passages under it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.languages: list[Language] = []
        """That of each text."""
        self.of_articles: list[tuple[slice, slice]] = []
        """Which texts are an article's, and which passages."""
        self._passages: list[tuple[int, ...]] = []
        """The fields of PLACED, the number of its text, that of its headline (-1 for none), and that of the
        article's first text."""

    def add(self, article: Article, layout: Sequence[Block], languages: Languages) -> None:
        """Lay an article behind the others."""
        text, texts = article.text, self.texts
        spans = spans_of(text, layout)
        first, passages = len(texts), len(self._passages)
        above, head, placed = None, -1, (-1, -1)
        for (headline, start, end), lines in zip(spans, lines_of(text, spans), strict=True):
            if headline is not None and headline is not above:
                above, head, placed = headline, len(texts), (headline.start, headline.end)
                texts.append(headline.text)
            self._passages.append((start, end, *lines, *placed, len(texts), head, first))
            texts.append(text[start:end])
        self.languages += languages.of_parts(texts[first:], article)
        self.of_articles.append((slice(first, len(texts)), slice(passages, len(self._passages))))

    def passages(self) -> LaidPassages:
        """Return the passages, as numbers."""
        columns = np.array(self._passages, dtype=np.int64).reshape(-1, len(PLACED) + 3).T
        return LaidPassages(columns[: len(PLACED)], *columns[len(PLACED) :])


@dataclass(frozen=True, slots=True)
class LaidPassages:
    """Where passages stand, their texts and their headlines: each an array with a place for each passage."""

    placed: Numbers
    """An array (fields of PLACED, passages)."""
    text: Numbers
    headline: Numbers
    first: Numbers

    def within(self, bounds: Numbers) -> Numbers:
        """Return where each passage's text begins and ends in its article, and where its headline does.

        `bounds` is where each text begins among all, and at last where they end. The places are an array
        (passages, 4); 0, 0 for no headline.
        """
        begun = bounds[self.first]
        ends = bounds[self.text], bounds[self.text + 1], bounds[self.headline], bounds[self.headline + 1]
        places: Numbers = np.stack(ends, axis=1) - begun[:, None]
        places[self.headline < 0, 2:] = 0
        return places
