"""ClicPay: M-Pesa, e-Mola and mKesh requests to a phone, money out to one, cards (Mozambique).

Source: the ClicPay API v2 document, "Transações M-Pesa/eMola/Mkesh", "Transações NetShop" and
"Estado de Transações".

The document knows no idempotency key, and a charge can only be found by the `clicpay_reference`
of its answer: a charge whose answer is lost is never repeated here. The header is sent all the
same (field notes: a newer service may honour it); nothing relies on it. What is lost may be found
again in a list (`search`), which leads to the status; the status alone decides.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from pos_app.domain.events import Purpose
from pos_app.domain.money import from_wire
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Sale, claim
from pos_app.gateways.wire import (
    JSON_BODY,
    bearer,
    dump_json,
    follow_up,
    heard,
    is_name,
    is_signed,
    list_in,
    named_in_errors,
    printable,
    read_json,
    read_object,
    read_proof,
    read_trouble,
    text_of,
    word_of,
)
from pos_app.ports.gateway import (
    Account,
    Answer,
    ChargeId,
    Done,
    End,
    Forged,
    Meaning,
    NoSuchThing,
    Notice,
    NotPaid,
    Request,
    StillWaiting,
    TakenOn,
    Trouble,
    Unclear,
)

# Customers have approved after more than 90 s, and a newer service answers only then (field
# notes): a shorter wait would make an unknown outcome of a charge that is going well.
PIN_TIMEOUT = 180.0  # seconds
HISTORY = 50  # of the latest transactions are looked through for one that was lost
LONGEST_DESCRIPTION = 32  # "3-32 caracteres"

# The fields that a 400 or a 422 names in `errors`.
_FIELDS = {"msisdn": Reason.BAD_PHONE, "phone": Reason.BAD_PHONE, "amount": Reason.BAD_AMOUNT}

PAID = frozenset({"successful", "success", "completed"})
WAITING = frozenset({"pending", "processing", "initiated"})
FAILED = frozenset({"failed", "rejected", "cancelled", "canceled"})
_CARD = "card"

# Codes that surface from below, each of one network (field notes). With a code that says done or
# "push sent (pending)" a failure is no final no; nor with one that says "duplicate" or "already
# processed": we never send twice, so what came first may be this very charge.
_Code = tuple[End, Reason] | Unclear
_Codes = Mapping[str, _Code]
_NOT_FAILED = Unclear(Reason.UNREADABLE_ANSWER)
_BEFORE = Unclear(Reason.DUPLICATE)
_MPESA: _Codes = {
    "INS-0": _NOT_FAILED,
    "INS-1": (End.DECLINED, Reason.PROCESSOR_ERROR),
    "INS-5": (End.DECLINED, Reason.CUSTOMER_REFUSED),
    "INS-6": (End.DECLINED, Reason.PROCESSOR_REFUSED),
    "INS-9": (End.EXPIRED, Reason.CUSTOMER_SILENT),
    "INS-10": _BEFORE,
    "INS-16": (End.DECLINED, Reason.PROCESSOR_ERROR),
    "INS-2006": (End.DECLINED, Reason.NO_MONEY),
    "INS-2051": (End.DECLINED, Reason.BAD_PHONE),
}
_EMOLA: _Codes = {
    "00": _NOT_FAILED,
    "03": (End.DECLINED, Reason.PROCESSOR_REFUSED),
    "11": (End.EXPIRED, Reason.CUSTOMER_SILENT),
    "12": (End.DECLINED, Reason.NO_ACCOUNT),
    "14": _BEFORE,
    "20": (End.DECLINED, Reason.PHONE_BUSY),
    "22": _NOT_FAILED,
    "28": _BEFORE,
    "99": (End.DECLINED, Reason.PROCESSOR_ERROR),
}


@dataclass(frozen=True)
class _Network:
    """How a network below writes its codes: alone in a field, and among the words of a message."""

    codes: _Codes
    alone: re.Pattern[str]
    in_words: re.Pattern[str]


_INS = re.compile(r"\b(INS-\d+)\b", re.IGNORECASE)
# Two figures are a code where a message begins with them, or where it says so: others are seconds,
# amounts and dates.
_FIGURES = re.compile(
    r"(?:^\W*|\b(?:c[oó]digo|code|erro|error|e-?mola)\W{1,3})(\d{1,2})\b(?![.,:/-]\d|\s+(?:de|h)\b|\s*(?:M[TZ]|s\b|min))",
    re.IGNORECASE,
)
_NETWORKS: Mapping[str, _Network] = {
    "mpesa": _Network(_MPESA, re.compile(r"(INS-\d+)", re.IGNORECASE), _INS),
    "emola": _Network(_EMOLA, re.compile(r"(\d{1,2})"), _FIGURES),
}

# "Transações NetShop", 400.
_WORDS: Mapping[str, Reason] = {"erro ao criar a sessão": Reason.GATEWAY_ERROR}

# --- what goes there ------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Way:
    """Where money of a purpose goes, and what the customer reads without words of our own."""

    path: str
    words: str


_WAYS: Mapping[Purpose, _Way] = {
    Purpose.PAYMENT: _Way("c2b", "Venda"),
    Purpose.REFUND: _Way("b2c", "Devolução"),
    Purpose.PAYOUT: _Way("b2c", "Pagamento"),
}


def charge(account: Account, sale: Sale) -> Request:
    """C2B, B2C or a card session, by the wallet of the sale's method. None is ever repeated."""
    if sale.purpose not in _WAYS:
        raise ValueError(f"ClicPay knows no {sale.purpose}")
    if _kind(sale) == _CARD:
        return _card_payment(account, sale)
    if sale.phone is None:
        raise ValueError("a payment request needs a phone")
    body = {
        "msisdn": sale.phone.national,
        "amount": _number(sale.amount.decimal),
        "reference_description": describe(sale),
        "internal_notes": sale.id,
    }
    path = f"{_WAYS[sale.purpose].path}/{_kind(sale)}{_directly(account, sale)}"
    return _post(account, sale, path, body)


