"""What an answer has to tell beside its results, in sentences.

The English templates are the keys of a catalogue: a front end that speaks another language hands over its
own `translate`, from the English template to that language's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import shorten
from typing import TYPE_CHECKING

from retrieval import NoteCode

if TYPE_CHECKING:
    from retrieval import Answer, Note

Translate = Callable[[str], str]

TEMPLATES: Mapping[NoteCode, str] = {
    NoteCode.NO_WORDS: "There is no word in it to look for.",
    NoteCode.WORD_READ_AS: "“{word}” is not in the articles and was read as “{read_as}”.",
    NoteCode.WORD_DROPPED: "“{word}” is not in the articles and was left out.",
    NoteCode.NO_PASSAGE_HAS_ALL: "No passage has all of {words}; {count} have “{word}”.",
    NoteCode.NOT_ATTRIBUTED: "These words are not attributed to anyone in these articles.",
    NoteCode.PHRASE_NOT_FOUND: "No passage has the exact words “{phrase}”.",
    NoteCode.NEAREST_ONLY: "No article seems to answer this; what follows is only the nearest to it.",
    NoteCode.STILL_READING: "Still reading: the quotations of {percent} % of the articles are found so far.",
}

ONE_PASSAGE_HAS = "No passage has all of {words}; one has “{word}”."
NOT_IN_THE_ARTICLES = "“{word}” is not in the articles."
NOTHING_FOUND = "Nothing in the articles matches “{query}”."
NOBODY_SAID = "Nobody says “{query}” in the articles."
DID_YOU_MEAN = "Did you mean “{suggestion}”?"


def note_sentence(note: Note, *, found: bool = True, translate: Translate = str) -> str:
    """Put one note into words; `found` tells whether its answer has results."""
    template = TEMPLATES[note.code]
    if note.code is NoteCode.NO_PASSAGE_HAS_ALL and note.values["count"] == 1:
        template = ONE_PASSAGE_HAS
    if note.code is NoteCode.WORD_DROPPED and not found:
        template = NOT_IN_THE_ARTICLES
    return translate(template).format_map(note.values)


def notes_of(answer: Answer, translate: Translate = str) -> tuple[str, ...]:
    """Return all that a person is told beside the results: notes, that nothing was found, a suggestion."""
    sentences = [note_sentence(note, found=answer.found, translate=translate) for note in answer.notes]
    if not answer.found:
        if not any(note.code in _EXPLAIN_NOTHING for note in answer.notes):
            template = NOBODY_SAID if answer.command == "who said" else NOTHING_FOUND
            sentences.append(translate(template).format(query=shorten(answer.query, 100, placeholder=" …")))
        if answer.suggestion:
            sentences.append(translate(DID_YOU_MEAN).format(suggestion=answer.suggestion))
    return tuple(sentences)


_EXPLAIN_NOTHING = frozenset({NoteCode.NO_WORDS, NoteCode.WORD_DROPPED})
"""Notes that already say why there is no result."""
