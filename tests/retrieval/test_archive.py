"""The front door, over the three articles that come with the project."""

from pathlib import Path

import pytest

from retrieval import Answer, Archive, ArticlesError, NoteCode, WhosaidError

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


def test_what_a_speaker_said(archive: Archive) -> None:
    answer = archive.quotations_of("Lavrov", "Crimea")
    assert answer.command == "quotes"
    assert answer.results
    for result in answer.results:
        assert result.quoted is not None
        assert any("Lavrov" in s.name for s in result.quoted.quotation.speakers)
    said = archive.quotations_of("Lavrov", limit=50).results
    assert len(said) > len(answer.results)
    assert any(result.also_in for result in said)


def test_a_question_about_what_somebody_said_is_answered_with_quotations(archive: Archive) -> None:
    question = archive.ask("What did Lavrov say about sanctions?")
    assert question.command == "ask"
    assert question.results
    assert all(result.quoted for result in question.results)


def test_a_plain_question(archive: Archive) -> None:
    assert "Parubiy" in archive.ask("Who is Andriy Parubiy?").results[0].passage.text


def test_a_timeline(archive: Archive) -> None:
    timeline = archive.timeline("Kosovo")
    assert [(m.article.source[:3], m.count) for m in timeline.mentions] == [("001", 1)]
    assert not timeline.dated
    assert archive.timeline("zebras").count == 0


def test_reading_around(archive: Archive) -> None:
    passage = archive.about("Kosovo").results[0].passage
    around = archive.around(passage, 1, 1)
    assert passage in around
    assert len(around) in {2, 3}
    assert archive.passage_at(passage.article.source, passage.start) == passage
    assert archive.passage_at("gone.txt", 0) is None
    assert passage in archive.read(passage.article.source)
    assert archive.read("gone.txt") == ()


def test_completing(archive: Archive) -> None:
    assert "sanctions" in archive.terms_like("sanc")
    assert any("Kerry" in headline for headline in archive.headlines_like("ker"))
    assert list(archive.read_quotations())[-1] == archive.percent_read == 100
    assert any("Churkin" in name for name in archive.speakers_like("chu"))
    assert any("usual routine" in q.content for q in archive.quotations_like("usual rout"))
    assert archive.speakers()[0].quotations >= archive.speakers()[-1].quotations


def test_articles_by_name(archive: Archive) -> None:
    assert [a.source for a in archive.find_articles("003")] == ["003_b7d0383968e4a5b0.txt"]
    assert archive.find_articles("?") == []
    assert archive.find_articles("ukraine ceasefire being")[0].source == "000_634a01dd6089b270.txt"
    assert archive.find_articles("cross ukraines border intention", 1)[0].source == "003_b7d0383968e4a5b0.txt"
    assert len(archive.find_articles("lavrov", 1)) == 1


def test_three_passages_of_one_story_leave_room_for_another(tmp_path: Path) -> None:
    bridge = [f"The old bridge of our town is closed, the mayor says in year {year}." for year in range(4)]
    (tmp_path / "a.txt").write_text("\n\n".join(["Bridge closed for the summer", *bridge]), "utf-8")
    (tmp_path / "b.txt").write_text(
        "Ferry runs again\n\nPeople who miss the closed bridge of our town now take the slow ferry.", "utf-8"
    )
    archive = Archive.open(tmp_path)
    sources = [r.passage.article.source for r in archive.about("closed bridge town").results]
    assert sorted(sources) == ["a.txt"] * 4 + ["b.txt"]
    assert "b.txt" in sources[:3]
    assert {r.passage.article.source for r in archive.about("closed bridge source:a").results} == {"a.txt"}


def test_a_watch_asks_only_articles_that_were_added(archive: Archive) -> None:
    answer = archive.news("Lavrov", ["003_b7d0383968e4a5b0.txt"])
    assert {r.passage.article.source for r in answer.results} == {"003_b7d0383968e4a5b0.txt"}
    assert not archive.news("Lavrov", []).found


def test_a_statement_and_the_words_quoted_in_it_are_one_result(archive: Archive) -> None:
    answer = archive.who_said("going round in circles")
    spans = [r.quoted.pieces for r in answer.results if r.quoted]
    assert len(spans) == len(set(spans)) == 1


