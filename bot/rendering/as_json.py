"""`Answer` → the JSON object that scripts read; every key is explained in docs/json.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.rendering.notes import note_sentence

if TYPE_CHECKING:
    from retrieval import Answer, QuotedWords, Result


def answer_object(answer: Answer) -> dict[str, Any]:
    """Return the object that `whosaid ask --json` prints."""
    return {
        "command": answer.command,
        "query": answer.query,
        "found": answer.found,
        "suggestion": answer.suggestion,
        "notes": [note_sentence(note, found=answer.found) for note in answer.notes],
        "elapsed_ms": round(answer.elapsed_ms, 2),
        "results": [_result(result) for result in answer.results],
    }


def _result(result: Result) -> dict[str, Any]:
    passage = result.passage
    article = passage.article
    return {
        **(_quotation(result.quoted) if result.quoted else {}),
        "text": passage.text,
        "span": [passage.start, passage.end],
        "lines": list(passage.lines),
        "highlights": [list(span) for span in result.highlights],
        "sentence": list(result.sentence) if result.sentence else None,
        "headline": passage.headline.text if passage.headline else None,
        "title": article.title,
        "source": article.source,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "also_in": [{"source": place.source, "lines": list(place.lines)} for place in result.also_in],
        "score": round(result.score, 4),
    }


def _quotation(quoted: QuotedWords) -> dict[str, Any]:
    quotation = quoted.quotation
    names = [speaker.name for speaker in quotation.speakers]
    return {
        "speaker": " and ".join(names) or None,
        "speakers": names,
        "role": next((s.role for s in quotation.speakers if s.role), None),
        "mention": quotation.mention,
        "kind": quotation.kind,
        "cue": quotation.cue,
        "certainty": quotation.certainty,
        "quotation": quotation.content,
        "quotation_span": [quotation.start, quotation.end],
        "quotation_lines": list(quoted.lines),
        "pieces": [list(piece) for piece in quoted.pieces],
    }
