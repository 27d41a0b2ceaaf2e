from dataclasses import replace
from datetime import date

import pytest

from bot.questions import COMMANDS, Kind, command_named
from bot.rendering.as_text import around, pages_of
from bot.rendering.lines import Style, plain
from bot.replies import ArticleList, Comparison, Failed, Help, OnlyInDiscord, Reply, SpeakerList, Unknown
from retrieval import (
    Answer,
    Article,
    ArticleEntry,
    Certainty,
    Mentions,
    Note,
    NoteCode,
    Passage,
    Place,
    QuotationKind,
    QuotedSpeaker,
    QuotedWords,
    Result,
    Skipped,
    Speaker,
    Timeline,
)
from tests.bot.rendering.made_up_answers import FIRST, HEADLINE, SECOND, TEXT, about, entry, quoted, said


def text_of(reply: Reply, prefix: str = "!") -> str:
    return plain(pages_of(reply, prefix).lines())


def words_in(style: Style, reply: Reply) -> list[str]:
    return [
        text
        for line in pages_of(reply).lines()
        for text, its_style in line.segments
        if its_style is style and text.strip()
    ]


def test_a_topic() -> None:
    answer = about(Place("b.txt", (3, 4)), Place("c.txt", (1, 1)))
    assert text_of(answer) == (
        "1. Harbour dues rise\n"
        '   "And the quay is crumbling," she added on Monday.\n'
        "   town/harbour.txt, line 5 · 2014-03-29 · https://news.example/harbour"
        " · also in b.txt, lines 3–4; c.txt, line 1\n"
    )
    assert words_in(Style.MATCH, answer) == ["quay"]
    assert words_in(Style.CONTEXT, answer) == []


def test_a_story_told_in_many_files() -> None:
    answer = about(*(Place(f"{number}.txt", (1, 1)) for number in range(5)))
    assert text_of(answer).rstrip().endswith("also in 0.txt, line 1; 1.txt, line 1; 2.txt, line 1 and 2 more")


def test_a_question_shows_its_best_sentence() -> None:
    assert words_in(Style.CONTEXT, about(command="ask")) == [" she added on Monday."]


def test_who_said_it_over_two_paragraphs() -> None:
    answer = said(quoted())
    assert text_of(answer) == (
        "1. Ada Byron, Captain\n"
        '   Captain Ada Byron said: "The dues are far too high for small boats.\n'
        "   “And the quay is crumbling”\n"
        "   Under: Harbour dues rise\n"
        "   town/harbour.txt, line 3 · 2014-03-29 · https://news.example/harbour\n"
    )
    assert words_in(Style.MATCH, answer) == ["dues"]
    assert words_in(Style.SPEAKER, answer) == ["Ada Byron"]


SHE = Speaker("she", resolved=False, named=False)


@pytest.mark.parametrize(
    ("words", "first_line"),
    [
        (quoted(certainty=Certainty.FAIR), "1. probably Ada Byron, Captain"),
        (quoted((Speaker("Ada Byron"), Speaker("Tom Crane", "pilot"))), "1. Ada Byron and Tom Crane, pilot"),
        (quoted((SHE,), Certainty.FAIR), "1. “she”, not resolved to a name"),
        (quoted((SHE,), Certainty.NONE), "1. perhaps “she”, not resolved to a name"),
        (
            quoted((Speaker("Ada Byron", "Captain"), SHE), Certainty.FAIR),
            "1. probably Ada Byron, Captain and “she”, not resolved to a name",
        ),
        (quoted((), Certainty.NONE, None), "1. Not attributed to anyone here"),
        (None, "1. Not attributed to anyone here"),
    ],
)
def test_how_sure_the_speaker_is(words: QuotedWords | None, first_line: str) -> None:
    assert text_of(said(words)).splitlines()[0] == first_line


def test_evidence_elsewhere_is_shown() -> None:
    monday = TEXT.index(" she added"), TEXT.index("Monday.") + 7
    assert "   Named by: she added on Monday.\n" in text_of(said(quoted(evidence=monday)))
    both = FIRST.start, TEXT.index("Monday.") + 7
    assert '   Named by: "And the quay is crumbling," she added on Monday.\n' in text_of(
        said(quoted(evidence=both))
    )
    assert "   Named by: Harbour dues rise\n" in text_of(said(quoted(evidence=(0, FIRST.end))))
    assert "Named by" not in text_of(said(quoted(evidence=(FIRST.start, FIRST.end))))


