"""Stretches between marks among a text's words, with what is seen of them at once."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.quotations.words import Words

_SMALL = frozenset("a an the of and or in on to for at by from with as is vs".split())
"""Words that a title writes small."""
_FINAL = frozenset(".!?…")
_LONGEST_BREAK = 3
"""Paragraphs, captions for instance, between the pieces of a quotation that was not closed."""


@dataclass(slots=True)
class Stretch:
    """One stretch between marks."""

    number: int
    place: int
    """Its word."""
    sentence: int
    paragraph: int
    size: int
    """Words of its content."""
    capital: bool
    comma: bool
    """Its content ends with a comma, so that its sentence goes on."""
    final: bool
    """Its content ends a sentence."""
    alone: bool
    """Nothing else stands in its sentence."""
    opens: bool
    """First in its sentence."""
    title: bool
    """Every word that a title writes large has a capital."""
    continues: bool
    """The stretch before was never closed and ended a paragraph before."""
    tagged: bool
    """Its line names the speaker: "SMITH: …", "#Smith: …"."""


def stretches_of(words: Words) -> list[Stretch]:
    """Return the stretches of a text in order."""
    places = [place for place, number in enumerate(words.quoted) if number >= 0]
    return [_stretch(words, number, place, places) for number, place in enumerate(places)]


def _stretch(words: Words, number: int, place: int, places: list[int]) -> Stretch:
    marked = words.marked[number]
    content = words.text[marked.start : marked.end]
    pieces = content.split()
    first, last = words.sentences[words.sentence[place]]
    opens = not any(word[0].isalnum() for word in words.word[first:place])
    return Stretch(
        number=number,
        place=place,
        sentence=words.sentence[place],
        paragraph=words.paragraph[place],
        size=len(pieces),
        capital=content[:1].isupper(),
        comma=content[-1:] == ",",
        final=content[-1:] in _FINAL,
        alone=opens and not any(word[0].isalnum() for word in words.word[place + 1 : last]),
        opens=opens,
        title=_is_title(pieces),
        continues=_continues(words, number, place, places),
        tagged=number in words.tagged,
    )


def _is_title(pieces: list[str]) -> bool:
    large = False
    for piece in pieces:
        if piece[0].isalpha() and piece not in _SMALL:
            if not piece[0].isupper():
                return False
            large = True
    return large


def _continues(words: Words, number: int, place: int, places: list[int]) -> bool:
    """Whether the stretch before was never closed, and this one begins a paragraph soon behind it."""
    if not number or words.marked[number - 1].closed:
        return False
    paragraph = words.paragraph[place]
    opens = place == words.paragraphs[paragraph][0]
    return opens and 0 < paragraph - words.paragraph[places[number - 1]] <= _LONGEST_BREAK
