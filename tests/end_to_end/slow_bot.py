"""The bot over an archive whose every search and reading takes longer than Discord waits."""

import runpy
import time
from collections.abc import Callable
from typing import Any

from retrieval import Archive

SLOW = 1.0


def slowly(method: Callable[..., Any]) -> Callable[..., Any]:
    def slow(*arguments: Any, **named: Any) -> Any:
        time.sleep(SLOW)
        return method(*arguments, **named)

    return slow


for name in ("about", "read", "around"):
    setattr(Archive, name, slowly(getattr(Archive, name)))

from bot.commands import patience  # noqa: E402  (the table of commands must find the slow ones)

patience.SECONDS = 0.2
runpy.run_module("bot", run_name="__main__", alter_sys=True)