def test_of_a_long_passage_only_what_is_around_the_words_is_shown() -> None:
    around = "Rain fell on the quay all day long. " * 20
    text = f"{around}Then it stopped. Ada Byron called the dues “too high”. Nobody came. {around}"
    start = text.index("too")
    passage = Passage(Article("a.txt", None, None, None, text, "0" * 64), None, text, 0, len(text), (1, 1), 0)
    words = quoted(kind=QuotationKind.MIXED, evidence=(0, 5))
    quotation = replace(words.quotation, start=start, end=start + 8, content="too high")
    there = QuotedWords(quotation, (1, 1), ((start, start + 8),), (0, 35))
    result = Result(passage, 1.0, ((start, start + 8),), None, (), there)
    answer = Answer("who said", "too high", (result,), None, (), 0.1)
    assert text_of(answer).splitlines()[1:3] == [
        "   … Then it stopped. Ada Byron called the dues “too high”. Nobody came. …",
        "   Named by: Rain fell on the quay all day long. … Rain",
    ]
    assert words_in(Style.MATCH, answer) == ["too high"]


def test_of_a_long_passage_the_sentence_around_a_fragment_is_worth_reading() -> None:
    text = "It rained. Ada Byron called the dues “too high”. Nobody came."
    start = text.index("too")
    passage = Passage(Article("a.txt", None, None, None, text, "0" * 64), None, text, 0, len(text), (1, 1), 0)
    words = quoted(kind=QuotationKind.MIXED)
    quotation = replace(words.quotation, start=start, end=start + 8, content="too high")
    there = QuotedWords(quotation, (1, 1), ((start, start + 8),))
    result = Result(passage, 1.0, (), None, (), there)
    answer = Answer("who said", "too high", (result,), None, (), 0.1)
    assert words_in(Style.CONTEXT, answer) == ["It rained. ", " Nobody came."]


def test_the_words_around_a_fragment_are_worth_reading() -> None:
    assert words_in(Style.CONTEXT, said(quoted()))[0] == 'Captain Ada Byron said: "'
    mixed = said(quoted(kind=QuotationKind.MIXED))
    assert words_in(Style.CONTEXT, mixed) == ["Under: Harbour dues rise"]


def test_a_headline_that_is_the_passage_stands_once() -> None:
    article = about().results[0].passage.article
    passage = Passage(article, HEADLINE, HEADLINE.text, HEADLINE.start, HEADLINE.end, (1, 1), 0)
    answer = Answer("about", "dues", (Result(passage, 1.0, ((8, 12),), None),), None, (), 0.1)
    assert text_of(answer).count("Harbour dues rise") == 1
    assert words_in(Style.MATCH, answer) == ["dues"]


def test_what_stands_around_a_result() -> None:
    shown = around(about().results[0], [FIRST, SECOND])
    assert plain(shown.lines()) == (
        "town/harbour.txt\n\n"
        "   Harbour dues rise\n\n"
        '   Captain Ada Byron said: "The dues are far too high for small boats.  line 3\n\n'
        '   "And the quay is crumbling," she added on Monday.  line 5\n'
    )
    assert ("quay", Style.MATCH) in [segment for line in shown.lines() for segment in line.segments]


def test_no_words_shows_an_example() -> None:
    answer = Answer("about", "", (), None, (Note(NoteCode.NO_WORDS, {}),), 0.1)
    assert text_of(answer, "?").splitlines()[1] == "For example: ?about sanctions"


def test_nothing_untrusted_reaches_the_terminal() -> None:
    article = Article("a\x1b[2J.txt", "ti\x1btle", None, "http://x\x07", "bo\x1bdy", "0" * 64)
    odd = ArticleEntry(0, article.source, article.title, None, article.url, article.sha256, 1)
    passage = Passage(article, None, "bo\x1bdy", 0, 5, (1, 1), 0)
    note = Note(NoteCode.WORD_READ_AS, {"word": "\x1b]0;", "read_as": "x"})
    speaker = quoted((Speaker("A\x1bda", "Cap\x1btain"),))
    answers: list[Reply] = [
        Answer("about", "\x1b", (Result(passage, 1.0, (), None),), None, (note,), 0.1),
        Answer("who said", "\x1b", (Result(passage, 1.0, (), None, (), speaker),), None, (), 0.1),
        Unknown("\x1b[2J", None),
        ArticleList([odd], [Skipped("\x1b.txt", "it \x1bis empty")]),
    ]
    assert "\x1b" not in "".join(map(text_of, answers))


def test_articles() -> None:
    listed = ArticleList([entry(1)], [Skipped("b.txt", "it is empty")])
    assert text_of(listed).splitlines() == [
        "1 article, 1 passage, 1 skipped.",
        "town/harbour.txt  1 passage  2014-03-29  Harbour dues rise",
        "b.txt  skipped: it is empty",
    ]


def test_help_tells_what_works_here_and_names_the_rest() -> None:
    told, elsewhere = text_of(Help(COMMANDS), "?").split("In Discord also: ")
    for command in COMMANDS:
        if command.kind is Kind.ASK:
            assert f"?{command.usage}\n   {command.summary}" in told
            assert f"?{command.example}" in told
        elif command.kind is not Kind.HELP:
            assert f"?{command.name}" in elsewhere


