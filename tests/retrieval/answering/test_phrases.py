"""A phrase stands in a text where its words do one after another, however that is found."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.analysis import fold, tokens_of
from retrieval.answering.held import has_run
from retrieval.answering.phrases import Phrase
from retrieval.articles import Article
from retrieval.passages import Headline, Passage

pieces = [
    "of",
    "the",
    "mayor",
    "mayor's",
    "Mayors",
    "U.S.",
    "é",
    "1,000",
    "’s",
    "'",
    "’",
    "_",
    "-",
    ".",
    ",",
    " ",
]
texts = st.lists(st.sampled_from(pieces), max_size=12).map("".join)


def passage(text: str, headline: str = "") -> Passage:
    article = Article("a.txt", None, None, None, text, "")
    return Passage(article, Headline(headline, 0, 0) if headline else None, text, 0, len(text), (1, 1), 0)


@given(texts, texts)
@example("of the", "Of\nthe mayor")
@example("the mayor", "The “mayor’s” town")
@example("the mayor", "of the'mayor")
def test_it_is_what_looking_at_each_word_tells(phrase: str, text: str) -> None:
    words, held = (
        [re.sub("'s$", "", fold(each[token.start : token.end])) for token in tokens_of(each)]
        for each in (phrase, text)
    )
    assert Phrase(phrase).stands_in(passage(text)) == has_run(held, words)


def test_a_headline_counts() -> None:
    assert Phrase("mayor of").stands_in(passage("Nothing here.", "The mayor of the port"))
    assert not Phrase("mayors of").stands_in(passage("Nothing here.", "The mayor of the port"))
