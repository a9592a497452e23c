"""Words for print jobs: what is known of the paper, and why it does not come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.paper.print_job import Hitch, JobState
from pos_app.domain.paper.printer import DocumentKind
from pos_app.ports.paper.spool import ORIGINAL_NUMBER
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.paper.print_job import PrintTrouble

_DOCUMENTS: Mapping[DocumentKind, str] = {
    DocumentKind.SLIP: QT_TRANSLATE_NOOP("words", "Slip"),
    DocumentKind.RECEIPT: QT_TRANSLATE_NOOP("words", "Receipt"),
    DocumentKind.SHOP_RECEIPT: QT_TRANSLATE_NOOP("words", "Receipt, shop's copy"),
    DocumentKind.READING: QT_TRANSLATE_NOOP("words", "X reading"),
    DocumentKind.CLOSE: QT_TRANSLATE_NOOP("words", "Day close"),
    DocumentKind.SHIFT: QT_TRANSLATE_NOOP("words", "Shift close"),
    DocumentKind.JOURNAL: QT_TRANSLATE_NOOP("words", "Journal"),
    DocumentKind.CODE: QT_TRANSLATE_NOOP("words", "Recovery code"),
    DocumentKind.TEST: QT_TRANSLATE_NOOP("words", "Printer test"),
}
_STATES: Mapping[JobState, str] = {
    JobState.ASKED: QT_TRANSLATE_NOOP("words", "Queued"),
    JobState.QUEUED: QT_TRANSLATE_NOOP("words", "Queued"),
    JobState.SENDING: QT_TRANSLATE_NOOP("words", "Printing"),
    JobState.SENT: QT_TRANSLATE_NOOP("words", "Sent"),
    JobState.CONFIRMED: QT_TRANSLATE_NOOP("words", "Confirmed"),
    JobState.DOUBTFUL: QT_TRANSLATE_NOOP("words", "Uncertain"),
    JobState.FAILED: QT_TRANSLATE_NOOP("words", "Did not come out"),
    JobState.CANCELLED: QT_TRANSLATE_NOOP("words", "Print cancelled"),
}
_HITCHES: Mapping[Hitch, str] = {
    Hitch.PAPER_OUT: QT_TRANSLATE_NOOP("words", "out of paper"),
    Hitch.COVER_OPEN: QT_TRANSLATE_NOOP("words", "the cover is open"),
    Hitch.OFFLINE: QT_TRANSLATE_NOOP("words", "the printer is offline"),
    Hitch.UNREACHABLE: QT_TRANSLATE_NOOP("words", "the printer cannot be reached"),
    Hitch.SILENT: QT_TRANSLATE_NOOP("words", "the printer did not answer"),
    Hitch.CUT_SHORT: QT_TRANSLATE_NOOP("words", "the connection broke while printing"),
    Hitch.REFUSED: QT_TRANSLATE_NOOP("words", "the printer refused it"),
    Hitch.INTERRUPTED: QT_TRANSLATE_NOOP("words", "the till stopped while printing"),
    Hitch.WAITED_TOO_LONG: QT_TRANSLATE_NOOP("words", "it waited too long"),
    Hitch.NOT_FOUND: QT_TRANSLATE_NOOP("words", "this printer is not set up"),
    Hitch.BY_HAND: QT_TRANSLATE_NOOP("words", "somebody at the printer said so"),
}

# The second piece of paper is the first copy: it bears its own number, as the journal counts.
_COPY = QT_TRANSLATE_NOOP("words", "Copy {0}")


def document_words(kind: DocumentKind) -> str:
    """Returns what people call a kind of documents."""
    return say(_DOCUMENTS[kind])


def copy_words(number: int) -> str:
    """Returns which copy a piece of paper is; empty for the original."""
    return say(_COPY, number) if number > ORIGINAL_NUMBER else ""


def job_words(state: JobState) -> str:
    """Returns what is known of the paper, in a word or two."""
    return say(_STATES[state])


def hitch_words(hitch: Hitch) -> str:
    """Returns why a job does not go on, or ended as it did; empty where nothing is wrong."""
    return say(_HITCHES[hitch]) if hitch is not Hitch.NONE else ""


def trouble_words(trouble: PrintTrouble) -> tuple[str, str]:
    """Returns which document it is, with its printer, and what became of it."""
    return joined(trouble.name, trouble.printer), _ended(trouble)


def _ended(trouble: PrintTrouble) -> str:
    return ": ".join(
        part for part in (job_words(trouble.state), hitch_words(trouble.hitch)) if part
    )
