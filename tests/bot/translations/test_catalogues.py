import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from bot.translations import ENGLISH, Counted, Texts, languages, texts_in, translated
from bot.translations.sentences import TABLES
from retrieval import NoteCode

BOT = Path(__file__).parents[3] / "bot"


def forms(text: str | Counted) -> tuple[str, ...]:
    return (text.one, text.other) if isinstance(text, Counted) else (text,)


def placeholders(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name is not None}


def written_in_the_code() -> Iterator[tuple[str, bool]]:
    """Yield (text, whole?) of every string, and of the constant beginning of every f-string."""
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                yield str(node.values[0].value), False
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value, True


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_is_complete(language: str) -> None:
    catalogue = texts_in(language).catalogue
    assert catalogue.keys() == ENGLISH.catalogue.keys()
    for key, english in ENGLISH.catalogue.items():
        text = catalogue[key]
        assert isinstance(text, Counted) == isinstance(english, Counted), key
        for form in forms(text):
            assert form.strip(), key
            assert placeholders(form) - {"count"} == placeholders(forms(english)[-1]) - {"count"}, key


@pytest.mark.parametrize("language", languages())
def test_a_text_in_two_forms_shows_the_number_in_the_second(language: str) -> None:
    for key, text in texts_in(language).catalogue.items():
        if isinstance(text, Counted):
            assert "{count}" in text.other, key


def test_no_text_of_the_catalogue_is_unused() -> None:
    written = set(written_in_the_code())
    whole = {text for text, is_whole in written if is_whole}
    beginnings = tuple(text for text, is_whole in written if not is_whole and text.endswith("."))
    unused = [key for key in ENGLISH.catalogue if key not in whole and not key.startswith(beginnings)]
    # What Discord registers, and sentences from elsewhere, are found by their English text, not by their key.
    assert [key for key in unused if not key.startswith(("summary.", "option.", *TABLES))] == []


def test_every_key_in_the_code_is_in_the_catalogue() -> None:
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in {"texts", "ENGLISH"}:
                    assert node.args[0].value in ENGLISH.catalogue, path


@pytest.mark.parametrize("language", languages())
def test_every_note_has_a_text(language: str) -> None:
    for code in NoteCode:
        assert f"note.{code.value.replace(' ', '_')}" in texts_in(language).catalogue


@pytest.mark.parametrize(
    ("locale", "language"),
    [("de", "de"), ("de-AT", "de"), ("DE_de", "de"), ("en-GB", "en"), ("fr", "en"), ("", "en"), (None, "en")],
)
def test_a_locale_has_a_language(locale: str | None, language: str) -> None:
    assert texts_in(locale).language == language


def test_numbers_dates_and_lists() -> None:
    german = texts_in("de")
    assert (ENGLISH.number(1234567), german.number(1234567)) == ("1,234,567", "1.234.567")
    one = ENGLISH("note.no_passage_has_all", words="a, b", word="a", count=1)
    assert one == "No passage has all of a, b; one has “a”."
    assert "in 2.000 steht" in german("note.no_passage_has_all", words="a, b", word="a", count=2000)
    assert ENGLISH.day(date(2014, 3, 16)) == "16 March 2014"
    assert german.day(date(2014, 3, 16)) == "16. März 2014"
    assert german.month(date(2014, 3, 16)) == "März 2014"
    lists = [ENGLISH.listed(list(things)) for things in ("", "a", "ab", "abc")]
    assert lists == ["", "a", "a and b", "a, b and c"]


def test_values_are_shown_as_they_are() -> None:
    assert "{brace}" in ENGLISH("note.phrase_not_found", phrase="a {brace}")


def test_a_missing_value_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        ENGLISH("note.did_you_mean")
    with pytest.raises(KeyError):
        Texts("xx", {})("note.did_you_mean", suggestion="sanctions")


def test_what_discord_registers_is_translated_by_its_english_text() -> None:
    assert translated("There is no word in it to look for.", "de") == texts_in("de")("note.no_words")
    assert translated("There is no word in it to look for.", "en-US") is None
    assert translated("There is no word in it to look for.", "ja") is None
    assert translated("Something that no catalogue holds", "de") is None
