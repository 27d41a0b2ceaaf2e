"""What each stretch of an article is for its reader: headline, paragraph, attribution or page furniture."""

from __future__ import annotations

from collections.abc import Collection

from retrieval.passages.blocks import blocks_of
from retrieval.passages.context import Stretch, settle
from retrieval.passages.furniture import (
    button_in,
    credit_in,
    cues_in,
    is_furniture,
    names_only,
    signature_in,
)
from retrieval.passages.kinds import Block, Kind, is_sentence, kind_of

_CLOSED = frozenset('.!?”"’')
"""What a paragraph ends in that has no credit or signature behind it."""
_HEAD = 4000
"""Characters in which a title stands, when there is one."""


def layout_of(text: str, repeated: Collection[str] = ()) -> tuple[Block, ...]:
    """Say what each stretch of a text is, in order; blank stretches belong to none.

    `repeated` holds lines that stand in many articles of a folder: furniture, but never the first of a file.
    """
    stretches = _stretches(text)
    settle(stretches, repeated)
    return tuple([Block(stretch.start, stretch.end, stretch.kind) for stretch in stretches])


def title_of(text: str) -> str | None:
    """Return the first headline of a text, or None where it has none."""
    head = text if len(text) <= _HEAD else text[: text.rfind("\n", 0, _HEAD) + 1] or text[:_HEAD]
    return next((text[b.start : b.end] for b in layout_of(head) if b.kind is Kind.HEADLINE), None)


def _stretches(text: str) -> list[Stretch]:
    """Return the paragraphs of a text with the kinds that their shapes say."""
    cues = cues_in(text)
    stretches: list[Stretch] = []
    for number, spans in enumerate(blocks_of(text)):
        shared = len(spans) > 1
        for start, end in spans:
            piece = text[start:end]
            last = piece[-1]
            if last in _CLOSED and "redit" not in piece[-130:] and (len(piece) > 300 or "Share" not in piece):
                stretches.append(Stretch(start, end, piece, number, shared, _shape(piece, cues)))
            else:
                stretches += _trimmed(Stretch(start, end, piece, number, shared, _shape(piece, cues)), cues)
    return stretches


def _shape(piece: str, cues: tuple[str, ...]) -> Kind:
    if is_furniture(piece, cues):
        return Kind.FURNITURE
    return kind_of(piece)


def _trimmed(stretch: Stretch, cues: tuple[str, ...]) -> list[Stretch]:
    """Cut a button off the head of a paragraph, and a credit or a name after a dash off its end."""
    piece = stretch.piece
    if stretch.kind is Kind.FURNITURE or stretch.kind is Kind.ATTRIBUTION:
        return [stretch]
    if stretch.kind is Kind.HEADLINE and piece[0] == "#":
        marks = len(piece) - len(piece.lstrip("#"))
        heading = stretch.part(marks, len(piece), Kind.HEADLINE)
        return [stretch.part(0, marks, Kind.FURNITURE), heading]
    if head := button_in(piece):
        button = stretch.part(0, head, Kind.FURNITURE)
        if head == len(piece):
            return [button]
        rest = piece[head:]
        return [button, *_trimmed(stretch.part(head, len(piece), _shape(rest, cues)), cues)]
    for cut, kind in ((credit_in(piece), Kind.FURNITURE), (signature_in(piece), Kind.ATTRIBUTION)):
        if cut < len(piece):
            return _parted(stretch, cut, kind)
    return [stretch]


def _parted(stretch: Stretch, cut: int, kind: Kind) -> list[Stretch]:
    """Part a paragraph from its credit: what then is no sentence, or only names, was a picture's caption."""
    words = stretch.piece[:cut].rstrip()
    tail = stretch.part(cut, len(stretch.piece), kind)
    if not words:
        return [tail]
    caption = kind is Kind.FURNITURE and (names_only(words) or not is_sentence(words))
    return [stretch.part(0, len(words), Kind.FURNITURE if caption else Kind.PARAGRAPH), tail]