def describe(sale: Sale) -> str:
    """The description that was typed, or one that no other charge of the shop has."""
    number = f"{sale.number:04d}"
    ours = f"{_WAYS[sale.purpose].words} {number} {sale.id[:8]}"
    return sale.description or ours[:LONGEST_DESCRIPTION]


def _card_payment(account: Account, sale: Sale) -> Request:
    """The document's "card-payment": it knows no internal notes, and no way back to a card.

    What it takes besides is left out: the payer's name, address and phone are the payer's to type,
    and `callback_url` ("URL de retorno") is a page to come back to, which a counter does not have.
    """
    if sale.purpose is not Purpose.PAYMENT:
        raise ValueError(f"a card takes no {sale.purpose}")
    body = {
        "amount": _number(sale.amount.decimal),
        "reference_description": describe(sale),
    }
    return _post(account, sale, "card-payment", body)


def _post(account: Account, sale: Sale, path: str, body: Mapping[str, object]) -> Request:
    return Request(
        "POST",
        f"/api/v2/wallets/{_wallet(account, sale)}/{path}",
        {**bearer(account), **JSON_BODY, "Idempotency-Key": sale.key},
        body=dump_json(body),
        read_timeout=PIN_TIMEOUT,
    )


def _kind(sale: Sale) -> str:
    return sale.method.partition(".")[2]


def _wallet(account: Account, sale: Sale) -> str:
    kind = _kind(sale)
    return account.option(f"wallets.{'netshop' if kind == _CARD else kind}")


def _directly(account: Account, sale: Sale) -> str:
    """The document has each C2B twice and does not say what `direct` changes: the shop says
    which of the two its contract is about."""
    wanted = account.options.get("direct", "").lower() in ("true", "1")
    return "/direct" if wanted and sale.purpose is Purpose.PAYMENT else ""


def _number(amount: Decimal) -> int | Decimal:
    """The document shows whole amounts as whole numbers."""
    return int(amount) if amount == amount.to_integral_value() else amount


