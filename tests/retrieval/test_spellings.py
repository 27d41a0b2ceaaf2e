"""The operator's own spellings."""

from pathlib import Path

import pytest

from retrieval import Archive, SpellingsError
from retrieval.spellings import parse_related_words, parse_spellings

FILLER = "Farmers sold their wheat at the market.\n\nThe choir sang in the old church until midnight.\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(f"{FILLER}The advisor of the mayor left Lodz on Monday.", "utf-8")
    (tmp_path / "b.txt").write_text(f"{FILLER}Trams of Łódź are yellow, and those of Kiev red.", "utf-8")
    return tmp_path


def sources(archive: Archive, query: str) -> set[str]:
    return {result.passage.article.source for result in archive.about(query).results}


@pytest.mark.parametrize("language", ["auto", "fr"])
def test_further_spellings_are_found_as_one(folder: Path, language: str) -> None:
    (folder / "spellings.toml").write_text('"Łódź" = ["Lodz"]\nKyjiw = ["Kyiv", "Kiev"]', "utf-8")
    archive = Archive.open(folder, language=language)
    assert sources(archive, "lodz") == sources(archive, "Łódź") == {"a.txt", "b.txt"}
    assert sources(archive, "Kyjiw") == sources(archive, "Kiev") == {"b.txt"}
    found = archive.about("Kyjiw").results[0]
    assert [found.passage.text[start:end] for start, end in found.highlights] == ["Kiev"]


def test_they_join_what_is_known_already(folder: Path) -> None:
    (folder / "spellings.toml").write_text('Kiev = ["Kyjiw"]', "utf-8")
    archive = Archive.open(folder)
    assert sources(archive, "Kyjiw") == sources(archive, "Kyiv") == {"b.txt"}


@pytest.mark.parametrize("index", ["memory", "disk"])
def test_a_changed_file_is_read_at_the_next_reload(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, index: str
) -> None:
    if index == "disk":
        pytest.importorskip("tantivy", reason="the index on disk needs tantivy")
    archive = Archive.open(folder, index=index, data=tmp_path_factory.mktemp("data"))
    assert "b.txt" not in sources(archive, "lodz")
    (folder / "spellings.toml").write_text('"Łódź" = ["Lodz"]', "utf-8")
    assert sources(archive.reload(), "lodz") == {"a.txt", "b.txt"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Kyiv = [", "no valid TOML"),
        ('Kyiv = "Kiev"', "a list of words in quotes for “Kyiv”"),
        ("Kyiv = []", "a list of words in quotes for “Kyiv”"),
        ("Kyiv = [1]", "a list of words in quotes for “Kyiv”"),
        ('Kyiv = ["the city"]', "“the city”, which is not one word"),
        ('Kyiv = ["Kiev"]\nOdesa = ["kiev"]', "“kiev” to both “kyiv” and “odesa”"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(folder: Path, content: str, told: str) -> None:
    (folder / "spellings.toml").write_text(content, "utf-8")
    with pytest.raises(SpellingsError, match=told) as fault:
        Archive.open(folder)
    assert str(fault.value).startswith("spellings.toml ")
    assert "\n" not in str(fault.value)


def test_an_empty_file_says_nothing() -> None:
    assert parse_spellings("# none yet\n") == {}


def test_related_words_are_preferred_where_the_word_itself_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The gromit of Lisbon is blue.\n\nThe tram of Lisbon is blue.", "utf-8")
    archive = Archive.open(tmp_path)
    (tmp_path / "related.toml").write_text('funicular = ["tram", "lift"]', "utf-8")
    first = archive.reload().about("the blue funicular of Lisbon").results[0]
    assert first.passage.text == "The tram of Lisbon is blue."
    assert archive.reload().about("funicular").results == ()


@pytest.mark.parametrize("index", ["memory", "disk"])
def test_related_words_change_with_their_file(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, index: str
) -> None:
    if index == "disk":
        pytest.importorskip("tantivy", reason="the index on disk needs tantivy")
    archive = Archive.open(folder, index=index, data=tmp_path_factory.mktemp("data"))
    (folder / "related.toml").write_text('tram = ["funicular"]\nlift = ["funicular"]', "utf-8")
    assert archive.reload().index.languages.related == (("tram", "funicular"), ("lift", "funicular"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("tram = [", "no valid TOML"),
        ('tram = "lift"', "a list of words in quotes for “tram”"),
        ('tram = ["the lift"]', "“the lift”, which is not one word"),
    ],
)
def test_related_words_that_cannot_be_used_are_told(folder: Path, content: str, told: str) -> None:
    (folder / "related.toml").write_text(content, "utf-8")
    with pytest.raises(SpellingsError, match=told) as fault:
        Archive.open(folder)
    assert str(fault.value).startswith("related.toml ")


def test_an_empty_file_of_related_words_says_nothing() -> None:
    assert parse_related_words("") == ()
