"""Asking the archive without holding up the event loop."""

from __future__ import annotations

import asyncio
import sys
from collections import OrderedDict, deque
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, TypeVar

from bot.fair_queue import BACKGROUND, FairQueue
from retrieval import NoteCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.current_archive import CurrentArchive
    from retrieval import Answer, Archive

    Find = Callable[[Archive, str, int], Answer]
    Question = tuple[Find, str, int]
    Clock = Callable[[], float]

T = TypeVar("T")

_QUICK = 0.001
_ALONE = 0.02
"""Seconds that a search takes, by half of the last ones, which has the loop at any time; while no other is
under way."""
_SLOW = 2.5
"""Times as long as that may one of the last ones take at most, but for one that was late."""
_LATELY = 9
_AT_ONCE = 2
"""Threads that search at the same time; more only take turns at Python's lock and slow every answer."""
_MOST_WAITING = 25
"""Questions of one server that wait for a thread; a search is done in milliseconds, so this is a flood."""
_TURN = 0.0002
"""Seconds after which a thread gives up Python's lock to one that waits, where Python sets 5 ms: the event
loop waits for it when a heartbeat is due. Searches get through as many questions with it as with 1 ms."""
_REMEMBERED = 64
_LONGEST = 200_000
"""Characters of the articles that a remembered answer holds: those of an index on disk are its own."""


class Finder:
    """Runs a search in a thread, or on the loop itself where it has lately been quick.

    Going to a thread and back costs about a third of a millisecond, as much as a search of a small folder
    takes, and several on a busy machine. A kind of search has the loop while, of its last nine on the same
    archive, half took less than 1 ms; 20 ms are no matter while nobody else is being answered. One search
    has it in each round of the loop, so that many questions at once do not keep a heartbeat waiting. The
    threads are taken in turn by the servers that ask.

    What was asked a moment ago is answered from memory: turned pages, a question that a whole channel
    repeats. It is remembered without who asked, until others were asked or the articles change.
    """

    def __init__(
        self, current: CurrentArchive, on_loop: Clock = perf_counter, in_thread: Clock = thread_time
    ) -> None:
        """Search the archive in use. Shortens the turns of all threads of this process (`_TURN`).

        By default it is told for how long a search has the loop, but in a thread, where it waits for turns,
        its own time. To ask for that on the loop would let the system set the bot aside in the midst of it.
        """
        sys.setswitchinterval(_TURN)
        self._current = current
        self._on_loop, self._in_thread = on_loop, in_thread
        self._turns = FairQueue(_AT_ONCE, _MOST_WAITING)
        self._loop_was_had = False
        self._begin(current.archive)

    def _begin(self, archive: Archive) -> None:
        self._archive = archive
        self._lately: dict[Find, deque[float]] = {}
        self._answers: OrderedDict[Question, Answer] = OrderedDict()

    def at_once(self, find: Find, words: str, limit: int) -> Answer | None:
        """Return what `find` gives for the archive of this moment; None where it has to be waited for."""
        archive = self._current.archive
        if archive is not self._archive:
            self._begin(archive)
        question = find, words, limit
        remembered = self._answers.get(question)
        if remembered is not None:
            self._answers.move_to_end(question)
            return remembered
        if self._loop_was_had or not self._is_quick(find):
            return None
        self._loop_was_had = True
        asyncio.get_running_loop().call_soon(self._next_round)
        answer, seconds = _timed(archive, question, self._on_loop)
        self._note(question, answer, seconds)
        return answer

    async def find(self, find: Find, words: str, limit: int, *, server: int) -> Answer:
        """Return what `find` gives for the archive of this moment, asked in `server` (or by that member).

        Raises CrowdedError when too many questions of the same server wait.
        """
        at_once = self.at_once(find, words, limit)
        if at_once is not None:
            return at_once
        archive, question = self._archive, (find, words, limit)
        answer, seconds = await self.in_turn(
            lambda: _timed(archive, question, self._in_thread), server=server
        )
        if archive is self._archive:
            self._note(question, answer, seconds)
        return answer

    async def when_idle(self, work: Callable[[], T], /) -> T:
        """Do work on the archive that nobody waits for, in a thread, when no question waits for one."""
        return await self.in_turn(work, server=BACKGROUND)

    async def in_turn(self, work: Callable[[], T], *, server: int) -> T:
        """Do other work on the archive in a thread, when it is the server's turn. Raises CrowdedError."""
        async with self._turns.turn(server):
            return await asyncio.to_thread(work)

    def _next_round(self) -> None:
        self._loop_was_had = False

    def _is_quick(self, find: Find) -> bool:
        lately = sorted(self._lately.get(find, ()))
        if len(lately) < _LATELY:
            return False
        longest = _ALONE if self._turns.idle else _QUICK
        return lately[_LATELY // 2] < longest and lately[-2] < _SLOW * longest

    def _note(self, question: Question, answer: Answer, seconds: float) -> None:
        self._lately.setdefault(question[0], deque(maxlen=_LATELY)).append(seconds)
        self._remember(question, answer)

    def _remember(self, question: Question, answer: Answer) -> None:
        # What was said is found more and more completely until all articles have been read for it.
        final = answer.command == "about" and all(n.code is not NoteCode.STILL_READING for n in answer.notes)
        if not final and self._archive.percent_read < 100:
            return
        if sum(len(result.passage.article.text) for result in answer.results) > _LONGEST:
            return
        self._answers[question] = answer
        if len(self._answers) > _REMEMBERED:
            self._answers.popitem(last=False)


def _timed(archive: Archive, question: Question, clock: Clock) -> tuple[Answer, float]:
    find, words, limit = question
    started = clock()
    return find(archive, words, limit), clock() - started
