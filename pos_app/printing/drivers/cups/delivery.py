"""Brings a document to a queue of the print system (CUPS, on Linux and macOS).

What CUPS proves: a job that it calls completed was taken by the queue's backend to its last byte,
and the backend ended well. Whether the paper is out a backend knows only where it asks the printer
(IPP, and network printers that answer SNMP); a USB or serial printer may still have the end of it
in its memory. It is the most that a print system says, and counts as confirmed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic, sleep

from pos_app.domain.paper.print_job import Hitch
from pos_app.ports.paper.printers import PaperUncertain, PrinterNotReady, PrinterStatus
from pos_app.printing.drivers.cups import job as jobs
from pos_app.printing.drivers.cups.job import CupsJob
from pos_app.printing.drivers.cups.library import (
    CupsRefused,
    Given,
    NoPrintSystem,
    PrintSystem,
    PrintSystemSilent,
)
from pos_app.printing.drivers.cups.queue import CupsQueue, queue_of
from pos_app.printing.drivers.cups.record import Record
from pos_app.printing.drivers.cups.watch import Watch, trouble
from pos_app.printing.drivers.delivery import GoesOn, IsLeft

_LOOKS_EVERY = 0.1  # seconds
_IS_GONE_FOR = 10.0  # seconds of a print system that begins anew
_ENDS_WITHIN = 5.0  # seconds for a backend that was told to end


@dataclass(frozen=True)
class CupsDocument:
    """What a queue gets."""

    name: str
    kind: str  # a MIME type
    data: bytes
    options: tuple[Given, ...] = ()
    length: float = 0.0  # mm of paper


def queue_status(name: str) -> PrinterStatus:
    """Returns how a queue is. Its printer itself is asked by a job alone. Raises PrinterNotReady
    where there is no such queue."""
    with _or_not_ready(), PrintSystem() as system:
        queue = queue_of(system, name)
    hitch = trouble(queue)
    return PrinterStatus(
        hitch=hitch, paper_low=queue.paper_low, detail=queue.words if hitch else ""
    )


@contextmanager
def _or_not_ready() -> Iterator[None]:
    try:
        yield
    except PrintSystemSilent as silent:
        raise PrinterNotReady(Hitch.SILENT, str(silent)) from silent
    except NoPrintSystem as missing:
        raise PrinterNotReady(Hitch.UNREACHABLE, str(missing)) from missing
    except CupsRefused as refused:
        hitch = Hitch.UNREACHABLE if refused.is_missing else Hitch.REFUSED
        raise PrinterNotReady(hitch, str(refused)) from refused


class CupsDelivery:
    """Implements `PaperDelivery` for a queue of the print system."""

    def __init__(
        self,
        queue: str,
        made_for: Callable[[CupsQueue], CupsDocument],
        is_left: IsLeft = lambda: False,
    ) -> None:
        """`made_for` makes the document as a queue needs it: raw ones understand no PDF."""
        self._name = queue
        self._made_for = made_for
        self._is_left = is_left
        self._system: PrintSystem | None = None
        self._record: Record | None = None
        self._queue = CupsQueue(queue)
        self._document = CupsDocument("", jobs.RAW, b"")
        self._job = 0

    def ready(self) -> None:
        with _or_not_ready():
            self._system = PrintSystem()
            self._queue = queue_of(self._system, self._name)
            if hitch := trouble(self._queue):
                raise PrinterNotReady(hitch, self._queue.words)
            self._document = self._made_for(self._queue)
            self._record = Record(self._system, self._queue)

    def send(self, goes_on: GoesOn) -> None:
        """Makes the job without a document first: until it has one nothing can be printed."""
        system, document = self._connected(), self._document
        try:
            self._job = jobs.made(system, self._name, document.name, document.options)
        except CupsRefused as refused:
            raise PrinterNotReady(Hitch.REFUSED, str(refused)) from refused
        except NoPrintSystem as silent:
            raise PrinterNotReady(Hitch.SILENT, str(silent)) from silent
        goes_on()
        try:
            jobs.fill(system, self._name, self._job, document.kind, document.data)
        except CupsRefused as refused:
            self._forget_job()
            raise PrinterNotReady(Hitch.REFUSED, str(refused)) from refused
        except NoPrintSystem as silent:
            goes_on()
            self._find_out(silent)

    def confirmed(self, goes_on: GoesOn) -> None:
        """Follows the job to its end, or takes it back: the print system would print it whenever
        the printer comes back, after a person has printed it again."""
        watch = Watch(self._queue, self._document.length)
        heard_at = monotonic()
        while True:
            try:
                if self._is_done(watch):
                    return
                heard_at = monotonic()
            except CupsRefused as forgotten:
                raise PaperUncertain(Hitch.REFUSED, str(forgotten)) from forgotten
            except NoPrintSystem as silent:
                if monotonic() - heard_at > _IS_GONE_FOR:
                    raise PaperUncertain(Hitch.SILENT, str(silent)) from silent
                with suppress(NoPrintSystem):  # it begins anew: its settings were changed
                    self._connect_again()
            goes_on()
            sleep(_LOOKS_EVERY)

    def close(self) -> None:
        system, self._system = self._system, None
        if system is None:
            return
        with suppress(NoPrintSystem):  # which gives up the record by itself
            if self._record is not None:
                self._record.close()
        system.close()

    # --- inside -----------------------------------------------------------------------------------

    def _connected(self) -> PrintSystem:
        if self._system is None:
            raise RuntimeError("the queue has not been asked whether it is ready")
        return self._system

    def _connect_again(self) -> None:
        system = PrintSystem()
        self._connected().close()
        self._system = system
        if self._record is not None:
            self._record.goes_on_with(system)

    def _find_out(self, silent: NoPrintSystem) -> None:
        """Asks anew whether the document was taken: the answer to it was lost. Raises as `send`."""
        try:
            self._connect_again()
            job = jobs.job_of(self._connected(), self._name, self._job)
            if job.documents:
                return
            jobs.take_back(self._connected(), self._name, self._job)
        except (NoPrintSystem, CupsRefused) as lost:
            raise PaperUncertain(Hitch.SILENT, str(silent)) from lost
        raise PrinterNotReady(Hitch.SILENT, str(silent)) from silent

    def _forget_job(self) -> None:
        with suppress(NoPrintSystem, CupsRefused):  # it has no document, and ends by itself
            jobs.take_back(self._connected(), self._name, self._job)

    def _is_done(self, watch: Watch) -> bool:
        """Looks at the job; raises when it will not come out, or says nothing for too long."""
        job = jobs.job_of(self._connected(), self._name, self._job)
        if job.came_out:
            return True
        queue = queue_of(self._connected(), self._name)
        hitch = Hitch.REFUSED if job.is_over or job.gave_up else watch.hitch(job, queue)
        if not hitch and self._is_left() and self._nothing_left(job):
            hitch = Hitch.INTERRUPTED
        return hitch is not Hitch.NONE and self._given_up(hitch, job.message or queue.words)

    def _given_up(self, hitch: Hitch, words: str) -> bool:
        """Takes the job back; returns True where it has come out meanwhile. Raises what is true of
        the paper."""
        with suppress(CupsRefused):  # it is over
            jobs.take_back(self._connected(), self._name, self._job)
        job, nothing_works_for_it = self._ended()
        if job.came_out:
            return True
        record = self._record
        nothing_left = nothing_works_for_it and self._nothing_left(job)
        if nothing_left and record and not record.is_broken():  # asked last: it vouches for it
            raise PrinterNotReady(Hitch.UNREACHABLE if job.began else hitch, words)
        raise PaperUncertain(hitch, words)

    def _nothing_left(self, job: CupsJob) -> bool:
        """Returns whether, by all that was said of the job, its printer was not reached."""
        record = self._record
        return record is not None and (not job.began or record.says_nothing_left(self._job))

    def _ended(self) -> tuple[CupsJob, bool]:
        """Waits until nothing works for the job any more, and returns whether that came about."""
        until = monotonic() + _ENDS_WITHIN
        while True:
            job = jobs.job_of(self._connected(), self._name, self._job)
            queue = queue_of(self._connected(), self._name)
            has_ended = job.is_over and not (job.still_ends and queue.is_busy)
            if has_ended or monotonic() > until:
                return job, has_ended
            sleep(_LOOKS_EVERY)
