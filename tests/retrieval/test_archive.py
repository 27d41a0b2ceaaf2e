"""The front door, over the three articles that come with the project."""

from pathlib import Path

import pytest

from retrieval import Archive, ArticlesError, NoteCode

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def archive() -> Archive:
    return Archive.open(SEEDS)


def test_a_topic(archive: Archive) -> None:
    answer = archive.about("sanctions")
    assert answer.found
    assert not answer.notes
    for result in answer.results:
        assert "sanction" in f"{result.passage.text} {result.passage.headline}".casefold()


def test_a_slip_is_read_as_the_nearest_word_and_told(archive: Archive) -> None:
    answer = archive.about("sanctons")
    assert [r.passage for r in answer.results] == [r.passage for r in archive.about("sanctions").results]
    assert answer.suggestion == "sanctions"
    assert [dict(n.values) for n in answer.notes] == [{"word": "sanctons", "read_as": "sanctions"}]


def test_an_unknown_word_finds_nothing_and_is_told(archive: Archive) -> None:
    answer = archive.about("zebras")
    assert not answer.found
    assert [(n.code, n.values["word"]) for n in answer.notes] == [(NoteCode.WORD_DROPPED, "zebras")]


def test_words_that_stand_apart_are_told(archive: Archive) -> None:
    answer = archive.about("Kosovo barracks")
    assert {"Kosovo", "barracks"} <= {
        r.passage.text[start:end] for r in answer.results for start, end in r.highlights
    }
    assert [n.code for n in answer.notes] == [NoteCode.NO_PASSAGE_HAS_ALL]


def test_the_same_paragraph_in_two_articles_is_one_result(archive: Archive) -> None:
    answer = archive.about("armed separatists seized government offices in Slaviansk")
    assert {place.source for place in answer.results[0].also_in} | {
        answer.results[0].passage.article.source
    } == {"000_634a01dd6089b270.txt", "001_c8a04db4c8e6d410.txt"}


def test_operators(archive: Archive) -> None:
    def texts(query: str) -> list[str]:
        return [r.passage.text for r in archive.about(query, 20).results]

    assert "in general" in texts('ceasefire "in general"')[0]
    assert texts('"general in"') == []
    assert texts("ceasefire -general")
    assert not any("general" in text for text in texts("ceasefire -general"))
    assert {r.passage.article.source for r in archive.about("Lavrov source:003", 20).results} == {
        "003_b7d0383968e4a5b0.txt"
    }
    assert all(
        r.passage.headline and "Kerry" in r.passage.headline.text
        for r in archive.about("Kerry in:headline", 20).results
    )
    assert texts("Lavrov since:2014") == []


def test_highlights_and_sentences_are_of_the_passage(archive: Archive) -> None:
    result = archive.who_said("party of war").results[0]
    assert [result.passage.text[s:e] for s, e in result.highlights] == ["party of war"]


def test_a_quotation_that_is_not_verbatim(archive: Archive) -> None:
    result = archive.who_said("our forces are undergoing their usual routine").results[0]
    assert result.quoted is not None
    assert result.quoted.quotation.content.startswith("Our forces in Russia are undergoing")
    assert "Churkin" in result.quoted.quotation.speakers[0].name


@pytest.mark.parametrize("folder", ["missing", "empty"])
def test_a_folder_without_articles(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArticlesError):
        Archive.open(tmp_path / folder)
