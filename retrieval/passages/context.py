"""What a stretch is by what stands beside it: titles, captions, lists, footers, repeated lines."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from retrieval.passages.credits import is_closing, names_only
from retrieval.passages.furniture import is_addressed
from retrieval.passages.kinds import Kind, is_sentence, words_in

_BULLETS = "•►∎▪●·*-–—"
LONE_BULLETS = "•▪●·"
"""Those before a word or three that are of the page where no other line begins so."""
_LONGEST_FOOTER = 8
"""Paragraphs after an article's closing line that may still be its publisher's."""
_LABEL_WORDS = 3
"""Words of a line that, alone among headlines, names a part of a page and not a story."""
_LIST = 4
"""Headlines in a row that are no headlines but a list."""


@dataclass(slots=True)
class Stretch:
    """A paragraph on its way to a block: its kind changes as its neighbours are looked at."""

    start: int
    end: int
    piece: str
    block: int
    """Number of the block between blank lines."""
    shared: bool
    """Whether other paragraphs stand in the same block."""
    kind: Kind

    def part(self, start: int, end: int, kind: Kind) -> Stretch:
        """Return a part of it, white space at both ends left out."""
        piece = self.piece[start:end]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        return Stretch(
            self.start + start, self.start + start + len(piece), piece, self.block, self.shared, kind
        )


def settle(stretches: list[Stretch], repeated: Collection[str] = ()) -> None:
    """Change the kinds of stretches by their neighbours, in place."""
    _mark_repeated(stretches, repeated)
    _mark_captions(stretches)
    _mark_lists(stretches)
    _mark_dashed_lists(stretches)
    _mark_lone_bullets(stretches)
    _mark_quotations(stretches)
    _mark_head(stretches)
    _mark_footer(stretches)


def _mark_repeated(stretches: list[Stretch], repeated: Collection[str]) -> None:
    """Mark lines of other articles too; a short one over a paragraph stays its heading ("Alabama")."""
    if not repeated:
        return
    for place, stretch in enumerate(stretches[1:], start=1):
        if (
            stretch.kind is Kind.ATTRIBUTION
            or stretch.piece not in repeated
            or stretch.piece[0] in _BULLETS[:-3]
        ):
            continue
        heads = (
            stretch.kind is Kind.HEADLINE
            and words_in(stretch.piece) <= _LABEL_WORDS
            and place + 1 < len(stretches)
            and stretches[place + 1].kind is Kind.PARAGRAPH
        )
        if not heads:
            stretch.kind = Kind.FURNITURE


def _mark_captions(stretches: list[Stretch]) -> None:
    """Mark a line said twice over and one that only begins what the next line says: who is in a picture."""
    for place, (one, other) in enumerate(pairwise(stretches)):
        if one.piece == other.piece and len(one.piece) <= 200:
            other.kind = Kind.FURNITURE
            if one.shared and one.block == other.block and place:
                one.kind = Kind.FURNITURE
        elif (
            one.block == other.block
            and names_only(one.piece)
            and other.piece.startswith(one.piece.rstrip("."))
            and place
        ):
            one.kind = Kind.FURNITURE


def _mark_lists(stretches: list[Stretch]) -> None:
    """Make many short lines in a row, or after a colon, a list: paragraphs under the headline above."""
    place = 0
    while place < len(stretches):
        end = place
        while end < len(stretches) and stretches[end].kind is Kind.HEADLINE:
            end += 1
        after_colon = place > 0 and stretches[place - 1].piece[-1] == ":"
        if end - place >= _LIST or (after_colon and end - place >= 2):
            heads = place if after_colon else place + 1
            last = end - 1 if end < len(stretches) and stretches[end].kind is Kind.PARAGRAPH else end
            for stretch in stretches[heads:last]:
                stretch.kind = Kind.PARAGRAPH
        place = max(end, place + 1)


def _mark_dashed_lists(stretches: list[Stretch]) -> None:
    for one, other in pairwise(stretches):
        both = one.piece[0] in _BULLETS and one.piece[0] == other.piece[0]
        if both and one.block == other.block:
            for stretch in (one, other):
                if stretch.kind is Kind.ATTRIBUTION:
                    stretch.kind = Kind.PARAGRAPH


def _mark_lone_bullets(stretches: list[Stretch]) -> None:
    """Mark a bullet of a word or three that belongs to no list ("• 16x9 Image")."""
    for place, stretch in enumerate(stretches):
        piece = stretch.piece
        if (
            piece[0] not in LONE_BULLETS
            or words_in(piece) > _LABEL_WORDS + 1
            or ":" in piece
            or is_sentence(piece)
        ):
            continue
        beside = stretches[max(0, place - 1) : place] + stretches[place + 1 : place + 2]
        if not any(other.piece[0] == piece[0] for other in beside):
            stretch.kind = Kind.FURNITURE


def _mark_quotations(stretches: list[Stretch]) -> None:
    """Make a line with an attribution under it a paragraph, and a question with nothing under it."""
    for one, other in pairwise(stretches):
        if one.kind is not Kind.HEADLINE:
            continue
        said = other.kind is Kind.ATTRIBUTION and other.piece[0] in _BULLETS
        asked = one.piece[-1] == "?" and other.kind is not Kind.PARAGRAPH
        if said or asked:
            one.kind = Kind.PARAGRAPH
    if stretches and stretches[-1].kind is Kind.HEADLINE and stretches[-1].piece[-1] == "?":
        stretches[-1].kind = Kind.PARAGRAPH


def _mark_head(stretches: list[Stretch]) -> None:
    """Of several headlines over the first paragraph, let the first that is no mere label be the title."""
    head: list[Stretch] = []
    for stretch in stretches:
        if stretch.kind is Kind.PARAGRAPH:
            break
        if stretch.kind is Kind.HEADLINE:
            head.append(stretch)
    if len(head) < 2:
        return
    title = next((stretch for stretch in head if words_in(stretch.piece) > _LABEL_WORDS), head[0])
    for stretch in head:
        if stretch is not title and words_in(stretch.piece) <= _LABEL_WORDS:
            stretch.kind = Kind.FURNITURE


def _mark_footer(stretches: list[Stretch]) -> None:
    """Mark all after a closing line when most of it speaks to the reader, or is furniture by itself."""
    for place in range(max(1, len(stretches) - _LONGEST_FOOTER - 1), len(stretches)):
        if stretches[place].kind is Kind.FURNITURE and is_closing(stretches[place].piece):
            rest = stretches[place + 1 :]
            own = sum(s.kind is Kind.FURNITURE or is_addressed(s.piece) for s in rest)
            if own * 2 >= len(rest):
                for stretch in rest:
                    stretch.kind = Kind.FURNITURE
            return
