"""Catches unhandled errors of a session: logs them, writes a report for support, tells the person.

The till goes on.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from pos_app.diagnostics.incident_report import keep_report, report_of
from pos_app.diagnostics.incidents import Incidents
from pos_app.diagnostics.logs import Remembered, remembering

_LOG = logging.getLogger(__name__)


class Show(Protocol):
    def __call__(self, report: Callable[[], str], *, is_new: bool) -> None:
        """`report` returns the text as it is by then."""


@asynccontextmanager
async def guarded(show: Show, folder: Path) -> AsyncIterator[None]:
    """Watches the running loop and Python's hooks until the block is left. Calls `show` on the
    loop, and writes reports into `folder`."""
    with remembering() as log:
        watch = _Guard(show, folder, log)
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(watch.incidents.of_loop)
        try:
            with watch.incidents.hooked():
                yield
        finally:
            await watch.close()
            loop.set_exception_handler(None)


class _Guard:
    def __init__(self, show: Show, folder: Path, log: Remembered) -> None:
        self._loop = asyncio.get_running_loop()
        self._show: Show | None = show
        self._folder = folder
        self._log = log
        self._keeping: set[asyncio.Task[None]] = set()
        self.incidents = Incidents(_now, self._told)

    def report(self) -> str:
        return report_of(self.incidents.all, self._log.lines, _now())

    async def close(self) -> None:
        """Waits until every report is on the disk."""
        self._show = None
        await asyncio.gather(*self._keeping, return_exceptions=True)

    def _told(self, *, is_new: bool) -> None:
        """Queues the incident: it comes on any thread, in the middle of the failing code, so
        nothing is done there and then."""
        self._loop.call_soon_threadsafe(partial(self._act, is_new=is_new))

    def _act(self, *, is_new: bool) -> None:
        if is_new:
            task = self._loop.create_task(self._keep(), name="keeping a report")
            self._keeping.add(task)  # the loop itself keeps only a weak reference
            task.add_done_callback(self._keeping.discard)
        if self._show is None:
            return
        try:
            self._show(self.report, is_new=is_new)
        except Exception:  # noqa: BLE001 - logged
            self._show = None  # a failing message must not fail again and again
            _LOG.exception("the notice of an error could not be shown")

    async def _keep(self) -> None:
        try:
            await asyncio.to_thread(keep_report, self._folder, self.report(), _now())
        except OSError as error:  # the log, where there is one, has the traceback
            _LOG.warning("the report of an error could not be kept: %s", error)


def _now() -> datetime:
    return datetime.now(UTC)
