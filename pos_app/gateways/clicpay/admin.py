"""ClicPay's admin API: wallets, webhooks and their events, shares of a split, the account.

Source: the ClicPay API v2 document, "Carteiras", "Autenticação" and "Endpoints". It shows no answer
about a webhook, so every usual form is read: bare, under `data`, or under its own name. Nothing
here moves a customer's money.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import quote, urlencode

from pos_app.domain.money import Currency, from_wire
from pos_app.domain.reasons import Reason
from pos_app.domain.text.foreign_text import name_of, readable, secret_of
from pos_app.domain.text.url_rules import LONGEST_ADDRESS
from pos_app.gateways.clicpay import FAILED, PAID, WAITING, is_its_own, layers_of, named_in
from pos_app.gateways.response_json import (
    JSON_BODY,
    bearer,
    count_of,
    dump_json,
    is_name,
    is_page,
    list_in,
    named_in_errors,
    object_in,
    raw_of,
    read_json,
    read_object,
    read_trouble,
    text_of,
    word_of,
)
from pos_app.ports.gateway import (
    Account,
    Answer,
    Done,
    End,
    Indeterminate,
    NotFound,
    NotPaid,
    Request,
    StillWaiting,
    Trouble,
)
from pos_app.ports.provider_admin import (
    Collected,
    KeyHolder,
    Page,
    Wallet,
    WalletQuery,
    Webhook,
    WebhookChange,
    WebhookEvent,
)

T = TypeVar("T")

EVENT_TYPES: Sequence[str] = ("transaction.completed", "transaction.failed")  # "Must be one of"

_WEBHOOKS = "/api/v2/webhooks"
_READ = (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED)
_CARRIED_OUT = (*_READ, HTTPStatus.NO_CONTENT)
_FIELDS = {"clicpay_reference": Reason.UNKNOWN_TO_PROVIDER}


# --- wallets --------------------------------------------------------------------------------------


def wallets(account: Account, query: WalletQuery) -> Request:
    """Builds the document's "GET api/v2/me/wallets" with its "Query Parameters"; `page` is the
    other half of the `meta` in the answer."""
    asked = {
        "payment_method_id": query.method,
        "is_active": 1 if query.active else None,
        "environment": query.environment or None,
        "include": "paymentMethod",
        "sort_by": query.sort or None,
        "sort_order": "desc" if query.descending else None,
        "per_page": query.per_page,
        "page": query.page,
    }
    known = {name: value for name, value in asked.items() if value is not None}
    return _get(account, f"/api/v2/me/wallets?{urlencode(known)}")


def parse_wallets(answer: Answer) -> Page[Wallet] | Trouble:
    body = read_json(answer)
    entries = list_in(body, "data", "wallets")
    if answer.status != HTTPStatus.OK or entries is None:
        return _trouble(answer)
    named = [entry for entry in entries if isinstance(entry, dict) and text_of(entry.get("id"))]
    return _page(body, [_wallet(entry) for entry in named])


def _wallet(entry: Mapping[str, object]) -> Wallet:
    method = entry.get("payment_method")
    kind = method if isinstance(method, dict) else {"slug": method}
    return Wallet(
        id=name_of(text_of(entry.get("id"))),
        name=readable(text_of(entry.get("name"))),
        balance=from_wire(entry.get("balance"), Currency.MZN),
        method=readable(text_of(kind.get("slug")) or text_of(kind.get("name"))),
    )


def collect_split(account: Account, wallet: str, reference: str) -> Request:
    """Builds the document's "split/collect". It lists `clicpay_reference` among the parameters of
    an address that has no place for it, and complains of it like of a field: it goes in the
    body."""
    path = f"/api/v2/wallets/{_safe(wallet)}/split/collect"
    return _send(account, "POST", path, {"clicpay_reference": reference})


def parse_collected(answer: Answer) -> Collected | Trouble:
    """Parses the "Response Fields": the share's reference, its status, and its number."""
    body = read_object(answer)
    word, reference = word_of(body.get("status")), text_of(body.get("clicpay_reference"))
    if answer.status not in _READ or not is_name(reference):
        return _trouble(answer)
    message = readable(text_of(body.get("message")))
    outcomes: Mapping[str, Done | StillWaiting | NotPaid] = {
        **dict.fromkeys(PAID, Done()),
        **dict.fromkeys(WAITING, StillWaiting()),
        **dict.fromkeys(FAILED, NotPaid(End.DECLINED, Reason.OTHER, message)),
    }
    outcome = outcomes.get(word)
    if outcome is None:
        return Indeterminate(Reason.UNREADABLE_ANSWER, f"status {readable(word, 40)!r}")
    return Collected(reference, name_of(text_of(body.get("transaction_id"))), outcome)


