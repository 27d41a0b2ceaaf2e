"""Tokens → ranked passages: one protocol, an index in memory and one on disk."""

from retrieval.index.choosing import IndexKind, IndexUnavailableError, keeper_of
from retrieval.index.generation import Changes, Keeper, Progress, unwatched
from retrieval.index.memory import MemoryIndex
from retrieval.index.protocol import NO_FILTERS, ArticleEntry, Candidates, Filters, Forward, Index, Match

__all__ = [
    "NO_FILTERS",
    "ArticleEntry",
    "Candidates",
    "Changes",
    "Filters",
    "Forward",
    "Index",
    "IndexKind",
    "IndexUnavailableError",
    "Keeper",
    "Match",
    "MemoryIndex",
    "Progress",
    "keeper_of",
    "unwatched",
]
