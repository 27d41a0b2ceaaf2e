"""Answers made by hand, for the tests of what is shown of them."""

from datetime import date

from retrieval import (
    Answer,
    Article,
    ArticleEntry,
    Certainty,
    Headline,
    Passage,
    Place,
    Quotation,
    QuotationKind,
    QuotedWords,
    Result,
    Speaker,
)

TEXT = """Harbour dues rise

Captain Ada Byron said: "The dues are far too high for small boats.

"And the quay is crumbling," she added on Monday.
"""

ARTICLE = Article(
    "town/harbour.txt", "Harbour dues rise", date(2014, 3, 29), "https://news.example/harbour", TEXT, "0" * 64
)
HEADLINE = Headline("Harbour dues rise", 0, 17)
FIRST_PIECE = (TEXT.index("The dues"), TEXT.index('\n\n"And'))
SECOND_PIECE = (TEXT.index("And the"), TEXT.index(',"'))


def passage(first: str, last: str, lines: tuple[int, int]) -> Passage:
    start, end = TEXT.index(first), TEXT.index(last) + len(last)
    return Passage(ARTICLE, HEADLINE, TEXT[start:end], start, end, lines, 0)


def entry(passages: int) -> ArticleEntry:
    """Return what a list tells of the article."""
    return ArticleEntry(
        0, ARTICLE.source, ARTICLE.title, ARTICLE.published, ARTICLE.url, ARTICLE.sha256, passages
    )


FIRST = passage("Captain", "small boats.", (3, 3))
SECOND = passage('"And', "Monday.", (5, 5))


def quoted(
    speakers: tuple[Speaker, ...] = (Speaker("Ada Byron", "Captain"),),
    certainty: Certainty = Certainty.HIGH,
    mention: str | None = "Captain Ada Byron",
    evidence: tuple[int, int] | None = None,
    kind: QuotationKind = QuotationKind.DIRECT,
) -> QuotedWords:
    start, end = FIRST_PIECE
    quotation = Quotation(
        start,
        end,
        TEXT[start:end],
        kind,
        0,
        "said" if mention else None,
        mention,
        None,
        None,
        speakers,
        "name cue",
        certainty,
        evidence,
    )
    return QuotedWords(quotation, (3, 3), (FIRST_PIECE, SECOND_PIECE))


def said(words: QuotedWords | None) -> Answer:
    dues = FIRST.text.index("dues")
    result = Result(FIRST, 3.14159, ((dues, dues + 4),), None, (), words)
    return Answer("who said", "dues", (result,), None, (), 0.1234)


def about(*also_in: Place, command: str = "about") -> Answer:
    quay = SECOND.text.index("quay")
    result = Result(SECOND, 2.5, ((quay, quay + 4),), (0, 28), also_in)
    return Answer(command, "quay", (result,), None, (), 0.1234)
