"""Wikipay: a Multicaixa reference, made in one request, that is paid like ProxyPay's (Angola).

Source: the Wikipay API v1 document. Payments arrive in one queue per account and leave it after an
acknowledgement; a reference also has a status to poll, for when the till cannot see the queue. The
document shows more forms than it explains, and the gateway accepts all: a status with a blank in
front, a null `number`, `reference_number` with six zeros more than the number has, amounts as
`"5000"` and `"5000.09"`, one payment in JSON that lacks a bracket.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from pos_app.domain.business_day import WALL_CLOCK
from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.money import Currency
from pos_app.domain.payment_match import match_payment
from pos_app.domain.reasons import Reason
from pos_app.domain.reconciliation.statement import StatementLine
from pos_app.domain.sale import Sale
from pos_app.domain.text.foreign_text import name_of, readable
from pos_app.gateways.response_json import (
    ENTITY_DIGITS,
    JSON_BODY,
    REFERENCE_DIGITS,
    amount_in,
    count_of,
    dump_json,
    entity_of,
    fields_of,
    is_name,
    is_named,
    list_in,
    named_in_errors,
    object_in,
    payments_only,
    raw_of,
    read_gone,
    read_json,
    read_list,
    read_proof,
    read_refusal,
    reference_of,
    sale_in,
    says,
    text_of,
    till_in,
    unwrapped,
    word_of,
    words_of,
)
from pos_app.gateways.statement_facts import fee_in, instant_in, period_in
from pos_app.ports.gateway import (
    Account,
    Answer,
    ChargeAccepted,
    ChargeId,
    Done,
    End,
    Indeterminate,
    Interpretation,
    NotFound,
    NotPaid,
    QueuedPayment,
    QueuePage,
    RateLimited,
    Rejected,
    Request,
    StillWaiting,
    Trouble,
)
from pos_app.ports.provider_admin import ListedReference, ReferenceList
from pos_app.ports.statement_lists import ListPage, UnreadRow, WhyUnread

PAGE = 100  # "up to 100 payments in a single call"
VALID_FOR = timedelta(hours=24)
LUANDA = WALL_CLOCK[Currency.AOA]  # the document's "WAT timezone"
_LAST_SECOND = time(23, 59, 59)
_REFERENCES = "/v1/reference/"


# --- references -----------------------------------------------------------------------------------


def charge(account: Account, sale: Sale) -> Request:
    """Builds the document's "Creat".

    It says of `expiry_date` "A date in the format YYYY-MM-DD" and shows an instant: the date is
    sent. A resend is harmless: nobody can pay a reference whose number got lost.
    """
    payments_only(sale)
    body = {
        "reference": {
            "amount": sale.amount.plain,
            "expiry_date": _last_day(sale).isoformat(),
            "custom_fields": fields_of(sale),
        }
    }
    headers = {**_headers(account), **JSON_BODY}
    path = f"{_REFERENCES}create"
    return Request("POST", path, headers, body=dump_json(body), repeat_harmless=True)


def parse_charge(account: Account, sale: Sale, answer: Answer) -> Interpretation:
    """Returns the number that the customer pays, and its status path."""
    made = object_in(unwrapped(read_json(answer)), "reference")
    number, reference_id = reference_of(made.get("number")), text_of(made.get("id"))
    follow = _REFERENCES + reference_id if is_name(reference_id) else None
    if answer.status not in (HTTPStatus.OK, HTTPStatus.CREATED):
        if number or follow:
            return _with_reference(answer, number, follow)
        return _refusal(answer)
    if not number or not follow:
        return Indeterminate(Reason.UNREADABLE_ANSWER, "no number, or no id")
    named = text_of(made.get("entity_id"))
    entity = entity_of(named)
    ours = account.options.get("entity", "")
    if named and not entity:  # it may be payable, and the customer would not know where
        charge = ChargeId(number, follow)
        return Indeterminate(Reason.UNREADABLE_ANSWER, "an entity that is none", charge)
    return ChargeAccepted(
        reference=number,
        follow=follow,
        entity=entity or (ours.zfill(ENTITY_DIGITS) if ours else None),
        expires_at=datetime.combine(_last_day(sale), _LAST_SECOND, LUANDA),
    )


def _with_reference(answer: Answer, number: str, follow: str | None) -> Interpretation:
    """Interprets an error that names a reference all the same: it may have been made, so that the
    till polls it and does not make it again. Half of its names is enough to doubt, and too little
    to poll."""
    charge = ChargeId(number, follow) if number and follow else None
    trouble = read_refusal(answer, own=False)
    return replace(trouble, charge=charge) if isinstance(trouble, Indeterminate) else trouble


def status(account: Account, sale: Sale) -> Request:
    """Builds the document's "This endpoint retrieves a specific reference"."""
    return _get(account, f"{_REFERENCES}{_id_of(sale)}")


