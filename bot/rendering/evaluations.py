"""What `whosaid evaluate` measured → a table in text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval import Figure, PassagesReport


def passages_table(report: PassagesReport) -> str:
    """Return a table of measures, each with the bounds of its 95 % interval."""
    return "\n".join(_lines(report))


def _lines(report: PassagesReport) -> Iterator[str]:
    yield (
        f"{report.documents} documents, {report.passages} passages, {report.questions} questions, "
        f"{report.milliseconds:.1f} ms a question"
    )
    yield ""
    yield f"{'':<34}{'Whosaid':<22}" + "".join(f"{other.name:<22}" for other in report.compared)
    for measure, figure in report.figures.items():
        others = "".join(f"{_figure(other.figures[measure]):<22}" for other in report.compared)
        yield f"{measure:<34}{_figure(figure):<22}{others}".rstrip()
        if report.compared:
            gained = "".join(f"{_figure(other.gained[measure], sign='+'):<22}" for other in report.compared)
            yield f"{'  Whosaid has more by':<34}{'':<22}{gained}".rstrip()
    shares = {
        "first passage holds an answer": report.answer_in_first,
        "marked sentence holds an answer": report.answer_in_sentence,
        "answerable, but refused": report.wrongly_refused,
        f"refused of {report.unanswerable} unanswerable": report.rightly_refused,
        f"gold or silver first of {report.loosely}": report.any_first,
    }
    for name, share in shares.items():
        if share is not None:
            yield f"{name:<34}{_figure(share)}"


def _figure(figure: Figure, sign: str = "") -> str:
    return f"{figure.mean:{sign}.3f} [{figure.low:{sign}.3f}, {figure.high:{sign}.3f}]"
