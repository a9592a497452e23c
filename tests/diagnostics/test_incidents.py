"""Errors that nobody handled: none is lost, none fills the log, none comes back out of its own
handling."""

import asyncio
import logging
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from pos_app.diagnostics.incident_guard import guarded
from pos_app.diagnostics.incident_report import KEPT, keep_report, report_of
from pos_app.diagnostics.incidents import MOST_KINDS, QUIET, Incident, Incidents, incident_of

AT = datetime(2026, 11, 24, 14, 1, 17, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at


def mistake(text: str = "Bearer abcdef to 841234567") -> ValueError:
    """As it is after it was raised, and always at this line."""
    try:
        raise ValueError(text)  # noqa: TRY301 - it has a line only once it was raised
    except ValueError as error:
        return error


def test_an_error_of_every_second_is_told_once_and_logged_ever_more_rarely(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock, told = Clock(), list[bool]()

    def tell(*, is_new: bool) -> None:
        told.append(is_new)

    incidents = Incidents(clock, tell)
    with caplog.at_level(logging.INFO, "pos_app"):
        for second in range(1000):
            clock.at = AT + timedelta(seconds=second)
            incidents.note("the clock failed", mistake(str(second)))
        assert told.count(True) == 1
        assert len(told) == len(caplog.messages) == 10  # the first, the second, …, the 512th
        clock.at += QUIET + timedelta(seconds=1)
        incidents.note("the clock failed", mistake())
    assert len(caplog.messages) == 11
    assert told.count(True) == 2  # whoever closed the notice has forgotten it
    (incident,) = incidents.all
    assert (incident.count, incident.first, incident.last) == (1001, AT, clock.at)
    assert sum("Traceback" in line for line in caplog.messages) == 1
    assert "unhandled error, 512 times now: the clock failed ValueError: 0" in caplog.messages


def test_errors_without_end_are_kept_within_bounds() -> None:
    incidents = Incidents(Clock())
    for number in range(1000):
        incidents.note(f"message {number}")
    assert len(incidents.all) == MOST_KINDS + 1
    assert sum(incident.count for incident in incidents.all) == 1000


def test_what_comes_again_within_five_minutes_is_no_news() -> None:
    clock, told = Clock(), list[bool]()
    incidents = Incidents(clock, lambda *, is_new: told.append(is_new))
    for after in (0, 0, 0, 300, 300.001):
        clock.at += timedelta(seconds=after)
        incidents.note("the clock failed", mistake())
    assert told == [True, False, False, True]  # the first, second, fourth and fifth


def test_what_is_known_is_counted_as_what_it_is_beside_any_number_of_others() -> None:
    incidents = Incidents(Clock())
    incidents.note("the clock failed", mistake())
    for number in range(40):
        incidents.note(f"message {number}")
    incidents.note("the clock failed", mistake())
    first, *_, others = incidents.all
    assert (len(incidents.all), first.count, others.count) == (21, 2, 21)


def _raise(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as raised:
        return raised


def test_errors_are_of_one_kind_where_type_and_line_are_the_same() -> None:
    """What was never raised has no line: then its words tell."""
    incidents = Incidents(Clock())
    for error in (
        _raise(ValueError("one")),
        _raise(ValueError("two")),
        _raise(TypeError("one")),
        mistake("one"),
        ValueError("never raised"),
        ValueError("never raised"),
        ValueError("never raised either"),
    ):
        incidents.note("it failed", error)
    assert [incident.count for incident in incidents.all] == [2, 1, 1, 2, 1]


def test_after_an_error_of_the_handling_the_next_is_noted_again() -> None:
    refused: list[bool] = []

    def tell(*, is_new: bool) -> None:
        refused.append(is_new)
        raise mistake("the notice failed")

    incidents = Incidents(Clock(), tell)
    incidents.note("the first")
    incidents.note("the second")
    assert (len(incidents.all), refused) == (2, [True, True])


def test_a_traceback_is_kept_from_its_end_and_moves_no_cursor() -> None:
    incident = incident_of("it failed", mistake(f"{'x' * 30_000} the end"), AT)
    what, trace = incident.text.split("\n")
    assert (what, trace[:3], trace[-8:]) == ("it failed", "xxx", " the end")
    assert len(trace) == 20_000 - 1  # and the end of its last line
    assert incident_of("it failed", mistake("\x1b[2J"), AT).text.endswith("\\u001b[2J")
    assert incident_of("it failed", None, AT) == Incident("it failed", AT, AT)


def test_an_error_that_an_incident_repeats_is_logged_by_its_first_and_last_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    incidents = Incidents(Clock())
    with caplog.at_level(logging.INFO, "pos_app"):
        for _ in range(2):
            incidents.note("a message alone")
        for _ in range(2):
            incidents.note("it failed", mistake("why"))
    alone, again, first, second = caplog.messages
    assert alone == "unhandled error: a message alone"
    assert again == "unhandled error, 2 times now: a message alone "
    assert first.startswith("unhandled error: it failed\nTraceback")
    assert second == "unhandled error, 2 times now: it failed ValueError: why"


async def test_an_error_of_a_task_is_noted_and_reported_as_ever(
    caplog: pytest.LogCaptureFixture,
) -> None:
    incidents = Incidents(Clock())
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(incidents.of_loop)
    loop.call_exception_handler({"message": "a task failed", "exception": mistake("why")})
    loop.call_exception_handler({"message": "nobody knows why"})
    assert [incident.text.splitlines()[0] for incident in incidents.all] == [
        "a task failed",
        "nobody knows why",
    ]
    assert incidents.all[0].text.endswith("ValueError: why")
    reported = [record.message for record in caplog.records if record.name == "asyncio"]
    assert reported == ["a task failed", "nobody knows why"]


@pytest.mark.parametrize("end", [KeyboardInterrupt(), SystemExit(1)])
def test_an_end_that_somebody_asked_for_is_no_incident(
    end: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Any] = []
    for module in (sys, threading):
        monkeypatch.setattr(module, "excepthook", lambda *what: heard.append(what))
    incidents = Incidents(Clock())
    with incidents.hooked():
        sys.excepthook(type(end), end, None)
        of_thread = threading.ExceptHookArgs((type(end), end, None, None))
        threading.excepthook(of_thread)
    assert (incidents.all, len(heard)) == ((), 2)


def test_an_error_of_the_handling_itself_ends_there(capsys: pytest.CaptureFixture[str]) -> None:
    tries = []

    def tell(*, is_new: bool) -> None:
        tries.append(is_new)
        incidents.note("once more", mistake())
        raise mistake("the notice failed")

    incidents = Incidents(Clock(), tell)
    incidents.note("the first", mistake())
    assert len(tries) == len(incidents.all) == 1
    assert "the notice failed" in capsys.readouterr().err


class Broken:
    def __del__(self) -> None:
        raise mistake("in a destructor")


def in_a_thread() -> None:
    def fail() -> None:
        raise mistake("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def in_a_slot() -> None:
    """Qt's binding calls this hook, as Python does for an error that ends it."""
    error = mistake("in a slot")
    sys.excepthook(type(error), error, error.__traceback__)


def in_a_destructor() -> None:
    Broken()


@pytest.mark.parametrize("fail", [in_a_thread, in_a_slot, in_a_destructor])
def test_wherever_it_comes_from_it_is_noted_and_stays_loud(
    fail: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Any] = []
    for module, hook in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, hook, lambda *what: heard.append(what))
    before = sys.excepthook, sys.unraisablehook, threading.excepthook
    incidents = Incidents(Clock())
    with incidents.hooked():
        fail()
    assert before == (sys.excepthook, sys.unraisablehook, threading.excepthook)
    (incident,) = incidents.all
    assert incident.text.endswith(f"ValueError: {fail.__name__.replace('_', ' ')}")
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Exception ignored in a callback", "Exception ignored in a callback"),
        (None, "an error that could not be raised"),
    ],
)
def test_where_python_says_what_failed_that_is_told(
    said: str | None, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)
    incidents = Incidents(Clock())
    with incidents.hooked():
        sys.unraisablehook(cast("Any", SimpleNamespace(err_msg=said, exc_value=mistake())))
    (incident,) = incidents.all
    assert incident.text.splitlines()[0] == told


def test_a_report_tells_all_and_gives_nothing_away() -> None:
    incidents = Incidents(Clock())
    incidents.note("a task failed", mistake())
    incidents.note("a task failed", mistake())
    report = report_of(incidents.all, ["sale 12 vpos payment sending -> waiting"], AT)
    for part in (
        "pos_app 0",
        "Python 3",
        "2026-11-24 14:01:17Z",
        "2 times",
        "Traceback",
        "sale 12",
    ):
        assert part in report
    assert "ValueError: Bearer ••• to •••567" in report
    assert "abcdef" not in report
    assert "841234567" not in report


def test_the_newest_reports_are_kept(tmp_path: Path) -> None:
    for minute in range(KEPT + 3):
        keep_report(tmp_path / "log", str(minute), AT + timedelta(minutes=minute))
    kept = [file.read_text() for file in sorted((tmp_path / "log").iterdir())]
    assert kept == [str(minute) for minute in range(3, KEPT + 3)]


async def test_a_notice_that_cannot_be_shown_is_not_tried_again(tmp_path: Path) -> None:
    shown: list[str] = []

    def show(report: Callable[[], str], *, is_new: bool) -> None:
        assert is_new
        shown.append(report())
        raise mistake("no notice")

    async with guarded(show, tmp_path):
        for what in ("the first", "the second"):
            asyncio.get_running_loop().call_exception_handler({"message": what})
            await asyncio.sleep(0)
            await asyncio.sleep(0)
    (report,) = shown
    assert "the first" in report
    assert list(tmp_path.glob("report-*.txt"))
