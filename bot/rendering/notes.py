"""What an answer has to tell beside its results, in sentences of any language of the catalogues."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from bot.translations import ENGLISH
from retrieval import NoteCode

if TYPE_CHECKING:
    from bot.translations import Texts
    from retrieval import Answer, Note


def note_sentence(note: Note, *, found: bool = True, texts: Texts = ENGLISH) -> str:
    """Put one note into words; `found` tells whether its answer has results."""
    key = note.code.value.replace(" ", "_")
    if note.code is NoteCode.WORD_DROPPED and not found:
        key = "not_in_the_articles"
    return texts(f"note.{key}", **note.values)


def notes_of(answer: Answer, texts: Texts = ENGLISH) -> tuple[str, ...]:
    """Return all that a person is told beside the results: notes, that nothing was found, a suggestion."""
    sentences = [note_sentence(note, found=answer.found, texts=texts) for note in answer.notes]
    if not answer.found:
        dropped = sum(note.code is NoteCode.WORD_DROPPED for note in answer.notes)
        # Which of several words is not there explains little where the others are.
        some_left = 0 < dropped < len(answer.query.split())
        if some_left or not any(note.code in _EXPLAIN_NOTHING for note in answer.notes):
            sentences.append(nothing_found(answer.query, texts, answer.command))
        if answer.suggestion:
            sentences.append(texts("note.did_you_mean", suggestion=answer.suggestion))
    return tuple(sentences)


def nothing_found(query: str, texts: Texts, command: str = "about") -> str:
    """Return the sentence that says so."""
    short = shorten(query, 100, placeholder=" …")
    if command == "read":
        return texts("library.none", name=short)
    return texts("note.nobody_said" if command == "who said" else "note.nothing_found", query=short)


_EXPLAIN_NOTHING = frozenset(
    {NoteCode.NO_WORDS, NoteCode.WORD_DROPPED, NoteCode.NO_DATES, NoteCode.SOURCE_NOT_FOUND}
)
"""Notes that already say why there is no result."""
