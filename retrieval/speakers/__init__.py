"""Mentions → people: titles, surnames, pronouns, aliases, and the operator's own corrections."""

from retrieval.speakers.model import Speaker

__all__ = ["Speaker"]
