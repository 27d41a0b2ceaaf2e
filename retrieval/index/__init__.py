"""Tokens → ranked passages: one protocol, an index in memory and one on disk."""

from retrieval.index.memory import MemoryIndex
from retrieval.index.protocol import Index, Match

__all__ = ["Index", "Match", "MemoryIndex"]
