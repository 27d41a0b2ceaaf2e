"""One mention of somebody among a text's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MentionKind(StrEnum):
    """How somebody is mentioned."""

    NAME = "named"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"


@dataclass(slots=True)
class Mention:
    """Words `first` … `last - 1` that mention somebody; `names` holds the spans of the names among them."""

    first: int
    last: int
    kind: MentionKind
    names: tuple[tuple[int, int], ...] = ()
