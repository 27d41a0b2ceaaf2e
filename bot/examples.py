"""Examples for the help, taken from the articles that are loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval import extract_quotations

if TYPE_CHECKING:
    from retrieval import Archive, Article

_ARTICLES = 5
_LONGEST = 50_000
"""Characters of an article that is looked into; help must not wait for a book."""
_TOPIC_WORDS = 3
_QUOTED_WORDS = 5
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Examples:
    """Words to fill into examples; None where the articles have none of the kind."""

    topic: str | None = None
    words: str | None = None
    """Of a quotation."""
    speaker: str | None = None
    article: str | None = None

    def of(self, command: str) -> str | None:
        """Return what stands after a command in an example."""
        if command in {"about", "ask", "positions", "timeline", "watch", "unwatch"}:
            return self.topic
        return {"who said": self.words, "quotes": self.speaker, "read": self.article}.get(command)


def examples_from(archive: Archive) -> Examples:
    """Return examples that the first articles answer."""
    articles = [a for a in archive.articles[: _ARTICLES * 4] if len(a.text) <= _LONGEST][:_ARTICLES]
    words, speaker = _said_in(articles)
    headlines = (
        passage.headline.text
        for article in articles
        for passage in archive.read(article.source)
        if passage.headline
    )
    topic = next((found for headline in headlines if (found := _topic(headline))), None)
    return Examples(topic, words, speaker, articles[0].title or articles[0].source if articles else None)


def _said_in(articles: list[Article]) -> tuple[str | None, str | None]:
    for article in articles:
        for quotation in extract_quotations(article.text):
            spoken = list(_WORD.finditer(quotation.content))
            if len(spoken) >= _QUOTED_WORDS and quotation.speakers:
                end = spoken[_QUOTED_WORDS - 1].end()
                return quotation.content[spoken[0].start() : end], quotation.speakers[0].name
    return None, None


def _topic(headline: str) -> str | None:
    """Return the longest words of a headline, which are seldom its commonest, in their order."""
    words = list(dict.fromkeys(_WORD.findall(headline)))
    if len(words) < _TOPIC_WORDS:
        return None
    longest = sorted(words, key=len, reverse=True)[:_TOPIC_WORDS]
    return " ".join(word for word in words if word in longest)
