import subprocess
import sys
from pathlib import Path

import pytest

from bot.rendering.discord.verifying import commands_for, verify_view
from bot.translations import ENGLISH
from retrieval import Archive, Article

TEXT = "The harbour opens again today\n\nThe mayor spoke about the café for an hour.\n\nThe end of it.\n"


def run(commands: tuple[str, str], folder: Path) -> tuple[str, str]:
    """Run both lines where the articles are; the program itself is found as an installed one would be."""
    hashing, printing = commands
    root = str(Path(__file__).parents[4])
    digest, words = (
        subprocess.run(
            command.replace("python3 ", f"{sys.executable} ", 1),
            shell=True,
            cwd=folder,
            capture_output=True,
            check=True,
            text=True,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": root, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for command in (hashing, printing)
    )
    return digest.lstrip("\\").split()[0], words


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("harbour.txt", TEXT.encode()),
        ("it's $HOME; rm -rf.txt", TEXT.encode()),
        ("-e.txt", TEXT.encode()),
        ("ends.txt", TEXT.replace("\n", "\r\n").encode()),
        ("mark.txt", b"\xef\xbb\xbf" + TEXT.encode()),
        ("older.txt", TEXT.encode("latin-1")),
    ],
)
def test_anybody_can_run_what_checks_it(tmp_path: Path, name: str, content: bytes) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / name).write_bytes(content)
    (result, *_) = Archive.open(folder).about("mayor").results
    passage = result.passage
    digest, words = run(commands_for(passage.article, (passage.start, passage.end)), folder)
    assert digest == passage.article.sha256
    assert words == f"{passage.text}\n"


def test_a_very_long_name_is_told_without_lines_to_run() -> None:
    article = Article(f"{'x/' * 500}a.txt", None, None, None, TEXT, "0" * 64)
    (container,) = verify_view([(article, (31, 74))] * 3, ENGLISH).to_components()
    texts = [part["content"] for part in container["components"]]
    assert not any("sha256sum" in text for text in texts)
    assert all("line 3, characters 31 to 74" in text for text in texts[1:])