def test_help_about_one_command_tells_its_other_names() -> None:
    assert text_of(Help((command_named("who said"),))) == (
        "!who said <words>\n   also: !whosaid, !who\n"
        "   Who said these words, and where it stands.  !who said party of war\n"
        "   Filters may stand among the words: "
        "source:name speaker:name since:2014-03 before:march in:headline\n"
    )
    assert 'Filters may stand among the words: "exact words" -word ' in text_of(
        Help((command_named("about"),))
    )
    assert text_of(Help((command_named("random"),))) == "!random\n   Any passage.\n"


def test_help_about_no_command() -> None:
    assert text_of(Help(COMMANDS, "frob")).startswith("There is no command “!frob”.\n!about <topic>\n")


def test_unknown_commands() -> None:
    assert text_of(Unknown("abuot", command_named("about"))) == (
        "There is no command “!abuot”. Did you mean: !about sanctions\n"
    )
    assert text_of(Unknown("ban", None)) == "There is no command “!ban”. All commands: !help\n"
    assert text_of(Unknown("", None)) == "All commands: !help\n"


def test_what_broke_is_said() -> None:
    assert "the log says why" in text_of(Failed("about", "words"))


def test_speakers() -> None:
    quoted = [
        QuotedSpeaker(Speaker("Ada Byron", "Captain"), 3, ("a.txt",)),
        QuotedSpeaker(Speaker("Tom"), 1, ("b", "c")),
    ]
    assert text_of(SpeakerList(quoted, 100)) == (
        "Ada Byron, Captain  3 quotations in 1 article\nTom  1 quotation in 2 articles\n"
    )
    assert text_of(SpeakerList(quoted, 43)).startswith("Still reading: the quotations of 43 %")


def test_what_needs_discord_says_so() -> None:
    assert text_of(OnlyInDiscord(command_named("help"))) == "!help works in Discord only.\n"


def mentions(source: str, day: date | None, count: int, title: str | None = None) -> Mentions:
    return Mentions(ArticleEntry(0, source, title, day, None, "0" * 64, count), count)


def timeline(query: str, *found: Mentions, notes: tuple[Note, ...] = ()) -> Timeline:
    dated = any(each.article.published for each in found)
    return Timeline(query, found, dated, FIRST if found else None, FIRST if found else None, None, notes)


def test_a_timeline() -> None:
    dated = (mentions("a.txt", date(2014, 3, 29), 4), mentions("b.txt", date(2014, 3, 31), 1))
    assert text_of(timeline("dues", *dated)).splitlines() == [
        "“dues”: 5 passages in 2 articles.",
        "First: 2014-03-29  a.txt",
        "Latest: 2014-03-31  b.txt",
        f"29 Mar  {'█' * 40} 4",
        "30 Mar  ",
        f"31 Mar  {'█' * 10} 1",
    ]
    undated = text_of(timeline("dues", mentions("a.txt", None, 4)))
    assert "No article bears a date" in undated
    assert undated.endswith(f"a.txt  {'█' * 40} 4\n")
    nothing = Note(NoteCode.WORD_DROPPED, {"word": "zebras"})
    assert text_of(timeline("zebras", notes=(nothing,))) == "“zebras” is not in the articles.\n"
    assert text_of(timeline("zebras speaker:Ann")) == (
        "Nothing in the articles matches “zebras speaker:Ann”.\n"
    )


def test_bars_stay_within_a_narrow_window() -> None:
    long = timeline("dues", mentions("a.txt", None, 12, "Harbour dues rise " * 3))
    (bar,) = plain(pages_of(long, width=40).lines()).splitlines()[2:]
    assert bar == f"Harbour dues rise Harbour d…  {'█' * 5} 12"


def test_a_comparison() -> None:
    dues = timeline("dues", mentions("a.txt", date(2014, 3, 29), 4))
    quay = timeline("quay", mentions("b.txt", date(2014, 3, 30), 2))
    assert text_of(Comparison("dues vs quay", (dues, quay))).splitlines() == [
        "█ “dues”: 4 passages in 1 article.",
        "▒ “quay”: 2 passages in 1 article.",
        f"29 Mar  {'█' * 40} 4",
        "        ",
        "30 Mar  ",
        f"        {'▒' * 20} 2",
    ]
    assert "with “vs” between them, for example: !compare" in text_of(Comparison("dues", ()))


def test_an_article_is_read_from_its_beginning() -> None:
    read = Answer("read", "harbour", tuple(Result(p, 0.0, (), None) for p in (FIRST, SECOND)), None, (), 0.0)
    assert text_of(read) == (
        "town/harbour.txt\n\n   Harbour dues rise\n\n"
        '   Captain Ada Byron said: "The dues are far too high for small boats.  line 3\n\n'
        '   "And the quay is crumbling," she added on Monday.  line 5\n'
    )
    assert words_in(Style.CONTEXT, read) == []
    nothing = Answer("read", "zebras", (), None, (), 0.0)
    assert text_of(nothing) == "There is no article “zebras”; the list of articles shows all.\n"