def parse_status(_account: Account, sale: Sale, answer: Answer) -> Interpretation:
    """Returns the state of the reference, without the queue: the document's statuses are `Paid` and
    `Expired`, and an empty one while neither is true."""
    if answer.status != HTTPStatus.OK:
        return _missing(answer)
    ours = [entry for entry in _references_in(read_json(answer)) if _is_of(entry, sale)]
    if len(ours) != 1:
        return Indeterminate(Reason.UNREADABLE_ANSWER, "not this reference, or more than one of it")
    (told,) = ours
    word = word_of(told.get("status"))
    amount = amount_in(told, sale.amount.currency)
    agrees = sale_in(told) in ("", sale.id) and _is_under(told, sale)
    if word == "paid":
        return match_payment(
            sale, amount=amount, concerns_this_sale=agrees, reference=sale.reference
        )
    if word == "expired":
        if not agrees or (is_named(told, "amount") and amount != sale.amount):
            return Indeterminate(Reason.UNREADABLE_ANSWER, "expired, and not this sale's")
        return NotPaid(End.EXPIRED, Reason.REFERENCE_EXPIRED, word)
    return StillWaiting()


def cancel(account: Account, sale: Sale) -> Request:
    """Builds the document's "Cancel Reference"."""
    path = f"{_REFERENCES}cancel/{_id_of(sale)}"
    return Request("DELETE", path, _headers(account), repeat_harmless=True)


def parse_cancel(answer: Answer) -> Done | Trouble:
    """Parses the answer to a cancel: a reference that is no longer there cannot be paid any
    more."""
    gone = read_gone(answer, own=_is_its_own(answer))
    return gone if isinstance(gone, Done) else _trouble(answer)


def list_references(account: Account, offset: int = 0, limit: int = 20) -> Request:
    """Builds the document's "all references … sorted by descending order of creation date". Its
    `meta` names an offset and a limit; that a request may name them is a reading of ours."""
    query = urlencode({"offset": offset, "limit": limit})
    return _get(account, f"/v1/reference?{query}")


def parse_references(answer: Answer) -> ReferenceList | Trouble:
    if answer.status != HTTPStatus.OK:
        return _trouble(answer)
    body = read_json(answer)
    if list_in(body, "references") is None:
        return Indeterminate(Reason.UNREADABLE_ANSWER, "no list of references")
    rows = [_row(entry) for entry in _references_in(body)]
    return ReferenceList(rows, _total(body))


def one_reference(account: Account, reference: str) -> Request:
    """Builds the document's "This endpoint retrieves a specific reference", of any."""
    if not is_name(reference):
        raise BadInput(Field.REFERENCE, InputProblem.REFERENCE_NOT_ONE)
    return _get(account, f"{_REFERENCES}{reference}")


def parse_reference(answer: Answer) -> ListedReference | Trouble:
    if answer.status != HTTPStatus.OK:
        return _missing(answer)
    rows = [_row(entry) for entry in _references_in(read_json(answer))]
    match rows:
        case [row] if row.id:
            return row
    return Indeterminate(Reason.UNREADABLE_ANSWER, "no reference, or more than one")


# --- payments -------------------------------------------------------------------------------------


def queue(account: Account, reserve: int) -> Request:
    """Builds the document's "Payment", "Get".

    With `reserve` the provider hides the payments of this page from every other call for so many
    seconds, from those of other tills too. The `meta` of its example names a limit of 20; that a
    request may name the whole hundred is a reading of ours, and a server that ignores it shows how
    many there are.
    """
    asked = {"limit": PAGE, **({"visibility_timeout": reserve} if reserve else {})}
    return _get(account, f"/v1/payment?{urlencode(asked)}")


