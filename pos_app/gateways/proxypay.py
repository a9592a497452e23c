"""ProxyPay: a Multicaixa reference that is paid at an ATM, at home banking or in an app (Angola).

Source: the ProxyPay API v2 document. A charge takes two requests: an id, then the reference under
that id. Payments arrive in one queue per account and leave it after an acknowledgement. The gateway
accepts the field notes' oddities: ids and amounts as text or numbers, ids of eight digits.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from pos_app.domain.business_day import WALL_CLOCK
from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.domain.text.foreign_text import name_of
from pos_app.gateways.catalogue import PROXYPAY
from pos_app.gateways.response_json import (
    JSON_BODY,
    amount_in,
    dump_json,
    fields_of,
    heard,
    is_name,
    is_page,
    is_signed,
    payments_only,
    raw_of,
    read_gone,
    read_json,
    read_list,
    read_proof,
    read_refusal,
    read_trouble,
    reference_of,
    sale_in,
    says,
    text_of,
    till_in,
)
from pos_app.gateways.statement_facts import fee_in, instant_in, period_in
from pos_app.ports.gateway import (
    Account,
    Answer,
    ChargeAccepted,
    Done,
    Indeterminate,
    Interpretation,
    InvalidSignature,
    QueuedPayment,
    QueuePage,
    ReferenceIssued,
    Request,
    Trouble,
)

# "Get Payments": the second payment of the example has it twice. Nothing here reads it.
_TWICE_IN_THE_DOCUMENT = frozenset({"parameter_id"})
PAGE = 100  # "accepts any integer between 1 and 100"
MOST_FIELDS = 10  # "up to 10 custom fields"
VALID_FOR = timedelta(hours=24)
LUANDA = WALL_CLOCK[Currency.AOA]


# --- references -----------------------------------------------------------------------------------


def charge(account: Account, sale: Sale) -> Request:
    """Builds the document's "Generate Reference Id", then "Create or Update Reference" under that
    id.

    Both may be repeated: an id that is never used costs nothing, and a PUT with the same body
    leaves the same reference. An account without an entity makes none: nobody could pay it.
    """
    payments_only(sale)
    account.option("entity")
    if sale.reference is None:
        return new_reference(account)
    fields = fields_of(sale, MOST_FIELDS)
    return put_reference(
        account, sale.reference, amount=sale.amount, end=_expiry(sale), fields=fields
    )


def new_reference(account: Account) -> Request:
    """Builds the document's "Generate Reference Id"."""
    return Request("POST", "/reference_ids", _headers(account), repeat_harmless=True)


def parse_new(answer: Answer) -> ReferenceIssued | Trouble:
    if answer.status != HTTPStatus.OK:
        return _refusal(answer)
    reference = reference_of(read_json(answer))
    if not reference:
        return Indeterminate(Reason.UNREADABLE_ANSWER, "no reference id")
    return ReferenceIssued(reference)


def put_reference(
    account: Account,
    reference: str,
    *,
    amount: Money | None,
    end: datetime | None,
    fields: Mapping[str, str],
) -> Request:
    """Builds the document's "Create or Update Reference": without an amount any can be paid,
    without an end for ever."""
    body: dict[str, object] = {}
    if amount is not None:
        body["amount"] = amount.plain
    if end is not None:
        body["end_datetime"] = _written(end)
    body["custom_fields"] = dict(fields)
    path = _path(reference)
    headers = {**_headers(account), **JSON_BODY}
    return Request("PUT", path, headers, body=dump_json(body), repeat_harmless=True)


def parse_charge(account: Account, sale: Sale, answer: Answer) -> Interpretation:
    """Returns the id, or that the reference can be paid from now on."""
    if sale.reference is None:
        return parse_new(answer)
    put = parse_put(answer)
    if not isinstance(put, Done):
        return put
    entity = account.options.get("entity", "")
    return ChargeAccepted(
        reference=sale.reference,
        entity=entity.zfill(5) if entity else None,
        expires_at=_expiry(sale),
    )


def parse_put(answer: Answer) -> Done | Trouble:
    if answer.status in (HTTPStatus.NO_CONTENT, HTTPStatus.OK) and not is_page(answer):
        return Done()
    return _refusal(answer)


def cancel(account: Account, sale: Sale) -> Request:
    """Deletes the sale's reference, so that nobody can pay it any more."""
    if sale.reference is None:
        raise ValueError("the reference has no number yet")
    return delete_reference(account, sale.reference)


def delete_reference(account: Account, reference: str) -> Request:
    """Builds the document's "Delete Reference"."""
    return Request("DELETE", _path(reference), _headers(account), repeat_harmless=True)


def parse_cancel(answer: Answer) -> Done | Trouble:
    """Parses the answer to a delete: a reference that is no longer there cannot be paid any
    more."""
    return read_gone(answer, own=_is_its_own(answer))


# --- payments -------------------------------------------------------------------------------------


def queue(account: Account, _reserve: int) -> Request:
    """Builds the document's "Get Payments". It knows no way to reserve payments for a while."""
    return Request("GET", f"/payments?n={PAGE}", _headers(account), repeat_harmless=True)


def parse_queue(_account: Account, answer: Answer) -> QueuePage | Trouble:
    """Returns every payment that is readable and has an id."""
    if answer.status != HTTPStatus.OK:
        return read_trouble(answer, own=_is_its_own(answer))
    body = read_list(answer, _TWICE_IN_THE_DOCUMENT)
    if not isinstance(body, list):
        return Indeterminate(Reason.UNREADABLE_ANSWER, "no list of payments")
    entries = [entry for entry in body if isinstance(entry, dict)]
    readable = [entry for entry in entries if is_name(text_of(entry.get("id")))]
    return QueuePage(
        payments=[_payment(entry) for entry in readable],
        whole=len(body) < PAGE and len(readable) == len(body),
    )


