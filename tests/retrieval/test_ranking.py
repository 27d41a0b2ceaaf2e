import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.articles import Article
from retrieval.index import Filters, MemoryIndex
from retrieval.languages import language
from retrieval.passages import split_passages
from retrieval.ranking import analysed, rank

STORY = "Harbour news\n\n"


def index_of(*texts: str) -> MemoryIndex:
    articles = [Article(f"{number}.txt", None, None, None, text, "") for number, text in enumerate(texts)]
    return MemoryIndex([passage for article in articles for passage in split_passages(article)])


def first(index: MemoryIndex, question: str) -> str:
    return rank(index, analysed(question), 10)[0].passage.text


FILLER = [
    f"Report {n} on harvests\n\nFarmers in region {n} sold {n} tons of wheat and barley." for n in range(12)
]


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        # words side by side, stop words too
        (
            "party of war",
            "Ministers spoke of a party of war in the capital today.",
            "The war kept every party in the capital busy, they spoke of it.",
        ),
        # in one sentence
        (
            "Who repaired the lighthouse lamp?",
            "A keeper repaired the lamp of the lighthouse. The weather was cold.",
            "The lighthouse was cold. A keeper had a lamp. The weather was repaired.",
        ),
        # a word of the same beginning
        (
            "What did migrants bring to Lisbon?",
            "Much of what Lisbon cooks came with migration from the coast.",
            "Much of what Lisbon cooks came with merchants from the coast.",
        ),
        # a word of like meaning
        (
            "When did the ferry service commence?",
            "Crossings by ferry started in spring, and the service is liked.",
            "Crossings by ferry paused in spring, and the service is liked.",
        ),
        # a date where one is asked for
        (
            "When did the lighthouse of Porto go dark?",
            "The lighthouse of Porto went dark in 1932, to the day.",
            "The lighthouse of Porto went dark at last, to the day.",
        ),
        # somebody who is not in the question
        (
            "Who restored the lighthouse of Porto?",
            "The lighthouse of Porto was restored by Amalia.",
            "The lighthouse of Porto was restored by monks.",
        ),
        # stop words, in one sentence
        (
            "Who came before the bishop of Porto?",
            "Amalia was before the bishop in Porto. The rest is not told.",
            "Amalia was beside a bishop in Porto. The rest is not told.",
        ),
        # in a short sentence
        (
            "Who dug the canal of Porto?",
            "Amalia dug the canal of Porto. She liked to walk along it in the evening, as many do.",
            "Amalia dug the canal of Porto, and she liked to walk along it in the evening, as many do.",
        ),
        # words that ask count less than words that say
        (
            "What kind of bird nests on the tower?",
            "A falcon nests on the tower in spring.",
            "Any kind of tower would do, of that kind.",
        ),
    ],
)
def test_what_fits_better_comes_first(question: str, better: str, worse: str) -> None:
    for texts in ([better, worse], [worse, better]):
        assert first(index_of(*FILLER, *(STORY + text for text in texts)), question) == better


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who repaired the lamp?", True),
        ("who repaired the lamp", True),
        ("in which year was the lamp repaired", True),
        ("repaired the lamp, did he?", True),
        ("the lamp and who repaired it", False),
        ("what is known of the lamp.", False),
        ("repair of the lamp", False),
        ("", False),
    ],
)
def test_questions_are_told_from_topics(text: str, asks: bool) -> None:
    assert analysed(text).asks is asks


def test_questions_are_told_in_other_languages_too() -> None:
    assert analysed("wer hat die Lampe repariert", language("german")).asks
    assert not analysed("die Lampe", language("german")).asks


def test_names_are_words_with_a_capital() -> None:
    assert analysed("Did the Tower of Porto close").names == {"tower", "porto"}
    assert analysed("DID THE TOWER OF PORTO CLOSE").names == frozenset()


def test_a_passage_shares_in_its_article() -> None:
    about = "Storm in Lisbon\n\nLisbon was hit by a storm. Lisbon closed.\n\nThe mayor thanked the firemen."
    other = "Feast in Porto\n\nPorto had a feast. Porto danced.\n\nThe mayor thanked the firemen."
    found = rank(index_of(*FILLER, other, about), analysed("whom did the mayor of Lisbon thank"), 3)
    thanks = [match.passage.article.text for match in found if "thanked" in match.passage.text]
    assert thanks[0] == about


def test_the_sentence_that_answers_is_marked() -> None:
    text = "A dam was planned. The dam of Aswan was built by Egypt. It holds 132 cubic kilometres of water."
    index = index_of(*FILLER, STORY + text)
    for question, sentence in [
        ("Who built the dam of Aswan?", "The dam of Aswan was built by Egypt."),
        ("How many cubic kilometres of water does it hold?", "It holds 132 cubic kilometres of water."),
    ]:
        match = rank(index, analysed(question), 1)[0]
        assert match.sentence is not None
        assert match.passage.text[slice(*match.sentence)] == sentence


def test_words_around_a_sentence_help_it_to_answer() -> None:
    passage = "Farmers dug a pit with spades. There is a canal too. Monks dug it with spades. It rained."
    match = rank(index_of(*FILLER, STORY + passage), analysed("Who dug the canal with spades?"), 1)[0]
    assert match.sentence is not None
    assert match.passage.text[slice(*match.sentence)] == "Monks dug it with spades."


def test_what_holds_no_word_is_not_found() -> None:
    index = index_of(*FILLER)
    assert rank(index, analysed("zebra"), 5) == []
    assert rank(index, analysed(""), 5) == []
    assert rank(index, analysed("wheat"), 0) == []


def test_stop_words_find_where_nothing_else_is_asked() -> None:
    assert first(index_of(*FILLER, STORY + "Nobody knew who he is."), "who is he") == "Nobody knew who he is."


def test_filters_hold_for_what_is_ranked() -> None:
    index = index_of(*FILLER)
    found = rank(index, analysed("wheat"), 20, Filters(sources=("7.txt",)))
    assert [match.passage.article.source for match in found] == ["7.txt"]


def test_an_empty_index_finds_nothing() -> None:
    assert rank(index_of(), analysed("who is he"), 5) == []


@given(st.lists(st.sampled_from("wheat barley farmers region zebra the of 3".split()), max_size=8))
def test_matches_are_in_the_order_of_their_scores_and_hold_a_word(words: list[str]) -> None:
    query = analysed(" ".join(words))
    matches = rank(index_of(*FILLER), query, 8)
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)
    for match in matches:
        assert match.score > 0
        if match.sentence:
            start, end = match.sentence
            assert 0 <= start < end <= len(match.passage.text)


def test_words_that_few_sentences_of_a_passage_have_tell_the_answer() -> None:
    passage = (
        "Harbour tolls, harbour walls and harbour lights were long the pride of the Lisbon harbour. "
        "The Lisbon harbour was dug by monks. The harbour lights of Lisbon went out. The Lisbon harbour is."
    )
    match = rank(index_of(*FILLER, passage), analysed("Who dug the harbour lights of Lisbon harbour?"), 1)[0]
    assert match.sentence is not None
    assert match.passage.text[slice(*match.sentence)] == "The Lisbon harbour was dug by monks."