def status(account: Account, sale: Sale) -> Request:
    """The document's "Estado de Transações"."""
    return follow_up(account, sale)


def check(account: Account) -> Request:
    """The document's "Obter utilizador autenticado"."""
    return Request("GET", "/api/user", bearer(account), repeat_harmless=True)


# --- what comes back ------------------------------------------------------------------------------


def read_charge(_account: Account, sale: Sale, answer: Answer) -> Meaning:
    """A reference to follow, or a final no.

    A newer service answers only when the customer has decided (field notes). Its no is final
    here; for its yes the status is asked, which names the amount.
    """
    body = read_object(answer)
    failed = word_of(body.get("status")) in FAILED
    if answer.status == HTTPStatus.BAD_REQUEST and failed:
        return _not_paid(sale, body)  # "Transações NetShop": the session could not be made
    if answer.status not in (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED):
        return read_trouble(answer, named_in_errors(answer, _FIELDS))
    if failed:
        return _not_paid(sale, body)
    reference = text_of(body.get("clicpay_reference"))
    if not is_name(reference):
        return Unclear(Reason.UNREADABLE_ANSWER, "no clicpay_reference")
    checkout = _checkout(body)
    if _kind(sale) == _CARD and not checkout:
        return Unclear(Reason.UNREADABLE_ANSWER, "no page on which to pay")
    return TakenOn(reference=reference, follow=_status_of(reference), checkout=checkout)


def _status_of(reference: str) -> str:
    return f"/api/v2/transactions/{reference}/status"


def _checkout(body: Mapping[str, object]) -> str | None:
    """A page that a customer can be sent to: card numbers are typed there, so nobody may listen.
    This machine alone needs no https."""
    address = text_of(body.get("checkout_url"))
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    safe = parts.scheme == "https" or (
        parts.scheme == "http" and host in ("127.0.0.1", "localhost")
    )
    return address if safe and host and address.isprintable() and " " not in address else None


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
    if word in WAITING:
        return StillWaiting()
    if word in PAID:
        named = body.get("amount")
        amount = sale.amount if named is None else from_wire(named, sale.amount.currency)
        ours = bool(reference) and reference == sale.reference
        return claim(sale, amount=amount, concerns_this_sale=ours, reference=sale.reference)
    if word in FAILED and reference in ("", sale.reference):
        return _not_paid(sale, body)
    return Unclear(Reason.UNREADABLE_ANSWER, f"status {word[:40]!r}")


def read_check(answer: Answer) -> Done | Trouble:
    return read_proof(answer)


def _not_paid(sale: Sale, body: Mapping[str, object]) -> NotPaid | Unclear:
    """A final no, with the reason that the network below gave, unless its code says otherwise."""
    message = printable(text_of(body.get("message")))
    network = _NETWORKS.get(_kind(sale))
    code = _code_in(network, body) if network else ""
    if network and code in network.codes:
        known, detail = network.codes[code], message or code
        return (
            Unclear(known.reason, detail) if isinstance(known, Unclear) else NotPaid(*known, detail)
        )
    cancelled = word_of(body.get("status")) in ("cancelled", "canceled")
    reason = _WORDS.get(message.lower().rstrip(".!"), Reason.OTHER)
    return NotPaid(End.CANCELLED if cancelled else End.DECLINED, reason, message)


def _code_in(network: _Network, body: Mapping[str, object]) -> str:
    """The network's code: from the field for it ("Response Fields"), else from the words."""
    field = network.alone.fullmatch(text_of(body.get("provider_response_code")))
    words = (text_of(body.get(name)) for name in ("provider_status_text", "message"))
    found = field or next(filter(None, map(network.in_words.search, words)), None)
    return found.group(1).upper().zfill(2) if found else ""


# --- a charge whose answer was lost ---------------------------------------------------------------


