"""Words for a sale in doubt: whom to ask, where to look, and what settling it means.

A manager reads these with the customer still at the counter; the other modules' words are read
across the shop. Names of providers come from the rows of the methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pos_app.domain.events import GOES_OUT, Purpose
from pos_app.domain.method import Proof
from pos_app.domain.phone import in_threes
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.outlook import Outlook, outlook
from pos_app.domain.sale import sale_number
from pos_app.domain.text.foreign_text import readable
from pos_app.words.reasons import reason_words
from pos_app.words.services import account_service, say_of, service_of
from pos_app.words.translate import QT_TRANSLATE_NOOP, say_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.words.services import ServiceName
    from pos_app.words.translate import Value


_CONTEXT = "doubts"


def _say(source: str, *values: Value) -> str:
    return say_in(_CONTEXT, source, *values)


def _say_of(service: ServiceName, source: str, *values: Value) -> str:
    return say_of(service, source, *values, context=_CONTEXT)


class Help(NamedTuple):
    """Answers for one sale in doubt, a sentence or two each."""

    why: str  # the cause of the doubt
    till: str  # what the till still does by itself
    ask: str  # the question for the customer
    look: str  # where else to look


# {0} the amount, {1} the time of day
_ASK: Mapping[Proof, str] = {
    Proof.MESSAGE: QT_TRANSLATE_NOOP(
        "doubts",
        "Ask for the message {of}: {0} to the shop, at about {1}. A missing message "
        "proves nothing.",
    ),
    Proof.APP: QT_TRANSLATE_NOOP(
        "doubts",
        "Ask the customer to open {the} and show the latest transactions: {0} to the "
        "shop, at about {1}.",
    ),
    Proof.RECEIPT: QT_TRANSLATE_NOOP(
        "doubts",
        "Ask for the receipt from the ATM or the bank's app: {0}, with this reference.",
    ),
    Proof.BANK: QT_TRANSLATE_NOOP(
        "doubts",
        "Ask to see the bank's app or message: {0} charged to the card, at about {1}.",
    ),
    Proof.CODE: QT_TRANSLATE_NOOP(
        "doubts",
        "Keep the voucher and do not use it again: the voucher does not show whether "
        "{0} was taken.",
    ),
}
# Of refunds and pay-outs.
_ASK_WHO_GETS: Mapping[Proof, str] = {
    Proof.MESSAGE: QT_TRANSLATE_NOOP(
        "doubts",
        "Ask for the message {of}: {0} received, at about {1}. A missing message proves nothing.",
    ),
    Proof.APP: QT_TRANSLATE_NOOP(
        "doubts",
        "Ask the customer to open {the} and show the latest transactions: {0} "
        "received, at about {1}.",
    ),
}
_ASK_NOBODY = QT_TRANSLATE_NOOP(
    "doubts", "The customer's phone does not show it: see where to check."
)
_LOOK = QT_TRANSLATE_NOOP("doubts", "In the transaction list {of}, or by phone, look for:")
_TILL: Mapping[Outlook, str] = {
    Outlook.ASKING: QT_TRANSLATE_NOOP("doubts", "The till keeps checking with {the}."),
    Outlook.LISTENING: QT_TRANSLATE_NOOP(
        "doubts", "The till shows the payment as soon as {the} reports it."
    ),
    Outlook.REPEATING: QT_TRANSLATE_NOOP(
        "doubts", "The till sends the same request again: {the} processes it only once."
    ),
    Outlook.SEARCHING: QT_TRANSLATE_NOOP("doubts", "The till searches for it in the lists {of}."),
    Outlook.NO_TRACE: QT_TRANSLATE_NOOP(
        "doubts",
        "The till has stopped searching. It is not in the list {of}, but that proves nothing.",
    ),
    Outlook.ODD_MONEY: QT_TRANSLATE_NOOP(
        "doubts", "A different amount arrived: the till has stopped checking."
    ),
    Outlook.ALREADY_USED: QT_TRANSLATE_NOOP("doubts", "The till has stopped checking."),
    Outlook.LAST_WORD: QT_TRANSLATE_NOOP(
        "doubts", "{The} has given its last answer: the till has stopped checking."
    ),
    Outlook.NOTHING: QT_TRANSLATE_NOOP(
        "doubts", "The till cannot find out: {the} gives no answer afterwards."
    ),
}


# Of a sale whose transaction is another's: a proof of that one proves nothing of this one.
_GAVE = QT_TRANSLATE_NOOP("doubts", "{The} answered with a transaction of sale {0}.")
_NOT_THAT = QT_TRANSLATE_NOOP("doubts", "The transaction of sale {0} does not count for this one.")
_NUMBERED = QT_TRANSLATE_NOOP("doubts", "That transaction is {0}.")


def help_words(sale: Sale, method: Method | None, now: datetime, clock: str) -> Help:
    """Returns the answers for the sale. `clock` is the time of day of the request, in the shop's
    zone."""
    service = service_of(method)
    account = account_service(method.brand) if method else service
    return Help(
        why=_why(sale, service),
        till=_say_of(service, _TILL[outlook(sale, method, now)]),
        ask=_ask(sale, method, clock),
        look=_say_of(account, _LOOK),
    )


def _why(sale: Sale, service: ServiceName) -> str:
    if sale.used_by is not None:
        return _say_of(service, _GAVE, sale_number(sale.used_by)) + _transaction(sale)
    return reason_words(sale.reason or Reason.NO_FINAL_WORD, service)[0]


def _ask(sale: Sale, method: Method | None, clock: str) -> str:
    asked = _for_proof(sale, method, clock)
    if sale.used_by is None:
        return asked
    return f"{asked} {_say(_NOT_THAT, sale_number(sale.used_by))}{_transaction(sale)}"


def _transaction(sale: Sale) -> str:
    """Names the other sale's transaction, where the answer named it."""
    number = readable(sale.detail)
    return f" {_say(_NUMBERED, number)}" if number else ""


