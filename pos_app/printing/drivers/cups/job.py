"""A job at the print system: makes it, gives it its document, follows it, and takes it back."""

from dataclasses import dataclass
from enum import IntEnum

from pos_app.printing.drivers.cups.library import (
    Attributes,
    Given,
    Operation,
    PrintSystem,
    Tag,
)
from pos_app.printing.drivers.cups.queue import (
    first,
    number,
    queue_named,
    reasons_of,
    resource_of,
    user,
    wanted,
)

PDF = "application/pdf"
RAW = "application/vnd.cups-raw"  # no filter looks at it
_MOST_OF_A_NAME = 255  # octets (RFC 8011, 5.1.3)
_WANTED = (
    "job-state",
    "job-state-reasons",
    "job-printer-state-message",
    "job-impressions-completed",
    "job-media-sheets-completed",
    "job-media-progress",
    "number-of-documents",
    "time-at-processing",
)
_PROGRESS = ("job-impressions-completed", "job-media-sheets-completed", "job-media-progress")


class CupsJobState(IntEnum):
    """RFC 8011, 5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELLED = 7
    ABORTED = 8
    COMPLETED = 9


_WITH_ERRORS = "job-completed-with-errors"
_OVER = frozenset({CupsJobState.CANCELLED, CupsJobState.ABORTED, CupsJobState.COMPLETED})


@dataclass(frozen=True)
class CupsJob:
    """What the print system knows of a job."""

    state: CupsJobState
    began: bool  # a filter or a backend was started for it, at any time
    documents: int
    reasons: frozenset[str]
    message: str  # the last that a filter or a backend said while it was this job's turn
    progress: tuple[int, ...]

    @property
    def is_over(self) -> bool:
        return self.state in _OVER

    @property
    def came_out(self) -> bool:
        """As far as the print system can tell."""
        return self.state is CupsJobState.COMPLETED and _WITH_ERRORS not in self.reasons

    @property
    def gave_up(self) -> bool:
        """A filter or a backend failed, and it waits for a person."""
        return self.state is CupsJobState.STOPPED

    @property
    def still_ends(self) -> bool:
        """It is over, and what was started for it may not have ended yet. It says so for ever of a
        job that was taken back before its turn."""
        return self.is_over and "processing-to-stop-point" in self.reasons


def made(system: PrintSystem, queue: str, name: str, options: tuple[Given, ...]) -> int:
    """Makes a job without a document, which waits for one, and returns its id: the print system
    ends a job that gets none. Raises CupsRefused."""
    title = name.encode()[:_MOST_OF_A_NAME].decode(errors="ignore")
    given = [queue_named(queue), user(system), Given("job-name", Tag.NAME, (title,)), *options]
    # In English for `record`, which knows what is said in it.
    (said, *_) = system.ask(Operation.CREATE_JOB, resource_of(queue), given, in_english=True)
    return number(said, "job-id")


def fill(system: PrintSystem, queue: str, job: int, kind: str, data: bytes) -> None:
    """Gives a job its document, and with it lets it go. Raises CupsRefused; NoPrintSystem where it
    may have been taken or not."""
    given = [
        *_job(system, queue, job),
        Given("document-format", Tag.MIME_TYPE, (kind,)),
        Given("last-document", Tag.BOOLEAN, (True,)),
    ]
    system.ask(Operation.SEND_DOCUMENT, resource_of(queue), given, data)


def job_of(system: PrintSystem, queue: str, job: int) -> CupsJob:
    """Raises CupsRefused where the print system has forgotten it."""
    given = [*_job(system, queue, job), wanted(_WANTED)]
    (said, *_) = system.ask(Operation.GET_JOB_ATTRIBUTES, "/", given)
    return _read(said)


def take_back(system: PrintSystem, queue: str, job: int) -> None:
    """Raises CupsRefused where it is over."""
    system.ask(Operation.CANCEL_JOB, "/jobs", _job(system, queue, job))


def _job(system: PrintSystem, queue: str, job: int) -> tuple[Given, ...]:
    return queue_named(queue), Given("job-id", Tag.INTEGER, (job,)), user(system)


def _read(said: Attributes) -> CupsJob:
    return CupsJob(
        state=CupsJobState(number(said, "job-state")),
        began=number(said, "time-at-processing") > 0,
        documents=number(said, "number-of-documents"),
        reasons=reasons_of(said, "job-state-reasons"),
        message=first(said, "job-printer-state-message"),
        progress=tuple(number(said, name) for name in _PROGRESS),
    )
