from dataclasses import replace
from pathlib import Path

import pytest

from retrieval import Archive
from retrieval.analysis import tokens_of
from retrieval.answers import NoteCode
from retrieval.articles import Article
from retrieval.asking import words_asked
from retrieval.index import MemoryIndex
from retrieval.languages import ENGLISH, LANGUAGES, Language, language
from retrieval.languages.telling import ANY_LANGUAGE
from retrieval.passages import split_passages
from retrieval.ranking import analysed, rank
from retrieval.related_words import related_terms

TEXTS = {
    "english": "Harbour closed\n\nThe harbour was closed by storms on Monday, and no ships could leave.",
    "french": "Le port est fermé\n\nLes tempêtes ont fermé le port, et dans la ville on attend.",
    "german": "Hafen geschlossen\n\nDer Hafen wurde wegen der Stürme geschlossen, und die Wahl fiel aus.",
    "russian": "Порт закрыт\n\nПорт закрыли в понедельник, и все корабли ждут. Выборы перенесли на неделю.",
    "spanish": "Puerto cerrado\n\nEl puerto fue cerrado por las tormentas, y las elecciones no se celebran.",
}


@pytest.fixture(scope="module")
def mixed() -> MemoryIndex:
    articles = [Article(f"{name}.txt", None, None, None, text, "") for name, text in TEXTS.items()]
    return MemoryIndex([passage for article in articles for passage in split_passages(article)])


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, t in TEXTS.items() if n != "russian"])
def test_a_text_tells_its_language(name: str, text: str) -> None:
    assert ANY_LANGUAGE.of(text.partition("\n\n")[2]).name == name


@pytest.mark.parametrize("text", ["", "Wahl", "Berlin Paris Madrid", "42", "在中国", "War in Mali", "no más"])
def test_what_tells_no_language_is_english(text: str) -> None:
    assert ANY_LANGUAGE.of(text) is ENGLISH


def test_parts_of_an_article_are_told_as_each_alone() -> None:
    text = "\n".join(TEXTS.values())
    for article in (Article("x.txt", None, None, None, each, "") for each in (text, *TEXTS.values())):
        parts = text.split("\n")
        expected = [ANY_LANGUAGE.of_part(part, article) for part in parts]
        assert ANY_LANGUAGE.of_parts(parts, article) == expected


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="klingon"):
        language("klingon")


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("harbours closing", "english.txt"),
        ("les ports fermés", "french.txt"),
        ("qu’on attendait", "french.txt"),
        ("tempete", "french.txt"),
        ("Wahlen in Berlin", "german.txt"),
        ("Sturm", "german.txt"),
        ("порту", "russian.txt"),
        ("о выборах", "russian.txt"),
        ("elección", "spanish.txt"),
        ("tormenta", "spanish.txt"),
    ],
)
def test_other_forms_of_a_word_are_found_in_a_mixed_folder(
    mixed: MemoryIndex, question: str, source: str
) -> None:
    query = analysed(question, *words_asked(question, mixed))
    assert [match.passage.article.source for match in rank(mixed, query, 5)] == [source]


@pytest.mark.parametrize(
    ("asked", "source"),
    [("Sanktionen bestehen", "de.txt"), ("más violencia", "es.txt"), ("harbour Sanktionen", "de.txt")],
)
def test_one_short_article_of_another_language_is_found(tmp_path: Path, asked: str, source: str) -> None:
    (tmp_path / "de.txt").write_text(
        "Weber bleibt hart\n\nMinister Weber erklärte, die Sanktionen bestehen.", "utf-8"
    )
    (tmp_path / "es.txt").write_text(
        "Ruiz pide calma\n\nRuiz dijo que no tolera más violencia en el puerto.", "utf-8"
    )
    for number in range(5):
        text = f"Harbour {number}\n\nThe harbour was closed on day {number}, and the ships wait."
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    answer = Archive.open(tmp_path).about(asked)
    assert source in {result.passage.article.source for result in answer.results}
    assert NoteCode.WORD_DROPPED not in {note.code for note in answer.notes}


def test_words_of_other_languages_are_not_mistaken_in_english_articles() -> None:
    text = "War in Mali\n\nThe war in Mali goes on, and people die."
    index = MemoryIndex(split_passages(Article("a.txt", None, None, None, text, "")))
    assert words_asked("die war in Mali", index)[0] is ENGLISH


@pytest.mark.parametrize(
    ("name", "text", "terms"),
    [
        ("french", "L’Ukraine qu’il d'accord", ["ukrain", "il", "accord"]),
        ("german", "1.000.000 Häuser, 3,5 Prozent", ["1000000", "haus", "3.5", "prozent"]),
        ("spanish", "naciones", ["nacion"]),
        ("english", "переговоров #Україна", ["переговор", "украін"]),
    ],
)
def test_words_become_terms(name: str, text: str, terms: list[str]) -> None:
    assert [token.term for token in tokens_of(text, language(name))] == terms


@pytest.mark.parametrize("each", LANGUAGES, ids=lambda each: each.name)
def test_stop_words_are_marked(each: Language) -> None:
    words = sorted(each.stop_words)
    assert all(token.stop for token in tokens_of(" ".join(words), each))


def test_a_headline_too_short_to_tell_is_read_in_its_articles_language(tmp_path: Path) -> None:
    german = "Wahlen verschoben\n\nDer Hafen wurde wegen der Stürme geschlossen, und niemand weiß warum."
    (tmp_path / "a.txt").write_text(german, "utf-8")
    (tmp_path / "b.txt").write_text("Die Stadt feiert, und der Markt ist auch heute noch offen.", "utf-8")
    found = Archive.open(tmp_path).about("Wahl in:headline").results
    assert [result.passage.article.source for result in found] == ["a.txt"]


def test_a_chosen_language_is_that_of_all_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Häuser Hafen Brücken", "utf-8")
    (tmp_path / "b.txt").write_text("Märkte Kirchen Straßen", "utf-8")
    assert Archive.open(tmp_path, language="de").about("Brücke").suggestion is None
    assert Archive.open(tmp_path, language="en").about("Brücke").suggestion


def test_a_language_nobody_knows_cannot_be_chosen(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Häuser Hafen Brücken", "utf-8")
    with pytest.raises(ValueError, match="tlh"):
        Archive.open(tmp_path, language="tlh")


def test_related_words_stand_for_one_another() -> None:
    related = related_terms(ENGLISH)
    assert "start" in related["begin"]
    assert "begin" in related["start"]
    assert all(term not in others for term, others in related.items())


def test_a_word_before_a_colon_is_related_to_each_of_the_others_alone() -> None:
    own = replace(ENGLISH, related=(("tram", "lift"), ("tram", "funicular"), ("Boats", "ferries", "barges")))
    assert related_terms(own)["tram"] == {"lift", "funicular"}
    assert related_terms(own)["lift"] == {"tram"}
    assert related_terms(own)["boat"] == {"ferri", "barg"}
    assert all(":" not in word for group in ENGLISH.related for word in group)
    assert related_terms(language("german")) == {}
