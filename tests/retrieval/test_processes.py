import logging
import os
import subprocess
from math import sqrt

import pytest

from retrieval.processes import Waiting, in_order, in_processes


def test_work_is_done_by_other_processes() -> None:
    chunks = [[()] * 2 for _ in range(6)]
    done = list(in_processes(os.getpid, chunks))
    assert [len(chunk) for chunk in done] == [2] * 6
    assert os.getpid() not in {number for chunk in done for number in chunk}


def test_every_chunk_is_done_once() -> None:
    done = list(in_processes(sqrt, ([(n,), (n + 1,)] for n in range(0, 20, 2))))
    assert sorted(root for chunk in done for root in chunk) == [sqrt(n) for n in range(20)]


def test_a_process_that_ends_is_told_once_and_the_other_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    done = list(in_processes(ended_by, [[(0,)], *([(n,)] for n in range(1, 8))]))
    assert sorted(number for chunk in done for number in chunk) == list(range(1, 8))
    assert [record.message.partition(" (")[0] for record in caplog.records] == [
        "A process that helps ended before its time"
    ]


def ended_by(number: int) -> int:
    if number == 0:
        os._exit(1)
    return number


def test_when_all_have_ended_nothing_more_is_done() -> None:
    assert list(in_processes(os._exit, [[(1,)]] * 5)) == []


def test_they_end_when_nobody_wants_more() -> None:
    results = in_processes(sqrt, ([(n,)] for n in range(1_000_000)))
    assert len(next(results)) == 1
    results.close()  # type: ignore[attr-defined]  # it is a generator


def test_results_come_in_order() -> None:
    chunks = [[(n,), (n + 1,)] for n in range(0, 20, 2)]
    assert list(in_order(sqrt, chunks)) == [[sqrt(a), sqrt(b)] for (a,), (b,) in chunks]


def test_work_is_done_by_processes_that_wait_for_it() -> None:
    with Waiting(1) as waiting:
        done = list(in_order(os.getpid, [[()] for _ in range(8)], waiting))
        assert waiting.taken() is None
    assert os.getpid() not in {number for (number,) in done}
    assert len(done) == 8


def test_processes_that_nobody_takes_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen
    monkeypatch.setattr(
        "subprocess.Popen", lambda *how, **more: started.append(start(*how, **more)) or started[-1]
    )
    with Waiting(2):
        assert [process.poll() for process in started] == [None, None]
    assert all(process.returncode for process in started)


def test_what_other_processes_leave_undone_is_done_here(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    done = list(in_order(OnlyHere(os.getpid()), [[(n,)] for n in range(9)]))
    assert done == [[n] for n in range(9)]
    assert len(caplog.records) == 2


class OnlyHere:
    def __init__(self, process: int) -> None:
        self._process = process

    def __call__(self, number: int) -> int:
        if os.getpid() != self._process:
            os._exit(1)
        return number


def test_where_no_process_can_be_started_all_is_done_here(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert list(in_order(sqrt, [[(4,)], [(9,)]])) == [[2], [3]]
    assert [record.message.partition(" (")[0] for record in caplog.records] == [
        "No process can be started to help"
    ]


def test_more_can_be_asked_and_answered_than_lies_between_two_processes() -> None:
    chunks = [[(bytes([n]) * 3_000_000,)] for n in range(6)]
    assert list(in_order(bytes.swapcase, chunks)) == [[data] for ((data,),) in chunks]
