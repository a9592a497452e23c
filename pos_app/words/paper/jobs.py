"""Words for print jobs: never "printed" where nobody has confirmed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.paper.print_job import Hitch, JobState
from pos_app.domain.paper.printer import DocumentKind, PaperSize
from pos_app.domain.sale import sale_number
from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.paper.print_job import PrintJob

_STATES: Mapping[JobState, str] = {
    JobState.ASKED: QT_TRANSLATE_NOOP("words", "in the queue"),
    JobState.QUEUED: QT_TRANSLATE_NOOP("words", "in the queue"),
    JobState.SENDING: QT_TRANSLATE_NOOP("words", "sending"),
    JobState.SENT: QT_TRANSLATE_NOOP("words", "sent, not confirmed yet"),
    JobState.CONFIRMED: QT_TRANSLATE_NOOP("words", "confirmed"),
    JobState.DOUBTFUL: QT_TRANSLATE_NOOP("words", "not confirmed"),
    JobState.FAILED: QT_TRANSLATE_NOOP("words", "did not come out"),
    JobState.CANCELLED: QT_TRANSLATE_NOOP("words", "removed"),
}
_HITCHES: Mapping[Hitch, str] = {
    Hitch.PAPER_OUT: QT_TRANSLATE_NOOP("words", "Out of paper"),
    Hitch.COVER_OPEN: QT_TRANSLATE_NOOP("words", "Cover open"),
    Hitch.OFFLINE: QT_TRANSLATE_NOOP("words", "Offline"),
    Hitch.UNREACHABLE: QT_TRANSLATE_NOOP("words", "Does not respond"),
    Hitch.SILENT: QT_TRANSLATE_NOOP("words", "Confirms nothing"),
    Hitch.CUT_SHORT: QT_TRANSLATE_NOOP("words", "The connection was lost"),
    Hitch.REFUSED: QT_TRANSLATE_NOOP("words", "The print system refused it"),
    Hitch.INTERRUPTED: QT_TRANSLATE_NOOP("words", "The till was closed meanwhile"),
    Hitch.WAITED_TOO_LONG: QT_TRANSLATE_NOOP("words", "Waited too long"),
    Hitch.NOT_FOUND: QT_TRANSLATE_NOOP("words", "This printer is not set up"),
    Hitch.BY_HAND: QT_TRANSLATE_NOOP("words", "By hand"),
}
_KINDS: Mapping[DocumentKind, str] = {
    DocumentKind.SLIP: QT_TRANSLATE_NOOP("words", "slip"),
    DocumentKind.RECEIPT: QT_TRANSLATE_NOOP("words", "receipt"),
    DocumentKind.SHOP_RECEIPT: QT_TRANSLATE_NOOP("words", "receipt for the shop"),
    DocumentKind.READING: QT_TRANSLATE_NOOP("words", "reading"),
    DocumentKind.CLOSE: QT_TRANSLATE_NOOP("words", "day close"),
    DocumentKind.SHIFT: QT_TRANSLATE_NOOP("words", "shift"),
    DocumentKind.JOURNAL: QT_TRANSLATE_NOOP("words", "list of sales"),
    DocumentKind.CODE: QT_TRANSLATE_NOOP("words", "recovery code"),
    DocumentKind.TEST: QT_TRANSLATE_NOOP("words", "test"),
}
_PAPERS: Mapping[PaperSize, str] = {
    PaperSize.ROLL_80: QT_TRANSLATE_NOOP("words", "80 mm"),
    PaperSize.ROLL_58: QT_TRANSLATE_NOOP("words", "58 mm"),
    PaperSize.A4: QT_TRANSLATE_NOOP("words", "A4"),
}


def job_state_words(state: JobState) -> str:
    return say(_STATES[state])


def hitch_words(hitch: Hitch) -> str:
    """Returns what holds a job up, or ended it; empty where nothing does."""
    return say(_HITCHES[hitch]) if hitch in _HITCHES else ""


def kind_words(kind: DocumentKind) -> str:
    """Returns the kind of a document, to stand after a number: `003149 receipt`."""
    return say(_KINDS[kind])


def paper_words(paper: PaperSize) -> str:
    return say(_PAPERS[paper])


def edition_words(number: int) -> str:
    """Returns which piece of paper it is; empty for a document of which copies mean nothing."""
    if number == 0:
        return ""
    if number == 1:
        return say(QT_TRANSLATE_NOOP("words", "original"))
    return copy_words(number)


def copy_words(number: int) -> str:
    """Returns `2.ª via`: the number counts the original, as shops do."""
    return say(QT_TRANSLATE_NOOP("words", "copy {0}"), number)


def job_words(job: PrintJob) -> str:
    """Returns what was printed: a sale's number and the kind of document, or its own name."""
    if job.sale_number is None:
        return job.name
    return f"{sale_number(job.sale_number)} {kind_words(job.kind)}"


def outcome_words(job: PrintJob) -> str:
    """Returns the state of a job, with what holds it up."""
    state, hitch = job_state_words(job.state), hitch_words(job.hitch)
    if not hitch or job.state is JobState.CONFIRMED:
        return state
    return f"{state}: {hitch[:1].lower()}{hitch[1:]}"
