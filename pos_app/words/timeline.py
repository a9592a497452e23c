"""Words for the events of a sale, for its timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain import events
from pos_app.domain.events import BUYS, Purpose
from pos_app.domain.sale import sale_number
from pos_app.domain.text.foreign_text import readable
from pos_app.words.reasons import reason_words
from pos_app.words.states import purpose_words
from pos_app.words.translate import QT_TRANSLATE_NOOP, say
from pos_app.words.verdict import MANAGER_IN_TRAINING, TRAINING
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from collections.abc import Mapping


_EVENTS: Mapping[type[events.Event], str] = {
    events.Created: QT_TRANSLATE_NOOP("words", "Sale written down"),
    events.Sending: QT_TRANSLATE_NOOP("words", "Request sent"),
    events.Cancelling: QT_TRANSLATE_NOOP("words", "Somebody asked to cancel"),
    events.Extending: QT_TRANSLATE_NOOP("words", "Somebody asked for another end"),
    events.ReferenceAssigned: QT_TRANSLATE_NOOP("words", "Reference given"),
    events.Accepted: QT_TRANSLATE_NOOP("words", "The provider has the request"),
    events.Identified: QT_TRANSLATE_NOOP("words", "The provider named the charge"),
    events.AlreadyUsed: QT_TRANSLATE_NOOP("words", "Its transaction is another sale's"),
    events.StatusPathChanged: QT_TRANSLATE_NOOP("words", "The provider has an outcome"),
    events.NotSent: QT_TRANSLATE_NOOP("words", "The request did not leave"),
    events.Refused: QT_TRANSLATE_NOOP("words", "The provider turned the request away"),
    events.OutcomeUnknown: QT_TRANSLATE_NOOP("words", "No answer that can be trusted"),
    events.FinalWordMissing: QT_TRANSLATE_NOOP("words", "No final word in time"),
    events.Paid: QT_TRANSLATE_NOOP("words", "Paid, on the provider's word"),
    events.Mismatched: QT_TRANSLATE_NOOP("words", "Money that does not match"),
    events.Declined: QT_TRANSLATE_NOOP("words", "Declined"),
    events.Expired: QT_TRANSLATE_NOOP("words", "Expired"),
    events.Cancelled: QT_TRANSLATE_NOOP("words", "Cancelled"),
    events.CancelRejected: QT_TRANSLATE_NOOP("words", "The provider did not cancel it"),
    events.Authorized: QT_TRANSLATE_NOOP("words", "Held at the customer's bank"),
    events.OperationStarted: QT_TRANSLATE_NOOP("words", "Begun on this sale"),
    events.Refunded: QT_TRANSLATE_NOOP("words", "Money went back"),
    events.Captured: QT_TRANSLATE_NOOP("words", "Captured: it is the shop's now"),
    events.Released: QT_TRANSLATE_NOOP("words", "Released to the customer"),
    events.OperationFailed: QT_TRANSLATE_NOOP("words", "It did not happen: the sale is as it was"),
    events.SettledAsPaid: QT_TRANSLATE_NOOP("words", "Settled by the manager: paid"),
    events.SettledAsUnpaid: QT_TRANSLATE_NOOP("words", "Settled by the manager: not paid"),
    events.FlagCleared: QT_TRANSLATE_NOOP("words", "Warning cleared by the manager"),
}


_WITH_REFERENCE = (
    events.ReferenceAssigned,
    events.Accepted,
    events.Identified,
    events.Paid,
    events.Authorized,
)
_OF_SALE = QT_TRANSLATE_NOOP("words", "of sale {0}")


# Events of sales that are no payment.
_OTHERWISE: Mapping[type[events.Event], str] = {
    events.Created: QT_TRANSLATE_NOOP("words", "Written down"),
    events.Paid: QT_TRANSLATE_NOOP("words", "Done, on the provider's word"),
    events.SettledAsPaid: QT_TRANSLATE_NOOP("words", "Settled by the manager: done"),
    events.SettledAsUnpaid: QT_TRANSLATE_NOOP("words", "Settled by the manager: not done"),
}


def event_words(event: events.Event, purpose: Purpose = Purpose.PAYMENT) -> tuple[str, str]:
    """Returns the event and its details."""
    said = _EVENTS[type(event)]
    if purpose not in BUYS:
        said = _OTHERWISE.get(type(event), said)
    return say(said), _more(event)


def _more(event: events.Event) -> str:
    match event:
        case events.Created() | events.OperationStarted():
            named = purpose_words(event.purpose) if event.purpose is not Purpose.PAYMENT else ""
            told = (event.cashier, event.description) if isinstance(event, events.Created) else ()
            return " · ".join(part for part in (named, str(event.amount), *told) if part)
        case events.Refunded() | events.Captured():
            return str(event.amount)
        case _ if isinstance(event, _WITH_REFERENCE):
            return readable(event.reference or "")
        case events.Mismatched():
            known = [flag_words(event.flag), str(event.amount or "")]
            return " · ".join(part for part in known if part)
        case events.FlagCleared() | events.SettledAsPaid() | events.SettledAsUnpaid():
            return _decided(event)
        case _:
            return _why(event)


def _why(event: events.Event) -> str:
    if isinstance(event, events.AlreadyUsed):
        told = (readable(event.reference), say(_OF_SALE, sale_number(event.number)))
        return ", ".join(part for part in told if part)
    reason = getattr(event, "reason", None)
    return reason_words(reason)[0] if reason else ""


def _decided(event: events.FlagCleared | events.SettledAsPaid | events.SettledAsUnpaid) -> str:
    by = say(MANAGER_IN_TRAINING) if event.by == TRAINING else event.by
    said = ": ".join(part for part in (by, event.why) if part)
    flag = flag_words(event.flag) if isinstance(event, events.FlagCleared) else ""
    return " · ".join(part for part in (flag, said) if part)
