"""Judged questions and articles → figures."""

from retrieval.evaluation.asking import evaluate_questions
from retrieval.evaluation.passages import Compared, Figure, PassagesReport, evaluate_passages
from retrieval.evaluation.quotations import JudgedFileError, QuotationFigures, evaluate_quotations

__all__ = [
    "Compared",
    "Figure",
    "JudgedFileError",
    "PassagesReport",
    "QuotationFigures",
    "evaluate_passages",
    "evaluate_questions",
    "evaluate_quotations",
]
