"""A print job: one document on its way to one printer, and what is known of the paper.

A job is *queued* until its first byte may leave, *sending* while bytes leave, *sent* when the
printer, or the print system, has all of them, and *confirmed* when it said that the paper is out.
Whatever ends a job in between leaves it *doubtful*: the paper may be out, or not. Only a person
repeats such a job. A job that certainly left nothing is *failed*.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pos_app.domain.paper.printer import DocumentKind


class JobState(StrEnum):
    """The values are in the spool's file."""

    ASKED = "asked"  # kept, and its number is not in the journal yet: nothing may leave
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    CONFIRMED = "confirmed"
    DOUBTFUL = "doubtful"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Hitch(StrEnum):
    """Why a job does not go on, or ended as it did. The values are in the spool's file."""

    NONE = ""
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"  # the printer, or the print system, says so
    UNREACHABLE = "unreachable"  # no connection, no such device, no such queue
    SILENT = "silent"  # it took the bytes, or some, and says nothing
    CUT_SHORT = "cut_short"  # the connection broke while bytes left
    REFUSED = "refused"  # the print system took nothing, or gave up; its text is the detail
    INTERRUPTED = "interrupted"  # the till ended, or was killed
    WAITED_TOO_LONG = "waited_too_long"
    NOT_FOUND = "not_found"  # nobody has set up a printer of this name
    BY_HAND = "by_hand"  # a person said so


S = JobState
# Which state may follow which. A state without a row is an end.
NEXT: Mapping[JobState, frozenset[JobState]] = {
    S.ASKED: frozenset({S.QUEUED, S.FAILED, S.CANCELLED}),
    S.QUEUED: frozenset({S.QUEUED, S.SENDING, S.FAILED, S.CANCELLED}),
    # Back to the queue, or to an end, where the printer says that it took nothing. A file is whole
    # as soon as it is written.
    S.SENDING: frozenset({S.SENT, S.CONFIRMED, S.DOUBTFUL, S.QUEUED, S.FAILED}),
    S.SENT: frozenset({S.CONFIRMED, S.DOUBTFUL, S.QUEUED, S.FAILED}),
    # By a person alone: it came out, or another job is in its place, or nothing is to be done.
    S.DOUBTFUL: frozenset({S.CONFIRMED, S.CANCELLED}),
    S.FAILED: frozenset({S.CANCELLED}),
}
WAITING = frozenset({S.ASKED, S.QUEUED})  # nothing has left yet
UNDER_WAY = frozenset({S.SENDING, S.SENT})
# A printer that does not say within this many seconds that the paper is out leaves a doubt.
CONFIRMED_WITHIN = 10.0
# And a job that could not begin within this time since it was asked for is not printed any more:
# whoever wanted the paper has left.
WAITS_FOR = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class PrintJob:
    """A job as the spool knows it. Instants are UTC."""

    id: str
    kind: DocumentKind
    name: str  # of the document
    printer: str  # its name; empty for a file
    state: JobState
    asked_at: datetime
    changed_at: datetime
    number: int = (
        1  # 1: the original; 2: the first copy; 0: a document of which copies mean nothing
    )
    subject: str = ""  # the id of the sale, or what the document is about: "close 14"
    sale_number: int | None = None
    by: str = ""  # who asked for it; empty: nobody signed in, or the till by itself
    hitch: Hitch = Hitch.NONE
    detail: str = ""  # the print system's own words, or the system's
    tries: int = 0

    @property
    def is_copy(self) -> bool:
        return self.number > 1

    @property
    def needs_person(self) -> bool:
        return self.state in (JobState.DOUBTFUL, JobState.FAILED)


def may_follow(before: JobState, after: JobState) -> bool:
    """Returns whether a job may go from the one state to the other."""
    return after in NEXT.get(before, frozenset())


@dataclass(frozen=True, kw_only=True)
class PrintTrouble:
    """A document that did not come out, or of which nobody knows, as a day's close names it."""

    kind: DocumentKind
    state: JobState
    hitch: Hitch
    name: str
    at: datetime
    printer: str = ""
    sale: int | None = None  # its number
