"""Reading articles, finding passages, attributing quotations. Knows text and nothing of people."""

from retrieval.analysis import sentences_of
from retrieval.answering.mentions import Mentions, Timeline
from retrieval.answers import Answer, Note, NoteCode, Place, QuotedWords, Result, Span
from retrieval.archive import Archive
from retrieval.articles import Article, Skipped, reason_to_skip
from retrieval.attributions import QuotedSpeaker
from retrieval.errors import ArticlesError, WhosaidError
from retrieval.evaluation import (
    Compared,
    Figure,
    JudgedFileError,
    PassagesReport,
    QuotationFigures,
    evaluate_passages,
    evaluate_questions,
    evaluate_quotations,
)
from retrieval.index import ArticleEntry, Changes, IndexUnavailableError, Match
from retrieval.passages import Headline, Passage
from retrieval.quotations import Certainty, Quotation, QuotationKind, extract_quotations
from retrieval.readers import READERS
from retrieval.speakers import (
    Corrections,
    CorrectionsError,
    Speaker,
    canonical,
    parse_corrections,
)
from retrieval.spellings import SpellingsError

__all__ = [
    "READERS",
    "Answer",
    "Archive",
    "Article",
    "ArticleEntry",
    "ArticlesError",
    "Certainty",
    "Changes",
    "Compared",
    "Corrections",
    "CorrectionsError",
    "Figure",
    "Headline",
    "IndexUnavailableError",
    "JudgedFileError",
    "Match",
    "Mentions",
    "Note",
    "NoteCode",
    "Passage",
    "PassagesReport",
    "Place",
    "Quotation",
    "QuotationFigures",
    "QuotationKind",
    "QuotedSpeaker",
    "QuotedWords",
    "Result",
    "Skipped",
    "Span",
    "Speaker",
    "SpellingsError",
    "Timeline",
    "WhosaidError",
    "canonical",
    "evaluate_passages",
    "evaluate_questions",
    "evaluate_quotations",
    "extract_quotations",
    "parse_corrections",
    "reason_to_skip",
    "sentences_of",
]
