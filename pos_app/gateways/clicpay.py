"""ClicPay: M-Pesa, e-Mola and mKesh requests to the customer's phone (Mozambique).

Source: the ClicPay API v2 document, "Transações M-Pesa/eMola/Mkesh" and "Estado de Transações".

The document knows no idempotency key, and a charge can only be found by the `clicpay_reference`
of its answer: a charge whose answer is lost is never repeated here. The header is sent all the
same (field notes: a newer service may honour it); nothing relies on it.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from http import HTTPStatus

from pos_app.domain.money import from_wire
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Sale, claim
from pos_app.gateways.wire import (
    bearer,
    dump_json,
    follow_up,
    is_name,
    named_in_errors,
    read_object,
    read_trouble,
    text_of,
    word_of,
)
from pos_app.ports.gateway import (
    Account,
    Answer,
    End,
    Meaning,
    NoSuchThing,
    NotPaid,
    Request,
    StillWaiting,
    TakenOn,
    Unclear,
)

# Customers have approved after more than 90 s, and a newer service answers only then (field
# notes): a shorter wait would make an unknown outcome of a charge that is going well.
PIN_TIMEOUT = 180.0  # seconds

# The fields that a 400 names in `errors`.
_FIELDS = {"msisdn": Reason.BAD_PHONE, "amount": Reason.BAD_AMOUNT}

_PAID = frozenset({"successful", "success", "completed"})
_WAITING = frozenset({"pending", "processing", "initiated"})
_FAILED = frozenset({"failed", "rejected", "cancelled", "canceled"})

# Codes that surface from below in a message (field notes).
_MPESA: Mapping[str, tuple[End, Reason]] = {
    "INS-1": (End.DECLINED, Reason.PROCESSOR_ERROR),
    "INS-5": (End.DECLINED, Reason.CUSTOMER_REFUSED),
    "INS-6": (End.DECLINED, Reason.PROCESSOR_REFUSED),
    "INS-9": (End.EXPIRED, Reason.CUSTOMER_SILENT),
    "INS-10": (End.DECLINED, Reason.DUPLICATE),
    "INS-16": (End.DECLINED, Reason.PROCESSOR_ERROR),
    "INS-2006": (End.DECLINED, Reason.NO_MONEY),
    "INS-2051": (End.DECLINED, Reason.BAD_PHONE),
}
_EMOLA: Mapping[str, tuple[End, Reason]] = {
    "03": (End.DECLINED, Reason.PROCESSOR_REFUSED),
    "11": (End.EXPIRED, Reason.CUSTOMER_SILENT),
    "12": (End.DECLINED, Reason.NO_ACCOUNT),
    "14": (End.DECLINED, Reason.DUPLICATE),
    "20": (End.DECLINED, Reason.PHONE_BUSY),
    "28": (End.DECLINED, Reason.DUPLICATE),
    "99": (End.DECLINED, Reason.PROCESSOR_ERROR),
}


def charge(account: Account, sale: Sale) -> Request:
    """C2B by the wallet of the sale's method."""
    if sale.phone is None:
        raise ValueError("a payment request needs a phone")
    wallet_name = sale.method.partition(".")[2]
    wallet = account.option(f"wallets.{wallet_name}")
    body = {
        "msisdn": sale.phone.national,
        "amount": _number(sale.amount.decimal),
        "reference_description": sale.description or f"Venda {sale.number:04d}",
        "internal_notes": sale.id,
    }
    headers = {**bearer(account), "Content-Type": "application/json", "Idempotency-Key": sale.key}
    return Request(
        "POST",
        f"/api/v2/wallets/{wallet}/c2b/{wallet_name}",
        headers,
        body=dump_json(body),
        read_timeout=PIN_TIMEOUT,
    )


def read_charge(_account: Account, _sale: Sale, answer: Answer) -> Meaning:
    """A reference to follow. The outcome is taken from the status, which names the amount."""
    if answer.status not in (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED):
        return read_trouble(answer, named_in_errors(answer, _FIELDS))
    body = read_object(answer)
    reference = text_of(body.get("clicpay_reference"))
    if is_name(reference):
        return TakenOn(reference=reference, follow=f"/api/v2/transactions/{reference}/status")
    if word_of(body.get("status")) in _FAILED:
        return _not_paid(body)
    return Unclear(Reason.UNREADABLE_ANSWER, "no clicpay_reference")


def status(account: Account, sale: Sale) -> Request:
    """The document's "Estado de Transações"."""
    return follow_up(account, sale)


def read_status(_account: Account, sale: Sale, answer: Answer) -> Meaning:
    """Where the transaction stands.

    The status may come without an amount (field notes). Its reference then speaks for it: that
    was given to this charge alone, with the amount that we asked for.
    """
    if answer.status == HTTPStatus.NOT_FOUND:
        return NoSuchThing()
    if answer.status != HTTPStatus.OK:
        return read_trouble(answer)
    body = read_object(answer)
    word = word_of(body.get("status"))
    reference = text_of(body.get("clicpay_reference"))
    if word in _WAITING:
        return StillWaiting()
    if word in _PAID:
        named = body.get("amount")
        amount = sale.amount if named is None else from_wire(named, sale.amount.currency)
        ours = bool(reference) and reference == sale.reference
        return claim(sale, amount=amount, concerns_this_sale=ours, reference=sale.reference)
    if word in _FAILED and reference in ("", sale.reference):
        return _not_paid(body)
    return Unclear(Reason.UNREADABLE_ANSWER, f"status {word[:40]!r}")


def _not_paid(body: Mapping[str, object]) -> NotPaid:
    message = text_of(body.get("message"))[:200]
    code = re.search(r"\bINS-\d+\b", message)
    if code and code.group() in _MPESA:
        return NotPaid(*_MPESA[code.group()], message)
    code = re.match(r"\D{0,20}\b(\d{2})\b", message)
    if code and code.group(1) in _EMOLA:
        return NotPaid(*_EMOLA[code.group(1)], message)
    cancelled = word_of(body.get("status")) in ("cancelled", "canceled")
    return NotPaid(End.CANCELLED if cancelled else End.DECLINED, Reason.OTHER, message)


def _number(amount: Decimal) -> int | Decimal:
    """The document shows whole amounts as whole numbers."""
    return int(amount) if amount == amount.to_integral_value() else amount
