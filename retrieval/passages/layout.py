"""What each stretch of an article is for its reader: headline, paragraph, attribution or page furniture."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from retrieval.passages.blocks import blocks_of
from retrieval.passages.context import LONE_BULLETS, Stretch, settle
from retrieval.passages.credits import ending_of, endings_in, names_only, signature_in
from retrieval.passages.furniture import button_in, is_furniture, is_of_any_page
from retrieval.passages.kinds import Block, Kind, is_sentence, kind_of

_HEADS = (1000, 4000)
"""Characters in which a title stands, when there is one: nearly always in the first few."""


def layout_of(text: str, repeated: Collection[str] = ()) -> tuple[Block, ...]:
    """Say what each stretch of a text is, in order; blank stretches belong to none.

    `repeated` holds lines that stand in many articles of a folder: furniture, but never the first of a file.
    """
    return _settled(list(_stretches(text)), repeated)


def titled_layout_of(text: str, repeated: Collection[str] = ()) -> tuple[str | None, tuple[Block, ...]]:
    """Return what `title_of` says of a text, and its layout: nearly always one look is enough for both."""
    stretches = list(_stretches(text))
    title = _title_among(stretches, text)
    return title, _settled(stretches, repeated)


def _settled(stretches: list[Stretch], repeated: Collection[str]) -> tuple[Block, ...]:
    settle(stretches, repeated)
    return tuple([Block(stretch.start, stretch.end, stretch.kind) for stretch in stretches])


def title_of(text: str) -> str | None:
    """Return the first headline of a text, or None where it has none."""
    for size in _HEADS:
        title = _first_headline(_stretches(_head_of(text, size)))
        if title is not None:
            return title
    return None


def _title_among(stretches: Sequence[Stretch], text: str) -> str | None:
    """Return the title of a text whose stretches are known, their kinds as they were."""
    kinds = [stretch.kind for stretch in stretches]
    for size in _HEADS:
        head = _within(stretches, len(_head_of(text, size)))
        if head is None:
            return title_of(text)
        title = _first_headline(head)
        for stretch, kind in zip(head, kinds, strict=False):
            stretch.kind = kind
        if title is not None:
            return title
    return None


def _within(stretches: Sequence[Stretch], end: int) -> Sequence[Stretch] | None:
    """Return the stretches up to a place, None where it parts what stands together."""
    count = next((place for place, stretch in enumerate(stretches) if stretch.end > end), len(stretches))
    if count < len(stretches):
        other = stretches[count]
        if other.start < end or (count and other.block == stretches[count - 1].block):
            return None
    return stretches[:count]


def _first_headline(stretches: Iterable[Stretch]) -> str | None:
    """Return the first headline, settling kinds as far as it takes."""
    following = iter(stretches)
    first = list(islice(following, 3))
    if _begins_plainly(first):
        return first[0].piece
    every = [*first, *following]
    settle(every)
    return next((stretch.piece for stretch in every if stretch.kind is Kind.HEADLINE), None)


def _head_of(text: str, size: int) -> str:
    return text if len(text) <= size else text[: text.rfind("\n", 0, size) + 1] or text[:size]


def _begins_plainly(stretches: Sequence[Stretch]) -> bool:
    """Tell of the first three stretches whether they are a headline and its paragraph, whatever follows.

    So nearly all articles begin, and nothing that neighbours change (`settle`) can then touch the headline.
    """
    if len(stretches) < 3:
        return False
    first, second, third = stretches
    return (
        first.kind is Kind.HEADLINE
        and second.kind is Kind.PARAGRAPH
        and not second.shared
        and second.piece[0] not in LONE_BULLETS
        and second.piece != first.piece
        and second.block != third.block
    )


def _stretches(text: str) -> Iterator[Stretch]:
    """Yield the paragraphs of a text with the kinds that their shapes say."""
    endings = endings_in(text)
    buttons = "Share" in text
    first = True
    for number, spans in enumerate(blocks_of(text)):
        shared = len(spans) > 1
        for start, end in spans:
            piece = text[start:end]
            kind = _shape(piece)
            if first and kind is Kind.FURNITURE and not is_of_any_page(piece):
                kind = kind_of(piece)
            first = False
            stretch = Stretch(start, end, piece, number, shared, kind)
            if kind is Kind.FURNITURE or kind is Kind.ATTRIBUTION:
                yield stretch
                continue
            if (buttons and "Share" in piece[:80]) or piece[0] == "#":
                button, stretch = _headed(stretch)
                yield from button
            ending = ending_of(stretch.piece, endings)
            signature = signature_in(stretch.piece)
            if ending < len(stretch.piece):
                yield from _parted(stretch, ending, Kind.FURNITURE)
            elif signature < len(stretch.piece):
                yield from _parted(stretch, signature, Kind.ATTRIBUTION)
            else:
                yield stretch


def _shape(piece: str) -> Kind:
    return Kind.FURNITURE if is_furniture(piece) else kind_of(piece)


def _headed(stretch: Stretch) -> tuple[list[Stretch], Stretch]:
    """Cut a stamp and a button, or the marks of a Markdown heading, off the head of a paragraph."""
    piece = stretch.piece
    head = button_in(piece)
    if stretch.kind is Kind.HEADLINE and piece[0] == "#":
        head = len(piece) - len(piece.lstrip("#"))
    if not 0 < head < len(piece):
        return [], stretch
    rest = stretch.part(head, len(piece), stretch.kind)
    rest.kind = _shape(rest.piece)
    return [stretch.part(0, head, Kind.FURNITURE)], rest


def _parted(stretch: Stretch, cut: int, kind: Kind) -> list[Stretch]:
    """Part a paragraph from its credit: what then is no sentence, or only names, was a picture's caption."""
    words = stretch.piece[:cut].rstrip()
    tail = stretch.part(cut, len(stretch.piece), kind)
    if not words:
        return [tail]
    caption = kind is Kind.FURNITURE and (names_only(words) or not is_sentence(words))
    return [stretch.part(0, len(words), Kind.FURNITURE if caption else Kind.PARAGRAPH), tail]
