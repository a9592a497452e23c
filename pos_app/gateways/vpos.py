"""vPOS: payments by the customer's Multicaixa Express app, held money, refunds (Angola).

Source: the vPOS API document, v1. Everything is a transaction that is followed by polling: 202
with a `location`, then 200 with an `eta` until 303 leads to the transaction. The field notes'
oddities are accepted: an integer or a text `status_reason`, `eta` in any form, an amount as a
number; so is the `data` in which the document's libraries wrap what they were told.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from pos_app.domain.events import Purpose
from pos_app.domain.money import from_wire
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Sale, claim
from pos_app.gateways.wire import (
    JSON_BODY,
    bearer,
    callback_of,
    dump_json,
    follow_up,
    heard,
    is_name,
    is_page,
    named_in_errors,
    object_in,
    read_json,
    read_object,
    read_proof,
    read_trouble,
    seconds_of,
    text_of,
    word_of,
)
from pos_app.ports.gateway import (
    Account,
    Answer,
    Done,
    End,
    LookElsewhere,
    Meaning,
    NoSuchThing,
    NotPaid,
    Request,
    StillWaiting,
    TakenOn,
    Trouble,
    Unclear,
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

# "Status Reason". Timeouts are a customer who did not answer, not one who said no.
REASONS: Mapping[str, tuple[End, Reason]] = {
    "1000": (End.DECLINED, Reason.GATEWAY_ERROR),
    "1001": (End.EXPIRED, Reason.GATEWAY_TIMED_OUT),
    "1002": (End.DECLINED, Reason.NOT_AUTHORIZED),
    "1003": (End.DECLINED, Reason.PARENT_INVALID),
    "2000": (End.DECLINED, Reason.PROCESSOR_ERROR),
    "2001": (End.DECLINED, Reason.NO_MONEY),
    "2002": (End.DECLINED, Reason.ISSUER_REFUSED),
    "2003": (End.DECLINED, Reason.LIMIT_REACHED),
    "2004": (End.EXPIRED, Reason.CUSTOMER_SILENT),
    "2005": (End.DECLINED, Reason.POS_CLOSED),
    "2006": (End.DECLINED, Reason.POS_WITHOUT_FUNDS),
    "2007": (End.DECLINED, Reason.SUPERVISOR_CARD),
    "2008": (End.DECLINED, Reason.MERCHANT_EMAIL),
    "2009": (End.DECLINED, Reason.PARENT_TOO_OLD),
    "2010": (End.DECLINED, Reason.PROCESSOR_REFUSED),
    "2011": (End.DECLINED, Reason.OVER_AUTHORIZED),
    "2012": (End.DECLINED, Reason.PARENT_USED),
    "3000": (End.DECLINED, Reason.CUSTOMER_REFUSED),
}

# --- what goes there ------------------------------------------------------------------------------

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
    """A new transaction, by what the money is to do.

    Its key makes a repeat harmless for as long as the method's row says. "Idempotency" promises
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
    """The document's "Poll Request Status" until it has moved, then "Get Transaction"."""
    return follow_up(account, sale)


def check(account: Account) -> Request:
    """Asks for a transaction that nobody has: only whoever has a good key is told so."""
    return Request("GET", _NOBODYS, bearer(account), repeat_harmless=True)


# --- what comes back ------------------------------------------------------------------------------


def read_charge(_account: Account, _sale: Sale, answer: Answer) -> Meaning:
    """202 with the location to ask at; the body of some libraries carries it too."""
    if answer.status == HTTPStatus.ACCEPTED:
        location = answer.headers.get("location") or text_of(read_object(answer).get("location"))
        follow = _path(location, _REQUESTS)
        if follow:
            return TakenOn(reference=follow.removeprefix(_REQUESTS), follow=follow)
        return Unclear(Reason.UNREADABLE_ANSWER, "no location")
    return read_trouble(answer, named_in_errors(answer, _FIELDS))


def read_status(account: Account, sale: Sale, answer: Answer) -> Meaning:
    """Where the request stands, or the transaction that it became."""
    if answer.status == HTTPStatus.SEE_OTHER:
        location = answer.headers.get("location") or text_of(read_object(answer).get("data"))
        follow = _path(location, _TRANSACTIONS)
        return LookElsewhere(follow) if follow else Unclear(Reason.UNREADABLE_ANSWER, "no location")
    if answer.status == HTTPStatus.NOT_FOUND:
        return NoSuchThing()
    if answer.status != HTTPStatus.OK:
        return read_trouble(answer)
    body = _told(answer)
    asked_for = _transaction_of(sale)
    if asked_for:
        agrees = text_of(body.get("id")) == asked_for and _agrees(account, sale, body)
        return _read_transaction(sale, body, agrees=agrees)
    if "eta" not in body and "inserted_at" not in body:
        return Unclear(Reason.UNREADABLE_ANSWER, "neither a request nor a transaction")
    return StillWaiting(seconds_of(body.get("eta")))


