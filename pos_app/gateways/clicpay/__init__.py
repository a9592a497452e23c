"""ClicPay: M-Pesa, e-Mola and mKesh requests to a phone, money out to one, cards (Mozambique).

Source: the ClicPay API v2 document, "Transações M-Pesa/eMola/Mkesh", "Transações NetShop" and
"Estado de Transações".

The document knows no idempotency key, and only the `clicpay_reference` in its answer leads to a
charge: the till never repeats a charge whose answer is lost. The key's header is sent all the same
(field notes: a newer service may honour it); nothing relies on it. A lost charge may be found in a
list (`search`), which leads to the status; the status alone decides.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from pos_app.domain.events import GOES_OUT, Purpose
from pos_app.domain.payment_match import match_payment
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale, sale_number
from pos_app.domain.text.foreign_text import name_of, readable
from pos_app.domain.text.url_rules import is_page_to_pay_on
from pos_app.gateways.clicpay.network_codes import NETWORKS, Network
from pos_app.gateways.decline_codes import CodeRow
from pos_app.gateways.response_json import (
    JSON_BODY,
    amount_in,
    bearer,
    complains_of,
    dump_json,
    follow_up,
    heard,
    is_currency,
    is_name,
    is_named,
    is_signed,
    name_in_text,
    named_in_errors,
    objects_in,
    raw_of,
    read_json,
    read_object,
    read_proof,
    read_refusal,
    read_trouble,
    says,
    text_of,
    unwrapped,
    word_of,
)
from pos_app.gateways.statement_facts import fee_in, instant_in
from pos_app.ports.gateway import (
    Account,
    Answer,
    ChargeAccepted,
    ChargeId,
    Done,
    End,
    Indeterminate,
    Interpretation,
    InvalidSignature,
    NotFound,
    Notice,
    NotPaid,
    Request,
    StillWaiting,
    Trouble,
)

# Customers have approved after more than 90 s, and a newer service answers only then (field
# notes): a shorter wait would make an unknown outcome of a charge that is going well.
PIN_TIMEOUT = 180.0  # seconds
LONGEST_DESCRIPTION = 32  # "3-32 caracteres"

# The fields that a 400 or a 422 names in `errors`.
_FIELDS = {"msisdn": Reason.BAD_PHONE, "phone": Reason.BAD_PHONE, "amount": Reason.BAD_AMOUNT}
# The fields of a charge: "Body Parameters" and "URL Parameters".
_OF_A_CHARGE = frozenset(
    {*_FIELDS, "reference_description", "internal_notes", "wallet_id", "wallet", "callback_url"}
)
# The words that reject a charge, by their status: "Example response (401)" and
# (403). The words of 401 are Laravel's; 429, which no example shows, has that framework's own too.
_TURNED_AWAY: Mapping[int, str] = {
    HTTPStatus.UNAUTHORIZED: "unauthenticated",
    HTTPStatus.FORBIDDEN: "acesso negado à carteira",
    HTTPStatus.TOO_MANY_REQUESTS: "too many attempts",
}

PAID = frozenset({"successful", "success", "completed"})
WAITING = frozenset({"pending", "processing", "initiated"})
FAILED = frozenset({"failed", "rejected", "cancelled", "canceled"})
_CARD = "card"

# "Transações NetShop", 400.
_WORDS: Mapping[str, Reason] = {"erro ao criar a sessão": Reason.GATEWAY_ERROR}

# --- requests -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Way:
    """The endpoint for money of a purpose, and the customer's text if the cashier types none."""

    path: str
    words: str


_WAYS: Mapping[Purpose, _Way] = {
    Purpose.PAYMENT: _Way("c2b", "Venda"),
    Purpose.REFUND: _Way("b2c", "Devolução"),
    Purpose.PAYOUT: _Way("b2c", "Pagamento"),
}


def charge(account: Account, sale: Sale) -> Request:
    """Builds a C2B, B2C or card request, by the wallet of the sale's method. None is ever
    repeated."""
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
    """Returns the typed description, or one that no other charge of the shop has."""
    number = sale_number(sale.number)
    ours = f"{_WAYS[sale.purpose].words} {number} {sale.id[:8]}"
    return sale.description or ours[:LONGEST_DESCRIPTION]


