"""What a server asked: counts and times, without words and members, and the words where its log is on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.records.questions import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.records.votes import Tally
    from bot.store import Store

DAYS = 30
"""Days that the statistics look back, today included."""


@dataclass(frozen=True, slots=True)
class Day:
    """The questions of one day."""

    day: date
    found: int
    not_found: int
    failed: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """A server's questions of the last DAYS days."""

    days: tuple[Day, ...]
    """Every day, those without a question too, today last."""
    commands: Sequence[tuple[str, int]]
    """How often each command was used, the most used first."""
    unanswered: Sequence[tuple[str, int]] | None
    """What was asked most without an answer, and how often; None where the server's log is off."""
    votes: Tally
    """On the answers that are still kept."""
    median_ms: float | None
    percentile_95_ms: float | None
    """None where no time was taken."""

    @property
    def questions(self) -> int:
        """All questions."""
        return sum(day.found + day.not_found + day.failed for day in self.days)

    @property
    def share_answered(self) -> float | None:
        """The share of questions that something was found for; None where nothing was asked."""
        return sum(day.found for day in self.days) / self.questions if self.questions else None


async def statistics_of(store: Store, server: int, today: date) -> Statistics:
    """Return a server's statistics up to a day (in UTC). Raises StoreError."""
    first = today - timedelta(days=DAYS - 1)
    counts = {
        key: count
        for key, count in (await store.questions.counts(server)).items()
        if key[0] >= first.isoformat()
    }
    times = await store.questions.times(server, first.isoformat())
    log_is_on = store.server(server).question_log
    commands: Counter[str] = Counter()
    for (_, command, _), count in counts.items():
        commands[command] += count
    return Statistics(
        tuple(_day(first + timedelta(days=n), counts) for n in range(DAYS)),
        commands.most_common(),
        await store.questions.unanswered(server) if log_is_on else None,
        await store.votes.in_server(server),
        percentile(times, 50),
        percentile(times, 95),
    )


def _day(day: date, counts: Mapping[tuple[str, str, Outcome], int]) -> Day:
    def of(outcome: Outcome) -> int:
        return sum(n for (at, _, how), n in counts.items() if (at, how) == (day.isoformat(), outcome))

    return Day(day, of(Outcome.FOUND), of(Outcome.NOT_FOUND), of(Outcome.FAILED))


def percentile(times: Mapping[float, int], percent: int) -> float | None:
    """Return the time that `percent` of all are not longer than, from how often each was taken."""
    wanted = -(-percent * sum(times.values()) // 100)
    reached = 0
    for milliseconds, count in sorted(times.items()):
        reached += count
        if reached >= wanted:
            return milliseconds
    return None
