"""Who somebody is, as far as the articles say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whose words an article gives."""

    name: str
    """The fullest form that the article writes: "Sergei Lavrov", "the White House", "a US official"."""
    role: str | None = None
    """As written nearest to the quotation: "Russian Foreign Minister"."""
    aliases: tuple[str, ...] = ()
    """Other forms seen: "Mr Lavrov", "Lavrov"."""
    resolved: bool = True
    """False for a pronoun or description that fits nobody or several people: `name` is then as written."""
    named: bool = True
    """False for a description or a pronoun: "analysts" of two articles are not the same ones."""
