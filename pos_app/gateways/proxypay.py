"""ProxyPay: a Multicaixa reference that is paid at an ATM, at home banking or in an app (Angola).

Source: the ProxyPay API v2 document. A charge takes two requests: an id, then the reference under
that id. Payments arrive in one queue an account and leave it when they are acknowledged. The
field notes' oddities are accepted: ids and amounts as text or numbers, ids of eight digits.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from http import HTTPStatus

from pos_app.domain.money import Currency, from_wire
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.wire import (
    dump_json,
    is_name,
    read_json,
    read_trouble,
    text_of,
)
from pos_app.ports.gateway import (
    Account,
    Answer,
    Done,
    Meaning,
    NumberGiven,
    QueuedPayment,
    QueuePage,
    Request,
    TakenOn,
    Trouble,
    Unclear,
)

REFERENCE_DIGITS = 9
PAGE = 100  # "accepts any integer between 1 and 100"
VALID_FOR = timedelta(hours=24)
LUANDA = timezone(timedelta(hours=1))  # no daylight saving

# The custom field by which a payment says whose it is: the document copies it to the payment.
_SALE = "sale"


def charge(account: Account, sale: Sale) -> Request:
    """The document's "Generate Reference Id", then "Create or Update Reference" under that id.

    Both may be repeated: an id that is never used costs nothing, and a PUT with the same body
    leaves the same reference.
    """
    if sale.reference is None:
        return Request("POST", "/reference_ids", _headers(account), repeat_harmless=True)
    body = {
        "amount": sale.amount.plain,
        "end_datetime": _expiry(sale).isoformat(),
        "custom_fields": {_SALE: sale.id, "number": f"{sale.number:04d}"},
    }
    headers = {**_headers(account), "Content-Type": "application/json"}
    path = _reference_path(sale)
    return Request("PUT", path, headers, body=dump_json(body), repeat_harmless=True)


def read_charge(account: Account, sale: Sale, answer: Answer) -> Meaning:
    """The id, or that the reference can be paid from now on."""
    if sale.reference is None:
        reference = _reference(read_json(answer))
        if answer.status == HTTPStatus.OK:
            given = NumberGiven(reference) if reference else None
            return given or Unclear(Reason.UNREADABLE_ANSWER, "no reference id")
        return read_trouble(answer)
    if answer.status in (HTTPStatus.NO_CONTENT, HTTPStatus.OK):
        return TakenOn(
            reference=sale.reference,
            entity=account.option("entity").zfill(5),
            expires_at=_expiry(sale),
        )
    return read_trouble(answer, _named_parameter(answer))


def queue(account: Account) -> Request:
    """The document's "Get Payments"."""
    return Request("GET", f"/payments?n={PAGE}", _headers(account), repeat_harmless=True)


def read_queue(account: Account, answer: Answer) -> QueuePage | Trouble:
    """Every payment that can be told apart from others; one without an id cannot."""
    if answer.status != HTTPStatus.OK:
        return read_trouble(answer)
    body = read_json(answer)
    if not isinstance(body, list):
        return Unclear(Reason.UNREADABLE_ANSWER, "no list of payments")
    entries = [entry for entry in body if isinstance(entry, dict)]
    readable = [entry for entry in entries if is_name(text_of(entry.get("id")))]
    return QueuePage(
        payments=[_payment(account, entry) for entry in readable],
        whole=len(body) < PAGE and len(readable) == len(body),
    )


def acknowledge(account: Account, payment: str) -> Request:
    """The document's "Acknowledge Payment": it leaves the queue. Only after it is durable here."""
    return Request("DELETE", f"/payments/{payment}", _headers(account), repeat_harmless=True)


def read_acknowledge(answer: Answer) -> Done | Trouble:
    """A payment that is no longer there has been acknowledged before."""
    return _gone(answer)


def cancel(account: Account, sale: Sale) -> Request:
    """The document's "Delete Reference"."""
    return Request("DELETE", _reference_path(sale), _headers(account), repeat_harmless=True)


def read_cancel(answer: Answer) -> Done | Trouble:
    """A reference that is no longer there cannot be paid any more."""
    return _gone(answer)


def _gone(answer: Answer) -> Done | Trouble:
    if answer.status in (HTTPStatus.NO_CONTENT, HTTPStatus.OK, HTTPStatus.NOT_FOUND):
        return Done()
    return read_trouble(answer)


def _payment(account: Account, entry: Mapping[str, object]) -> QueuedPayment:
    reference = _reference(entry.get("reference_id"))
    entity = text_of(entry.get("entity_id"))
    if entity and entity.lstrip("0") != account.options.get("entity", "").lstrip("0"):
        reference = ""  # the same number under another entity is another reference
    custom = entry.get("custom_fields")
    return QueuedPayment(
        id=text_of(entry.get("id")),
        reference=reference,
        sale=text_of(custom.get(_SALE)) if isinstance(custom, dict) else "",
        amount=from_wire(entry.get("amount"), Currency.AOA),
        raw=json.dumps(entry, default=str),
    )


def _reference(value: object) -> str:
    """Nine digits, whatever a number lost on the way; empty where it is none."""
    digits = text_of(value).replace(" ", "")
    usable = digits.isascii() and digits.isdigit() and len(digits) <= REFERENCE_DIGITS
    return digits.zfill(REFERENCE_DIGITS) if usable else ""


def _reference_path(sale: Sale) -> str:
    if sale.reference is None:
        raise ValueError("the reference has no number yet")
    return f"/references/{int(sale.reference)}"  # a JSON integer has no leading zeros


def _expiry(sale: Sale) -> datetime:
    return (sale.created_at + VALID_FOR).astimezone(LUANDA).replace(microsecond=0)


def _headers(account: Account) -> dict[str, str]:
    return {
        "Authorization": f"Token {account.secret}",
        "Accept": "application/vnd.proxypay.v2+json",
    }


def _named_parameter(answer: Answer) -> Reason | None:
    """400 lists `param` and `message` ("Validation Errors")."""
    body = read_json(answer)
    entries = body if isinstance(body, list) else [body]
    named = {text_of(entry.get("param")) for entry in entries if isinstance(entry, dict)}
    return Reason.BAD_AMOUNT if "amount" in named else None
