"""vPOS: a payment request to the customer's Multicaixa Express app (Angola).

Source: the vPOS API document, v1. Followed by polling: 202 with a `location`, then 200 with an
`eta` until 303 leads to the transaction. The field notes' oddities are accepted: an integer or
a text `status_reason`, `eta` in any form, an amount as a number.
"""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

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
    seconds_of,
    text_of,
    word_of,
)
from pos_app.ports.gateway import (
    Account,
    Answer,
    End,
    LookElsewhere,
    Meaning,
    NoSuchThing,
    NotPaid,
    Request,
    StillWaiting,
    TakenOn,
    Unclear,
)

# The fields that a 400 names in `errors`.
_FIELDS = {"mobile": Reason.BAD_PHONE, "amount": Reason.BAD_AMOUNT}

_REQUESTS = "/api/v1/requests/"
_TRANSACTIONS = "/api/v1/transactions/"

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


def charge(account: Account, sale: Sale) -> Request:
    """The document's "New Payment". Its key makes a repeat harmless for as long as the row says."""
    if sale.phone is None:
        raise ValueError("a payment request needs a phone")
    pos_id = account.option("pos_id")
    body = {
        "type": "payment",
        "pos_id": int(pos_id) if pos_id.isdecimal() else pos_id,
        "mobile": sale.phone.national,
        "amount": sale.amount.plain,
    }
    headers = {**bearer(account), "Content-Type": "application/json", "Idempotency-Key": sale.key}
    return Request(
        "POST", "/api/v1/transactions", headers, body=dump_json(body), repeat_harmless=True
    )


def read_charge(_account: Account, _sale: Sale, answer: Answer) -> Meaning:
    """202 with the location to ask at; the body of some libraries carries it too."""
    if answer.status == HTTPStatus.ACCEPTED:
        location = answer.headers.get("location") or text_of(read_object(answer).get("location"))
        follow = _path(location, _REQUESTS)
        if follow:
            return TakenOn(reference=follow.removeprefix(_REQUESTS), follow=follow)
        return Unclear(Reason.UNREADABLE_ANSWER, "no location")
    return read_trouble(answer, named_in_errors(answer, _FIELDS))


def status(account: Account, sale: Sale) -> Request:
    """The document's "Poll Request Status" until it has moved, then "Get Transaction"."""
    return follow_up(account, sale)


def read_status(account: Account, sale: Sale, answer: Answer) -> Meaning:
    """Where the request stands, or the transaction that it became."""
    if answer.status == HTTPStatus.SEE_OTHER:
        follow = _path(answer.headers.get("location", ""), _TRANSACTIONS)
        return LookElsewhere(follow) if follow else Unclear(Reason.UNREADABLE_ANSWER, "no location")
    if answer.status == HTTPStatus.NOT_FOUND:
        return NoSuchThing()
    if answer.status != HTTPStatus.OK:
        return read_trouble(answer)
    if (sale.follow or "").startswith(_TRANSACTIONS):
        return _read_transaction(account, sale, answer)
    body = read_object(answer)
    if "eta" not in body and "inserted_at" not in body:
        return Unclear(Reason.UNREADABLE_ANSWER, "neither a request nor a transaction")
    return StillWaiting(seconds_of(body.get("eta")))


def _read_transaction(account: Account, sale: Sale, answer: Answer) -> Meaning:
    body = read_object(answer)
    verdict = word_of(body.get("status"))
    reference = text_of(body.get("id"))
    if verdict == "accepted":
        return claim(
            sale,
            amount=from_wire(body.get("amount"), sale.amount.currency),
            concerns_this_sale=_agrees(account, sale, body),
            reference=reference or None,
        )
    if verdict == "rejected" and _agrees(account, sale, body):
        code = text_of(body.get("status_reason"))
        end, reason = REASONS.get(code, (End.DECLINED, Reason.OTHER))
        return NotPaid(end, reason, code)
    return Unclear(Reason.UNREADABLE_ANSWER, f"status {verdict[:40]!r}")


def _agrees(account: Account, sale: Sale, body: Mapping[str, object]) -> bool:
    """The transaction is the one asked for, of this kind, payer and till, where it names them."""
    asked_for = (sale.follow or "").removeprefix(_TRANSACTIONS)
    expected = {
        "id": asked_for,
        "type": "payment",
        "mobile": sale.phone.national if sale.phone else "",
        "pos_id": account.options.get("pos_id", "").lstrip("0"),
    }
    named = {name: text_of(body.get(name)) for name in expected}
    named["pos_id"] = named["pos_id"].lstrip("0")  # text from some, a number from others
    # A rejected request may leave out all but its id; an accepted one must name that at least.
    return bool(named["id"]) and all(
        not value or value == expected[name] for name, value in named.items()
    )


def _path(location: str, root: str) -> str:
    """The path of a location if it lies below `root`, else nothing: it is asked with our token."""
    try:
        path = urlsplit(location.strip()).path
    except ValueError:
        return ""
    return path if path.startswith(root) and is_name(path.removeprefix(root)) else ""
