"""What a person typed → what is searched for: one small grammar that never raises.

    query    = { phrase | "-" (phrase | word) | filter | word }
    phrase   = an opening double mark, words, a closing double mark: "…" “…” „…“ «…»
    filter   = ("source" | "speaker" | "since" | "before") ":" (phrase | word)  |  "in:headline"

Whatever fits none of these is a word: an unbalanced mark, a lone dash, `http://…`, a filter without a value,
a date that is none. So every text is a query, at worst one without words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

MOST_FILTERS = 16
"""Of each kind: each costs time, and nobody means more. Those after them are words."""
_MARKS = '"“”„«»‟'
_PIECE = re.compile(
    rf"""
    (?P<minus> (?<!\S) [-−] (?=[^\W_] | [{_MARKS}]) )?
    (?:
        [{_MARKS}] (?P<phrase> [^{_MARKS}]* ) [{_MARKS}]
      | (?P<key> source | speaker | since | before | in ) :
        (?: [{_MARKS}] (?P<quoted> (?=[^{_MARKS}]*[^\W_]) [^{_MARKS}]+ ) [{_MARKS}]
          | (?P<value> (?=[^\s{_MARKS}]*[^\W_]) [^\s{_MARKS}]+ ) )
      | (?P<word> [^\s{_MARKS}]+ )
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HOLDS_WORD = re.compile(r"[^\W_]")
_ONLY_WORDS = re.compile(r"(?:[^\W_]++|\s++)*+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_MONTH = re.compile(
    r"""
    (?: (?P<day> \d{1,2} ) [ ./-]? )?
    (?P<month> jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july? | aug(?:ust)?
      | sept?(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? ) [.]?
    (?: [ ./-]? (?P<year> \d{4} ) )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NUMBERS = re.compile(r"(?P<year>\d{4})(?:[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for. An empty tuple or None restricts nothing."""

    text: str
    """As typed."""
    words: str
    """What is left to search for: the plain words and the words of the phrases, in order."""
    phrases: tuple[str, ...] = ()
    """A passage must hold each of them word for word."""
    excluded: tuple[str, ...] = ()
    """Words and phrases that a passage must not hold."""
    sources: tuple[str, ...] = ()
    """Parts of a file's name or title; one of them must fit."""
    speakers: tuple[str, ...] = ()
    """Names; one of them must be quoted in the passage."""
    since: date | None = None
    """The first day that an article may be of."""
    before: date | None = None
    """The first day that an article must no longer be of."""
    in_headline: bool = False
    """The words must stand in the passage's headline."""

    @property
    def names_passages(self) -> bool:
        """Whether a source or a time says which passages are meant, words or not."""
        return bool(self.sources or self.since or self.before)

    @property
    def only_speaker(self) -> bool:
        """Whether nothing but a speaker is named."""
        return len(self.speakers) == 1 and not (self.words or self.names_passages or self.excluded)

    @property
    def filtered(self) -> bool:
        """Whether anything but words decides what is found."""
        return bool(self.names_passages or self.speakers or self.phrases or self.excluded or self.in_headline)


def parse_plain(text: str, newest: date | None = None) -> Query:
    """Read plain words, a question or what somebody said: only filters with a key are no part of them.

    `newest` is as in `parse_query`.
    """
    filters: list[str] = []
    words: list[str] = []
    after = 0
    for match in _PIECE.finditer(text) if ":" in text else ():
        if match["key"] and not match["minus"] and not parse_query(match[0], newest).words:
            filters.append(match[0])
            words.append(text[after : match.start()])
            after = match.end()
    if not filters:
        return Query(text, text)
    filtered = parse_query(" ".join(filters), newest)
    plain = "".join([*words, text[after:], " ", filtered.words])
    return replace(filtered, text=text, words=" ".join(plain.split()))


def parse_query(text: str, newest: date | None = None) -> Query:
    """Read a query by the grammar above.

    `newest` is the date of the newest article: a month without a year ("before:march") is the latest one
    that is not after it. Without it, such a month is no date and stays a word.
    """
    if _ONLY_WORDS.fullmatch(text):  # most are
        return Query(text, " ".join(text.split()))
    words: list[str] = []
    kept: dict[str, dict[str, None]] = {kind: {} for kind in ("phrase", "minus", "source", "speaker")}
    since = before = None
    in_headline = False
    for minus, written, value in _pieces(text):
        key = written.casefold()
        kind = "minus" if minus else key
        day = first_day(value, newest) if kind in {"since", "before"} else None
        if kind in kept and (len(kept[kind]) < MOST_FILTERS or value in kept[kind]):
            kept[kind][f"{written}:{value}" if minus and key not in {"", "phrase"} else value] = None
            if kind == "phrase":
                words.append(value)
        elif kind == "since" and day:
            since = max(since or day, day)
        elif kind == "before" and day:
            before = min(before or day, day)
        elif kind == "in" and value.casefold() in {"headline", "headlines", "title"}:
            in_headline = True
        else:
            words.append(f"{written}:{value}" if written and key != "phrase" else value)
    return Query(
        text,
        " ".join(words),
        tuple(kept["phrase"]),
        tuple(kept["minus"]),
        tuple(kept["source"]),
        tuple(kept["speaker"]),
        since,
        before,
        in_headline,
    )


def _pieces(text: str) -> Iterator[tuple[bool, str, str]]:
    """Yield (with a minus?, key or "phrase" or "", value) for each piece that holds a word."""
    for match in _PIECE.finditer(text):
        key = "phrase" if match["phrase"] is not None else match["key"] or ""
        value = match["phrase"] or match["quoted"] or match["value"] or match["word"] or ""
        if _HOLDS_WORD.search(value):
            yield bool(match["minus"]), key, value.strip()


def first_day(text: str, newest: date | None = None) -> date | None:
    """Return the first day of a day, month or year: "2014", "2014-03", "march", "16 March 2014"; else None.

    A month without a year is the latest that began by `newest`.
    """
    match = _NUMBERS.fullmatch(text) or _NAMED_MONTH.fullmatch(text)
    if match is None:
        return None
    written = (match["month"] or "1").lower()
    month = int(written) if written.isdigit() else _MONTHS.index(written[:3]) + 1
    day = int(match["day"] or 1)
    if match["year"]:
        year = int(match["year"])
    elif newest is not None:
        year = newest.year if (month, day) <= (newest.month, newest.day) else newest.year - 1
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