def _card_payment(account: Account, sale: Sale) -> Request:
    """Builds the document's "card-payment": it knows no internal notes, and no way back to a card.

    Its other fields are left out: the payer types their name, address and phone, and `callback_url`
    ("URL de retorno") is a page to come back to, which a counter does not have.
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
        f"/api/v2/wallets/{wallet_of(account, sale)}/{path}",
        {**bearer(account), **JSON_BODY, "Idempotency-Key": sale.key},
        body=dump_json(body),
        read_timeout=PIN_TIMEOUT,
    )


def _kind(sale: Sale) -> str:
    return sale.method.partition(".")[2]


def wallet_of(account: Account, sale: Sale) -> str:
    return account.option(_wallet_option(sale))


def _wallet_option(sale: Sale) -> str:
    kind = _kind(sale)
    return f"wallets.{'netshop' if kind == _CARD else kind}"


def _directly(account: Account, sale: Sale) -> str:
    """Returns the shop's choice of endpoint. The document has each C2B twice and does not say what
    `direct` changes: the shop says which of the two its contract is about."""
    wanted = account.options.get("direct", "").lower() in ("true", "1")
    return "/direct" if wanted and sale.purpose is Purpose.PAYMENT else ""


def _number(amount: Decimal) -> int | Decimal:
    """Writes whole amounts as whole numbers, as the document shows them."""
    return int(amount) if amount == amount.to_integral_value() else amount


def status(account: Account, sale: Sale) -> Request:
    """Builds the document's "Estado de Transações"."""
    return follow_up(account, sale)


def check(account: Account) -> Request:
    """Builds the document's "Obter utilizador autenticado"."""
    return Request("GET", "/api/user", bearer(account), repeat_harmless=True)


# --- answers --------------------------------------------------------------------------------------


def parse_charge(_account: Account, sale: Sale, answer: Answer) -> Interpretation:
    """Returns a reference to poll, or a no.

    A newer service answers only when the customer has decided (field notes). Its no is as final as
    one of the status; for its yes the till polls the status, which names the amount. A reference is
    kept, whatever stands around it: networks approve late what they called failed (field notes).
    """
    layers = _told(answer)
    charge = _charge_in(layers)
    if charge is None and (reference := name_in_text(answer, _is_for_the_reference)):
        detail = "no more of it than the reference can be read"
        return Indeterminate(Reason.UNREADABLE_ANSWER, detail, _charge_of(reference))
    word = word_of(named_in(layers, "status"))
    if word in FAILED and (charge or answer.status in _CAN_FAIL):
        return _not_paid(sale, layers, charge)
    if charge is None or (answer.status not in _STARTED and word not in PAID | WAITING):
        return _refusal(answer, charge)
    checkout = _checkout(layers)
    if _kind(sale) == _CARD and not checkout:
        return Indeterminate(Reason.NO_PAGE_TO_PAY_ON, "", charge)
    return ChargeAccepted(reference=charge.reference, follow=charge.follow, checkout=checkout)


_STARTED = frozenset({HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED})
_CAN_FAIL = _STARTED | {HTTPStatus.BAD_REQUEST}  # "Transações NetShop": no session could be made


def _told(answer: Answer) -> Sequence[Mapping[str, Any]]:
    """Returns every object of a body. Objects beside a reference come before the words of an
    envelope around it, which are about the request."""
    found = objects_in(read_json(answer))
    return sorted(found, key=lambda layer: not any(map(text_of, _references_in(layer))))


def _references_in(layer: Mapping[str, Any]) -> Sequence[object]:
    """Returns the values of an object's reference fields, however those are written."""
    return [value for name, value in layer.items() if _is_for_the_reference(name)]


def _is_for_the_reference(field: str) -> bool:
    return _plain(field) == "clicpayreference"


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _charge_in(layers: Sequence[Mapping[str, Any]]) -> ChargeId | None:
    """Returns the one charge that an answer names; two different ones count as none."""
    told = (text_of(value) for layer in layers for value in _references_in(layer))
    named = set(filter(is_name, told))
    if len(named) != 1:
        return None
    return _charge_of(named.pop())


def _charge_of(reference: str) -> ChargeId:
    return ChargeId(reference, status_path(reference))


def _refusal(answer: Answer, charge: ChargeId | None) -> Trouble:
    """Interprets an answer without a charge: a rejection if it has the document's form, else
    indeterminate."""
    if answer.status in _STARTED:
        return Indeterminate(Reason.UNREADABLE_ANSWER, "no clicpay_reference")
    own = is_no_charge(answer)  # and so names none
    trouble = read_refusal(answer, own=own, reason=named_in_errors(answer, _FIELDS))
    return replace(trouble, charge=charge) if isinstance(trouble, Indeterminate) else trouble


_COMPLAINTS = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY})
# Fields that only an answer about a transaction has.
_OF_A_TRANSACTION = ("transaction_id", "provider_reference", "status")


def is_its_own(answer: Answer) -> bool:
    """Returns whether a refusal is in the form of the document's "Example responses": 400 and 422
    complain of fields in `errors`, all others say why in `message`. An answer that names a
    transaction, or has a network's code, is about something that was begun."""
    layers = _told(answer)
    if any(text_of(named_in(layers, name)) for name in _OF_A_TRANSACTION):
        return False
    if any(text_of(value) for layer in layers for value in _references_in(layer)):
        return False
    if any(_row_in(network, layers) for network in NETWORKS.values()):
        return False
    return says(read_json(answer), "errors" if answer.status in _COMPLAINTS else "message")