def parse_entry(_account: Account, text: str) -> QueuedPayment | None:
    return _payment_in(Answer(HTTPStatus.OK, {}, text))


def acknowledge(account: Account, payment: str) -> Request:
    """Builds the document's "Acknowledge Payment": the payment leaves the queue. Only after it is
    durable here."""
    return Request("DELETE", f"/payments/{payment}", _headers(account), repeat_harmless=True)


def parse_acknowledge(answer: Answer) -> Done | Trouble:
    """Parses the answer: a payment that is no longer there has been acknowledged before."""
    return read_gone(answer, own=_is_its_own(answer))


def parse_webhook(
    account: Account, headers: Mapping[str, str], body: bytes
) -> QueuedPayment | InvalidSignature:
    """Parses the document's "Webhook": a payment, signed with the account's own key.

    The signature is over the bytes as they came, so it is checked before anything in them is read.
    The same payment may be posted more than once: its id identifies it.
    """
    if not is_signed(body, account.secret, headers.get("x-signature", "")):
        return InvalidSignature()
    return _payment_in(heard(body)) or InvalidSignature()


def mock_payment(account: Account, reference: str, amount: Money) -> Request:
    """Builds the document's "Create a Mock Payment": only at the sandbox. Each call is another
    payment.

    Raises BadInput for the address at which money is real, and for no reference.
    """
    if urlsplit(account.base_url).hostname == urlsplit(PROXYPAY.address).hostname:
        raise BadInput(Field.METHOD, InputProblem.MONEY_IS_REAL)
    body = dump_json({"reference_id": _number(reference), "amount": amount.plain})
    return Request("POST", "/payments", {**_headers(account), **JSON_BODY}, body=body)


def parse_mock_payment(answer: Answer) -> QueuedPayment | Trouble:
    """Returns the payment as the queue, or the webhook, will show it."""
    if answer.status not in (HTTPStatus.OK, HTTPStatus.CREATED):
        return _refusal(answer)
    return _payment_in(answer) or Indeterminate(Reason.UNREADABLE_ANSWER, "no payment")


def check(account: Account) -> Request:
    """Asks for one payment of the queue, which stays where it is: only a good key gets it."""
    return Request("GET", "/payments?n=1", _headers(account), repeat_harmless=True)


def parse_check(answer: Answer) -> Done | Trouble:
    return read_proof(answer, own=_is_its_own(answer))


# --- both -----------------------------------------------------------------------------------------


def _payment_in(answer: Answer) -> QueuedPayment | None:
    entry = read_list(answer, _TWICE_IN_THE_DOCUMENT)
    named = isinstance(entry, dict) and is_name(text_of(entry.get("id")))
    return _payment(entry) if named else None


def _payment(entry: Mapping[str, object]) -> QueuedPayment:
    return QueuedPayment(
        id=text_of(entry.get("id")),
        reference=reference_of(entry.get("reference_id")),
        entity=name_of(text_of(entry.get("entity_id"))),
        sale=sale_in(entry),
        amount=amount_in(entry, Currency.AOA),
        raw=raw_of(entry),
        at=instant_in(entry, "datetime", Currency.AOA),
        period=period_in(entry, "period_id"),
        fee=fee_in(entry, Currency.AOA),
        till=till_in(entry),
    )


def _path(reference: str) -> str:
    return f"/references/{_number(reference)}"


def _number(reference: str) -> int:
    """Returns the id as the document writes it: "numbers with leading zeros are not allowed" in
    JSON.

    Raises BadInput.
    """
    digits = reference_of(reference)
    if not digits:
        raise BadInput(Field.REFERENCE, InputProblem.REFERENCE_NOT_ONE)
    return int(digits)


def _expiry(sale: Sale) -> datetime:
    end = sale.valid_until or sale.created_at + VALID_FOR
    return end.astimezone(LUANDA).replace(microsecond=0)


def _written(end: datetime) -> str:
    """Writes the end as a date if that says the same: "valid until 23:59:59, assuming GMT+1
    timezone"."""
    local = end.astimezone(LUANDA).replace(microsecond=0)
    whole_day = (local.hour, local.minute, local.second) == (23, 59, 59)
    return local.date().isoformat() if whole_day else local.isoformat()


def _headers(account: Account) -> dict[str, str]:
    return {
        "Authorization": f"Token {account.secret}",
        "Accept": "application/vnd.proxypay.v2+json",
    }


def _refusal(answer: Answer) -> Trouble:
    body = read_json(answer)
    entries = body if isinstance(body, list) else [body]
    named = {text_of(entry.get("param")) for entry in entries if isinstance(entry, dict)}
    reason = Reason.BAD_AMOUNT if "amount" in named else None
    return read_refusal(answer, own=_is_its_own(answer), reason=reason)


def _is_its_own(answer: Answer) -> bool:
    """Returns whether a refusal has the provider's form: 400 lists `param` and `message`
    ("Validation Errors"). Of the other errors the document says that they are JSON and shows none:
    words, or an object that has some."""
    body = read_json(answer)
    if answer.status == HTTPStatus.BAD_REQUEST:
        entries = body if isinstance(body, list) else [body]
        return bool(entries) and all(
            says(entry, "param") and says(entry, "message") for entry in entries
        )
    return bool(body) if isinstance(body, str) else says(body, "message", "error", "errors")
