"""What an operator knows better: aliases, spellings and single attributions, as written in `speakers.toml`.

    [aliases]
    "Sergei Lavrov" = ["Sergey Lavrow", "the Kremlin's chief diplomat"]

    [roles]
    "Sergei Lavrov" = "Russian Foreign Minister"

    [[attribution]]
    source = "2014-03-16.txt"
    words = "the will of the people"
    speaker = "Sergei Lavrov"

An attribution without `speaker` says that nobody is known to have said the words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from retrieval.errors import WhosaidError
from retrieval.quotations.model import Certainty
from retrieval.speakers.identity import canonical
from retrieval.speakers.model import Speaker

if TYPE_CHECKING:
    from retrieval.quotations.model import Quotation

CORRECTED = "corrected"
"""The pattern of a quotation that the operator has attributed."""


class CorrectionsError(WhosaidError):
    """The operator's file of speakers cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said some words of one article; `speaker` None: nobody is known to have."""

    source: str
    words: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Corrections:
    """An operator's last word on who is who and who said what."""

    names: Mapping[str, str] = field(default_factory=dict)
    """From the canonical form of each alias to the name to show."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """From the canonical form of a name to the role to show."""
    attributions: tuple[Attribution, ...] = ()

    def applied(self, source: str, quotations: Iterable[Quotation]) -> list[Quotation]:
        """Return the quotations of the article `source` with everything corrected."""
        single = [a for a in self.attributions if a.source == source]
        return [self._quotation(quotation, single) for quotation in quotations]

    def speaker(self, speaker: Speaker) -> Speaker:
        """Return a speaker under the name and with the role that the operator gives."""
        forms = map(canonical, (speaker.name, *speaker.aliases))
        name = next((self.names[form] for form in forms if form in self.names), speaker.name)
        role = self.roles.get(canonical(name), speaker.role)
        if (name, role) == (speaker.name, speaker.role):
            return speaker
        aliases = speaker.aliases if name == speaker.name else (*speaker.aliases, speaker.name)
        return replace(speaker, name=name, role=role, aliases=aliases, resolved=True, named=True)

    def _quotation(self, quotation: Quotation, single: Iterable[Attribution]) -> Quotation:
        for attribution in single:
            if _folded(attribution.words) in _folded(quotation.content):
                return self._attributed(quotation, attribution.speaker)
        speakers = tuple(self.speaker(speaker) for speaker in quotation.speakers)
        return quotation if speakers == quotation.speakers else replace(quotation, speakers=speakers)

    def _attributed(self, quotation: Quotation, name: str | None) -> Quotation:
        speakers = () if name is None else (self.speaker(Speaker(name)),)
        certainty = Certainty.HIGH if speakers else Certainty.NONE
        if name is None:
            quotation = replace(quotation, mention=None, mention_start=None, mention_end=None, evidence=None)
        return replace(quotation, speakers=speakers, certainty=certainty, pattern=CORRECTED)


def parse_corrections(content: str) -> Corrections:
    """Read the text of an operator's file. Raises CorrectionsError, one sentence, for what cannot be used."""
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as fault:
        raise CorrectionsError(f"speakers.toml is no valid TOML: {fault}.") from None
    strange = sorted(table.keys() - {"aliases", "roles", "attribution"})
    if strange:
        raise CorrectionsError(
            f"speakers.toml has “{strange[0]}”, but only [aliases], [roles] and [[attribution]] are known."
        )
    names: dict[str, str] = {}
    for name, aliases in _table(table, "aliases").items():
        if not isinstance(aliases, list) or not all(isinstance(a, str) and a.strip() for a in aliases):
            raise CorrectionsError(f"speakers.toml needs a list of names in quotes for “{name}”.")
        for alias in (name, *aliases):
            if names.setdefault(canonical(alias), name) != name:
                raise CorrectionsError(
                    f"speakers.toml gives “{alias}” to both “{names[canonical(alias)]}” and “{name}”."
                )
    roles: dict[str, str] = {}
    for name, role in _table(table, "roles").items():
        if not isinstance(role, str):
            raise CorrectionsError(f"speakers.toml needs the role of “{name}” as words in quotes.")
        roles[canonical(name)] = role
    return Corrections(names, roles, tuple(_attributions(table.get("attribution", []))))


def _table(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise CorrectionsError(f"speakers.toml needs “{key}” as a table that begins with [{key}].")
    return found


def _attributions(entries: object) -> Iterable[Attribution]:
    if not isinstance(entries, list):
        raise CorrectionsError("speakers.toml needs each correction to begin with [[attribution]].")
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
            raise CorrectionsError(f"speakers.toml needs words in quotes in [[attribution]] {number}.")
        missing = [key for key in ("source", "words") if not entry.get(key, "").strip()]
        if missing:
            raise CorrectionsError(f"speakers.toml lacks “{missing[0]}” in [[attribution]] {number}.")
        strange = sorted(entry.keys() - {"source", "words", "speaker"})
        if strange:
            raise CorrectionsError(f"speakers.toml has a strange “{strange[0]}” in [[attribution]] {number}.")
        yield Attribution(entry["source"], entry["words"], entry.get("speaker", "").strip() or None)


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").replace("‘", "'").split())
