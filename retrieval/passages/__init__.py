"""An article's text → its layout (headlines, paragraphs, furniture) and its passages."""

from retrieval.passages.kinds import Block, Kind
from retrieval.passages.layout import layout_of, title_of
from retrieval.passages.repetition import RepeatedLines, repeated_lines
from retrieval.passages.splitting import Headline, Passage, split_passages

__all__ = [
    "Block",
    "Headline",
    "Kind",
    "Passage",
    "RepeatedLines",
    "layout_of",
    "repeated_lines",
    "split_passages",
    "title_of",
]
