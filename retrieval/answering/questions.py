"""`ask`: a question in plain words → the kind of answer that it asks for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from retrieval.answering.by_speaker import quotations_of
from retrieval.answering.said import who_said
from retrieval.answering.topics import about, passages_for
from retrieval.answering.wanted import read_words
from retrieval.answers import Found, Note, NoteCode
from retrieval.confidence import ANSWERED, confidence
from retrieval.query import parse_plain

if TYPE_CHECKING:
    from retrieval.archive import Archive

_SAY = "say|said|saying|think|thought|tell|told|claim|claimed|state|stated|warn|warned|write|written|tweet"
_ON = "about|on|regarding|concerning|of"
_WHO_SAID = re.compile(
    r"\W*who(?:\s+was\s+it\s+(?:who|that))?\s+(?:has\s+|had\s+|once\s+|first\s+)?"
    r"(?:said|says|stated|claimed|declared|tweeted|wrote|used\s+the\s+(?:words?|phrase|expression))\b"
    r"(?:\s+that)?\s*[:,]?\s*(?P<words>.+)",
    re.IGNORECASE | re.DOTALL,
)
_WHAT_SAID = re.compile(
    rf"\W*what\s+(?:did|does|do|has|have|had|is|was|were|are)\s+(?P<name>.+?)\s+(?:to\s+)?(?:{_SAY})\b"
    rf"(?:\s+(?:(?:{_ON})\s+)?(?P<topic>.+))?\W*",
    re.IGNORECASE | re.DOTALL,
)
_NAME_SAID = re.compile(
    rf"\W*what\s+(?P<name>.+?)\s+(?:has\s+|had\s+)?(?:said|says|thinks|thought)\s+(?:{_ON})\s+(?P<topic>.+)",
    re.IGNORECASE | re.DOTALL,
)
_QUOTES_OF = re.compile(
    rf"\W*(?:quotes?|quotations?|words|statements?|comments?)\s+(?:of|by|from)\s+(?P<name>.+?)"
    rf"(?:\s+(?:{_ON})\s+(?P<topic>.+))?\W*",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_ROUTED = 300
"""Characters. A longer text is no question about one person, whatever it begins with."""


def ask(archive: Archive, question: str, limit: int) -> Found:
    """Answer with what was said where the question asks who or what that was, else with the best passages.

    Without words, with what its filters name.
    """
    asked = parse_plain(question, archive.newest)
    if asked.only_speaker:
        return quotations_of(archive, asked.speakers[0], None, limit)
    if asked.filtered and not asked.words:
        return about(archive, asked, limit)
    if len(question) <= LONGEST_ROUTED:
        if match := _WHO_SAID.fullmatch(asked.words):
            found = who_said(archive, replace(asked, words=match["words"]), limit)
            if any(result.quoted for result in found.results):
                return found
        for pattern in (_WHAT_SAID, _NAME_SAID, _QUOTES_OF):
            if match := pattern.fullmatch(question):
                found = quotations_of(archive, match["name"], match["topic"], limit)
                if found.results:
                    return found
    found = passages_for(archive, asked, limit)
    if not found.results or _answers(archive, asked.words):
        return found
    return found._replace(notes=(*found.notes, Note(NoteCode.NEAREST_ONLY, {})))


def _answers(archive: Archive, question: str) -> bool:
    """Whether a passage seems to answer; words that no passage has count as much as those that it lacks."""
    wanted = read_words(question, archive.index)
    known = wanted.weight / (wanted.weight + wanted.missing)
    return known * confidence(archive.index, archive.ranker, wanted.query) >= ANSWERED
