"""Which language a query is asked in, and how its words are read in a folder of several languages."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.analysis import Token, term_of, tokens_of
from retrieval.index.protocol import Index
from retrieval.languages import Language


def language_asked(text: str, index: Index) -> Language:
    """Return the language in which the articles have most words of a query.

    A query is too short for its stop words to tell its language alone. Among equals it is one that articles
    are plainly written in, then the one of whose stop words it has most, then English, or the one language
    that the operator chose.
    """
    known = index.languages.known
    if len(known) == 1:
        return known[0]
    least = max(1, index.passage_count() // 100)

    def plainly(language: Language) -> bool:
        return (
            language is known[0] or index.document_frequency(term_of(language.telltale, language)[0]) >= least
        )

    def fitting(language: Language) -> tuple[int, bool, int]:
        tokens = tokens_of(text, language)
        held = sum(index.document_frequency(token.term) > 0 for token in tokens)
        return held, plainly(language), sum(token.stop for token in tokens)

    words = tokens_of(text, known[0])
    if all(index.document_frequency(word.term) for word in words):
        # No other has more of them; and one that articles are not plainly written in loses among equals.
        known = tuple(filter(plainly, known))
    return known[0] if len(known) == 1 else max(known, key=fitting)


def words_asked(text: str, index: Index, language: Language) -> list[Token]:
    """Return the words of a query; one that its own language does not know is read in another that does."""
    return [_known(token, text, index, language) for token in tokens_of(text, language)]


def _known(token: Token, text: str, index: Index, language: Language) -> Token:
    if token.stop or index.document_frequency(token.term):
        return token
    others: Sequence[Language] = [each for each in index.languages.known if each is not language]
    terms = (term_of(text[token.start : token.end], other)[0] for other in others)
    return next((token._replace(term=term) for term in terms if index.document_frequency(term)), token)
