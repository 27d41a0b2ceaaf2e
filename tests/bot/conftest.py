from pathlib import Path

import pytest

from tests.bot.news import HARBOUR


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one article."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(HARBOUR, "utf-8")
    return folder
