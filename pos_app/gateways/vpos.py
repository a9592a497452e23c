"""vPOS: payments by the customer's Multicaixa Express app, held money, refunds (Angola).

Source: the vPOS API document, v1. Everything is a transaction with a status to poll: 202 with a
`location`, then 200 with an `eta` until 303 leads to the transaction. The gateway accepts the field
notes' oddities: an integer or a text `status_reason`, `eta` in any form, an amount as a number, and
the `data` in which the document's libraries wrap an answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from itertools import product
from urllib.parse import urlsplit

from pos_app.domain.events import Purpose
from pos_app.domain.payment_match import match_payment
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.domain.text.foreign_text import name_of, readable
from pos_app.gateways.decline_codes import UNLISTED, Codes, no, not_known, too_late
from pos_app.gateways.response_json import (
    JSON_BODY,
    amount_in,
    bearer,
    callback_of,
    complains_of,
    dump_json,
    follow_up,
    heard,
    is_currency,
    is_name,
    is_named,
    named_in_errors,
    objects_in,
    phrase_of,
    read_json,
    read_object,
    read_proof,
    read_refusal,
    read_trouble,
    seconds_of,
    text_of,
    unwrapped,
    word_of,
)
from pos_app.gateways.statement_facts import instant_in, period_in
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
    Redirected,
    Request,
    StillWaiting,
    Trouble,
)

_REQUESTS = "/api/v1/requests/"
_TRANSACTIONS = "/api/v1/transactions/"
_NOBODYS = f"{_TRANSACTIONS}{'0' * 27}"  # as long as the document's ids, and none of them

# The fields that a 400 names in `errors`.
_FIELDS = {
    "mobile": Reason.BAD_PHONE,
    "amount": Reason.BAD_AMOUNT,
    "pos_id": Reason.NOT_AUTHORIZED,
    "parent_transaction_id": Reason.PARENT_INVALID,
}

_OF_A_CHARGE = frozenset({*_FIELDS, "type", "callback_url", "supervisor_card"})

# "Status Reason" of a rejected transaction. A timeout is a customer who did not answer, not one who
# said no. If the parent was used, an earlier try of the same operation may have used it. A reason
# that the table does not have settles nothing, even with "rejected" beside it.
_TABLE = "Status Reason"
REASONS: Codes = {
    "1000": no(Reason.GATEWAY_ERROR, _TABLE),
    "1001": too_late(Reason.GATEWAY_TIMED_OUT, _TABLE),
    "1002": no(Reason.NOT_AUTHORIZED, _TABLE),
    "1003": no(Reason.PARENT_INVALID, _TABLE),
    "2000": no(Reason.PROCESSOR_ERROR, _TABLE),
    "2001": no(Reason.NO_MONEY, _TABLE),
    "2002": no(Reason.ISSUER_REFUSED, _TABLE),
    "2003": no(Reason.LIMIT_REACHED, _TABLE),
    "2004": too_late(Reason.CUSTOMER_SILENT, _TABLE),
    "2005": no(Reason.POS_CLOSED, _TABLE),
    "2006": no(Reason.POS_WITHOUT_FUNDS, _TABLE),
    "2007": no(Reason.SUPERVISOR_CARD, _TABLE),
    "2008": no(Reason.MERCHANT_EMAIL, _TABLE),
    "2009": no(Reason.PARENT_TOO_OLD, _TABLE),
    "2010": no(Reason.PROCESSOR_REFUSED, _TABLE),
    "2011": no(Reason.OVER_AUTHORIZED, _TABLE),
    "2012": not_known(Reason.PARENT_USED, _TABLE),
    "3000": no(Reason.CUSTOMER_REFUSED, _TABLE),
}

# --- requests -------------------------------------------------------------------------------------

# The payloads of "New Payment", "New Authorization", "New Payment w/ Authorization", "New
# Cancelation" and "New Refund": the type that is asked for, and what stands beside it.
_PAYLOADS: Mapping[Purpose, tuple[str, tuple[str, ...]]] = {
    Purpose.PAYMENT: ("payment", ("pos_id", "mobile", "amount")),
    Purpose.AUTHORIZATION: ("authorization", ("pos_id", "mobile", "amount")),
    Purpose.CAPTURE: ("payment", ("parent_transaction_id", "amount")),
    Purpose.RELEASE: ("cancelation", ("parent_transaction_id",)),
    Purpose.REFUND: ("refund", ("parent_transaction_id",)),
}


def _pos_id(account: Account, _sale: Sale) -> object:
    pos_id = account.option("pos_id")
    return int(pos_id) if pos_id.isascii() and pos_id.isdigit() else pos_id


def _mobile(_account: Account, sale: Sale) -> object:
    if sale.phone is None:
        raise ValueError("a payment request needs a phone")
    return sale.phone.national


def _amount(_account: Account, sale: Sale) -> object:
    return sale.amount.plain


def _parent(_account: Account, sale: Sale) -> object:
    if not sale.parent_reference:
        raise ValueError(f"a {sale.purpose} needs the transaction that it belongs to")
    return sale.parent_reference


_VALUES: Mapping[str, Callable[[Account, Sale], object]] = {
    "pos_id": _pos_id,
    "mobile": _mobile,
    "amount": _amount,
    "parent_transaction_id": _parent,
}


def charge(account: Account, sale: Sale) -> Request:
    """Builds a new transaction, by the purpose of the money.

    Its key makes a resend harmless for as long as the method's row says. "Idempotency" promises
    that of payments and refunds; the examples of authorizations and cancelations send it alike.
    """
    if sale.purpose not in _PAYLOADS:
        raise ValueError(f"vPOS knows no {sale.purpose}")
    kind, names = _PAYLOADS[sale.purpose]
    values = {name: _VALUES[name](account, sale) for name in names}
    return Request(
        "POST",
        "/api/v1/transactions",
        {**bearer(account), **JSON_BODY, "Idempotency-Key": sale.key},
        body=dump_json({"type": kind, **values, **callback_of(account, sale)}),
        repeat_harmless=True,
    )


def status(account: Account, sale: Sale) -> Request:
    """Builds the document's "Poll Request Status" until it has moved, then "Get Transaction"."""
    return follow_up(account, sale)