def _for_proof(sale: Sale, method: Method | None, clock: str) -> str:
    proof = method.proof if method else Proof.MESSAGE
    if sale.purpose in (Purpose.CAPTURE, Purpose.RELEASE):
        return _say(_ASK_NOBODY)
    asked = _ASK_WHO_GETS if sale.purpose in GOES_OUT else _ASK
    return _say_of(service_of(method), asked.get(proof, _ASK_NOBODY), sale.amount, clock)


# --- what to look for -----------------------------------------------------------------------------

_AMOUNT = QT_TRANSLATE_NOOP("doubts", "Amount")
_TIME = QT_TRANSLATE_NOOP("doubts", "Time")
_PHONE = QT_TRANSLATE_NOOP("doubts", "Phone")
_ENTITY = QT_TRANSLATE_NOOP("doubts", "Entity")
_REFERENCE = QT_TRANSLATE_NOOP("doubts", "Reference")
_VOUCHER = QT_TRANSLATE_NOOP("doubts", "Voucher")
_NOTE = QT_TRANSLATE_NOOP("doubts", "Description")
_MARK = QT_TRANSLATE_NOOP("doubts", "Internal code")


def facts(sale: Sale, when: Callable[[datetime], str]) -> Sequence[tuple[str, str]]:
    """Returns names and values by which the provider finds the sale. The phone number is whole,
    since the search needs all of it."""
    reference = readable(sale.reference or sale.parent_reference or "")
    known = (
        (_AMOUNT, str(sale.amount)),
        (_TIME, when(sale.first_sent_at or sale.created_at)),
        (_PHONE, sale.phone.grouped if sale.phone else ""),
        (_ENTITY, readable(sale.entity or "")),
        (_REFERENCE, in_threes(reference) if reference.isdigit() else reference),
        (_VOUCHER, sale.voucher),
        (_NOTE, sale.description),
        (_MARK, sale.id),
    )
    return [(_say(name), value) for name, value in known if value]


# --- what settling it means -----------------------------------------------------------------------

_MEANS: Mapping[Purpose, tuple[str, str]] = {
    Purpose.PAYMENT: (
        QT_TRANSLATE_NOOP(
            "doubts", "Hand over the goods. If it was not paid, the shop loses the money."
        ),
        QT_TRANSLATE_NOOP(
            "doubts", "You can charge the customer again. If it was paid after all, refund it."
        ),
    ),
    Purpose.AUTHORIZATION: (
        QT_TRANSLATE_NOOP("doubts", "The amount is on hold: capture it before you hand over."),
        QT_TRANSLATE_NOOP("doubts", "Nothing is on hold: you can ask the customer again."),
    ),
    Purpose.CAPTURE: (
        QT_TRANSLATE_NOOP("doubts", "The sale is paid: hand over the goods."),
        QT_TRANSLATE_NOOP("doubts", "The amount is still on hold: you can capture it again."),
    ),
    Purpose.RELEASE: (
        QT_TRANSLATE_NOOP("doubts", "The customer keeps the money: do not hand over."),
        QT_TRANSLATE_NOOP("doubts", "The amount is still on hold: you can release it again."),
    ),
    Purpose.REFUND: (
        QT_TRANSLATE_NOOP(
            "doubts", "The customer has the money back: there is nothing more to refund."
        ),
        QT_TRANSLATE_NOOP("doubts", "The shop still has the money: you can refund it again."),
    ),
    Purpose.PAYOUT: (
        QT_TRANSLATE_NOOP(
            "doubts", "The customer has received the money: there is nothing more to pay out."
        ),
        QT_TRANSLATE_NOOP("doubts", "The shop still has the money: you can pay it out again."),
    ),
}
_SHOWN: Mapping[Proof, str] = {
    Proof.MESSAGE: QT_TRANSLATE_NOOP("doubts", "Customer's message"),
    Proof.APP: QT_TRANSLATE_NOOP("doubts", "Customer's app"),
    Proof.RECEIPT: QT_TRANSLATE_NOOP("doubts", "Customer's receipt"),
    Proof.BANK: QT_TRANSLATE_NOOP("doubts", "Customer's bank"),
    Proof.CODE: QT_TRANSLATE_NOOP("doubts", "Used {at}"),
}
_SEEN = QT_TRANSLATE_NOOP("doubts", "Seen {at}")
_NOT_SEEN = QT_TRANSLATE_NOOP("doubts", "Not found {at}")
_FAILED = QT_TRANSLATE_NOOP("doubts", "Failed {at}")


def meaning_words(purpose: Purpose, *, paid: bool) -> str:
    """Returns what follows from the outcome for goods and customer."""
    if_paid, if_not = _MEANS[purpose]
    return _say(if_paid if paid else if_not)


def ready_reasons(method: Method, *, paid: bool) -> Sequence[str]:
    """Returns the usual evidence of a manager, ready to choose."""
    sources = (_SEEN, _SHOWN[method.proof]) if paid else (_NOT_SEEN, _FAILED)
    return [_say_of(account_service(method.brand), source) for source in sources]