def is_no_charge(answer: Answer) -> bool:
    """Returns whether it says in the document's very words that nothing was begun. `{"message": …}`
    is also the form of gateways and firewalls, and they may have blocked the answer to a charge."""
    if not is_its_own(answer):
        return False
    if answer.status in _COMPLAINTS:
        return complains_of(read_json(answer), _OF_A_CHARGE)
    words = word_of(read_object(answer).get("message")).rstrip(".!")
    return words == _TURNED_AWAY.get(answer.status)


def status_path(reference: str) -> str:
    return f"/api/v2/transactions/{reference}/status"


def _checkout(layers: Sequence[Mapping[str, Any]]) -> str | None:
    """Returns a page to which the till may send a customer."""
    address = text_of(named_in(layers, "checkout_url"))
    return address if is_page_to_pay_on(address) else None


def parse_status(account: Account, sale: Sale, answer: Answer) -> Interpretation:
    """Returns the state of the transaction."""
    if answer.status == HTTPStatus.NOT_FOUND and is_its_own(answer):
        return NotFound()
    if answer.status != HTTPStatus.OK:
        return read_trouble(answer, own=is_its_own(answer))
    told = read_json(answer)
    body = unwrapped(told)
    if not text_of(body.get("clicpay_reference")) and not is_named(body, "amount"):
        return Indeterminate(Reason.UNREADABLE_ANSWER, "neither a reference nor an amount")
    return _read_transaction(account, sale, told, body)


def _read_transaction(
    account: Account, sale: Sale, told: object, body: Mapping[str, Any]
) -> Interpretation:
    """Interprets the transaction `body` of the answer `told`.

    It may come without an amount (field notes). Its reference then speaks for it: the provider gave
    that to this charge alone, with the amount that we asked for.
    """
    layers = [body, *(layer for layer in objects_in(told) if layer is not body)]
    reference = text_of(body.get("clicpay_reference"))
    word = _word_on(reference, layers)
    named = is_named(body, "clicpay_reference")
    agrees = (reference == sale.reference or not named) and _agrees(account, sale, body)
    amount = amount_in(body, sale.amount.currency)
    if not is_named(body, "amount") and is_currency(body, sale.amount.currency):
        amount = sale.amount
    if word in WAITING:
        return StillWaiting()
    if word in PAID:
        ours = agrees and bool(reference)
        return match_payment(
            sale,
            amount=amount,
            concerns_this_sale=ours,
            reference=sale.reference,
            provider_at=instant_in(body, "completed_at", sale.amount.currency),
            fee=fee_in(body, sale.amount.currency),
        )
    # A no that names the amount may leave out the reference, which the request named. After a no,
    # money that goes out may be sent again, so that such a no has to name its reference.
    about_it = bool(reference) or sale.purpose not in GOES_OUT
    if word in FAILED and agrees and about_it and amount == sale.amount:
        return _not_paid(sale, layers)
    return Indeterminate(Reason.UNREADABLE_ANSWER, f"status {readable(word, 40)!r}")


def _word_on(reference: str, layers: Sequence[Mapping[str, Any]]) -> str:
    """Returns the status of this transaction; two different ones count as none."""
    of_it = [layer for layer in layers if text_of(layer.get("clicpay_reference")) == reference]
    words = {word for layer in of_it if (word := word_of(layer.get("status")))}
    return words.pop() if len(words) == 1 else ""


# Words of `type` that tell which way money went ("C2B" in the field notes), and the purposes of
# each. Other words may be a service's own and say nothing.
_WAYS_IT_WENT: Mapping[str, frozenset[Purpose]] = {
    "c2b": frozenset({Purpose.PAYMENT}),
    "b2c": frozenset({Purpose.REFUND, Purpose.PAYOUT}),
    "b2b": frozenset(),
    "refund": frozenset({Purpose.REFUND}),
    "reversal": frozenset({Purpose.REFUND}),
    "payout": frozenset({Purpose.PAYOUT}),
}


def _agrees(account: Account, sale: Sale, body: Mapping[str, object]) -> bool:
    """Returns whether the transaction is of this kind, payer, wallet and sale, where it names them.
    Its notes are the ones that we sent; a card session takes none."""
    way = re.findall(r"[a-z0-9]+", word_of(body.get("type")))
    wallet, notes, payer = (
        text_of(body.get(name)) for name in ("wallet_id", "internal_notes", "msisdn")
    )
    facts = ("type", "wallet_id", "internal_notes", "msisdn")
    return (
        all(text_of(body[name]) for name in facts if is_named(body, name))
        and all(sale.purpose in _WAYS_IT_WENT.get(word, {sale.purpose}) for word in way)
        and wallet in ("", account.options.get(_wallet_option(sale)))
        and (notes in ("", sale.id) or _kind(sale) == _CARD)
        and (not payer or sale.phone is None or national(payer) == sale.phone.national)
    )


