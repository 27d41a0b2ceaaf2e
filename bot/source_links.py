"""Where the articles can be read on the web: under the address that the operator set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from retrieval import Answer, Result


def linked(answer: Answer, base: str | None) -> Answer:
    """Return an answer whose articles have addresses: their own, else `base` and the path of their file."""
    if base is None:
        return answer
    return replace(answer, results=tuple(linked_result(result, base) for result in answer.results))


def linked_result(result: Result, base: str | None) -> Result:
    """Return a result whose article has an address, as `linked` does."""
    passage = result.passage
    if base is None or passage.article.url is not None:
        return result
    article = replace(passage.article, url=base + quote(passage.article.source))
    return replace(result, passage=replace(passage, article=article))
