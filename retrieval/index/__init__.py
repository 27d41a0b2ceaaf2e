"""Tokens → ranked passages: one protocol, an index in memory and one on disk."""

from retrieval.index.memory import MemoryIndex
from retrieval.index.protocol import NO_FILTERS, Candidates, Filters, Forward, Index, Match

__all__ = ["NO_FILTERS", "Candidates", "Filters", "Forward", "Index", "Match", "MemoryIndex"]
