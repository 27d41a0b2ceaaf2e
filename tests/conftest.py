from pathlib import Path

import pytest
from hypothesis import settings

from tests.bot.news import HARBOUR

# No test is timed: on a busy machine each takes as long as it takes.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one article."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(HARBOUR, "utf-8")
    return folder
