"""Which language a query is asked in, and how its words are read in a folder of several languages."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.analysis import Token, term_of, tokens_of
from retrieval.index.protocol import Index
from retrieval.languages import Language


def words_asked(text: str, index: Index) -> tuple[Language, list[Token]]:
    """Return the language in which the articles have most words of a query, and its words.

    A query is too short for its stop words to tell its language alone. Among equals it is one that articles
    are plainly written in, then the one of whose stop words it has most, then English, or the one language
    that the operator chose.
    """
    known: Sequence[Language] = index.languages.known
    words = tokens_of(text, known[0])
    if all(index.document_frequency(word.term) for word in words):
        # No other has more of them; and one that articles are not plainly written in loses among equals.
        known = index.written_in
        if len(known) == 1:
            return known[0], words
    language = known[0] if len(known) == 1 else max(known, key=lambda each: _fitting(text, index, each))
    return language, words_read(text, index, language)


def _fitting(text: str, index: Index, language: Language) -> tuple[int, bool, int]:
    tokens = tokens_of(text, language)
    held = sum(index.document_frequency(token.term) > 0 for token in tokens)
    return held, language in index.written_in, sum(token.stop for token in tokens)


def words_read(text: str, index: Index, language: Language) -> list[Token]:
    """Return the words of a query; one that its own language does not know is read in another that does."""
    return [_known(token, text, index, language) for token in tokens_of(text, language)]


def _known(token: Token, text: str, index: Index, language: Language) -> Token:
    if token.stop or index.document_frequency(token.term):
        return token
    others: Sequence[Language] = [each for each in index.languages.known if each is not language]
    terms = (term_of(text[token.start : token.end], other)[0] for other in others)
    return next((token._replace(term=term) for term in terms if index.document_frequency(term)), token)
