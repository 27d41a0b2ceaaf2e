"""Text → who said which words."""

from retrieval.quotations.extraction import extract_quotations
from retrieval.quotations.model import Certainty, Quotation, QuotationKind

__all__ = ["Certainty", "Quotation", "QuotationKind", "extract_quotations"]
