"""How well `who said` answers, over judged articles: questions that people wrote down, and reported speech.

The file of questions has a JSON object a line: `query`, the words; `doc`, the `id` of their article; and
`quote_start`, `quote_end`, the judged quotation that holds them, as it stands in `quotes` of that article.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from retrieval.archive import Archive
from retrieval.evaluation.quotations import JudgedFileError, asked_span, is_right, judged_articles, read_lines
from retrieval.quotations import Quotation

Judged = Mapping[str, Any]
"""An article, a quotation or a statement as people judged it."""


class _Question(NamedTuple):
    words: str
    article: Judged
    gold: Judged
    """The quotation or statement that holds the words."""


def evaluate_questions(path: str | Path, questions: str | Path) -> Mapping[str, int]:
    """Count how many questions `who said` answers with the right quotation, and the right speaker, first.

    Its articles are the judged ones of `path`, opened as any folder is. From each statement in their
    `indirect` a question is made as well: the words in its middle, where they occur once. Raises
    JudgedFileError when a file cannot be read or lacks what is asked.
    """
    articles: list[Judged] = list(judged_articles(Path(path)))
    by_id = {article.get("id"): article for article in articles}
    asked = list(_asked(Path(questions), by_id))
    counts: Counter[str] = Counter()
    sources: dict[str, Judged] = {f"{number:07}.txt": article for number, article in enumerate(articles)}
    with TemporaryDirectory() as folder:
        for source, article in sources.items():
            (Path(folder) / source).write_text(article["text"], "utf-8", newline="")
        archive = Archive.open(folder, index="memory")
    for question in asked:
        counts["asked"] += 1
        first = _first(archive, question, sources)
        if first is not None and first.start < question.gold["end"] and question.gold["start"] < first.end:
            counts["quotation first"] += 1
            counts["speaker first"] += question.gold.get("speaker") is not None and is_right(
                first, question.gold
            )
    for question in _reported(articles):
        counts["reported asked"] += 1
        first = _first(archive, question, sources)
        counts["reported speaker first"] += first is not None and is_right(first, question.gold)
    return counts


def _first(archive: Archive, question: _Question, sources: Mapping[str, Judged]) -> Quotation | None:
    """Return the first quotation found, None where it is of another article."""
    results = archive.who_said(question.words, limit=1).results
    if not results or sources[results[0].passage.article.source] is not question.article:
        return None
    quoted = results[0].quoted
    return None if quoted is None else quoted.quotation


def _asked(path: Path, articles: Mapping[object, Judged]) -> Iterator[_Question]:
    for number, line in read_lines(path):
        try:
            question = json.loads(line)
            article = articles[question["doc"]]
            gold = next(q for q in article["quotes"] if q["start"] == question["quote_start"])
            yield _Question(str(question["query"]), article, gold)
        except (json.JSONDecodeError, KeyError, TypeError, StopIteration):
            raise JudgedFileError(
                f"Line {number} of “{path}” is no question about a judged quotation of these articles."
            ) from None


def _reported(articles: Sequence[Judged]) -> Iterator[_Question]:
    """Make a question of each statement whose words occur once."""
    together = "\n".join(article["text"] for article in articles)
    for article in articles:
        for gold in article.get("indirect", ()):
            span = asked_span(article["text"], gold)
            words = article["text"][slice(*span)] if span else ""
            if words and together.count(words) == 1:
                yield _Question(words, article, gold)