def parse_queue(_account: Account, answer: Answer) -> QueuePage | Trouble:
    """Returns every payment that has an id.

    The document's sample has two payments with one id. An acknowledgement names the id alone: for
    either of them it may take the other one out of the queue, unseen and perhaps another till's.
    Such payments count, and stay where they are. The very same payment twice is one.
    """
    if answer.status != HTTPStatus.OK:
        return _trouble(answer)
    body = read_list(answer)
    entries = list_in(body, "payments")
    if entries is None:
        return Indeterminate(Reason.UNREADABLE_ANSWER, "no list of payments")
    payments = list(dict.fromkeys(_payment(entry) for entry in entries if _can_be_named(entry)))
    bearers = Counter(payment.id for payment in payments)
    told = [replace(payment, is_alone=bearers[payment.id] == 1) for payment in payments]
    complete = all(map(_can_be_named, entries))
    return QueuePage(told, whole=complete and _shows_all(body, len(entries)))


def parse_entry(_account: Account, text: str) -> QueuedPayment | None:
    entry = read_list(Answer(HTTPStatus.OK, {}, text))
    return _payment(entry) if _can_be_named(entry) else None


def acknowledge(account: Account, payment: str) -> Request:
    """Builds the document's "Acknowledge a Payment". Only after it is durable here."""
    path = f"/v1/payment/{payment}"
    return Request("DELETE", path, _headers(account), repeat_harmless=True)


def parse_acknowledge(answer: Answer) -> Done | Trouble:
    """Parses the answer: a payment that is no longer there has been acknowledged before."""
    return parse_cancel(answer)


def payment(account: Account, payment_id: str) -> Request:
    """Builds the document's "This endpoint retrieves a specific payment"."""
    if not is_name(payment_id):
        raise BadInput(Field.REFERENCE, InputProblem.REFERENCE_NOT_ONE)
    return _get(account, f"/v1/payment/{payment_id}")


def parse_payment(answer: Answer) -> QueuedPayment | Trouble:
    """Parses one payment; as in the document's example, its list may lack the closing bracket."""
    if answer.status != HTTPStatus.OK:
        return _missing(answer)
    body = read_json(answer)
    if body is None:
        head, brace, tail = answer.text.rpartition("}")
        body = read_json(Answer(answer.status, answer.headers, f"{head}]{brace}{tail}"))
    entries = list_in(body, "payments") or [object_in(body, "payment")]
    match entries:
        case [entry] if _can_be_named(entry):
            return _payment(entry)
    return Indeterminate(Reason.UNREADABLE_ANSWER, "no payment, or more than one")


def check(account: Account) -> Request:
    """Asks for one row of the list of references: only a good key gets it."""
    return _get(account, "/v1/reference?limit=1")


def parse_check(answer: Answer) -> Done | Trouble:
    return read_proof(answer, own=_is_its_own(answer))


# --- the list as a statement ----------------------------------------------------------------------


def statement_lists(_account: Account, _wallet: str) -> Sequence[str]:
    return ["references"]


def statement_page(account: Account, _name: str, _since: date, page: int) -> Request:
    return list_references(account, (page - 1) * PAGE, PAGE)


def parse_statement_page(_name: str, answer: Answer) -> ListPage | Trouble:
    """Returns the references that are paid. The list has no time of a payment: the last day on
    which the reference could be paid stands for it, and the number tells which payment it is."""
    page = parse_references(answer)
    if not isinstance(page, ReferenceList):
        return page
    paid = [(row, one) for row, one in enumerate(page.references, 1) if one.status == "paid"]
    told = [_statement_line(row, one) for row, one in paid]
    return ListPage(
        [one for one in told if isinstance(one, StatementLine)],
        [one for one in told if isinstance(one, UnreadRow)],
        last=len(page.references) < PAGE,
    )


def _statement_line(row: int, paid: ListedReference) -> StatementLine | UnreadRow:
    until = instant_in({"until": paid.expires}, "until", Currency.AOA)
    if until is None or not paid.amount:
        why = WhyUnread.NO_AMOUNT if until else WhyUnread.NO_DATE
        return UnreadRow(row, why, paid.number)
    return StatementLine(
        amount=paid.amount,
        day=until.astimezone(LUANDA).date(),
        reference=paid.number,
        text=paid.sale,
    )


# --- both -----------------------------------------------------------------------------------------


def _headers(account: Account) -> dict[str, str]:
    """Returns the key alone, without a word before it."""
    return {"Authorization": account.secret, "Accept": "application/json"}


def _get(account: Account, path: str) -> Request:
    return Request("GET", path, _headers(account), repeat_harmless=True)


def _last_day(sale: Sale) -> date:
    """Returns the end as a date: "Valid for payment until the end of the specified day"."""
    return (sale.valid_until or sale.created_at + VALID_FOR).astimezone(LUANDA).date()


