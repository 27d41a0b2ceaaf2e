"""The command line as a person or a script meets it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parents[3]
SEEDS = ROOT / "seeds"


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("DISCORD_TOKEN", "ARTICLES_DIR", "COMMAND_PREFIX", "DATABASE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)


def whosaid(
    *arguments: str, stdin: str | bytes = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        timeout=60,
    )


def test_a_message_is_answered_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "!about sanctions", "--articles", str(SEEDS)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("1. ")
    assert "sanctions" in told.out
    assert ".txt, line" in told.out
    assert told.err == ""


def test_a_message_is_answered_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--articles", str(SEEDS), "ask", "--json", "!who said party of war"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    answer = json.loads(line)
    assert (answer["command"], answer["query"], answer["found"]) == ("who said", "party of war", True)
    assert {result["source"] for result in answer["results"]} <= {file.name for file in SEEDS.iterdir()}


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("!about sanctions", 0),
        ("what did Lavrov say about sanctions?", 0),
        ("!quotes Lavrov about sanctions", 0),
        ("!quotes nobody at all", 1),
        ("!positions sanctions", 0),
        ("!speakers", 0),
        ("!timeline sanctions", 0),
        ("!timeline zebras", 1),
        ("!watch sanctions", 2),
        ("!articles", 0),
        ("!help", 0),
        ("!about zebras", 1),
        ("", 1),
        ("!about", 1),
        ("?!…", 1),
        ("!ban me", 2),
    ],
)
def test_exit_codes_of_one_message(message: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", message, "--articles", str(SEEDS)]) == code
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize(
    "arguments", [["ask"], ["ask", "--limit", "0", "x"], ["nonsense"], ["ask", "--nonsense"]]
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(arguments)
    except SystemExit as left:
        code = int(left.code or 0)
    assert code == 2
    assert capsys.readouterr().err


def test_the_limit_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    main(["ask", "--json", "--limit", "2", "!about Lavrov", "--articles", str(SEEDS)])
    assert len(json.loads(capsys.readouterr().out)["results"]) == 2


def test_lines_are_answered_in_order() -> None:
    lines = [
        "!about sanctions",
        "",
        "!about zebras",
        "🦓",
        "!ban",
        "!articles",
        "“a « ' \" ```x```",
        "who is he",
    ]
    told = whosaid("ask", "--json", stdin="\n".join(lines))
    answers = [json.loads(line) for line in told.stdout.decode().splitlines()]
    assert [answer["command"] for answer in answers] == [
        "about",
        "ask",
        "about",
        "ask",
        None,
        "articles",
        "ask",
        "ask",
    ]
    assert [answer["found"] for answer in answers[:5]] == [True, False, False, False, False]
    assert told.returncode == 0


def test_line_ends_and_bytes_of_every_kind() -> None:
    told = whosaid(
        "ask", "--json", stdin=b"!about sanctions\r\n!about caf\xe9\n!about a\xe2\x80\xa8b\n", LC_ALL="C"
    )
    answers = [json.loads(line) for line in told.stdout.decode("utf-8").split("\n")[:-1]]
    assert [answer["query"] for answer in answers] == ["sanctions", "caf�", "a\u2028b"]


def test_each_answer_is_there_before_the_next_question() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "ARTICLES_DIR": str(SEEDS)},
    ) as process:
        assert process.stdin
        assert process.stdout
        for topic in ("sanctions", "referendum"):
            process.stdin.write(f"!about {topic}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["query"] == topic
        process.stdin.close()
    assert process.returncode == 0


def test_a_reader_that_has_enough() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json", "--articles", str(SEEDS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"!about sanctions\n")
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"!about sanctions\n" * 3)
        process.stdin.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_the_samples_answer_from_any_folder_and_say_so(tmp_path: Path) -> None:
    told = whosaid("ask", "!about sanctions")
    assert told.returncode == 0
    assert told.stderr.decode().startswith("No folder of articles is set")
    assert list(tmp_path.iterdir()) == []


def test_seeds_of_the_current_folder_come_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], story: Callable[..., Path]
) -> None:
    story("seeds/harbour.txt", "The harbour was dredged by the town on Monday morning.")
    assert main(["ask", "!about harbour"]) == 0
    told = capsys.readouterr()
    assert "harbour.txt, line 3" in told.out
    assert told.err == ""
    assert [entry.name for entry in tmp_path.iterdir()] == ["seeds"]


def test_the_option_wins_over_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], story: Callable[..., Path]
) -> None:
    one = story("one/harbour.txt", "The harbour was dredged by the town on Monday morning.")
    story("other/forest.txt", "The forest was cut by the town on Monday morning.")
    monkeypatch.setenv("ARTICLES_DIR", "other")
    assert main(["ask", "!about forest"]) == 0
    assert main(["ask", "!about forest", "--articles", str(one.parent)]) == 1
    capsys.readouterr()


def test_articles_are_listed_with_what_was_skipped(
    capsys: pytest.CaptureFixture[str], story: Callable[..., Path]
) -> None:
    folder = story("news/harbour.txt", "The harbour was dredged by the town on Monday morning.").parent
    (folder / "empty.txt").touch()
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0")
    assert main(["articles", "--articles", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 article, 1 passage, 2 skipped."
    assert lines[1].split("  ")[:2] == ["harbour.txt", "1 passage"]
    assert [line.split("  ")[0] for line in lines[2:]] == ["empty.txt", "picture.txt"]
    assert all("skipped: " in line for line in lines[2:])


@pytest.fixture
def story(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, paragraph: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"A headline of a story\n\n{paragraph}\n", "utf-8")
        return path

    return write


@pytest.mark.parametrize("command", [["ask", "!about x"], ["articles"], ["console"]])
def test_a_missing_folder(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--articles", "missing"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "missing" in told.err


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"MESSAGE_CONTENT": "perhaps"}, "MESSAGE_CONTENT is “perhaps”; write on or off."),
        ({"DISCORD_TOKEN": "a secret"}, "DISCORD_TOKEN is no bot token"),
    ],
)
def test_a_wrong_setting(
    environment: Mapping[str, str],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert main(["ask", "!about x", "--articles", str(SEEDS)]) == 2
    shown = capsys.readouterr().err
    assert shown.startswith(told)
    assert "a secret" not in shown


def test_settings_stand_in_a_file_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".env").write_text(f"ARTICLES_DIR='{SEEDS}'\nCOMMAND_PREFIX=?\n", "utf-8")
    assert main(["ask", "?about sanctions"]) == 0
    assert main(["ask", "?ban"]) == 2
    assert "“?ban”" in capsys.readouterr().out


def test_discord_without_a_token(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["discord", "--articles", str(SEEDS)]) == 2
    assert capsys.readouterr().err.startswith("DISCORD_TOKEN is not set.")


def test_a_broken_question_does_not_end_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("bot.replies.answer", break_down)
    assert main(["ask", "--json", "!about sanctions", "--articles", str(SEEDS)]) == 1
    (note,) = json.loads(capsys.readouterr().out)["notes"]
    assert "could not be answered" in note


def test_importing_the_bot_loads_nothing_heavy() -> None:
    code = "import sys, bot.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    loaded = set(done.stdout.decode().split())
    assert "bot.cli" in loaded
    assert not loaded & {"discord", "rich", "aiosqlite", "sqlite3", "asyncio", "dotenv", "matplotlib"}
