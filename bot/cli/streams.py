"""Standard input and output as the command line needs them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO


def as_utf8(stream: TextIO) -> TextIO:
    """Make a stream UTF-8 whatever the locale, with bytes that are none replaced."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    return stream


def messages_in(stream: TextIO) -> Iterator[str]:
    """Yield each line as soon as it is there, without its line end."""
    for line in as_utf8(stream):
        yield line.removesuffix("\n").removesuffix("\r")