def read_check(answer: Answer) -> Done | Trouble:
    """404 in JSON proves the key. A page that is not there may be any server's."""
    if answer.status == HTTPStatus.NOT_FOUND and not is_page(answer):
        return Done()
    return read_proof(answer)


def read_callback(account: Account, sale: Sale, body: bytes) -> Meaning:
    """The transaction that is posted to the sale's callback address ("Callback"), checked against
    the sale like one that was looked up.

    Stricter than that, since nobody was asked: what the sale knows has to be named, except that
    the id may be any, while the sale's own is not known yet. Nothing is signed, so that whoever
    knows the address can post there: the meaning has to be confirmed by a look of our own.
    """
    told = _told(heard(body))
    reference = text_of(told.get("id"))
    known = _transaction_of(sale) or reference
    agrees = is_name(reference) and reference == known
    agrees = agrees and _agrees(account, sale, told, named=_STRICT)
    return _read_transaction(sale, told, agrees=agrees)


def _told(answer: Answer) -> Mapping[str, object]:
    """The transaction or the request, out of the `data` of the document's libraries."""
    body = read_json(answer)
    wrapped = body.get("data") if isinstance(body, dict) else None
    if isinstance(wrapped, list) and len(wrapped) == 1 and isinstance(wrapped[0], dict):
        return wrapped[0]
    return object_in(body, "data")


def _read_transaction(sale: Sale, body: Mapping[str, object], *, agrees: bool) -> Meaning:
    verdict = word_of(body.get("status"))
    if verdict == "accepted":
        amount = from_wire(body.get("amount"), sale.amount.currency)
        if sale.purpose is Purpose.RELEASE and body.get("amount") is None:
            amount = sale.amount  # it asks for no amount, and gives all of it back
        reference = text_of(body.get("id")) or None
        return claim(sale, amount=amount, concerns_this_sale=agrees, reference=reference)
    if verdict == "rejected" and agrees:
        code = text_of(body.get("status_reason"))[:20]
        end, reason = REASONS.get(code, (End.DECLINED, Reason.OTHER))
        if reason is Reason.PARENT_USED:  # perhaps by this very operation, whose answer was lost
            return Unclear(reason, code)
        return NotPaid(end, reason, code)
    return Unclear(Reason.UNREADABLE_ANSWER, f"status {verdict[:40]!r}")


# What a transaction may call itself. The schema has ten letters for it and lists two words, while
# the payloads have longer ones: those are accepted whole, or cut to ten.
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
    """The transaction is of this kind, parent, payer and till, where it names them: a rejected
    one may leave out all but its id. Those in `named` it must name, if the sale knows them."""
    pos_id = _PLAIN["pos_id"](account.options.get("pos_id"))
    expected: dict[str, frozenset[str]] = {
        "type": _TYPES.get(sale.purpose, frozenset()),
        # A payment of its own has no parent; an operation is its parent's and nobody else's.
        "parent_transaction_id": frozenset({sale.parent_reference or ""}),
    }
    if pos_id:
        expected["pos_id"] = frozenset({pos_id})
    if sale.phone:
        expected["mobile"] = frozenset({sale.phone.national})
    return all(
        "" in allowed or name not in named
        if body.get(name) in (None, "")
        else _PLAIN.get(name, text_of)(body[name]) in allowed - {""}
        for name, allowed in expected.items()
    )


# `pos_id` is text from some and a number from others.
_PLAIN: Mapping[str, Callable[[object], str]] = {
    "type": word_of,
    "pos_id": lambda value: text_of(value).lstrip("0"),
}


def _transaction_of(sale: Sale) -> str:
    """The id of the transaction, once the request has become one."""
    follow = sale.follow or ""
    return follow.removeprefix(_TRANSACTIONS) if follow.startswith(_TRANSACTIONS) else ""


def _path(location: str, root: str) -> str:
    """The path of a location if it lies below `root`, else nothing: it is asked with our token."""
    try:
        path = urlsplit(location.strip()).path
    except ValueError:
        return ""
    return path if path.startswith(root) and is_name(path.removeprefix(root)) else ""
