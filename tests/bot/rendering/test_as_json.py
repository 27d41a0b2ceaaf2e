from bot.questions import COMMANDS, command_named
from bot.rendering.as_json import reply_object
from bot.replies import ArticleList, Failed, Help, SpeakerList, Unknown
from retrieval import Answer, Note, NoteCode, Place, QuotedSpeaker, Skipped, Speaker
from tests.bot.rendering.made_up_answers import TEXT, about, entry, quoted, said

ANSWER_KEYS = ["command", "query", "found", "suggestion", "notes", "elapsed_ms", "results"]
RESULT_KEYS = [
    "text",
    "span",
    "lines",
    "highlights",
    "sentence",
    "headline",
    "title",
    "source",
    "published",
    "url",
    "also_in",
    "score",
]
QUOTATION_KEYS = [
    "speaker",
    "speakers",
    "role",
    "mention",
    "kind",
    "cue",
    "certainty",
    "quotation",
    "quotation_span",
    "quotation_lines",
    "pieces",
]


def test_a_passage() -> None:
    told = reply_object(about(Place("b.txt", (3, 4))))
    assert list(told) == ANSWER_KEYS
    (result,) = told.pop("results")
    assert told == {
        "command": "about",
        "query": "quay",
        "found": True,
        "suggestion": None,
        "notes": [],
        "elapsed_ms": 0.12,
    }
    assert list(result) == RESULT_KEYS
    start, end = result["span"]
    assert TEXT[start:end] == result["text"]
    assert [result["text"][a:b] for a, b in result["highlights"]] == ["quay"]
    assert result["sentence"] == [0, 28]
    assert (result["published"], result["url"]) == ("2014-03-29", "https://news.example/harbour")
    assert result["also_in"] == [{"source": "b.txt", "lines": [3, 4]}]


def test_a_quotation() -> None:
    (result,) = reply_object(said(quoted()))["results"]
    assert list(result) == QUOTATION_KEYS + RESULT_KEYS
    start, end = result["quotation_span"]
    assert TEXT[start:end] == result["quotation"] == "The dues are far too high for small boats."
    assert [TEXT[a:b] for a, b in result["pieces"]] == [result["quotation"], "And the quay is crumbling"]
    assert (result["speaker"], result["speakers"], result["role"]) == ("Ada Byron", ["Ada Byron"], "Captain")
    assert (result["kind"], result["certainty"], result["cue"]) == ("direct", "high", "said")


def test_two_speakers() -> None:
    (result,) = reply_object(said(quoted((Speaker("Ada Byron"), Speaker("Tom Crane")))))["results"]
    assert (result["speaker"], result["speakers"]) == ("Ada Byron and Tom Crane", ["Ada Byron", "Tom Crane"])


def test_no_speaker_is_null_and_no_guess() -> None:
    (result,) = reply_object(said(quoted((), mention=None)))["results"]
    assert (result["speaker"], result["speakers"], result["mention"]) == (None, [], None)


def test_notes_are_sentences() -> None:
    note = Note(NoteCode.WORD_READ_AS, {"word": "sanctons", "read_as": "sanctions"})
    told = reply_object(Answer("about", "sanctons", (), "sanctions", (note,), 0.1))
    assert told["notes"] == ["“sanctons” is not in the articles and was read as “sanctions”."]
    assert (told["found"], told["suggestion"], told["results"]) == (False, "sanctions", [])


def test_other_replies_have_the_same_keys() -> None:
    listed = reply_object(ArticleList([entry(2)], [Skipped("b.txt", "it is empty")]))
    assert list(listed)[:7] == ANSWER_KEYS
    assert listed["articles"] == [
        {
            "source": "town/harbour.txt",
            "title": "Harbour dues rise",
            "published": "2014-03-29",
            "url": "https://news.example/harbour",
            "passages": 2,
        }
    ]
    assert listed["skipped"] == [{"source": "b.txt", "reason": "it is empty"}]
    speakers = reply_object(SpeakerList([QuotedSpeaker(Speaker("Ada Byron", "Captain"), 3, ("a.txt",))], 100))
    assert speakers["speakers"] == [
        {"name": "Ada Byron", "role": "Captain", "quotations": 3, "sources": ["a.txt"]}
    ]
    assert (speakers["found"], speakers["notes"]) == (True, [])
    helped = reply_object(Help(COMMANDS))
    assert [command["name"] for command in helped["commands"]] == [command.name for command in COMMANDS]
    unknown = reply_object(Unknown("abuot", command_named("about")))
    assert (unknown["command"], unknown["found"], unknown["suggestion"]) == (None, False, "!about")
    failed = reply_object(Failed("ask", "words"))
    assert (failed["command"], failed["query"], len(failed["notes"])) == ("ask", "words", 1)