def _id_of(sale: Sale) -> str:
    """Returns the provider's id of a sale's reference, which is not its number."""
    reference_id = (sale.status_path or "").removeprefix(_REFERENCES)
    if not is_name(reference_id):
        raise ValueError("nothing to ask for: the reference was never made")
    return reference_id


def _references_in(body: object) -> Sequence[Mapping[str, Any]]:
    entries = list_in(body, "references")
    if entries is None:
        entries = [object_in(body, "reference")]
    return [entry for entry in entries if isinstance(entry, dict)]


def _is_of(entry: Mapping[str, object], sale: Sale) -> bool:
    """Returns whether the entry has the sale's number; or its id if the number is null. The
    document's ids are of two kinds: a name of its own, and the entity (five digits) with the
    number."""
    number = reference_of(entry.get("number"))
    if number or entry.get("number") is not None:
        return number == sale.reference
    ours = {(sale.status_path or "").removeprefix(_REFERENCES)}
    if sale.entity and sale.reference:
        ours.add(sale.entity + sale.reference)
    return text_of(entry.get("id")) in ours - {""}


def _is_under(entry: Mapping[str, object], sale: Sale) -> bool:
    """Returns whether its entity is the sale's, where both are known."""
    if not is_named(entry, "entity_id") or not sale.entity:
        return True
    return text_of(entry["entity_id"]).zfill(5) == sale.entity.zfill(5)


def _row(entry: Mapping[str, object]) -> ListedReference:
    return ListedReference(
        id=name_of(text_of(entry.get("id"))),
        number=reference_of(entry.get("number")),
        status=readable(word_of(entry.get("status"))),
        amount=amount_in(entry, Currency.AOA),
        expires=readable(text_of(entry.get("expiry_date"))),
        sale=sale_in(entry),
    )


def _can_be_named(entry: object) -> bool:
    return isinstance(entry, dict) and is_name(text_of(entry.get("id")))


def _payment(entry: Mapping[str, object]) -> QueuedPayment:
    """Parses a payment. Its entity is not compared: the account does not know its own."""
    return QueuedPayment(
        id=text_of(entry.get("id")),
        reference=_last_nine(entry.get("reference_number")),
        sale=sale_in(entry),
        amount=amount_in(entry, Currency.AOA),
        raw=raw_of(entry),
        at=instant_in(entry, "datetime", Currency.AOA),
        period=period_in(entry, "period_id"),
        fee=fee_in(entry, Currency.AOA),
        till=till_in(entry),
    )


def _last_nine(value: object) -> str:
    """Returns nine digits: `000000002001002` is the reference `002 001 002`; with other digits in
    front it is none."""
    digits = text_of(value).replace(" ", "")
    before = digits[:-REFERENCE_DIGITS]
    return reference_of(digits[-REFERENCE_DIGITS:]) if not before.strip("0") else ""


def _shows_all(body: object, shown: int) -> bool:
    """Returns whether no payment can stand behind this page: by the total, if it has a readable
    one; else by the size of a page."""
    total = _total(body)
    if total is not None:
        return shown < PAGE and total <= shown
    return shown < min(PAGE, _count(body, "limit") or PAGE)


def _total(body: object) -> int | None:
    return _count(body, "total_count")


def _count(body: object, name: str) -> int | None:
    return count_of(object_in(body, "meta").get(name))


# The fields that a 400 may name in `errors`.
_FIELDS = {"amount": Reason.BAD_AMOUNT}


def _trouble(answer: Answer) -> Trouble:
    """Interprets a failed read."""
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimited(answer.retry_after)
    return _refusal(answer)


def _missing(answer: Answer) -> Trouble:
    """Interprets a failed read of one thing, which may not exist."""
    missing = answer.status == HTTPStatus.NOT_FOUND and _is_its_own(answer)
    return NotFound() if missing else _trouble(answer)


def _refusal(answer: Answer) -> Trouble:
    """Interprets a refusal. 402 is this document's own: "The parameters were valid but the request
    failed"."""
    own = _is_its_own(answer)
    if answer.status == HTTPStatus.PAYMENT_REQUIRED and own:
        detail = f"HTTP {answer.status} {words_of(answer)}".rstrip()
        return Rejected(Reason.PROCESSOR_REFUSED, detail)
    return read_refusal(answer, own=own, reason=named_in_errors(answer, _FIELDS))


def _is_its_own(answer: Answer) -> bool:
    """Returns whether a refusal has the provider's form. "JSON will be returned in all responses
    from the API, including errors": the document shows none, so any object that says what is wrong
    is taken for one."""
    return says(read_json(answer), "message", "error", "errors")
