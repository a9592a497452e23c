"""Words for the events of a sale, for its timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain import events
from pos_app.domain.events import BUYS, Purpose
from pos_app.domain.sale import sale_number
from pos_app.domain.text.foreign_text import readable
from pos_app.words.paper.jobs import copy_words, document_words
from pos_app.words.reasons import reason_words
from pos_app.words.services import SOME_SERVICE, say_of
from pos_app.words.states import purpose_words
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say
from pos_app.words.verdict import manager_name
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.words.services import ServiceName


_EVENTS: Mapping[type[events.Event], str] = {
    events.Created: QT_TRANSLATE_NOOP("words", "Sale recorded"),
    events.Sending: QT_TRANSLATE_NOOP("words", "Request sent"),
    events.Cancelling: QT_TRANSLATE_NOOP("words", "Cancellation requested"),
    events.Extending: QT_TRANSLATE_NOOP("words", "New deadline requested"),
    events.ReferenceAssigned: QT_TRANSLATE_NOOP("words", "Reference received"),
    events.Accepted: QT_TRANSLATE_NOOP("words", "{The} has the request"),
    events.Identified: QT_TRANSLATE_NOOP("words", "{The} gave the charge a number"),
    events.AlreadyUsed: QT_TRANSLATE_NOOP("words", "The transaction belongs to another sale"),
    events.StatusPathChanged: QT_TRANSLATE_NOOP("words", "{The} has the result"),
    events.NotSent: QT_TRANSLATE_NOOP("words", "The request did not leave the till"),
    events.Refused: QT_TRANSLATE_NOOP("words", "{The} rejected the request"),
    events.OutcomeUnknown: QT_TRANSLATE_NOOP("words", "No reliable answer"),
    events.FinalWordMissing: QT_TRANSLATE_NOOP("words", "No final answer in time"),
    events.Paid: QT_TRANSLATE_NOOP("words", "Paid, confirmed {by}"),
    events.Mismatched: QT_TRANSLATE_NOOP("words", "The payment does not match"),
    events.Declined: QT_TRANSLATE_NOOP("words", "Declined"),
    events.Expired: QT_TRANSLATE_NOOP("words", "Expired"),
    events.Cancelled: QT_TRANSLATE_NOOP("words", "Cancelled"),
    events.CancelRejected: QT_TRANSLATE_NOOP("words", "{The} did not cancel it"),
    events.Authorized: QT_TRANSLATE_NOOP("words", "On hold at the customer's bank"),
    events.OperationStarted: QT_TRANSLATE_NOOP("words", "Started for this sale"),
    events.Refunded: QT_TRANSLATE_NOOP("words", "Refunded"),
    events.Captured: QT_TRANSLATE_NOOP("words", "Captured: the money is the shop's"),
    events.Released: QT_TRANSLATE_NOOP("words", "Hold released to the customer"),
    events.OperationFailed: QT_TRANSLATE_NOOP("words", "Not done: the sale stays as it was"),
    events.ReceivedByHand: QT_TRANSLATE_NOOP("words", "Received, recorded by the cashier"),
    events.GivenByHand: QT_TRANSLATE_NOOP("words", "Refunded, recorded by the cashier"),
    events.SplitOpened: QT_TRANSLATE_NOOP("words", "To be paid in parts"),
    events.PartStarted: QT_TRANSLATE_NOOP("words", "Part requested"),
    events.PartChanged: QT_TRANSLATE_NOOP("words", "Part changed"),
    events.SettledAsPaid: QT_TRANSLATE_NOOP("words", "Resolved by the manager: paid"),
    events.SettledAsUnpaid: QT_TRANSLATE_NOOP("words", "Resolved by the manager: not paid"),
    events.FlagCleared: QT_TRANSLATE_NOOP("words", "Alert cleared by the manager"),
    events.InvoiceNumbered: QT_TRANSLATE_NOOP("words", "Invoice number"),
    events.SlipPrinted: QT_TRANSLATE_NOOP("words", "Slip sent to the printer"),
    events.DocumentIssued: QT_TRANSLATE_NOOP("words", "{0} to be printed"),
    events.IssueWithdrawn: QT_TRANSLATE_NOOP("words", "{0} did not come out"),
}


_WITH_REFERENCE = (
    events.ReferenceAssigned,
    events.Accepted,
    events.Identified,
    events.Paid,
    events.Authorized,
)
_PAPER = (events.DocumentIssued, events.IssueWithdrawn)
_NO_INVOICE = QT_TRANSLATE_NOOP("words", "removed")
_TO_A_FILE = QT_TRANSLATE_NOOP("words", "{0} as a file")
_SLIP_SAVED = QT_TRANSLATE_NOOP("words", "Slip saved as a file")
_GIVEN = QT_TRANSLATE_NOOP("words", "the customer gave {0}")
_OF_SALE = QT_TRANSLATE_NOOP("words", "of sale {0}")


# Events of sales that are no payment.
_OTHERWISE: Mapping[type[events.Event], str] = {
    events.Created: QT_TRANSLATE_NOOP("words", "Recorded"),
    events.Paid: QT_TRANSLATE_NOOP("words", "Done, confirmed {by}"),
    events.SettledAsPaid: QT_TRANSLATE_NOOP("words", "Resolved by the manager: done"),
    events.SettledAsUnpaid: QT_TRANSLATE_NOOP("words", "Resolved by the manager: not done"),
}


def event_words(
    event: events.Event,
    purpose: Purpose = Purpose.PAYMENT,
    service: ServiceName = SOME_SERVICE,
) -> tuple[str, str]:
    """Returns the event and its details."""
    said = _EVENTS[type(event)]
    if isinstance(event, events.SlipPrinted) and not event.printer:
        said = _SLIP_SAVED
    if isinstance(event, events.DocumentIssued) and not event.printer:
        said = _TO_A_FILE
    if purpose not in BUYS:
        said = _OTHERWISE.get(type(event), said)
    named = [document_words(event.document)] if isinstance(event, _PAPER) else []
    return say_of(service, said, *named), _more(event, service)


def _more(event: events.Event, service: ServiceName) -> str:
    match event:
        case events.Created() | events.OperationStarted():
            named = purpose_words(event.purpose) if event.purpose is not Purpose.PAYMENT else ""
            told = (event.cashier, event.description) if isinstance(event, events.Created) else ()
            return joined(named, str(event.amount), *told)
        case events.Refunded() | events.Captured() | events.PartStarted():
            return str(event.amount)
        case _ if isinstance(event, _WITH_REFERENCE):
            return readable(event.reference or "")
        case events.Mismatched():
            known = [flag_words(event.flag), str(event.amount or "")]
            return joined(*known)
        case events.FlagCleared() | events.SettledAsPaid() | events.SettledAsUnpaid():
            return _decided(event)
        case _:
            return _remark(event, service)


def _remark(event: events.Event, service: ServiceName) -> str:
    if isinstance(event, events.ReceivedByHand) and event.tendered:
        return say(_GIVEN, event.tendered)
    if isinstance(event, events.AlreadyUsed):
        told = (readable(event.reference), say(_OF_SALE, sale_number(event.number)))
        return ", ".join(part for part in told if part)
    if isinstance(event, events.InvoiceNumbered):
        return joined(event.invoice or say(_NO_INVOICE), manager_name(event.by))
    if isinstance(event, events.SlipPrinted):
        return readable(event.printer)
    if isinstance(event, _PAPER):
        printer = getattr(event, "printer", "")
        return joined(copy_words(event.number), readable(printer), manager_name(event.by))
    reason = getattr(event, "reason", None)
    return reason_words(reason, service)[0] if reason else ""


def _decided(event: events.FlagCleared | events.SettledAsPaid | events.SettledAsUnpaid) -> str:
    said = ": ".join(part for part in (manager_name(event.by), event.why) if part)
    flag = flag_words(event.flag) if isinstance(event, events.FlagCleared) else ""
    return joined(flag, said)
