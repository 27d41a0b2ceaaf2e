"""Whatever is typed, and whatever stands in the folder: one honest reply, and the bot goes on."""

import json
import string
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cli import main
from bot.rendering.as_json import reply_object
from bot.rendering.as_text import pages_of
from bot.rendering.lines import plain
from bot.replies import reply_to
from retrieval import Archive

SEEDS = Path(__file__).parents[3] / "seeds"

COMMANDS = ("!about ", "!ask ", "!who said ", "")
MESSAGES = (
    "",
    "   ",
    "?!… – ()",
    "the of and",
    "🦓👍🏽",
    "sanctions " * 400,
    "x" * 4000,
    "العقوبات على روسيا",
    "@everyone @here <@1234567890>",
    "```py\nsanctions\n```",
    "**sanctions** _war_ ||spoiler|| [a](http://b)",
    '"sanctions',
    "“party of war",
    "'\"«„",
    '-sanctions -"war',
    "source: speaker:",
    "since:never before:13",
    "{0} {query} %s %(x)s \\",
    "\x00\x1b[31m\x07",
    "e\u0301\u0301\u0301\u0301 \u200b\u200d \ufeff",
)


@pytest.fixture(scope="module")
def seeds() -> Archive:
    return Archive.open(SEEDS)


def told(archive: Archive, message: str) -> dict[str, Any]:
    """Return the reply as JSON, having shown it as text too."""
    reply = reply_to(archive, message)
    text = plain(pages_of(reply).lines())
    assert text.strip()
    assert not set(text) & {chr(code) for code in range(32) if code != 10}
    told: dict[str, Any] = json.loads(json.dumps(reply_object(reply)))
    assert not any("could not be answered" in note for note in told["notes"])
    return told


@pytest.mark.parametrize("message", MESSAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_message_has_its_reply(seeds: Archive, command: str, message: str) -> None:
    answer = told(seeds, command + message)
    assert answer["found"] == bool(answer["results"])
    assert answer["found"] or answer["notes"] or answer["query"].strip(string.punctuation + string.whitespace)
    for result in answer["results"]:
        assert 0 <= result["span"][0] < result["span"][1]
        assert result["highlights"] == sorted(result["highlights"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(command=st.sampled_from(COMMANDS), message=st.text(max_size=60))
def test_messages_that_nobody_thought_of(seeds: Archive, command: str, message: str) -> None:
    told(seeds, command + message)


@pytest.mark.parametrize("name", ["empty", "nothing readable", "a file"])
def test_folders_without_articles(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / name
    if name == "a file":
        folder.write_text("words", "utf-8")
    else:
        folder.mkdir()
    if name == "nothing readable":
        (folder / "empty.txt").touch()
        (folder / ".hidden.txt").write_text("A hidden file is no article.\n", "utf-8")
        (folder / "program.exe").write_bytes(b"MZ\0\0")
    assert main(["ask", "!about sanctions", "--articles", str(folder)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert name in shown.err


@pytest.fixture
def odd_folder(tmp_path: Path) -> Path:
    story = "Café owners strike\n\nThe café owners of the harbour went on strike on Monday at noon.\n"
    for encoding in ("latin-1", "utf-16", "utf-8-sig"):
        (tmp_path / f"{encoding}.txt").write_bytes(story.replace("Monday", encoding).encode(encoding))
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    return tmp_path


def test_articles_of_any_encoding_are_asked_alike(odd_folder: Path) -> None:
    archive = Archive.open(odd_folder)
    answer = told(archive, "!about café owners")
    sources = {result["source"] for result in answer["results"]}
    sources |= {place["source"] for result in answer["results"] for place in result["also_in"]}
    assert sources == {"latin-1.txt", "utf-16.txt", "utf-8-sig.txt"}
    (skipped,) = told(archive, "!articles")["skipped"]
    assert skipped["source"] == "binary.txt"
    assert skipped["reason"]
