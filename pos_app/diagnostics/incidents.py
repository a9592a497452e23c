"""Collects unhandled errors, counts repeats, and tells listeners.

They come by many ways (a Qt slot, a task, another thread, a destructor) and often again and again.
Errors of one type from one line are one incident. Its traceback is kept once; repeats are counted
and reported ever more rarely, so that an error every second fills neither the log nor the screen.
"""

import asyncio
import logging
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from pos_app.diagnostics.logs import is_worth_a_line, redacted
from pos_app.domain.text.foreign_text import escaped

MOST_KINDS = 20  # errors beyond so many kinds are counted as one more
QUIET = timedelta(minutes=5)  # after so long a repeat is news
_LONGEST = 20_000  # characters of one traceback: its end says most
_OTHERS = "others"

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Incident:
    """One kind of unhandled error. `text` is its first occurrence, redacted; times are UTC."""

    text: str
    first: datetime
    last: datetime
    count: int = 1


class Tell(Protocol):
    def __call__(self, *, is_new: bool) -> None:
        """Called on the thread of the error. `is_new`: its kind is new, or has not come for a
        while."""


class Incidents:
    """All incidents of one run."""

    def __init__(self, now: Callable[[], datetime], tell: Tell | None = None) -> None:
        self._now = now
        self._tell = tell
        self._kinds: dict[Hashable, Incident] = {}
        self._lock = threading.Lock()
        self._here = threading.local()

    @property
    def all(self) -> Sequence[Incident]:
        with self._lock:
            return tuple(self._kinds.values())

    def note(self, what: str, error: BaseException | None = None) -> None:
        """Counts an error. Never raises, and an error of its own making does not come back here."""
        if getattr(self._here, "noting", False):
            return
        self._here.noting = True
        try:
            self._note(what, error)
        except Exception:  # noqa: BLE001 - only the terminal is left to tell
            traceback.print_exc()
        finally:
            self._here.noting = False

    def _note(self, what: str, error: BaseException | None) -> None:
        at = self._now()
        kind = (type(error), _place(error)) if error else what
        with self._lock:
            if kind not in self._kinds and len(self._kinds) >= MOST_KINDS:
                kind = _OTHERS
            before = self._kinds.get(kind)
            if before:
                incident = replace(before, last=at, count=before.count + 1)
            else:
                incident = incident_of(what, error, at)
            self._kinds[kind] = incident
        is_new = before is None or at - before.last > QUIET
        if before is None:
            _LOG.error("unhandled error: %s", incident.text)
        elif is_new or is_worth_a_line(incident.count):
            first_line, last_line = _ends(incident.text)
            _LOG.error(
                "unhandled error, %d times now: %s %s", incident.count, first_line, last_line
            )
        if self._tell and (is_new or is_worth_a_line(incident.count)):
            self._tell(is_new=is_new)

    # --- sources of errors ------------------------------------------------------------------------

    def of_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """The loop's exception handler; it calls the loop's own handler too."""
        self.note(context["message"], context.get("exception"))
        loop.default_exception_handler(context)

    @contextmanager
    def hooked(self) -> Iterator[None]:
        """Notes errors that Python itself can only print, and prints them as ever."""
        before = sys.excepthook, sys.unraisablehook, threading.excepthook
        report, report_unraisable, report_thread = before

        def of_python(kind: type[BaseException], error: BaseException, trace: Any) -> None:
            if isinstance(error, Exception):
                self.note("an error that nobody handled", error)
            report(kind, error, trace)

        def of_destructor(unraisable: "sys.UnraisableHookArgs") -> None:
            what = unraisable.err_msg or "an error that could not be raised"
            self.note(what, unraisable.exc_value)
            report_unraisable(unraisable)

        def of_thread(failed: threading.ExceptHookArgs) -> None:
            if isinstance(failed.exc_value, Exception):
                self.note("a thread failed", failed.exc_value)
            report_thread(failed)

        sys.excepthook, sys.unraisablehook = of_python, of_destructor
        threading.excepthook = of_thread
        try:
            yield
        finally:
            sys.excepthook, sys.unraisablehook, threading.excepthook = before


def _place(error: BaseException) -> tuple[str, int] | str:
    """Returns the line that raised it; an error that was never raised is told apart by its text."""
    frames = deque(traceback.walk_tb(error.__traceback__), maxlen=1)
    if not frames:
        return str(error)
    frame, line = frames[0]
    return frame.f_code.co_filename, line


def incident_of(what: str, error: BaseException | None, at: datetime) -> Incident:
    """Returns the first incident of its kind."""
    trace = "".join(traceback.format_exception(error))[-_LONGEST:] if error else ""
    return Incident(escaped(redacted(f"{what}\n{trace}".rstrip())), at, at)


def _ends(text: str) -> tuple[str, str]:
    lines = text.splitlines()
    return lines[0], lines[-1] if len(lines) > 1 else ""
