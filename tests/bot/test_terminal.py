"""The terminal as a person meets it: a real process behind a pseudo-terminal."""

import errno
import fcntl
import os
import pty
import re
import select
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"


def _take_terminal() -> None:
    # Ctrl-C becomes a signal only for the session that the terminal belongs to.
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A `whosaid` behind a pseudo-terminal."""

    def __init__(
        self, home: Path, *arguments: str, term: str = "xterm-256color", columns: str = "80"
    ) -> None:
        self._screen, inner = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            cwd=home,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "XDG_STATE_HOME": str(home),
                "TERM": term,
                "COLUMNS": columns,
                "LINES": "40",
                "DISCORD_TOKEN": "",
            },
            start_new_session=True,
            preexec_fn=_take_terminal,  # noqa: PLW1509  (it only makes a system call)
        )
        os.close(inner)

    def type(self, keys: str) -> None:
        os.write(self._screen, keys.encode())

    def read_until(self, shown: str) -> str:
        """Return what is shown up to and with `shown`."""
        seen = ""
        while shown not in seen:
            assert select.select([self._screen], [], [], 20)[0], f"“{shown}” is not shown after: {seen}"
            seen += self._read() or f"\n(the program ended)\n{shown}"
        return seen

    def _read(self) -> str:
        try:
            return os.read(self._screen, 65536).decode("utf-8", "replace")
        except OSError as fault:
            if fault.errno != errno.EIO:
                raise
            return ""

    def press_until_it_ends(self, key: str) -> None:
        """Press a key again and again: Python loses a Ctrl-C in the instant in which it shows the prompt."""
        while self._process.poll() is None:
            self.type(key)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(5)

    def leave(self) -> int:
        """Wait for the end and return the exit code."""
        code = self._process.wait(20)
        while self._read():
            pass
        os.close(self._screen)
        return code

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    started: list[Terminal] = []

    def begin(*arguments: str, **options: str) -> Terminal:
        terminal = Terminal(tmp_path, *(arguments or ("console",)), "--articles", str(SEEDS), **options)
        started.append(terminal)
        return terminal

    yield begin
    for terminal in started:
        terminal.stop()


def test_a_conversation(start: Callable[..., Terminal], tmp_path: Path) -> None:
    terminal = start()
    greeting = terminal.read_until("> ")
    assert "3 articles" in greeting
    assert "!about Lavrov" in greeting
    terminal.type("!about Lavrov\n")
    first = terminal.read_until("\n> ")
    assert re.search(r"\x1b\[[0-9;]*1[0-9;]*mLavrov", first), "the matched word is bold"
    assert "1. " in first
    assert "4. " not in first
    terminal.type("more\n")
    second = terminal.read_until("\n> ")
    assert "4. " in second
    assert "1. " not in second
    terminal.type("read 2\n")
    assert re.search(r"  lines? [0-9]+", terminal.read_until("\n> "))
    terminal.type("read 99\n")
    assert "no number 99" in terminal.read_until("\n> ")
    terminal.type("read\n")
    assert "the number of an answer" in terminal.read_until("\n> ")
    terminal.type("!read ukraine ceasefire\n")
    assert "is being observed" in terminal.read_until("\n> ")
    terminal.type("!\n")
    assert "All commands: !help" in re.sub(r"\x1b\[[0-9;]*m", "", terminal.read_until("\n> "))
    terminal.type("help\n")
    assert "!who said <words>" in terminal.read_until("\n> ")
    terminal.type("!about zebras\n")
    assert "zebras" in terminal.read_until("\n> ")
    terminal.type("more\n")
    assert "That is all." in terminal.read_until("\n> ")
    terminal.type("\x1b[A\x1b[A\n")
    assert "zebras" in terminal.read_until("\n> "), "the arrow keys go back in the history"
    terminal.type("\x04")
    assert terminal.leave() == 0
    assert "!about Lavrov" in (tmp_path / "whosaid" / "history").read_text("utf-8")


def test_an_interrupt_leaves_quietly(start: Callable[..., Terminal]) -> None:
    terminal = start()
    terminal.read_until("> ")
    terminal.press_until_it_ends("\x03")
    assert terminal.leave() == 0


@pytest.mark.parametrize("keys", ["quit\n", "!exit\n"])
def test_leaving(start: Callable[..., Terminal], keys: str) -> None:
    terminal = start()
    terminal.read_until("> ")
    terminal.type(keys)
    assert terminal.leave() == 0


def test_history_outlives_the_terminal(start: Callable[..., Terminal]) -> None:
    for keys, shown in (("!about zebras\n", "zebras"), ("\x1b[A\n", "zebras")):
        terminal = start()
        terminal.read_until("> ")
        terminal.type(keys)
        assert shown in terminal.read_until("\n> ")
        terminal.type("\x04")
        assert terminal.leave() == 0


def test_a_home_that_cannot_be_written(start: Callable[..., Terminal], tmp_path: Path) -> None:
    (tmp_path / "whosaid").write_text("a file where the folder should be", "utf-8")
    terminal = start()
    terminal.read_until("> ")
    terminal.type("\x04")
    assert terminal.leave() == 0


def test_without_a_token_the_terminal_says_how_to_connect(start: Callable[..., Terminal]) -> None:
    terminal = start("--articles", str(SEEDS))
    assert "set DISCORD_TOKEN" in terminal.read_until("> ")
    terminal.type("quit\n")
    assert terminal.leave() == 0


def test_a_narrow_window_indents_what_it_wraps(start: Callable[..., Terminal]) -> None:
    terminal = start(columns="40")
    terminal.read_until("> ")
    terminal.type("!about sanctions\n")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", terminal.read_until("\n> ")).replace("\r", "")
    assert "1. Russia: Sanctions 'weak' and 'lack\n   common sense'\n   Sergei Lavrov said" in shown
    assert max(map(len, shown.splitlines())) <= 40


def test_a_pipe_gets_plain_text() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "console", "--articles", str(SEEDS)],
        input=b"!about sanctions\nmore\n\nquit\n!about never\n",
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "FORCE_COLOR": ""},
    )
    told = done.stdout.decode()
    assert told.startswith("1. ")
    assert "4. " in told
    assert "\x1b" not in told
    assert "never" not in told
