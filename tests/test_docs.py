"""The documents tell all there is, and what they show is true."""

import os
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from bot.cli.arguments import parser
from bot.migrations import migrations
from bot.questions import COMMANDS, Command
from bot.rendering.as_json import reply_object
from bot.replies import reply_to
from bot.settings import SETTING_NAMES, Settings
from retrieval import Archive

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
ENV_EXAMPLE = (ROOT / ".env.example").read_text("utf-8")


def table_rows(text: str, heading: str) -> list[list[str]]:
    """Return the cells of each row of the tables under a heading."""
    section = text.split(f"\n{heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_readme_tells_every_command(command: Command) -> None:
    cells = next(row for row in table_rows(README, "## Commands") if row[0].startswith(f"`!{command.usage}`"))
    assert cells[1:] == [command.summary, f"`!{command.example}`"]
    assert all(f"`!{alias}`" in cells[0] for alias in command.aliases)


def test_the_readme_tells_no_other_command() -> None:
    told = {row[0].split("`")[1] for row in table_rows(README, "## Commands") if row[0].startswith("`!")}
    assert told == {f"!{command.usage}" for command in COMMANDS}


def test_the_readme_tells_the_whole_command_line() -> None:
    (subcommands,) = (
        action for action in parser()._actions if action.dest == "==SUPPRESS==" and action.choices
    )
    told = {
        row[0].split("`")[1] for row in table_rows(README, "## Commands") if row[0].startswith("`whosaid")
    }
    assert {" ".join(command.split()[:2]) for command in told} == {
        "whosaid",
        *(f"whosaid {name}" for name in subcommands.choices or ()),
    }


def test_the_readme_tells_every_setting_with_its_default() -> None:
    told = {row[0].strip("`"): row[1].strip("`") for row in table_rows(README, "## Settings")[1:]}
    assert list(told) == list(SETTING_NAMES)
    defaults = {field.name.upper(): field.default for field in fields(Settings)}
    for name, default in defaults.items():
        if isinstance(default, bool):
            assert told[name] == ("on" if default else "off")
        elif default is not None:
            assert told[name] == str(default)


def test_the_example_file_explains_every_setting() -> None:
    explained = re.findall(r"^# .+\n([A-Z_]+)=", ENV_EXAMPLE, re.MULTILINE)
    assert explained == list(SETTING_NAMES)
    assert len(re.findall(r"^[A-Z_]+=", ENV_EXAMPLE, re.MULTILINE)) == len(explained)


def test_the_example_file_is_the_defaults() -> None:
    assert Settings.from_environment({}, ROOT / ".env.example") == Settings()


def test_the_privacy_page_tells_every_table() -> None:
    told = set(re.findall(r"`(\w+)`", (ROOT / "PRIVACY.md").read_text("utf-8")))
    made = {name for script in migrations().values() for name in re.findall(r"CREATE TABLE (\w+)", script)}
    assert made <= told


def test_every_extra_that_is_named_exists_and_is_told() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    programs = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "retrieval").rglob("*.py")]
    texts = [README, *(path.read_text("utf-8") for path in programs)]
    named = {name for text in texts for name in re.findall(r"whosaid\[(\w+)\]", text)}
    assert named <= set(extras)
    assert set(extras) - {"bench", "dev", "test"} <= set(re.findall(r"whosaid\[(\w+)\]", README))


def test_no_setting_is_read_in_secret() -> None:
    read = {
        name
        for path in (ROOT / "bot").rglob("*.py")
        for name in re.findall(r"environ(?:\.get\(|\[)[\"'](\w+)", path.read_text("utf-8"))
    }
    assert read <= {*SETTING_NAMES, "XDG_STATE_HOME"}


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """An environment where `whosaid` is this program."""
    program = tmp_path / "whosaid"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot "$@"\n', "utf-8")
    program.chmod(0o755)
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "ARTICLES_DIR": "", "DISCORD_TOKEN": ""}


@pytest.mark.skipif(os.name != "posix", reason="the examples are written for a POSIX shell")
def test_the_readme_examples_are_true(shell: dict[str, str]) -> None:
    examples = re.findall(r"```console\n\$ (.+)\n((?:.+\n)+?)```", README)
    assert examples
    for command, shown in examples:
        done = subprocess.run(
            ["sh", "-c", command], cwd=ROOT, env=shell, capture_output=True, text=True, check=True, timeout=60
        )
        assert done.stdout == shown


@pytest.mark.parametrize(
    "document", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]), ids=lambda p: p.name
)
def test_links_within_the_project_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


def test_the_way_around_leads_to_files() -> None:
    document = (ROOT / "docs" / "development.md").read_text("utf-8")
    for name in re.findall(r"`((?:bot|retrieval|tests)/[\w./]*)`", document):
        assert (ROOT / name).exists() or (ROOT / f"{name}.py").exists(), name


@pytest.mark.parametrize(
    "message",
    ["!who said party of war", "!speakers", "!timeline war", "!compare war vs peace", "!articles", "!help"],
)
def test_every_key_of_the_json_is_explained(message: str) -> None:
    explained = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "json.md").read_text("utf-8")))

    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    assert keys(reply_object(reply_to(Archive.open(ROOT / "seeds"), message))) <= explained
