"""Reading articles, finding passages, attributing quotations. Knows text and nothing of people."""

from retrieval.analysis import sentences_of
from retrieval.answering.mentions import Mentions, Timeline
from retrieval.answers import Answer, Note, NoteCode, Place, QuotedWords, Result, Span
from retrieval.archive import Archive
from retrieval.articles import Article, Skipped, reason_to_skip
from retrieval.attributions import QuotedSpeaker
from retrieval.errors import ArticlesError, WhosaidError
from retrieval.index import ArticleEntry, Changes, IndexUnavailableError, Match
from retrieval.passages import Headline, Passage
from retrieval.quotations import Certainty, Quotation, QuotationKind, extract_quotations
from retrieval.readers import READERS
from retrieval.speakers import Speaker

__all__ = [
    "READERS",
    "Answer",
    "Archive",
    "Article",
    "ArticleEntry",
    "ArticlesError",
    "Certainty",
    "Changes",
    "Headline",
    "IndexUnavailableError",
    "Match",
    "Mentions",
    "Note",
    "NoteCode",
    "Passage",
    "Place",
    "Quotation",
    "QuotationKind",
    "QuotedSpeaker",
    "QuotedWords",
    "Result",
    "Skipped",
    "Span",
    "Speaker",
    "Timeline",
    "WhosaidError",
    "extract_quotations",
    "reason_to_skip",
    "sentences_of",
]
