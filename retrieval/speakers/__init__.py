"""Mentions → people: titles, surnames, pronouns, aliases, and the operator's own corrections."""

from retrieval.speakers.corrections import Attribution, Corrections, CorrectionsError, parse_corrections
from retrieval.speakers.identity import canonical
from retrieval.speakers.model import Speaker

__all__ = [
    "Attribution",
    "Corrections",
    "CorrectionsError",
    "Speaker",
    "canonical",
    "parse_corrections",
]
