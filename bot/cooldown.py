"""How often one member may ask."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

QUESTIONS = 5
SECONDS = 10.0
_MEMBERS = 10_000
"""Members remembered at once; the one that asked longest ago is forgotten first."""

Member = tuple[int, int]
"""(server, member); server 0 is a direct message."""


class Cooldown:
    """At most `questions` in any `seconds` for each member."""

    def __init__(
        self,
        questions: int = QUESTIONS,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.questions = questions
        self.seconds = seconds
        self._clock = clock
        self._asked: OrderedDict[Member, deque[float]] = OrderedDict()

    def wait(self, member: Member, questions: int | None = None, seconds: float | None = None) -> float:
        """Count a question of `member`: 0.0 when it may be answered, else the seconds to wait.

        `questions` and `seconds` stand in for the usual ones where a server chose its own.
        """
        questions, seconds = questions or self.questions, seconds or self.seconds
        now = self._clock()
        asked = self._asked.setdefault(member, deque())
        self._asked.move_to_end(member)
        if len(self._asked) > _MEMBERS:
            self._asked.popitem(last=False)
        while asked and now - asked[0] >= seconds:
            asked.popleft()
        if len(asked) >= questions:
            return seconds - (now - asked[0])
        asked.append(now)
        return 0.0