def search(account: Account, sale: Sale) -> Sequence[Request]:
    """The wallet's history, which the document does not have but one integrator saw (field
    notes); then what the shop's own webhook was told ("Ver eventos do webhook")."""
    wallet = _wallet(account, sale)
    paths = [f"/api/v2/wallets/{wallet}/transactions?per_page={HISTORY}"]
    webhook = account.options.get("webhook", "")
    if is_name(webhook):
        paths.append(f"/api/v2/webhooks/{webhook}/events?per_page={HISTORY}")
    return [Request("GET", path, bearer(account), repeat_harmless=True) for path in paths]


def read_search(_account: Account, sale: Sale, answer: Answer) -> TakenOn | StillWaiting | Trouble:
    """The reference of the one charge that bears our marks. The outcome is the status's to say:
    a list may be old."""
    if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
        return NoSuchThing()
    if answer.status != HTTPStatus.OK:
        return read_trouble(answer)
    entries = list_in(read_json(answer), "data", "transactions", "events")
    if entries is None:
        return Unclear(Reason.UNREADABLE_ANSWER, "no list of transactions")
    ours = [layers for layers in map(layers_of, entries) if _is_ours(layers, sale)]
    references = {text_of(named_in(layers, "clicpay_reference")) for layers in ours}
    if not references:
        return StillWaiting()
    reference = references.pop()
    if references or not is_name(reference):
        return Unclear(Reason.UNREADABLE_ANSWER, "more than one, or one without a reference")
    return TakenOn(reference=reference, follow=_status_of(reference))


def _is_ours(layers: Sequence[Mapping[str, Any]], sale: Sale) -> bool:
    """By the sale's id in its notes. Where a list has no notes: by the description that no other
    charge has, if payer and amount agree; one that somebody typed may stand on many charges."""
    notes = text_of(named_in(layers, "internal_notes"))
    if notes:
        return notes == sale.id
    if sale.description or text_of(named_in(layers, "reference_description")) != describe(sale):
        return False
    payer = text_of(named_in(layers, "msisdn"))
    amount = from_wire(named_in(layers, "amount"), sale.amount.currency)
    return amount == sale.amount and (sale.phone is None or payer == sale.phone.national)


def layers_of(entry: object) -> Sequence[Mapping[str, Any]]:
    """A transaction, or the event around one, from the outside in: the document shows no body, so
    every usual wrapping is looked into, and a payload that is kept as text."""
    outer = _object(entry)
    payload = _object(outer.get("payload"))
    return [outer, _object(outer.get("data")), payload, _object(payload.get("data"))]


def named_in(layers: Sequence[Mapping[str, Any]], name: str) -> object:
    """The first value under this name, nulls apart."""
    return next((layer[name] for layer in layers if layer.get(name) is not None), None)


def _object(value: object) -> Mapping[str, Any]:
    if isinstance(value, str):
        value = read_json(Answer(HTTPStatus.OK, {}, value))
    return value if isinstance(value, dict) else {}


# --- what ClicPay says by itself ------------------------------------------------------------------


def read_webhook(account: Account, headers: Mapping[str, str], body: bytes) -> Notice | Forged:
    """An event of a webhook, signed with the webhook's own secret (field notes, one integrator:
    two names for the header, `sha256=` before it or not). A reason to ask, never an outcome."""
    secret = account.other_secrets.get("webhook_secret", "")
    names = ("x-webhook-signature", "x-clicpay-signature")
    signatures = (headers.get(name, "").strip().lower().removeprefix("sha256=") for name in names)
    if not any(is_signed(body, secret, signature) for signature in signatures):
        return Forged()
    told = read_json(heard(body))
    if not isinstance(told, dict):
        return Forged()
    layers = layers_of(told)
    sale, reference = (
        text_of(named_in(layers, name)) for name in ("internal_notes", "clicpay_reference")
    )
    return Notice(
        id=printable(headers.get("x-webhook-id", "")) or hashlib.sha256(body).hexdigest(),
        sale=sale if is_name(sale) else "",
        charge=ChargeId(reference, _status_of(reference)) if is_name(reference) else None,
    )
