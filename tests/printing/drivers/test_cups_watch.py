"""How long a job is waited for, and what is believed of what the print system says meanwhile."""

from dataclasses import replace
from itertools import count

import pytest

from pos_app.domain.paper.print_job import CONFIRMED_WITHIN, Hitch
from pos_app.printing.drivers.cups import watch as module
from pos_app.printing.drivers.cups.job import CupsJob, CupsJobState
from pos_app.printing.drivers.cups.queue import CupsQueue
from pos_app.printing.drivers.cups.watch import Watch, trouble

IDLE = CupsQueue("q")
BUSY = replace(IDLE, is_busy=True, jobs=1)
JOB = CupsJob(
    state=CupsJobState.PROCESSING,
    began=True,
    documents=1,
    reasons=frozenset(),
    message="",
    progress=(0, 0, 0),
)
WAITING = replace(JOB, state=CupsJobState.PENDING, began=False)
NO_PAPER = frozenset({"media-empty"})


class Clock:
    """Moves when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "monotonic", clock)
    return clock


def told_after(watch: Watch, clock: Clock, job: CupsJob, queue: CupsQueue) -> tuple[Hitch, float]:
    """What is told of a job that does not change any more, and after how many seconds."""
    began = clock.now
    for _ in count():
        if hitch := watch.hitch(job, queue):
            return hitch, clock.now - began
        clock.now += 0.1
    raise AssertionError


def test_a_job_of_which_nothing_is_heard_is_waited_for_as_long_as_any(clock: Clock) -> None:
    hitch, seconds = told_after(Watch(IDLE, 0.0), clock, JOB, BUSY)
    assert hitch is Hitch.SILENT
    assert seconds == pytest.approx(CONFIRMED_WITHIN, abs=0.2)


def test_a_long_paper_has_the_time_that_a_slow_printer_needs_for_it(clock: Clock) -> None:
    _, seconds = told_after(Watch(IDLE, 1000.0), clock, JOB, BUSY)
    assert seconds == pytest.approx(CONFIRMED_WITHIN + 20.0, abs=0.2)


def test_a_slow_printer_has_more_time_while_its_pages_come(clock: Clock) -> None:
    watch = Watch(IDLE, 0.0)
    for page in range(10):
        clock.now += CONFIRMED_WITHIN - 1
        assert watch.hitch(replace(JOB, progress=(page, page, 0)), BUSY) is Hitch.NONE


def test_a_job_behind_others_waits_while_they_come_out(clock: Clock) -> None:
    watch = Watch(IDLE, 0.0)
    for jobs in range(10, 1, -1):
        clock.now += CONFIRMED_WITHIN - 1
        assert watch.hitch(WAITING, replace(BUSY, jobs=jobs)) is Hitch.NONE
    hitch, _ = told_after(watch, clock, WAITING, BUSY)
    assert hitch is Hitch.OFFLINE


def test_a_backend_that_tries_and_tries_makes_no_progress(clock: Clock) -> None:
    watch = Watch(IDLE, 0.0)
    said = ["Connecting to printer.", "The printer is not responding."] * 20
    told = []
    for words in said:
        clock.now += 1.0
        told.append(watch.hitch(JOB, replace(BUSY, message=words)))
    assert Hitch.SILENT in told


def test_a_printer_that_says_no_paper_is_believed_when_it_has_said_so_for_a_while(
    clock: Clock,
) -> None:
    watch = Watch(IDLE, 0.0)
    assert watch.hitch(JOB, replace(BUSY, reasons=NO_PAPER)) is Hitch.NONE
    assert watch.hitch(JOB, BUSY) is Hitch.NONE  # it took it back
    hitch, seconds = told_after(watch, clock, JOB, replace(BUSY, reasons=NO_PAPER))
    assert hitch is Hitch.PAPER_OUT
    assert 1.0 < seconds < 3.0


def test_what_the_last_job_left_behind_is_not_said_of_this_one(clock: Clock) -> None:
    """A print system says media-empty of an idle queue until its next job is through."""
    left = replace(IDLE, reasons=NO_PAPER)
    assert trouble(left) is Hitch.NONE
    watch = Watch(left, 0.0)
    _, seconds = told_after(watch, clock, JOB, replace(BUSY, reasons=NO_PAPER))
    assert seconds == pytest.approx(CONFIRMED_WITHIN, abs=0.2)
    assert trouble(replace(BUSY, reasons=NO_PAPER)) is Hitch.PAPER_OUT


def test_a_queue_that_stops_is_not_waited_for(clock: Clock) -> None:
    assert clock.now
    stopped = replace(IDLE, is_stopped=True, reasons=frozenset({"paused"}))
    assert Watch(IDLE, 0.0).hitch(JOB, stopped) is Hitch.OFFLINE
