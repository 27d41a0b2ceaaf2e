"""Votes and opened passages → a judged set that `whosaid evaluate passages` reads."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bot.records.votes import JudgedPassage
    from retrieval import Archive, Article

COMMANDS = frozenset({"about", "ask"})
"""Whose answers are passages on a topic, which is what a judged set of this layout tells."""

OPENED, GOOD, BAD = 2, 1, 0
"""Relevance: somebody chose to read on there; it stood in an answer with more good votes than bad; fewer."""


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Questions, and how relevant which articles are to each."""

    relevance: Mapping[str, Mapping[str, int]]
    """By the question's words and the article's source; the better where votes differ."""
    changed: int
    """Judgments that are left out because their article was changed or removed since."""


def judged_set(judged: Iterable[JudgedPassage], articles: Iterable[Article]) -> JudgedSet:
    """Make a judged set over `articles` from what people voted on and opened."""
    now = {article.source: article.sha256 for article in articles}
    relevance: dict[str, dict[str, int]] = defaultdict(dict)
    changed = 0
    for passage in judged:
        degree = _degree(passage)
        if passage.command not in COMMANDS or degree is None:
            continue
        if now.get(passage.source) != passage.sha256:
            changed += 1
            continue
        of_query = relevance[passage.query]
        of_query[passage.source] = max(degree, of_query.get(passage.source, BAD))
    return JudgedSet(dict(relevance), changed)


def _degree(passage: JudgedPassage) -> int | None:
    """Return the relevance that people gave, None where they gave none or were of two minds."""
    if passage.opened:
        return OPENED
    if passage.good == passage.bad:
        return None
    return GOOD if passage.good > passage.bad else BAD


def write_judged_set(judged: JudgedSet, archive: Archive, folder: Path) -> None:
    """Write `corpus.jsonl`, `queries.jsonl` and `qrels.tsv` into a folder, making it where it is missing.

    Raises OSError when they cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "corpus.jsonl").open("w", encoding="utf-8") as corpus:
        for article in archive.articles:
            # A title that stands in the text is a headline there; given twice it would count twice.
            title = article.title if article.title and article.title not in article.text else ""
            document = {"_id": article.source, "title": title, "text": article.text}
            corpus.write(json.dumps(document, ensure_ascii=False) + "\n")
    with (
        (folder / "queries.jsonl").open("w", encoding="utf-8") as queries,
        (folder / "qrels.tsv").open("w", encoding="utf-8") as qrels,
    ):
        qrels.write("query-id\tcorpus-id\tscore\n")
        for number, (words, sources) in enumerate(judged.relevance.items(), 1):
            queries.write(json.dumps({"_id": f"q{number}", "text": words}, ensure_ascii=False) + "\n")
            qrels.writelines(f"q{number}\t{source}\t{degree}\n" for source, degree in sources.items())