def check(account: Account) -> Request:
    """Asks for a transaction that does not exist: only a good key gets that answer."""
    return Request("GET", _NOBODYS, bearer(account), repeat_harmless=True)


# --- answers --------------------------------------------------------------------------------------


def parse_charge(_account: Account, _sale: Sale, answer: Answer) -> Interpretation:
    """Parses 202 with the location to poll; the body of some libraries carries it too.

    A location under any other status is kept: there is a request, whatever its outcome.
    """
    charge = _charge_in(answer)
    if charge is None:
        if answer.status == HTTPStatus.ACCEPTED:
            return Indeterminate(Reason.UNREADABLE_ANSWER, "no location")
        own = _is_its_own(answer)
        return read_refusal(answer, own=own, reason=named_in_errors(answer, _FIELDS))
    if answer.status == HTTPStatus.ACCEPTED:
        return ChargeAccepted(reference=charge.reference, follow=charge.follow)
    trouble = read_refusal(answer, own=False)
    return replace(trouble, charge=charge) if isinstance(trouble, Indeterminate) else trouble


def _charge_in(answer: Answer) -> ChargeId | None:
    """Returns the request or the transaction to which an answer leads, or which it shows."""
    told = _told(answer)
    shown = text_of(told.get("id"))
    layers = objects_in(read_json(answer))
    places = (
        answer.headers.get("location", ""),
        *(text_of(layer.get(name)) for layer in layers for name in ("location", "data")),
        f"{_TRANSACTIONS}{shown}" if word_of(told.get("status")) in _VERDICTS else "",
    )
    for place, root in product(places, (_REQUESTS, _TRANSACTIONS)):
        if follow := _path(place, root):
            return ChargeId(follow.removeprefix(root), follow)
    return None


def _is_its_own(answer: Answer) -> bool:
    """Returns whether an error is in the form that the field notes show: a 400 with `errors` by
    field, or the very title that "Errors" gives to its status, as a text. One with an id is about
    something that was begun."""
    body = read_json(answer)
    if isinstance(body, str):
        return answer.status in _ERRORS and word_of(body) == phrase_of(answer)
    begun = any(text_of(layer.get("id")) for layer in objects_in(body))
    is_complaint = answer.status == HTTPStatus.BAD_REQUEST and complains_of(body, _OF_A_CHARGE)
    return is_complaint and not begun


_ERRORS = frozenset({400, 401, 403, 404, 405, 406, 429})  # "Errors"


def parse_status(account: Account, sale: Sale, answer: Answer) -> Interpretation:
    """Returns the state of the request, or of the transaction that it became."""
    if answer.status == HTTPStatus.SEE_OTHER:
        location = answer.headers.get("location") or text_of(read_object(answer).get("data"))
        follow = _path(location, _TRANSACTIONS)
        return (
            Redirected(follow) if follow else Indeterminate(Reason.UNREADABLE_ANSWER, "no location")
        )
    if answer.status == HTTPStatus.NOT_FOUND and _is_its_own(answer):
        return NotFound()
    if answer.status != HTTPStatus.OK:
        return read_trouble(answer, own=_is_its_own(answer))
    body = _told(answer)
    asked_for = _transaction_of(sale)
    if asked_for:
        agrees = text_of(body.get("id")) == asked_for and _agrees(account, sale, body)
        return _read_transaction(sale, body, agrees=agrees)
    if "eta" not in body and "inserted_at" not in body:
        return Indeterminate(Reason.UNREADABLE_ANSWER, "neither a request nor a transaction")
    return StillWaiting(seconds_of(body.get("eta")))


