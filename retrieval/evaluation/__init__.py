"""Judged questions and articles → figures."""

from retrieval.evaluation.quotations import JudgedFileError, QuotationFigures, evaluate_quotations

__all__ = ["JudgedFileError", "QuotationFigures", "evaluate_quotations"]
