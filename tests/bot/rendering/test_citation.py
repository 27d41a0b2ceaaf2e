from dataclasses import replace

from bot.rendering.citation import citation, place_of
from bot.translations import texts_in
from retrieval import Result
from tests.bot.rendering.made_up_answers import ARTICLE, FIRST, about, quoted, said


def test_a_quotation() -> None:
    (result,) = said(quoted()).results
    assert citation(result) == (
        "“The dues are far too high for small boats.” (Ada Byron, Captain) – “Harbour dues rise”, "
        "29 March 2014, town/harbour.txt, line 3, https://news.example/harbour"
    )
    assert "29. März 2014, town/harbour.txt, Zeile 3" in citation(result, texts_in("de"))


def test_a_passage_of_an_article_that_little_is_known_of() -> None:
    (result,) = about().results
    bare = replace(ARTICLE, title=None, published=None, url=None)
    bare_result = replace(result, passage=replace(result.passage, article=bare))
    assert citation(bare_result) == (
        '“And the quay is crumbling," she added on Monday.” – town/harbour.txt, line 5'
    )


def test_long_words_are_cut() -> None:
    article = replace(ARTICLE, text="word " * 4000)
    passage = replace(FIRST, article=article, text=article.text, start=0, end=len(article.text))
    assert len(citation(Result(passage, 1.0, (), None))) < 800


def test_places() -> None:
    assert place_of((15, 15)) == "line 15"
    assert place_of((1500, 1502)) == "lines 1500–1502"