def parse_check(answer: Answer) -> Done | Trouble:
    """Parses the check: 404 in JSON proves the key. An HTML page with 404 may be any server's."""
    own = _is_its_own(answer)
    return Done() if answer.status == HTTPStatus.NOT_FOUND and own else read_proof(answer, own=own)


def parse_callback(account: Account, sale: Sale, body: bytes) -> Interpretation:
    """Parses the transaction that is posted to the sale's callback address ("Callback"), and checks
    it against the sale like one that was polled.

    It is stricter than that, since nobody asked: the body has to name all that the sale knows,
    except that the id may be any, while the sale's own is not known yet. The body is not signed, so
    that anybody who knows the address can post there: a poll of our own has to confirm it.
    """
    told = _told(heard(body))
    reference = text_of(told.get("id"))
    known = _transaction_of(sale) or reference
    agrees = is_name(reference) and reference == known
    agrees = agrees and _agrees(account, sale, told, named=_STRICT)
    return _read_transaction(sale, told, agrees=agrees)


def _told(answer: Answer) -> Mapping[str, object]:
    """Returns the transaction or the request, out of the `data` of the document's libraries."""
    return unwrapped(read_json(answer))


_ACCEPTED, _REJECTED = "accepted", "rejected"
_VERDICTS = frozenset({_ACCEPTED, _REJECTED})


def _read_transaction(sale: Sale, body: Mapping[str, object], *, agrees: bool) -> Interpretation:
    verdict = word_of(body.get("status"))
    amount = amount_in(body, sale.amount.currency)
    if verdict == _ACCEPTED:
        if sale.purpose is Purpose.RELEASE and not is_named(body, "amount"):
            amount = sale.amount  # it asks for no amount, and gives all of it back
        reference = text_of(body.get("id"))
        return match_payment(
            sale,
            amount=amount,
            concerns_this_sale=agrees,
            reference=reference,
            provider_at=instant_in(body, "status_datetime", sale.amount.currency),
            period=period_in(body, "clearing_period"),
        )
    agrees = agrees and (amount == sale.amount or not is_named(body, "amount"))
    if verdict == _REJECTED and agrees:
        if not is_named(body, "status_reason"):
            return NotPaid(End.DECLINED, Reason.OTHER)
        code = name_of(text_of(body["status_reason"]))
        return REASONS.get(code, UNLISTED).meaning(code)
    return Indeterminate(Reason.UNREADABLE_ANSWER, f"status {readable(verdict, 40)!r}")


# The types that a transaction may have. The schema has ten letters for them and lists two words,
# while the payloads have longer ones: those are accepted whole, or cut to ten.
_TYPES: Mapping[Purpose, frozenset[str]] = {
    Purpose.PAYMENT: frozenset({"payment"}),
    Purpose.AUTHORIZATION: frozenset({"authorization", "authorizat"}),
    Purpose.CAPTURE: frozenset({"payment"}),
    Purpose.RELEASE: frozenset({"cancelation", "cancelatio", "cancellation", "cancellati"}),
    Purpose.REFUND: frozenset({"refund"}),
}
_STRICT = ("type", "pos_id", "mobile", "parent_transaction_id")


def _agrees(
    account: Account, sale: Sale, body: Mapping[str, object], *, named: tuple[str, ...] = ()
) -> bool:
    """Returns whether the transaction is of this kind, parent, payer and till, where it names them:
    a rejected one may leave out all but its id. It must name those in `named`, if the sale knows
    them."""
    pos_id = _PLAIN["pos_id"](account.options.get("pos_id"))
    expected: dict[str, frozenset[str]] = {
        "type": _TYPES.get(sale.purpose, frozenset()),
        # A payment of its own has no parent; an operation has its parent and no other.
        "parent_transaction_id": frozenset({sale.parent_reference or ""}),
    }
    if pos_id:
        expected["pos_id"] = frozenset({pos_id})
    if sale.phone:
        expected["mobile"] = frozenset({sale.phone.national})
    return is_currency(body, sale.amount.currency) and all(
        "" in allowed or name not in named
        if not is_named(body, name)
        else _PLAIN.get(name, text_of)(body[name]) in allowed - {""}
        for name, allowed in expected.items()
    )


# `pos_id` is text from some and a number from others.
_PLAIN: Mapping[str, Callable[[object], str]] = {
    "type": word_of,
    "pos_id": lambda value: text_of(value).lstrip("0"),
}


def _transaction_of(sale: Sale) -> str:
    """Returns the id of the transaction, once the request has become one."""
    follow = sale.status_path or ""
    return follow.removeprefix(_TRANSACTIONS) if follow.startswith(_TRANSACTIONS) else ""


def _path(location: str, root: str) -> str:
    """Returns the path of a location if it lies below `root`, else nothing: the till polls it with
    our token."""
    try:
        path = urlsplit(location.strip()).path
    except ValueError:
        return ""
    return path if path.startswith(root) and is_name(path.removeprefix(root)) else ""