# --- webhooks -------------------------------------------------------------------------------------


def webhooks(account: Account, page: int = 1) -> Request:
    """Builds the document's "Listar webhooks do usuário". That it is paged as wallets are is a
    reading of ours; a server that does not page ignores the two numbers."""
    return _get(account, f"{_WEBHOOKS}?{_paging(page)}")


def parse_webhooks(answer: Answer) -> Page[Webhook] | Trouble:
    body = read_json(answer)
    entries = list_in(body, "data", "webhooks", "endpoints")
    if answer.status != HTTPStatus.OK or entries is None:
        return _trouble(answer)
    found = [_webhook(entry, {}) for entry in entries if isinstance(entry, dict)]
    return _page(body, [webhook for webhook in found if webhook.id])


def create_webhook(account: Account, change: WebhookChange) -> Request:
    """Builds the document's "Criar novo webhook": a new one is active."""
    return _send(account, "POST", _WEBHOOKS, _body(replace(change, active=None)))


def webhook(account: Account, webhook: str) -> Request:
    """Builds the document's "Ver webhook específico"."""
    return _get(account, _of(webhook))


def update_webhook(account: Account, webhook: str, change: WebhookChange) -> Request:
    """Builds the document's "Atualizar webhook"."""
    return _send(account, "PUT", _of(webhook), _body(change))


def _body(change: WebhookChange) -> dict[str, object]:
    """Returns the "Body Parameters" that are to change."""
    body = {
        "url": change.url,
        "events_enabled": change.events,
        "organization_ids": change.organizations,
        "wallet_ids": change.wallets,
        "active": change.active,
    }
    return {name: value for name, value in body.items() if value is not None}


def toggle_webhook(account: Account, webhook: str) -> Request:
    """Builds the document's "Ativar/Desativar webhook": a repeat would undo it."""
    return _send(account, "PATCH", _of(webhook, "toggle"))


def renew_secret(account: Account, webhook: str) -> Request:
    """Builds the document's "Regenerar secret do webhook"."""
    return _send(account, "POST", _of(webhook, "regenerate-secret"))


def parse_one_webhook(answer: Answer) -> Webhook | Trouble:
    """Parses a webhook. A missing field is empty, as most are in the answer to a renewal."""
    if answer.status == HTTPStatus.NO_CONTENT:
        return _webhook({}, {})
    body = read_json(answer)
    if answer.status not in _READ or not isinstance(body, dict):
        return _trouble(answer)
    return _webhook(object_in(body, "data", "webhook", "endpoint"), body)


def delete_webhook(account: Account, webhook: str) -> Request:
    """Builds the document's "Deletar webhook"."""
    return _send(account, "DELETE", _of(webhook))


def test_webhook(account: Account, webhook: str) -> Request:
    """Builds the document's "Testar webhook com payload de teste"."""
    return _send(account, "POST", _of(webhook, "test"))


def switch_event(account: Account, webhook: str, event_type: str) -> Request:
    """Builds the document's "Ativar/Desativar evento específico", which names the type twice.
    Raises ValueError for a type that it does not know."""
    if event_type not in EVENT_TYPES:
        raise ValueError(f"no type of an event: {event_type}")
    path = _of(webhook, "events", event_type)
    return _send(account, "PATCH", path, {"event_type": event_type})


def parse_done(answer: Answer) -> Done | Trouble:
    """Parses an answer without content."""
    carried_out = answer.status in _CARRIED_OUT and not is_page(answer)
    return Done() if carried_out else _trouble(answer)


# --- events ---------------------------------------------------------------------------------------


def events(account: Account, webhook: str, page: int = 1, *, failed: bool = False) -> Request:
    """Builds the document's "Ver eventos do webhook", or "Ver eventos falhados para retry"."""
    path = _of(webhook, "failed-events" if failed else "events")
    return _get(account, f"{path}?{_paging(page)}")


def parse_events(answer: Answer) -> Page[WebhookEvent] | Trouble:
    body = read_json(answer)
    entries = list_in(body, "data", "events", "failed_events")
    if answer.status != HTTPStatus.OK or entries is None:
        return _trouble(answer)
    return _page(body, [_event(entry) for entry in entries if isinstance(entry, dict)])


def event(account: Account, webhook: str, event: str) -> Request:
    """Builds the document's "Ver detalhe de um evento"."""
    return _get(account, _of(webhook, "events", event))


def parse_event(answer: Answer) -> WebhookEvent | Trouble:
    body = read_json(answer)
    if answer.status != HTTPStatus.OK or not isinstance(body, dict):
        return _trouble(answer)
    # An event has a `data` of its own: only an object without an id is a wrapping.
    return _event(body if "id" in body else object_in(body, "data", "event"))


