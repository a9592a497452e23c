"""Decline codes: the row type that says what a network's code proves of a failed charge."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from pos_app.domain.reasons import Reason
from pos_app.ports.gateway import ChargeId, End, Indeterminate, NotPaid


class Says(Enum):
    """The outcome that a code proves."""

    NO = "no"  # not paid
    BUSY = "busy"  # not paid, because too much was going on: the same may be asked again soon
    NOT_KNOWN = "not known"  # nothing: it may have been paid


@dataclass(frozen=True)
class CodeRow:
    """One code. `source` is the document or the note with its meaning."""

    says: Says
    reason: Reason
    source: str
    end: End = End.DECLINED

    def meaning(self, detail: str, charge: ChargeId | None = None) -> NotPaid | Indeterminate:
        if self.says is Says.NOT_KNOWN:
            return Indeterminate(self.reason, detail, charge)
        return NotPaid(self.end, self.reason, detail, charge)


Codes = Mapping[str, CodeRow]

# Taking an unknown code for a no would charge a customer twice who has paid.
UNLISTED = CodeRow(Says.NOT_KNOWN, Reason.NETWORK_UNSURE, "in no document and no note")


def no(reason: Reason, source: str) -> CodeRow:
    return CodeRow(Says.NO, reason, source)


def too_late(reason: Reason, source: str) -> CodeRow:
    """Makes the row of a no because time ran out."""
    return CodeRow(Says.NO, reason, source, End.EXPIRED)


def busy(reason: Reason, source: str) -> CodeRow:
    return CodeRow(Says.BUSY, reason, source)


def not_known(reason: Reason, source: str) -> CodeRow:
    return CodeRow(Says.NOT_KNOWN, reason, source)
