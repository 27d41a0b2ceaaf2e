"""Examples for the help, taken from the articles that are loaded."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from retrieval import extract_quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.questions import Command
    from retrieval import Archive, Article, Passage

_ARTICLES = 5
_LONGEST = 50_000
"""Characters of an article that is looked into; help must not wait for a book."""
_SHORTEST_TOPIC = 6
_QUOTED_WORDS = 5
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Examples:
    """Words to fill into examples; None where the articles have none of the kind."""

    topic: str | None = None
    other: str | None = None
    """A second topic."""
    words: str | None = None
    """Of a quotation."""
    speaker: str | None = None
    article: str | None = None

    def of(self, command: str) -> str | None:
        """Return what stands after a command in an example."""
        if command in {"about", "positions", "timeline", "watch", "unwatch"}:
            return self.topic
        return {
            "who said": self.words,
            "quotes": self.speaker,
            "read": self.article,
            "ask": f"what did {self.speaker} say?" if self.speaker else self.topic,
            "compare": f"{self.topic} vs {self.other}" if self.other else None,
        }.get(command)


def example_of(command: Command, examples: Examples) -> str:
    """Return an example of a command, the usual one where the articles have none of the kind."""
    words = examples.of(command.name)
    return f"{command.name} {' '.join(words.split())}" if words else command.example


def examples_from(archive: Archive) -> Examples:
    """Return examples that the first articles answer."""
    looked_into = (archive.articles[place] for place in _spread(len(archive.articles)))
    articles = list(islice((a for a in looked_into if len(a.text) <= _LONGEST), _ARTICLES))
    words, speaker = _said_in(articles)
    topic, other = _topics([passage for article in articles for passage in archive.read(article.source)])
    named = articles[0].title or articles[0].source if articles else None
    return Examples(topic, other, words, speaker, named)


def _spread(number: int) -> Iterable[int]:
    """Return places all over the folder: what stands first in it is often about the others."""
    twentieths = [first + each * 4 for first in range(4) for each in range(_ARTICLES)]
    return dict.fromkeys((2 * each + 1) * number // (_ARTICLES * 8) for each in twentieths)


def _said_in(articles: list[Article]) -> tuple[str | None, str | None]:
    for article in articles:
        for quotation in extract_quotations(article.text):
            spoken = list(_WORD.finditer(quotation.content))
            if len(spoken) >= _QUOTED_WORDS and any(speaker.named for speaker in quotation.speakers):
                end = spoken[_QUOTED_WORDS - 1].end()
                named = next(speaker.name for speaker in quotation.speakers if speaker.named)
                return quotation.content[spoken[0].start() : end], named
    return None, None


def _topics(passages: Sequence[Passage]) -> tuple[str | None, str | None]:
    """Return the words of headlines that most passages hold, short ones aside: those are seldom a topic."""
    headlines = dict.fromkeys(passage.headline.text for passage in passages if passage.headline)
    words = dict.fromkeys(
        word for headline in headlines for word in _WORD.findall(headline) if len(word) >= _SHORTEST_TOPIC
    )
    held = Counter(word for passage in passages for word in set(_WORD.findall(passage.text)) if word in words)
    most = [word for word, _ in held.most_common()]
    if not most:
        return None, None
    # “profits” is no other topic than “profit”.
    other = (word for word in most if word[:_SHORTEST_TOPIC] != most[0][:_SHORTEST_TOPIC])
    return most[0], next(other, None)