def test_the_operator_has_the_last_word_on_who_said_what(tmp_path: Path) -> None:
    (tmp_path / "town.txt").write_text(
        'Bridge closed\n\n"The old bridge is closed to everybody," Mayor Jane Doe said on Monday.', "utf-8"
    )
    (tmp_path / "speakers.toml").write_text(
        '[aliases]\n"Jane Q. Doe" = ["Jane Doe"]\n[roles]\n"Jane Q. Doe" = "Mayor of Springfield"\n', "utf-8"
    )
    quoted = Archive.open(tmp_path).who_said("the old bridge is closed").results[0].quoted
    assert quoted is not None
    assert [(s.name, s.role) for s in quoted.quotation.speakers] == [("Jane Q. Doe", "Mayor of Springfield")]

    (tmp_path / "speakers.toml").write_text("[aliases", "utf-8")
    with pytest.raises(WhosaidError, match=r"speakers\.toml"):
        Archive.open(tmp_path)


@pytest.mark.parametrize(
    "question",
    ["Who won the cricket world cup in 2019?", "What is the capital of Mongolia?", "Why is the sky blue?"],
)
def test_a_question_that_nothing_answers_is_told_so(archive: Archive, question: str) -> None:
    answer = archive.ask(question)
    assert not answer.found or NoteCode.NEAREST_ONLY in {note.code for note in answer.notes}


@pytest.mark.parametrize(
    "question", ["Who is Andriy Parubiy?", "How many Russian troops are on Ukraine's border?"]
)
def test_a_question_that_is_answered_is_not_refused(archive: Archive, question: str) -> None:
    assert NoteCode.NEAREST_ONLY not in {note.code for note in archive.ask(question).notes}


def test_what_only_asks_is_not_told_to_be_missing(archive: Archive) -> None:
    answer = archive.ask("How many Russian troops are on the border?")
    assert answer.notes == ()
    assert "100,000" in answer.results[0].passage.text  # not the one of March 28


def test_a_filter_alone_lists_what_it_names(archive: Archive) -> None:
    sources = {r.passage.article.source for r in archive.about("source:003", 50).results}
    assert sources == {"003_b7d0383968e4a5b0.txt"}
    churkin = archive.about("speaker:Churkin").results
    assert churkin
    assert all(r.quoted and "Churkin" in r.quoted.quotation.speakers[0].name for r in churkin)
    assert not archive.about("before:2014").found
    assert [n.code for n in archive.about("-Lavrov").notes] == [NoteCode.NO_WORDS]


def test_a_speaker_narrows_a_topic(archive: Archive) -> None:
    assert archive.about("Crimea speaker:Barroso").found is False
    assert archive.about("referendum speaker:Barroso").results[0].passage.text.startswith("Two of the EU's")


def test_a_speaker_that_no_article_names_costs_no_reading(tmp_path: Path) -> None:
    for number in range(150):
        text = f"Town news\n\nThe bridge is closed. “It is day {number} now for us,” Benson said."
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    archive = Archive.open(tmp_path)
    assert not archive.about("bridge speaker:Hale").found
    assert archive.percent_read == 0
    answer = archive.about("bridge speaker:Benson", 10)
    assert len(answer.results) == 10
    assert NoteCode.STILL_READING in {note.code for note in answer.notes}
    assert archive.percent_read < 100
    for _ in archive.read_quotations():
        pass
    assert archive.about("bridge speaker:Benson", 10).notes == ()
    assert not archive.about("bridge speaker:Hale").found


def test_quotations_take_the_filters(archive: Archive) -> None:
    def sources(name: str, about: str | None = None) -> set[str]:
        return {r.passage.article.source for r in archive.quotations_of(name, about, 20).results}

    assert sources("Lavrov source:003") == {"003_b7d0383968e4a5b0.txt"}
    assert sources("Lavrov", "ceasefire source:003") == set()
    assert sources("speaker:Churkin") == sources("Churkin") != set()
    said = [r.passage.text for r in archive.quotations_of("Lavrov -ceasefire", None, 20).results]
    assert said
    assert not any("ceasefire" in text for text in said)
    assert sources('"Sergei Lavrov"', '"party of war"') == {"000_634a01dd6089b270.txt"}
    assert sources("Lavrov", '"war of party"') == set()


