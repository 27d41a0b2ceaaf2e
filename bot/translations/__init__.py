"""What the bot says, in the languages it speaks: one catalogue a language, `<language>.toml`, in this folder.

A catalogue gives each text under a dotted key. A text may hold {placeholders}; one that depends on a number
is a table of `one` and `other`, chosen by the value of `count`. English is complete by definition; a test
holds every other catalogue against it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Counted:
    """A text in two forms, for one and for any other number."""

    one: str
    other: str


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """The texts of one language; call it with a key and the values of its placeholders.

    There is one of each language, so what is made with it can be remembered by it.
    """

    language: str
    catalogue: Mapping[str, str | Counted]

    def __call__(self, key: str, /, **values: str | int) -> str:
        """Return a text. KeyError tells of a text or a value that there is not: a fault of the program."""
        text = self.catalogue[key]
        if not values and isinstance(text, str) and "{" not in text:
            return text
        if isinstance(text, Counted):
            count = values["count"]
            text = text.one if count == 1 else text.other
        shown = {name: self.number(v) if isinstance(v, int) else v for name, v in values.items()}
        return text.format_map(shown)

    def number(self, value: int) -> str:
        """Return a whole number with its thousands apart."""
        return f"{value:,}".replace(",", self("number.thousands"))

    def day(self, day: date) -> str:
        """Return a date in full: "16 March 2014"."""
        return self("date.day", day=str(day.day), month=self(f"month.{day.month}"), year=str(day.year))

    def month(self, day: date) -> str:
        """Return the month of a date: "March 2014"."""
        return self("date.month", month=self(f"month.{day.month}"), year=str(day.year))

    def listed(self, things: list[str]) -> str:
        """Return "a, b and c"."""
        return self("list.and").join(filter(None, (", ".join(things[:-1]), *things[-1:])))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that there are catalogues of, English first."""
    found = sorted(
        entry.name.removesuffix(".toml")
        for entry in files(__name__).iterdir()
        if entry.name.endswith(".toml")
    )
    return ("en", *(language for language in found if language != "en"))


@cache
def texts_in(locale: str | None) -> Texts:
    """Return the texts for a locale such as "de", "de-AT" or "en-US"; English where there are none for it."""
    language = (locale or "en").replace("_", "-").split("-")[0].lower()
    return _read(language if language in languages() else "en")


@cache
def _read(language: str) -> Texts:
    tables = tomllib.loads((files(__name__) / f"{language}.toml").read_text("utf-8"))
    return Texts(language, dict(_flat(tables)))


def _flat(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str | Counted]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield path + name, value
        elif value.keys() == {"one", "other"}:
            yield path + name, Counted(value["one"], value["other"])
        else:
            yield from _flat(value, f"{path}{name}.")


@cache
def _keys_in_english() -> Mapping[str, str]:
    return {text: key for key, text in _read("en").catalogue.items() if isinstance(text, str)}


def translated(english: str, locale: str) -> str | None:
    """Return an English text of the catalogue in another language; None where it is not there, or is English.

    For what Discord asks to be translated when commands are registered.
    """
    texts = texts_in(locale)
    key = _keys_in_english().get(english)
    text = texts.catalogue.get(key) if key else None
    return text if isinstance(text, str) and texts.language != "en" else None


ENGLISH = texts_in("en")
