"""Who said what in all articles: an article's quotations when asked for, everybody who is quoted."""

from retrieval.attributions.attributions import Attributions
from retrieval.attributions.model import QuotedSpeaker, Utterance
from retrieval.attributions.reading import Reader
from retrieval.attributions.readings import Readings

__all__ = ["Attributions", "QuotedSpeaker", "Reader", "Readings", "Utterance"]