def test_questions_words_and_positions_take_filters(archive: Archive) -> None:
    def sources(answer: Answer) -> set[str]:
        return {r.passage.article.source for r in answer.results}

    first, third = "000_634a01dd6089b270.txt", "003_b7d0383968e4a5b0.txt"
    assert sources(archive.ask("What is Kerry concerned about?", 20)) >= {first, third}
    assert sources(archive.ask("What is Kerry concerned about? source:003", 20)) == {third}
    assert sources(archive.ask("source:003", 20)) == {third}
    assert archive.ask("speaker:Churkin").results == archive.quotations_of("Churkin").results
    assert archive.ask("who said party of war source:000").results[0].quoted
    assert sources(archive.ask("who said party of war source:000")) == {first}
    assert sources(archive.who_said("Crimea source:003", 20)) == {third}
    assert not archive.who_said("party of war source:003").found
    assert sources(archive.positions("Crimea", 20)) > {third}
    assert sources(archive.positions("Crimea source:003", 20)) == {third}
    assert not any("Russia" in r.passage.text for r in archive.positions("Crimea -Russia", 20).results)


def test_words_said_under_a_headline_or_by_somebody(archive: Archive) -> None:
    everywhere = archive.who_said("referendum", 20).results
    headed = archive.who_said("referendum in:headline", 20).results
    assert 0 < len(headed) < len(everywhere)
    assert all(r.passage.headline and "referendum" in r.passage.headline.text for r in headed)
    assert archive.who_said("referendum speaker:Barroso").results
    assert not archive.who_said("ceasefire speaker:Barroso").found


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("Lavrov since:2014", NoteCode.NO_DATES),
        ("Lavrov source:reuters", NoteCode.SOURCE_NOT_FOUND),
        ('"war of party"', NoteCode.PHRASE_NOT_FOUND),
    ],
)
def test_a_filter_that_nothing_fulfils_is_told(archive: Archive, query: str, code: NoteCode) -> None:
    assert code in {note.code for note in archive.about(query).notes}
    assert code in {note.code for note in archive.timeline(query).notes}
    if code is not NoteCode.PHRASE_NOT_FOUND:
        for ask in (archive.quotations_of, archive.ask, archive.who_said, archive.positions):
            assert code in {note.code for note in ask(query).notes}


def test_a_timeline_counts_only_what_its_filters_let_through(archive: Archive) -> None:
    assert archive.timeline("referendum").count > archive.timeline("referendum speaker:Barroso").count == 1
    assert archive.timeline("Lavrov source:003 source:000").count < archive.timeline("Lavrov").count


def test_quotations_of_a_time(tmp_path: Path) -> None:
    for day, words in (("2014-03-15", "The bridge is closed"), ("2014-03-17", "The ferry is closed now")):
        (tmp_path / f"{day}.txt").write_text(f"Town news\n\n“{words},” Clara Benson said.", "utf-8")
    archive = Archive.open(tmp_path)
    (only,) = archive.quotations_of("Benson since:2014-03-16").results
    assert only.passage.article.source == "2014-03-17.txt"


def test_a_timeline_follows_the_dates_of_the_articles(tmp_path: Path) -> None:
    for day, topic in (("2014-03-17", "bridge"), ("2014-03-15", "bridge"), ("2014-03-16", "ferry")):
        (tmp_path / f"{day}.txt").write_text(
            f"Town news\n\nThe {topic} of our town is closed today.", "utf-8"
        )
    archive = Archive.open(tmp_path)
    timeline = archive.timeline("bridge")
    assert timeline.dated
    assert [m.article.source for m in timeline.mentions] == ["2014-03-15.txt", "2014-03-17.txt"]
    assert archive.timeline("bridge since:2014-03-16").count == 1
    assert [r.passage.article.source for r in archive.about("town before:16-march-2014").results] == [
        "2014-03-15.txt"
    ]


def test_a_word_of_a_headline_is_no_position(archive: Archive) -> None:
    said = [
        result.quoted.quotation.content for result in archive.positions("sanctions").results if result.quoted
    ]
    assert any("sanctions" in content for content in said)
    assert "weak" not in said


def test_positions_are_of_different_speakers(archive: Archive) -> None:
    answer = archive.positions("referendum")
    names = [r.quoted.quotation.speakers[0].name for r in answer.results if r.quoted]
    assert len(names) == len(answer.results) == len(set(names))
    assert {"John Kerry", "Jose Manuel Barroso"} <= set(names)
