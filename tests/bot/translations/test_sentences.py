"""What other modules say in English is told in the language of who reads it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.translations import languages, texts_in
from bot.translations.sentences import retold

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
SPOKEN = {
    "retrieval/articles.py": {"UnreadableError", "Skipped", "ArticlesError", "return", "fault"},
    "retrieval/decoding.py": {"UnreadableError"},
    "retrieval/speakers/corrections.py": {"CorrectionsError"},
    "retrieval/spellings.py": {"SpellingsError"},
    "bot/records/tables.py": {"StoreError"},
    "bot/records/reports.py": {"TooManyReportsError"},
    "bot/database.py": {"return", "_REASONS", "_DAMAGED"},
}
"""Where sentences are made that reach members, and by what: a call's last argument, a return, a name."""
GERMAN = texts_in("de")


def sentences_in(module: str) -> Iterator[str]:
    """Yield the sentences of a module, with “a: b” for what is filled in."""
    for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8"))):
        made: list[ast.expr | None] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPOKEN[module]:
            made = [node.args[-1]] if node.args else []
        elif isinstance(node, ast.Return) and "return" in SPOKEN[module]:
            made = [node.value]
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            value = node.value
            if node.targets[0].id in SPOKEN[module] or node.targets[0].id in {"_EMPTY", "_TOO_LARGE"}:
                made = list(value.values) if isinstance(value, ast.Dict) else [value]
        for each in made:
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and " " in each.value:
                yield each.value
            elif isinstance(each, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else "a: b" for part in each.values]
                yield "".join(map(str, parts))


@pytest.mark.parametrize("module", SPOKEN)
def test_every_sentence_that_reaches_members_is_in_the_catalogues(module: str) -> None:
    found = set(sentences_in(module))
    assert found
    for sentence in found:
        # That one is put together of others, and tested below.
        if "(the first is" not in sentence:
            assert retold(sentence, GERMAN) != sentence, sentence


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("it is empty", "sie ist leer"),
        ("it is larger than 20 MB", "sie ist größer als 20 MB"),
        ("it cannot be read (Input/output error)", "sie lässt sich nicht lesen (Input/output error)"),
        ("the folder cannot be read (x)", "der Ordner lässt sich nicht lesen (x)"),
        ("it begins as UTF-16, but is not", "sie beginnt wie UTF-16, ist es aber nicht"),
        (
            "“news” holds no article that can be read; 1 file was skipped (a: it is empty).",
            "In „news“ ist kein Artikel, der sich lesen lässt; 1 Datei wurde übergangen (a: sie ist leer).",
        ),
        (
            "“b” holds no article that can be read; 2 files were skipped (the first is a: it is empty).",
            (
                "In „b“ ist kein Artikel, der sich lesen lässt; 2 Dateien wurden übergangen "
                "(die erste ist a: sie ist leer)."
            ),
        ),
        (
            "The folder “news” cannot be read (x).",
            "Der Ordner „news“ lässt sich nicht lesen (x).",
        ),
        (
            "This cannot be kept: the database is locked by another program.",
            "Das lässt sich nicht aufbewahren: Die Datenbank ist von einem anderen Programm gesperrt.",
        ),
        (
            "speakers.toml beside the articles cannot be read (Permission denied).",
            "speakers.toml neben den Artikeln lässt sich nicht lesen (Permission denied).",
        ),
        (
            "spellings.toml is no valid TOML: Expected '=' (at line 1, column 3).",
            "spellings.toml ist kein gültiges TOML: Expected '=' (at line 1, column 3).",
        ),
    ],
)
def test_what_is_filled_in_is_told_too(english: str, german: str) -> None:
    assert retold(english, GERMAN) == german


def test_what_no_catalogue_holds_stays() -> None:
    assert retold("Something else {happened}.", GERMAN) == "Something else {happened}."


@pytest.mark.parametrize("language", languages())
def test_english_stays_as_it_is_written(language: str) -> None:
    told = retold("it is empty", texts_in(language))
    assert (told == "it is empty") is (language == "en")
