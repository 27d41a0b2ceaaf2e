"""A reply → the JSON object that scripts read; every key is explained in docs/json.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.rendering.as_text import pages_of
from bot.rendering.lines import plain
from bot.rendering.notes import note_sentence
from bot.replies import ArticleList, Comparison, Failed, Help, OnlyInDiscord, SpeakerList, Unknown
from retrieval import Answer, Timeline

if TYPE_CHECKING:
    from bot.questions import Command
    from bot.replies import Reply
    from retrieval import Article, ArticleEntry, QuotedSpeaker, QuotedWords, Result


def reply_object(reply: Reply, prefix: str = "!") -> dict[str, Any]:
    """Return the object that `whosaid ask --json` prints for a reply."""
    match reply:
        case Answer():
            told = answer_object(reply)
        case ArticleList():
            articles = [_article(article, article.passages) for article in reply.articles]
            skipped = [{"source": s.source, "reason": s.reason} for s in reply.skipped]
            told = _bare("articles") | {"found": True, "articles": articles, "skipped": skipped}
        case Timeline() | Comparison():
            told = _over_time(reply)
        case SpeakerList():
            speakers = [_quoted(quoted) for quoted in reply.speakers]
            told = _bare("speakers") | {"found": bool(speakers), "speakers": speakers}
        case Help():
            told = _bare("help") | {"found": True, "commands": [_command(c) for c in reply.commands]}
        case Unknown():
            nearest = f"{prefix}{reply.nearest.name}" if reply.nearest else None
            told = _bare(None) | {"suggestion": nearest}
        case OnlyInDiscord():
            told = _bare(reply.command.name)
        case Failed():
            told = _bare(reply.command, reply.query)
    if not isinstance(reply, Answer | ArticleList | Timeline) and not told.get("topics"):
        told["notes"] = plain(pages_of(reply, prefix).preface).splitlines()
    return told


def answer_object(answer: Answer) -> dict[str, Any]:
    """Return the object of an answer."""
    return _bare(answer.command, answer.query) | {
        "found": answer.found,
        "suggestion": answer.suggestion,
        "notes": [note_sentence(note, found=answer.found) for note in answer.notes],
        "elapsed_ms": round(answer.elapsed_ms, 2),
        "results": [_result(result) for result in answer.results],
    }


def _over_time(reply: Timeline | Comparison) -> dict[str, Any]:
    if isinstance(reply, Timeline):
        return _timeline(reply)
    topics = [_timeline(timeline) for timeline in reply.timelines]
    found = any(topic["found"] for topic in topics)
    return _bare("compare", reply.query) | {"found": found, "topics": topics}


def _timeline(timeline: Timeline) -> dict[str, Any]:
    found = bool(timeline.mentions)
    return _bare("timeline", timeline.query) | {
        "found": found,
        "suggestion": timeline.suggestion,
        "notes": [note_sentence(note, found=found) for note in timeline.notes],
        "mentions": [_article(mentions.article, mentions.count) for mentions in timeline.mentions],
    }


def _article(article: Article | ArticleEntry, passages: int) -> dict[str, Any]:
    return {
        "source": article.source,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "passages": passages,
    }


def _command(command: Command) -> dict[str, Any]:
    return {
        "name": command.name,
        "aliases": list(command.aliases),
        "usage": command.usage,
        "example": command.example,
        "summary": command.summary,
    }


def _quoted(quoted: QuotedSpeaker) -> dict[str, Any]:
    return {
        "name": quoted.speaker.name,
        "role": quoted.speaker.role,
        "quotations": quoted.quotations,
        "sources": list(quoted.sources),
    }


def _bare(command: str | None, query: str = "") -> dict[str, Any]:
    """Return the keys that every reply has, in their order."""
    return {
        "command": command,
        "query": query,
        "found": False,
        "suggestion": None,
        "notes": [],
        "elapsed_ms": 0.0,
        "results": [],
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
