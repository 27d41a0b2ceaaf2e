"""Text → who said which words."""

from retrieval.quotations.extraction import extract_quotations
from retrieval.quotations.model import ATTITUDE, LIKELY, Certainty, Quotation, QuotationKind

__all__ = ["ATTITUDE", "LIKELY", "Certainty", "Quotation", "QuotationKind", "extract_quotations"]
