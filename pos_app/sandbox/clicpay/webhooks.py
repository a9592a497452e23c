"""ClicPay's webhooks: registered addresses that receive events of finished transactions.

The document gives their paths and what may be sent, but no answer and no event. Readings:

* A webhook is {id, url, events_enabled, active, organization_ids, wallet_ids, created_at,
  updated_at}; `secret` comes with it when it is created and when it is made anew, and never else.
* One webhook is answered as {"data": …}, after a change with a "message" too; lists are paged as
  wallets are. Creating is 201. Deleting is 200 with a message, and takes its events along.
* What is wrong with fields is Laravel's 422: {"message", "errors": {field: [text]}}.
* `url` has to begin with https://, as documented; http:// is taken to this computer only, as
  that is where deliveries really go.
* Without organizations or wallets it hears of every wallet; with organization 1, the only one,
  too. Without `events_enabled` it hears of both types.
* An event is {id, event_type, payload, status, attempts, created_at}. It is "pending" until it
  was tried, "failed" as long as trying did not help, and then "delivered". Events that are
  switched off when a transaction ends are never made.
* What is sent is the event's payload: {"id": "evt_…", "event": type, "created_at", "data":
  {clicpay_reference, status, amount, msisdn, reference_description, internal_notes,
  transaction_id, wallet_id, type}}; its id is also X-Webhook-ID, the same at every attempt. Both
  headers that were seen sign it, one with "sha256=" before and one without.
* A test is a completed transaction that nobody made (CP000000000), sent even while inactive.
* To switch an event type, the body's event_type decides, or else the one in the path.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from starlette.responses import Response

from pos_app.sandbox.clicpay.paging import paged
from pos_app.sandbox.clicpay.transactions import PENDING, SUCCESSFUL, Transaction
from pos_app.sandbox.clicpay.wallets import BY_WALLET
from pos_app.sandbox.clicpay.webhook_schema import (
    CHANGED_FIELDS,
    COMPLETED,
    CREATED_FIELDS,
    CREATING,
    EVENT,
    ORGANIZATION,
    REGENERATING,
    SAID,
    SWITCHED_FIELDS,
    SWITCHING,
    TESTING,
    TYPES,
    UNSUCCESSFUL,
    UPDATING,
    WEBHOOK,
    answering,
    changing,
    listing,
    one,
)
from pos_app.sandbox.server.http import (
    Call,
    Endpoint,
    RefusedError,
    UnreadableBodyError,
    json_answer,
)
from pos_app.sandbox.server.request_fields import Fields, read_fields
from pos_app.sandbox.world.clock import Instant, iso_seconds
from pos_app.sandbox.world.webhook_delivery import DELIVERED, FAILED, Deliveries, signature
from pos_app.sandbox.world.world import World

_NUMBER = re.compile(r"[0-9]{1,9}")
_UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Webhook:
    id: int
    url: str
    secret: str
    events_enabled: list[str]
    active: bool
    organization_ids: list[int]
    wallet_ids: list[int]
    created_at: str
    updated_at: str

    def concerns(self, event_type: str, wallet: int) -> bool:
        everywhere = not self.wallet_ids or ORGANIZATION in self.organization_ids
        return (
            self.active
            and event_type in self.events_enabled
            and (everywhere or wallet in self.wallet_ids)
        )

    def shown(self) -> dict[str, Any]:
        row = asdict(self)
        del row["secret"]
        return row


@dataclass(frozen=True, slots=True)
class Event:
    id: int
    webhook: int
    event_type: str
    payload: dict[str, Any]
    delivery: str
    created_at: str


class Webhooks:
    def __init__(self, name: str, world: World, deliveries: Deliveries) -> None:
        self._name = name
        self._clock = world.clock
        self._deliveries = deliveries
        self._webhooks = world.shelf(f"{name}.webhooks", Webhook)
        self._events = world.shelf(f"{name}.events", Event)

    def endpoints(self) -> tuple[Endpoint, ...]:
        all_, each = "/api/v2/webhooks", "/api/v2/webhooks/{endpoint_id}"
        event = f"{each}/events/{{event}}"
        return (
            Endpoint("GET", all_, self._list, listing("Listar webhooks", WEBHOOK)),
            Endpoint("POST", all_, self._create, CREATING),
            Endpoint("GET", each, self._view, answering("Ver webhook", one(WEBHOOK))),
            Endpoint("PUT", each, self._update, UPDATING),
            Endpoint("DELETE", each, self._delete, answering("Deletar webhook", SAID)),
            Endpoint("PATCH", f"{each}/toggle", self._toggle, changing("Ativar/Desativar")),
            Endpoint("POST", f"{each}/regenerate-secret", self._regenerate, REGENERATING),
            Endpoint("POST", f"{each}/test", self._test, TESTING),
            Endpoint("GET", f"{each}/events", self._list_events, listing("Eventos", EVENT)),
            Endpoint("GET", f"{each}/failed-events", self._failed, listing("Falhados", EVENT)),
            Endpoint("GET", event, self._event, answering("Ver evento", one(EVENT))),
            Endpoint("PATCH", event, self._switch, SWITCHING),
        )

    # Events of transactions

    def tell(self, reference: str, transaction: Transaction) -> None:
        """Notify every webhook that it has ended."""
        event_type = COMPLETED if transaction.status == SUCCESSFUL else UNSUCCESSFUL
        data = transaction.told(reference) | {
            "wallet_id": transaction.wallet,
            "type": transaction.type,
        }
        for webhook in list(self._webhooks.values()):
            if webhook.concerns(event_type, transaction.wallet):
                self._make_event(webhook, event_type, data, transaction.completed_at or 0)

    def _make_event(
        self, webhook: Webhook, event_type: str, data: Mapping[str, Any], at: Instant
    ) -> Event:
        unique = f"evt_{secrets.token_hex(12)}"
        payload = {
            "id": unique,
            "event": event_type,
            "created_at": iso_seconds(at),
            "data": dict(data),
        }

        def sign(body: bytes) -> dict[str, str]:
            signed = signature(webhook.secret, body)
            return {
                "X-Webhook-Signature": f"sha256={signed}",
                "X-ClicPay-Signature": signed,
                "X-Webhook-ID": unique,
            }

        delivery = self._deliveries.send(self._name, webhook.url, payload, sign)
        number = 1 + int(next(reversed(self._events), "0"))
        event = Event(number, webhook.id, event_type, payload, delivery, iso_seconds(at))
        self._events[str(number)] = event
        return event

    # Webhooks

    def _list(self, call: Call) -> Response:
        return json_answer(paged([*self._webhooks.values()], call, _path(), Webhook.shown))

    def _create(self, call: Call) -> Response:
        read = _read(call, CREATED_FIELDS)
        now = iso_seconds(self._clock.now())
        webhook = Webhook(
            id=1 + int(next(reversed(self._webhooks), "0")),
            url=read["url"],
            secret=_secret(),
            events_enabled=[*TYPES] if read["events_enabled"] is None else read["events_enabled"],
            active=True,
            organization_ids=read["organization_ids"] or [],
            wallet_ids=read["wallet_ids"] or [],
            created_at=now,
            updated_at=now,
        )
        self._webhooks[str(webhook.id)] = webhook
        return _changed("Webhook criado com sucesso.", webhook, 201, secret=True)

    def _view(self, call: Call) -> Response:
        return json_answer({"data": self._find(call).shown()})

    def _update(self, call: Call) -> Response:
        webhook = self._find(call)
        read = {
            name: value for name, value in _read(call, CHANGED_FIELDS).items() if value is not None
        }
        return _changed("Webhook atualizado com sucesso.", self._replace(webhook, **read))

    def _delete(self, call: Call) -> Response:
        webhook = self._find(call)
        del self._webhooks[str(webhook.id)]
        for event in self._of(webhook):
            del self._events[str(event.id)]
        return json_answer({"message": "Webhook eliminado com sucesso."})

    def _toggle(self, call: Call) -> Response:
        webhook = self._find(call)
        webhook = self._replace(webhook, active=not webhook.active)
        return _changed("Estado do webhook alterado.", webhook)

    def _regenerate(self, call: Call) -> Response:
        webhook = self._replace(self._find(call), secret=_secret())
        return _changed("Secret regenerado com sucesso.", webhook, secret=True)

    def _switch(self, call: Call) -> Response:
        webhook = self._find(call)
        named = {"event_type": call.parts["event"]} | _payload(call)
        event_type = _checked(named, SWITCHED_FIELDS)["event_type"]
        others = [each for each in webhook.events_enabled if each != event_type]
        off = len(others) < len(webhook.events_enabled)
        webhook = self._replace(webhook, events_enabled=others if off else [*others, event_type])
        return _changed("Evento alterado com sucesso.", webhook)

    def _replace(self, webhook: Webhook, **change: Any) -> Webhook:
        changed = replace(webhook, **change, updated_at=iso_seconds(self._clock.now()))
        self._webhooks[str(webhook.id)] = changed
        return changed

    def _find(self, call: Call) -> Webhook:
        webhook = self._webhooks.get(_number(call.parts["endpoint_id"]))
        if webhook is None:
            raise RefusedError(404, {"message": "Webhook não encontrado"})
        return webhook

    # Events

    def _test(self, call: Call) -> Response:
        data = {
            "clicpay_reference": "CP000000000",
            "status": SUCCESSFUL,
            "amount": 1,
            "msisdn": "841234567",
            "reference_description": "Teste",
            "internal_notes": None,
            "transaction_id": 0,
            "wallet_id": next(iter(BY_WALLET)),
            "type": "c2b",
        }
        event = self._make_event(self._find(call), COMPLETED, data, self._clock.now())
        return json_answer({"message": "Evento de teste enviado.", "data": self._shown(event)})

    def _list_events(self, call: Call) -> Response:
        return self._page_of_events(call, "events", lambda _event: True)

    def _failed(self, call: Call) -> Response:
        return self._page_of_events(
            call, "failed-events", lambda event: self._state(event)[0] == FAILED
        )

    def _page_of_events(self, call: Call, path: str, wanted: Callable[[Event], bool]) -> Response:
        webhook = self._find(call)
        rows = [event for event in reversed(self._of(webhook)) if wanted(event)]
        return json_answer(paged(rows, call, _path(str(webhook.id), path), self._shown))

    def _event(self, call: Call) -> Response:
        webhook = self._find(call)
        event = self._events.get(_number(call.parts["event"]))
        if event is None or event.webhook != webhook.id:
            raise RefusedError(404, {"message": "Evento não encontrado"})
        return json_answer({"data": self._shown(event)})

    def _of(self, webhook: Webhook) -> list[Event]:
        return [event for event in self._events.values() if event.webhook == webhook.id]

    def _state(self, event: Event) -> tuple[str, int]:
        delivery = self._deliveries.find(event.delivery)
        if delivery.status == DELIVERED:
            return DELIVERED, delivery.attempts
        untried = delivery.attempts == 0 and delivery.next_at is not None
        return PENDING if untried else FAILED, delivery.attempts

    def _shown(self, event: Event) -> dict[str, Any]:
        status, attempts = self._state(event)
        return {
            "id": event.id,
            "event_type": event.event_type,
            "payload": event.payload,
            "status": status,
            "attempts": attempts,
            "created_at": event.created_at,
        }


def _changed(
    message: str, webhook: Webhook, status: int = 200, *, secret: bool = False
) -> Response:
    data = webhook.shown() | ({"secret": webhook.secret} if secret else {})
    return json_answer({"message": message, "data": data}, status)


def _secret() -> str:
    return f"whsec_{secrets.token_hex(20)}"


def _path(*parts: str) -> str:
    return "/".join(("/api/v2/webhooks", *parts))


def _number(part: str) -> str:
    """Write a number as a `Shelf` key, without leading zeros."""
    return str(int(part)) if _NUMBER.fullmatch(part) else ""


# Fields


def _payload(call: Call) -> dict[str, Any]:
    try:
        return call.json_object()
    except UnreadableBodyError:
        return {}


def _read(call: Call, fields: Fields) -> dict[str, Any]:
    return _checked(_payload(call), fields)


def _checked(payload: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    values, wrong = read_fields(payload, fields)
    if wrong:
        first, *more = wrong.values()
        message = first + (f" (and {len(more)} more error{'s'[: len(more) > 1]})" if more else "")
        errors = {field: [reason] for field, reason in wrong.items()}
        raise RefusedError(_UNPROCESSABLE, {"message": message, "errors": errors})
    return values
