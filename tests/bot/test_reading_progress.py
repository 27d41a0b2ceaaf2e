import io
import sys

import pytest

from bot.reading_progress import ReadingProgress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_quick_reading_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with ReadingProgress() as progress:
        progress(1, 2)
        progress(2, 2)
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]  # it is a StringIO


def test_a_long_one_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reading_progress.PATIENCE", 0)
    monkeypatch.setattr("bot.reading_progress.EVERY", 0)
    monkeypatch.setattr(sys, "stderr", Terminal())
    with ReadingProgress() as progress:
        progress(1, 2)
        progress(2, 2)
    assert "Reading articles" in sys.stderr.getvalue()  # type: ignore[attr-defined]  # it is a StringIO


def test_nobody_at_the_other_end_is_shown_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reading_progress.PATIENCE", 0)
    monkeypatch.setattr("bot.reading_progress.EVERY", 0)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with ReadingProgress() as progress:
        progress(1, 2)
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]  # it is a StringIO
