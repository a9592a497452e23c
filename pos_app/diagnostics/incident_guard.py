"""Watches over a session: what fails and is handled by nobody is logged, kept as a report for
support, and shown calmly; the till goes on."""

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
        """`report` gives the text as it is by then."""


@asynccontextmanager
async def guarded(show: Show, folder: Path) -> AsyncIterator[None]:
    """The running loop and the hooks of Python, until the block is left. `show` is called on the
    loop; reports are kept in `folder`."""
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
        """Every report is on the disk then."""
        self._show = None
        await asyncio.gather(*self._keeping, return_exceptions=True)

    def _told(self, *, is_new: bool) -> None:
        """On any thread, and in the middle of whatever failed: never there and then."""
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
            self._show = None  # what cannot be shown must not fail again and again
            _LOG.exception("the notice of an error could not be shown")

    async def _keep(self) -> None:
        try:
            await asyncio.to_thread(keep_report, self._folder, self.report(), _now())
        except OSError as error:  # the log, where there is one, has the traceback
            _LOG.warning("the report of an error could not be kept: %s", error)


def _now() -> datetime:
    return datetime.now(UTC)
