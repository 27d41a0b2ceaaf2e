"""The front door: a text's quotations, each with its speaker."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.passages import Block, layout_of
from retrieval.quotations.attitudes import AttitudeFinder
from retrieval.quotations.choice import Choice, choose
from retrieval.quotations.features import Context
from retrieval.quotations.frame import Frame, Order
from retrieval.quotations.frames import FrameFinder
from retrieval.quotations.indirect import Statement, StatementFinder
from retrieval.quotations.interviews import answered
from retrieval.quotations.likelihood import likelihood, percent
from retrieval.quotations.mentions import Mentions
from retrieval.quotations.model import LIKELY, Certainty, Quotation, QuotationKind
from retrieval.quotations.stretches import Stretch
from retrieval.quotations.words import Words
from retrieval.speakers.register import Register

_RELATIVE = frozenset(("who", "that", "which"))
SURE_CUE = 0.5
"""Log odds above which a cue surely reports what somebody says."""


def extract_quotations(text: str, layout: Sequence[Block] | None = None) -> list[Quotation]:
    """Find what was said in a text, and by whom, in order.

    `layout` is what `layout_of(text)` gives; a caller that has it need not have it found again.
    """
    words = Words(text, layout_of(text) if layout is None else layout)
    mentions = Mentions(words)
    finder = FrameFinder(words, mentions)
    frames = finder.frames()
    context = Context(words, frames)
    register = Register(words, mentions, context.by_sentence)
    choices = answered(words, mentions, register.person_at, context.stretches, choose(context))
    groups = _groups(context.stretches, choices)
    found = [
        _quotation(words, stretch, choice, group, register)
        for stretch, choice, group in zip(context.stretches, choices, groups, strict=True)
    ]
    statements = _statements(words, mentions, finder, context)
    parts: dict[int, int] = {}
    reported = [
        reported_words(words, statement, parts.setdefault(id(statement.frame), len(found) + n), register)
        for n, statement in enumerate(statements)
    ]
    in_sentence: dict[tuple[int, int] | None, list[Quotation]] = {}
    for quotation in reported:
        in_sentence.setdefault(quotation.evidence, []).append(quotation)
    found.extend(q for q in reported if not _is_repeated(q, in_sentence[q.evidence]))
    return sorted(found, key=lambda quotation: (quotation.start, quotation.end))


def _statements(words: Words, mentions: Mentions, finder: FrameFinder, context: Context) -> list[Statement]:
    """Return what is reported without marks, and whose attitudes are told by words that report nothing."""
    finder_of_reports = StatementFinder(words, mentions, context.by_sentence, likelihood())
    found = finder_of_reports.statements()
    attitudes = AttitudeFinder(words, mentions, finder.subjects, finder_of_reports.clauses, likelihood())
    found.extend(attitudes.statements(context.by_sentence, found))
    return found


def _is_repeated(inner: Quotation, reported: Sequence[Quotation]) -> bool:
    """Whether the same speaker's statement around it says it too: "she said she wanted to see …"."""
    return any(
        outer is not inner
        and outer.start <= (inner.mention_start or 0) < inner.end <= outer.end
        and (outer.likelihood >= inner.likelihood or inner.is_attitude > outer.is_attitude)
        and [s.name for s in outer.speakers] == [s.name for s in inner.speakers]
        for outer in reported
    )


def _groups(stretches: Sequence[Stretch], choices: Sequence[Choice]) -> list[int]:
    """Return a number for each stretch, shared by those of one quotation."""
    groups: list[int] = []
    for here, (stretch, choice) in enumerate(zip(stretches, choices, strict=True)):
        joined = False
        if here and choice.frame is not None:
            before, chosen = stretches[here - 1], choices[here - 1].frame
            same = chosen is not None and chosen.mention is choice.frame.mention
            joined = same and (stretch.continues or stretch.paragraph == before.paragraph)
        groups.append(groups[-1] if joined else here)
    return groups


def reported_words(words: Words, statement: Statement, group: int, register: Register) -> Quotation:
    """Return a statement as the quotation that it is; those of one `group` are parts of one."""
    frame = statement.frame
    start, end = words.start[statement.first], words.end[statement.last - 1]
    mention_start, mention_end = words.start[frame.mention.first], _mention_end(words, frame)
    first, last = words.sentences[frame.sentence]
    return Quotation(
        start,
        end,
        words.text[start:end],
        QuotationKind.INDIRECT,
        group,
        words.word[frame.cue] if frame.cue >= 0 else ":",
        words.text[mention_start:mention_end],
        mention_start,
        mention_end,
        register.speakers_of(frame.mention),
        frame.order,
        _certainty(statement),
        (words.start[first], words.end[last - 1]),
        percent(statement.score),
    )


def _certainty(statement: Statement) -> Certainty:
    if percent(statement.score) < LIKELY:
        return Certainty.NONE
    sure = statement.frame.order is not Order.ATTITUDE and statement.frame.weight.either > SURE_CUE
    return Certainty.HIGH if sure else Certainty.FAIR


def _mention_end(words: Words, frame: Frame) -> int:
    """Return where a mention ends as written: "who" of "a man who said" belongs to it."""
    behind = frame.mention.last
    if behind < frame.cue:
        behind += words.low[behind] == ","
        if behind < frame.cue and words.low[behind] in _RELATIVE:
            return words.end[behind]
    return words.end[frame.mention.last - 1]


def _quotation(words: Words, stretch: Stretch, choice: Choice, group: int, register: Register) -> Quotation:
    marked = words.marked[stretch.number]
    frame = choice.frame
    content = words.text[marked.start : marked.end]
    kind = QuotationKind.DIRECT if stretch.capital else QuotationKind.MIXED
    if frame is None:
        return Quotation(
            marked.start,
            marked.end,
            content,
            kind,
            group,
            None,
            None,
            None,
            None,
            (),
            "none",
            Certainty.NONE,
            None,
        )
    start, end = words.start[frame.mention.first], _mention_end(words, frame)
    colon = frame.cue < 0 and words.word[frame.last : frame.last + 1] == [":"]
    cue = words.word[frame.cue] if frame.cue >= 0 else ":" if colon else None
    mention = words.text[start:end]
    first, last = words.sentences[frame.sentence]
    return Quotation(
        marked.start,
        marked.end,
        content,
        kind,
        group,
        cue,
        mention,
        start,
        end,
        register.speakers_of(frame.mention),
        Order.COLON if colon else frame.order,
        Certainty.HIGH if choice.probability > 0.9 else Certainty.FAIR,
        (words.start[first], words.end[last - 1]),
    )