def national(msisdn: str) -> str:
    """Returns a number as the document writes it, without the country in front (field notes: with
    or without 258)."""
    digits = re.sub(r"[\s+()-]", "", msisdn).removeprefix("00")
    return digits.removeprefix("258") if len(digits) > _NATIONAL_DIGITS else digits


_NATIONAL_DIGITS = 9


def parse_check(answer: Answer) -> Done | Trouble:
    return read_proof(answer, own=is_its_own(answer))


def _not_paid(
    sale: Sale, layers: Sequence[Mapping[str, Any]], charge: ChargeId | None = None
) -> NotPaid | Indeterminate:
    """Returns a no, with the reason that the network below gave, unless its code says otherwise.
    Without any code "failed" is the document's own word."""
    message = readable(text_of(named_in(layers, "message")))
    documented = _WORDS.get(word_of(named_in(layers, "message")).rstrip(".!"))
    row = None if documented else _row_in(NETWORKS[_kind(sale)], layers)
    if row:
        code = readable(text_of(named_in(layers, "provider_response_code")))
        return row.meaning(message or code, charge)
    cancelled = word_of(named_in(layers, "status")) in ("cancelled", "canceled")
    end = End.CANCELLED if cancelled else End.DECLINED
    return NotPaid(end, documented or Reason.OTHER, message, charge)


def _row_in(network: Network, layers: Sequence[Mapping[str, Any]]) -> CodeRow | None:
    """Finds the network's code in its field ("Response Fields"), else in the words. The names of
    other fields differ by service and by network."""
    told = named_in(layers, "provider_response_code")
    field = text_of(told) or raw_of(told or "").strip('"')
    return network.row_in(field, [text for layer in layers for text in _words_in(layer)])


def _words_in(layer: Mapping[str, Any]) -> Sequence[str]:
    """Returns an object's texts about the outcome, without the texts that we sent ourselves."""
    told = [value for name, value in layer.items() if _TELLING.search(_plain(name))]
    for value in told:  # which grows while it is walked through
        if isinstance(value, dict | list):
            told.extend(value.values() if isinstance(value, dict) else value)
    return [text[:_MOST_SEARCHED] for text in map(text_of, told) if text]


_MOST_SEARCHED = 1000  # characters of each: codes come early, and monsters are long


_TELLING = re.compile(
    r"^(?!reference)(?!.*(?:phone|country|post|qr)).*"
    r"(?:code|message|msg|error|reason|text|detail|descr?$|fault|cause|response)"
)


# --- what an answer, a list or an event holds -----------------------------------------------------


def layers_of(entry: object) -> Sequence[Mapping[str, Any]]:
    """Returns a transaction, or the event around one, from the outside in. The document shows no
    body, so this looks into every usual wrapping, and into a payload that is kept as text."""
    outer = _object(entry)
    payload = _object(outer.get("payload"))
    return [outer, _object(outer.get("data")), payload, _object(payload.get("data"))]


def named_in(layers: Sequence[Mapping[str, Any]], name: str) -> object:
    """Returns the first value under this name that is not null."""
    return next((layer[name] for layer in layers if layer.get(name) is not None), None)


def _object(value: object) -> Mapping[str, Any]:
    if isinstance(value, str):
        value = read_json(Answer(HTTPStatus.OK, {}, value))
    return value if isinstance(value, dict) else {}


# --- webhooks -------------------------------------------------------------------------------------


def parse_webhook(
    account: Account, headers: Mapping[str, str], body: bytes
) -> Notice | InvalidSignature:
    """Parses a webhook's event, signed with the webhook's own secret (field notes, one integrator:
    two names for the header, `sha256=` before it or not). It is a reason to poll, never an
    outcome."""
    secret = account.other_secrets.get("webhook_secret", "")
    names = ("x-webhook-signature", "x-clicpay-signature")
    signatures = (headers.get(name, "").strip().lower().removeprefix("sha256=") for name in names)
    if not any(is_signed(body, secret, signature) for signature in signatures):
        return InvalidSignature()
    told = read_json(heard(body))
    if not isinstance(told, dict):
        return InvalidSignature()
    layers = layers_of(told)
    sale, reference = (
        text_of(named_in(layers, name)) for name in ("internal_notes", "clicpay_reference")
    )
    return Notice(
        id=name_of(headers.get("x-webhook-id", "").strip()) or hashlib.sha256(body).hexdigest(),
        sale=sale if is_name(sale) else "",
        charge=ChargeId(reference, status_path(reference)) if is_name(reference) else None,
    )
