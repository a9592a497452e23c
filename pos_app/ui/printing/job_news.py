"""News of print jobs: one listener at the spool for every part of the window that shows a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.domain.paper.print_job import WAITING, Hitch, JobState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.errors import PosError
    from pos_app.domain.paper.print_job import PrintJob
    from pos_app.ports.paper.spool import Spool
    from pos_app.ui.qt.coroutines import GuiTasks

_KEPT = 200  # the latest subjects; a till sells more in a day than anybody asks about


class JobNews(QObject):
    """Knows the jobs that need somebody, and the latest one of each sale since the window opened.

    A part that is gone is told nothing: Qt ends its connection.
    """

    changed = Signal(object)  # PrintJob

    def __init__(self, spool: Spool, tasks: GuiTasks, parent: QObject) -> None:
        super().__init__(parent)
        self._spool = spool
        self._tasks = tasks
        self._open: dict[str, PrintJob] = {}  # what waits or needs a person, by its id
        self._latest: dict[str, PrintJob] = {}  # by the subject

    def start(self) -> None:
        """Listens from now on, and reads what earlier days left."""
        self._spool.listen(self.hear)
        self._tasks.start(self._read(), or_else=_wait_for_news)

    @property
    def troubles(self) -> Sequence[PrintJob]:
        """Returns the jobs that somebody has to look at, oldest first: in doubt, failed, or waiting
        for a printer that has a problem, the first one there and all behind it."""
        jobs = self._open.values()
        held = {job.printer for job in jobs if job.state in WAITING and is_trouble(job)}
        return [one for one in jobs if is_trouble(one) or one.printer in held]

    def latest_of(self, subject: str) -> PrintJob | None:
        """Returns the latest job about this, as far as this window has heard."""
        return self._latest.get(subject)

    def hear(self, job: PrintJob) -> None:
        self._note(job)
        self.changed.emit(job)

    def _note(self, job: PrintJob) -> None:
        if job.needs_person or job.state in WAITING:
            self._open[job.id] = job
        else:
            self._open.pop(job.id, None)
        known = self._latest.get(job.subject)
        if job.subject and (known is None or known.asked_at <= job.asked_at):
            self._latest.pop(job.subject, None)
            self._latest[job.subject] = job
            if len(self._latest) > _KEPT:
                del self._latest[next(iter(self._latest))]

    async def _read(self) -> None:
        for job in await self._spool.unfinished():
            self.hear(job)


def is_trouble(job: PrintJob) -> bool:
    """Returns whether somebody has to look at it."""
    return job.needs_person or (job.state in WAITING and job.hitch is not Hitch.NONE)


def is_on_its_way(job: PrintJob | None) -> bool:
    """Returns whether the spool is at work on it, or will be."""
    over = (JobState.CONFIRMED, JobState.CANCELLED, JobState.DOUBTFUL, JobState.FAILED)
    return job is not None and job.state not in over


def _wait_for_news(_: PosError) -> None:
    """Leaves it to the next job: who prints is told that the spool's file cannot be read."""
