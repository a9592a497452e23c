"""Hears of one print job at a time, for as long as its widget is there: the spool lives longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos_app.domain.paper.print_job import PrintJob
    from pos_app.ports.paper.spool import Spool


class JobListener:
    """Calls `tell` with each change of the job that is followed."""

    def __init__(self, spool: Spool, tell: Callable[[PrintJob], None]) -> None:
        self._tell: Callable[[PrintJob], None] | None = tell
        self._latest: dict[str, PrintJob] = {}  # a job may change before its id is known here
        self._followed = ""
        spool.listen(self._hear)

    def follow(self, job: PrintJob) -> None:
        """Follows this job from now on, and no other."""
        self._followed = job.id
        if self._tell is not None:
            self._tell(self._latest.get(job.id, job))
        self._latest.clear()

    def stop(self) -> None:
        self._tell = None
        self._latest.clear()

    def _hear(self, job: PrintJob) -> None:
        if self._tell is None:
            return
        if job.id == self._followed:
            self._tell(job)
        elif not self._followed:
            self._latest[job.id] = job

    def expect(self) -> None:
        """Keeps what it hears until `follow` says which job is meant."""
        self._followed = ""
        self._latest.clear()