def _event(entry: Mapping[str, object]) -> WebhookEvent:
    layers = layers_of(entry)
    kind = next(filter(None, (text_of(entry.get(name)) for name in _KINDS)), "")
    at = next(filter(None, (text_of(entry.get(name)) for name in _TIMES)), "")
    return WebhookEvent(
        id=name_of(text_of(entry.get("id"))),
        type=readable(kind),
        status=readable(word_of(entry.get("status"))),
        reference=name_of(text_of(named_in(layers, "clicpay_reference"))),
        at=readable(at),
        raw=raw_of(entry),
    )


_KINDS = ("event_type", "event", "type")
_TIMES = ("created_at", "sent_at", "timestamp")


# --- the account ----------------------------------------------------------------------------------


def user(account: Account) -> Request:
    """Builds the document's "Obter utilizador autenticado"."""
    return _get(account, "/api/user")


def parse_user(answer: Answer) -> KeyHolder | Trouble:
    """Parses the key's owner. The document shows no body: any field that names somebody counts."""
    told = object_in(read_json(answer), "data", "user")
    if answer.status != HTTPStatus.OK or not told:
        return _trouble(answer)
    names = (readable(text_of(told.get(name))) for name in ("name", "email", "id"))
    return KeyHolder(next(filter(None, names), ""))


def token(account: Account) -> Request:
    """Builds the document's "Obter token de acesso"."""
    return _get(account, "/api/me/token")


def parse_token(answer: Answer) -> KeyHolder | Trouble:
    told = object_in(read_json(answer), "data", "token")
    if answer.status != HTTPStatus.OK or not told:
        return _trouble(answer)
    key, expires = (readable(text_of(told.get(name))) for name in ("name", "expires_at"))
    return KeyHolder("", key, expires)


# --- all of them ----------------------------------------------------------------------------------


def _get(account: Account, path: str) -> Request:
    return Request("GET", path, bearer(account), repeat_harmless=True)


def _send(
    account: Account, method: str, path: str, body: Mapping[str, object] | None = None
) -> Request:
    """Builds a change. The document says of none that it may be repeated, so none is."""
    headers = {**bearer(account), **(JSON_BODY if body is not None else {})}
    return Request(method, path, headers, body="" if body is None else dump_json(body))


PER_PAGE = 100  # rows of a list that are asked for at a time


def _paging(page: int) -> str:
    return urlencode({"per_page": PER_PAGE, "page": page})


def _page(body: object, rows: Sequence[T]) -> Page[T]:
    """Returns the rows with the numbers of `meta`, if it has them, as the document's wallets show
    them."""
    meta = object_in(body, "meta")
    page, total = count_of(meta.get("current_page")) or 1, count_of(meta.get("total"))
    last = count_of(meta.get("last_page")) or page
    return Page(rows, page, last, len(rows) if total is None else total)


def _of(webhook: str, *parts: str) -> str:
    return "/".join([_WEBHOOKS, *(_safe(part) for part in (webhook, *parts))])


def _safe(part: str) -> str:
    """Returns one part of a path. Raises ValueError for text that would lead elsewhere."""
    if not part.strip("."):
        raise ValueError("a part of a path that is none")
    return quote(part, safe="")


def _webhook(told: Mapping[str, object], around: Mapping[str, object]) -> Webhook:
    """Parses a webhook; its secret may stand beside it in the answer that has it."""
    secrets = (part.get(name) for part in (told, around) for name in _SECRETS)
    reference = text_of(told.get("id"))
    return Webhook(
        id=reference if is_name(reference) else "",
        url=readable(text_of(told.get("url")), LONGEST_ADDRESS),
        active=_yes(told.get("active", told.get("is_active"))),
        events=_types(told.get("events_enabled", told.get("events"))),
        secret=next((secret_of(one) for one in secrets if isinstance(one, str) and one), ""),
    )


_SECRETS = ("secret", "signing_secret")


def _yes(value: object) -> bool:
    return value is True or word_of(value) in ("1", "true", "active")


def _types(value: object) -> Sequence[str]:
    """Parses a list of types, or an object that says of each whether it is switched on."""
    if isinstance(value, dict):
        value = [name for name, switched in value.items() if _yes(switched)]
    names = value if isinstance(value, list) else []
    return tuple(readable(text_of(name)) for name in names if text_of(name))


def _trouble(answer: Answer) -> Trouble:
    """Interprets a refusal, and also a success that cannot be read."""
    own = is_its_own(answer)
    if answer.status == HTTPStatus.NOT_FOUND and own:
        return NotFound()
    if answer.status in _CARRIED_OUT:
        return Indeterminate(Reason.UNREADABLE_ANSWER, "another form than the one expected")
    return read_trouble(answer, own=own, reason=named_in_errors(answer, _FIELDS))
