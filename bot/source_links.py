"""Where the articles can be read on the web: under the address that the operator set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from retrieval import Answer, Article, Passage, Result, Timeline


def linked(answer: Answer, base: str | None) -> Answer:
    """Return an answer whose articles have addresses: their own, else `base` and the path of their file."""
    if base is None:
        return answer
    return replace(answer, results=tuple(linked_result(result, base) for result in answer.results))


def linked_result(result: Result, base: str | None) -> Result:
    """Return a result whose article has an address, as `linked` does."""
    passage = linked_passage(result.passage, base)
    return result if passage is result.passage else replace(result, passage=passage)


def linked_passage(passage: Passage, base: str | None) -> Passage:
    """Return a passage whose article has an address, as `linked` does."""
    article = _linked_article(passage.article, base)
    return passage if article is passage.article else replace(passage, article=article)


def linked_timeline(timeline: Timeline, base: str | None) -> Timeline:
    """Return a timeline whose first and latest passages have addresses, as `linked` does."""
    if base is None:
        return timeline
    first, latest = (
        passage and linked_passage(passage, base) for passage in (timeline.first, timeline.latest)
    )
    return replace(timeline, first=first, latest=latest)


def _linked_article(article: Article, base: str | None) -> Article:
    if base is None or article.url is not None:
        return article
    return replace(article, url=base + quote(article.source))
