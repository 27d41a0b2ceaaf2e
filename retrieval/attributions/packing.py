"""An article's quotations ↔ bytes.

The bytes hold places in the article's text and not the words themselves, so that a quotation that is read
back is a slice of the article again. Their records are of one size: what stands in one passage is found
without looking at the rest.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from retrieval.attributions.model import Utterance
from retrieval.quotations import ATTITUDE, Certainty, Quotation, QuotationKind
from retrieval.speakers import Speaker

_COUNT = struct.Struct("<I")
_STRETCH = struct.Struct("<3I")
"""Start, end and group of each stretch: what tells which are wanted stands before all else."""
_RECORD = struct.Struct("<7I3B")
_NONE = 0xFFFFFFFF
EVERYWHERE = _NONE
"""An end that no text reaches."""
_KINDS, _CERTAINTIES = tuple(QuotationKind), tuple(Certainty)


class _Record(NamedTuple):
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
    likelihood: int


_RECORDS = np.dtype(list(zip(_Record._fields, ["<u4"] * 7 + ["u1"] * 3, strict=True)))
"""All records of an article at once."""


def pack(quotations: Sequence[Quotation]) -> bytes:
    """Write an article's quotations, in the order of their starts."""
    words: dict[str, int] = {}
    together: dict[tuple[Speaker, ...], int] = {}
    ordered = sorted(quotations, key=lambda q: q.start)
    stretches = [_STRETCH.pack(q.start, q.end, q.group) for q in ordered]
    records = [
        _RECORD.pack(
            _NONE if q.mention_start is None else q.mention_start,
            _NONE if q.mention_end is None else q.mention_end,
            *(q.evidence or (_NONE, _NONE)),
            _NONE if q.cue is None else words.setdefault(q.cue, len(words)),
            words.setdefault(q.pattern, len(words)),
            together.setdefault(q.speakers, len(together)),
            _KINDS.index(q.kind),
            _CERTAINTIES.index(q.certainty),
            q.likelihood,
        )
        for q in ordered
    ]
    named = [[(s.name, s.role, s.aliases, s.resolved, s.named) for s in group] for group in together]
    lists = json.dumps([list(words), named], ensure_ascii=False, separators=(",", ":"))
    return b"".join((_COUNT.pack(len(ordered)), *stretches, *records, lists.encode("utf-8", "surrogatepass")))


def unpack(packed: bytes, text: str, start: int = 0, end: int = EVERYWHERE) -> list[Utterance]:
    """Return the quotations of a text of which any stretch overlaps `start` to `end`, in their order."""
    (count,) = _COUNT.unpack_from(packed)
    records_at = _COUNT.size + count * _STRETCH.size
    stretches = list(_STRETCH.iter_unpack(packed[_COUNT.size : records_at]))
    wanted = {group for first, last, group in stretches if first < end and start < last}
    if not wanted:
        return []
    words, together = json.loads(packed[records_at + count * _RECORD.size :].decode("utf-8", "surrogatepass"))
    groups: dict[int, list[Quotation]] = {}
    named_together: dict[int, tuple[Speaker, ...]] = {}
    for number, (first, last, group) in enumerate(stretches):
        if group in wanted:
            record = _Record._make(_RECORD.unpack_from(packed, records_at + number * _RECORD.size))
            speakers = named_together.get(record.speakers)
            if speakers is None:
                speakers = named_together[record.speakers] = tuple(
                    [
                        Speaker(name, role, tuple(aliases), resolved, named)
                        for name, role, aliases, resolved, named in together[record.speakers]
                    ]
                )
            named = record.mention_start != _NONE
            groups.setdefault(group, []).append(
                Quotation(
                    first,
                    last,
                    text[first:last],
                    _KINDS[record.kind],
                    group,
                    None if record.cue == _NONE else words[record.cue],
                    text[record.mention_start : record.mention_end] if named else None,
                    record.mention_start if named else None,
                    record.mention_end if named else None,
                    speakers,
                    words[record.pattern],
                    _CERTAINTIES[record.certainty],
                    None if record.evidence_start == _NONE else (record.evidence_start, record.evidence_end),
                    record.likelihood,
                )
            )
    return [Utterance(tuple(pieces)) for pieces in groups.values()]


def stretches_by(is_named: Callable[[str], bool], packed: bytes) -> list[tuple[int, int]]:
    """Return where somebody is quoted, a stretch at a time; `is_named` tells them by a form of their name."""
    (count,) = _COUNT.unpack_from(packed)
    records_at = _COUNT.size + count * _STRETCH.size
    words, together = json.loads(packed[records_at + count * _RECORD.size :].decode("utf-8", "surrogatepass"))
    theirs = [
        any(is_named(name) or any(map(is_named, aliases)) for name, _, aliases, *_ in group)
        for group in together
    ]
    records = np.frombuffer(packed, _RECORDS, count, records_at)
    attitude = words.index(ATTITUDE) if ATTITUDE in words else _NONE
    wanted = np.array(theirs, dtype=bool)[records["speakers"]] & (records["pattern"] != attitude)
    places = [_COUNT.size + _STRETCH.size * place for place in wanted.nonzero()[0].tolist()]
    return [_STRETCH.unpack_from(packed, place)[:2] for place in places]
