"""An article's quotations ↔ bytes.

The bytes hold places in the article's text and not the words themselves, so that a quotation that is read
back is a slice of the article again. Their records are of one size: what stands in one passage is found
without looking at the rest.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.attributions.model import Utterance
from retrieval.quotations import Certainty, Quotation, QuotationKind
from retrieval.speakers import Speaker

_COUNT = struct.Struct("<I")
_RECORD = struct.Struct("<10I2B")
_NONE = 0xFFFFFFFF
EVERYWHERE = _NONE
"""An end that no text reaches."""
_KINDS, _CERTAINTIES = tuple(QuotationKind), tuple(Certainty)


class _Record(NamedTuple):
    start: int
    end: int
    group: int
    mention_start: int
    mention_end: int
    evidence_start: int
    evidence_end: int
    cue: int
    pattern: int
    speakers: int
    """Numbers of the words and of the speakers named together in the lists behind the records."""
    kind: int
    certainty: int


def pack(quotations: Sequence[Quotation]) -> bytes:
    """Write an article's quotations, in the order of their starts."""
    words: dict[str, int] = {}
    together: dict[tuple[Speaker, ...], int] = {}
    records = [
        _RECORD.pack(
            q.start,
            q.end,
            q.group,
            _NONE if q.mention_start is None else q.mention_start,
            _NONE if q.mention_end is None else q.mention_end,
            *(q.evidence or (_NONE, _NONE)),
            _NONE if q.cue is None else words.setdefault(q.cue, len(words)),
            words.setdefault(q.pattern, len(words)),
            together.setdefault(q.speakers, len(together)),
            _KINDS.index(q.kind),
            _CERTAINTIES.index(q.certainty),
        )
        for q in sorted(quotations, key=lambda q: q.start)
    ]
    named = [[(s.name, s.role, s.aliases, s.resolved) for s in group] for group in together]
    lists = json.dumps([list(words), named], ensure_ascii=False, separators=(",", ":"))
    return b"".join((_COUNT.pack(len(records)), *records, lists.encode("utf-8", "surrogatepass")))


def unpack(packed: bytes, text: str, start: int = 0, end: int = EVERYWHERE) -> list[Utterance]:
    """Return the quotations of a text of which any stretch overlaps `start` to `end`, in their order."""
    (count,) = _COUNT.unpack_from(packed)
    lists_at = _COUNT.size + count * _RECORD.size
    records = list(_RECORD.iter_unpack(memoryview(packed)[_COUNT.size : lists_at]))
    wanted = {record[2] for record in records if record[0] < end and start < record[1]}
    if not wanted:
        return []
    words, together = json.loads(packed[lists_at:].decode("utf-8", "surrogatepass"))
    speakers = [tuple(Speaker(n, role, tuple(a), known) for n, role, a, known in group) for group in together]
    groups: dict[int, list[Quotation]] = {}
    for fields in records:
        if fields[2] in wanted:
            groups.setdefault(fields[2], []).append(_quotation(_Record(*fields), text, words, speakers))
    return [Utterance(tuple(pieces)) for pieces in groups.values()]


def _quotation(
    record: _Record, text: str, words: Sequence[str], speakers: Sequence[tuple[Speaker, ...]]
) -> Quotation:
    named = record.mention_start != _NONE
    return Quotation(
        record.start,
        record.end,
        text[record.start : record.end],
        _KINDS[record.kind],
        record.group,
        None if record.cue == _NONE else words[record.cue],
        text[record.mention_start : record.mention_end] if named else None,
        record.mention_start if named else None,
        record.mention_end if named else None,
        speakers[record.speakers],
        words[record.pattern],
        _CERTAINTIES[record.certainty],
        None if record.evidence_start == _NONE else (record.evidence_start, record.evidence_end),
    )
