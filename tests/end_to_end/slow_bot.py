"""The bot over an archive whose every search and reading takes longer than Discord waits."""

import runpy
import time
from collections.abc import Callable
from typing import Any

import bot.commands.patience
from retrieval import Archive

bot.commands.patience.SECONDS = 0.2
SLOW = 0.6


def slowly(method: Callable[..., Any]) -> Callable[..., Any]:
    def slow(*arguments: Any, **named: Any) -> Any:
        time.sleep(SLOW)
        return method(*arguments, **named)

    return slow


for name in ("about", "read", "around"):
    setattr(Archive, name, slowly(getattr(Archive, name)))
runpy.run_module("bot", run_name="__main__", alter_sys=True)
