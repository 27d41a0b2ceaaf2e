"""How well quotations are found and attributed, over articles in which people marked them.

The file has a JSON object a line: `id`, `text`, `quotes` (stretches between marks that somebody said:
`start`, `end`, `type` direct or mixed, `speaker` as written with `speaker_start`, `speaker_end`, and
`speaker_name_silver`, the full name where it is known), `indirect` (statements without marks, `frags` their
pieces).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

from retrieval.errors import WhosaidError
from retrieval.passages import layout_of
from retrieval.quotations import Certainty, Quotation, QuotationKind, extract_quotations
from retrieval.speakers.identity import canonical

FEWEST_WORDS = 4
"""Shorter stretches are mostly names and scare quotes, and are not counted."""
LEAST_OVERLAP = 0.8
"""Of the characters of both: what makes a stretch found the stretch that was marked."""
FULL_NAME = 2
"""Words, titles aside: "Mr Smith" is no full name."""
MOST_ASKED = 8
"""Words of a statement that are asked for."""
LEAST_COVER = 0.6
"""Of an indirect statement's words in question that a statement found has to hold."""
PRONOUNS = frozenset("he she they it we i you who him her them".split())
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[\w'’-]+")


class JudgedFileError(WhosaidError):
    """The file of judged quotations cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class QuotationFigures:
    """What evaluation counted; each share is None where nothing of its kind was judged."""

    counts: Mapping[str, int]
    articles_per_second: float

    def share(self, part: str, whole: str) -> float | None:
        """Return one count's share of another."""
        return round(self.counts[part] / self.counts[whole], 4) if self.counts.get(whole) else None

    def as_object(self) -> dict[str, Any]:
        """Return the figures as JSON has them."""
        kinds = ("named", "pronoun", "nominal", "direct", "mixed")
        return {
            "articles": self.counts["articles"],
            "quotations": self.counts["judged"],
            "found": self.share("found", "judged"),
            "precision": self.share("found attributed", "attributed"),
            "speaker": self.share("right", "spoken"),
            **{f"speaker_{kind}": self.share(f"right {kind}", f"spoken {kind}") for kind in kinds},
            "end_to_end": self.share("right", "judged"),
            "full_name": self.share("full name right", "full name"),
            "indirect": self.share("indirect right", "indirect"),
            "asked": self.counts.get("asked"),
            "quotation_first": self.share("quotation first", "asked"),
            "speaker_first": self.share("speaker first", "asked"),
            "reported_speaker_first": self.share("reported speaker first", "reported asked"),
            "certainty_high": self.share("certain high right", "certain high"),
            "certainty_fair": self.share("certain fair right", "certain fair"),
            "share_high": self.share("certain high", "spoken"),
            "articles_per_second": round(self.articles_per_second, 1),
        }


def evaluate_quotations(path: str | Path, asked: Mapping[str, int] | None = None) -> QuotationFigures:
    """Measure attribution on the judged articles of a JSONL file.

    `asked` is what `evaluate_questions` counted there, to be told with the rest.

    Raises JudgedFileError when the file cannot be read or a line lacks what is judged.
    """
    counts: Counter[str] = Counter(asked)
    seconds = 0.0
    for article in judged_articles(Path(path)):
        layout = layout_of(article["text"])
        started = process_time()
        found = extract_quotations(article["text"], layout)
        seconds += process_time() - started
        counts["articles"] += 1
        _count_marked(article, found, counts)
        _count_indirect(article, found, counts)
    return QuotationFigures(counts, counts["articles"] / seconds if seconds else 0.0)


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file that are not empty, with their numbers. Raises JudgedFileError."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as fault:
        raise JudgedFileError(f"“{path}” cannot be read ({fault.strerror or fault}).") from None
    except UnicodeDecodeError:
        raise JudgedFileError(f"“{path}” is no UTF-8 text.") from None
    yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def judged_articles(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of a file of judged quotations. Raises JudgedFileError."""
    for number, line in read_lines(path):
        try:
            article = json.loads(line)
        except json.JSONDecodeError:
            raise JudgedFileError(f"Line {number} of “{path}” is no JSON object.") from None
        if (
            not isinstance(article, dict)
            or not isinstance(article.get("text"), str)
            or "quotes" not in article
        ):
            raise JudgedFileError(f"Line {number} of “{path}” lacks “text” or “quotes”.")
        yield article


def _count_marked(article: Mapping[str, Any], found: Sequence[Quotation], counts: Counter[str]) -> None:
    marked = [q for q in found if q.kind is not QuotationKind.INDIRECT and _size(q.content) >= FEWEST_WORDS]
    attributed = [q for q in marked if q.mention is not None]
    judged = [g for g in article["quotes"] if _size(article["text"][g["start"] : g["end"]]) >= FEWEST_WORDS]
    counts["judged"] += len(judged)
    counts["attributed"] += len(attributed)
    used: set[int] = set()
    for gold in judged:
        quotation = next(
            (q for q in marked if id(q) not in used and _overlap(q, gold) >= LEAST_OVERLAP), None
        )
        if quotation is None:
            continue
        used.add(id(quotation))
        counts["found"] += 1
        if quotation.mention is None or gold.get("speaker") is None:
            counts["found attributed"] += quotation.mention is not None
            continue
        counts["found attributed"] += 1
        right = is_right(quotation, gold)
        for kind in ("", f" {kind_of(gold)}", f" {gold['type']}"):
            counts["spoken" + kind] += 1
            counts["right" + kind] += right
        certain = "high" if quotation.certainty is Certainty.HIGH else "fair"
        counts[f"certain {certain}"] += 1
        counts[f"certain {certain} right"] += right
        if right and _wants_full_name(gold):
            counts["full name"] += 1
            names = {canonical(speaker.name) for speaker in quotation.speakers}
            counts["full name right"] += canonical(gold["speaker_name_silver"]) in names


def _count_indirect(article: Mapping[str, Any], found: Sequence[Quotation], counts: Counter[str]) -> None:
    for gold in article.get("indirect", ()):
        span = asked_span(article["text"], gold)
        if span is None:
            continue
        counts["indirect"] += 1
        best = holding(found, *span)
        counts["indirect right"] += best is not None and is_right(best, gold)


def asked_span(text: str, gold: Mapping[str, Any]) -> tuple[int, int] | None:
    """Return the words in the middle of a statement, five to eight; None of a shorter one or nobody's."""
    if gold.get("speaker") is None:
        return None
    start, end = max(
        gold.get("frags") or [(gold["start"], gold["end"])], key=lambda piece: piece[1] - piece[0]
    )
    words = [m.span() for m in _NAME.finditer(text, start, end)]
    if len(words) < FEWEST_WORDS + 1:
        return None
    asked = min(MOST_ASKED, len(words))
    first = (len(words) - asked) // 2
    return words[first][0], words[first + asked - 1][1]


def holding(found: Iterable[Quotation], start: int, end: int) -> Quotation | None:
    """Return the attributed quotation that holds most of a span's words: of several the likeliest."""
    holding = [
        q
        for q in found
        if q.mention is not None and min(q.end, end) - max(q.start, start) >= LEAST_COVER * (end - start)
    ]
    return max(
        holding,
        key=lambda q: (q.kind is not QuotationKind.INDIRECT, q.likelihood, q.start - q.end),
        default=None,
    )


def is_right(quotation: Quotation, gold: Mapping[str, Any]) -> bool:
    """Whether a quotation's speaker is the one that people marked: the same place, or the same surname."""
    mention = quotation.mention or ""
    start, end = quotation.mention_start or 0, quotation.mention_end or 0
    if max(start, gold.get("speaker_start") or 0) < min(end, gold.get("speaker_end") or 0):
        return True
    spoken = [word.lower() for word in _NAME.findall(gold["speaker"])]
    if kind_of(gold) != "pronoun" and _surname(mention) in spoken:
        return True
    full = gold.get("speaker_name_silver") or ""
    surnames = {_surname(mention), *(_surname(speaker.name) for speaker in quotation.speakers)}
    return bool(full) and _surname(full) in surnames


def kind_of(gold: Mapping[str, Any]) -> str:
    """Return how the speaker of a judged quotation is written: "named", "pronoun" or "nominal"."""
    written = gold["speaker"]
    if written.lower() in PRONOUNS:
        return "pronoun"
    full = gold.get("speaker_name_silver")
    return "named" if full and full.split()[-1] in written else "nominal"


def _wants_full_name(gold: Mapping[str, Any]) -> bool:
    full = gold.get("speaker_name_silver") or ""
    written = gold["speaker"]
    if len(canonical(full).split()) < FULL_NAME:
        return False
    return kind_of(gold) == "pronoun" or (len(written.split()) <= 2 and full.split()[-1] in written)


def _overlap(quotation: Quotation, gold: Mapping[str, Any]) -> float:
    both = min(quotation.end, gold["end"]) - max(quotation.start, gold["start"])
    return both / (max(quotation.end, gold["end"]) - min(quotation.start, gold["start"])) if both > 0 else 0.0


def _size(text: str) -> int:
    return len(_WORD.findall(text))


def _surname(name: str) -> str:
    words = _NAME.findall(name)
    return words[-1].lower() if words else ""
