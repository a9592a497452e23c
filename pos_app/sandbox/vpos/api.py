"""The simulated vPOS API: payment requests pushed to the Multicaixa Express app (Angola).

Readings where the document is silent (vpos-v1.txt) and the field notes do not help:

* Idempotency. The table of rules is lost. Chosen: within 60 minutes the same key with the same
  payload answers the same 202 and location and charges nothing more; the same key with another
  payload is refused with 409. Only accepted requests are remembered.
* 202 and 303 carry no body: every example of one shows only the location header.
* A body that is not JSON, or not sent as JSON, is 400: the table of errors knows no 415.
* Another POS id than the merchant's own is accepted and then rejected with reason 1002, which is
  what the table of reasons says of it.
* Refunds, captures and cancelations ask no customer. They take the 5 to 20 seconds of an accepted
  payment and are judged when they end, so that of two refunds of one payment the second fails.
  A mode judges refunds at once, as a client's suite looks one up right after the 202.
* A callback carries the transaction as GET shows it, unsigned. One that fails is tried again; a
  callback_url that is neither http nor https is taken, as clients send "", and calls nobody.
* A request becomes a transaction of the same id, as the clients' tests have it; under the fault
  `two_ids` of another, as the document's example does. Where to look is then said by 303 alone.
* `status_reason` and `clearing_period` are integers, as strict clients expect (field notes); a
  reason that somebody makes up at the control address may be any text.
"""

import math
import secrets
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import simplejson
from starlette.responses import Response

from pos_app.sandbox.server.endpoint_schema import (
    WITH_BEARER,
    Schema,
    Told,
    one_of,
)
from pos_app.sandbox.server.fault_rules import Rule
from pos_app.sandbox.server.http import Call, Endpoint, RefusedError, json_answer, phrase
from pos_app.sandbox.server.request_fields import Fields, read_fields
from pos_app.sandbox.vpos.schema import (
    CAPTURE_FIELDS,
    CREATING,
    CUSTOMER_FIELDS,
    OF_A_CUSTOMER,
    OF_A_PARENT,
    PARENT_FIELDS,
    REQUEST,
    TRANSACTION,
)
from pos_app.sandbox.world import money
from pos_app.sandbox.world.clock import DAY, HOUR, SECOND, Instant, iso_seconds
from pos_app.sandbox.world.provider_modes import Modes
from pos_app.sandbox.world.repeated_ids import latest_alike
from pos_app.sandbox.world.webhook_delivery import Deliveries
from pos_app.sandbox.world.world import APPROVED, REFUSED, Ending, Movement, Waiting, World

BEARER = "treino-vpos-hvHCkChzXuOdMonpeHFxiDEVTfSR9QK5BW4"
POS_ID = 100
CURRENCY = "AOA"

_ACCEPTED = Ending(APPROVED, 5, 20)
_ENDINGS: Mapping[str, Ending] = {
    "900000000": _ACCEPTED,
    "900002004": Ending("2004", 90, 90),
    "900003000": Ending("3000", 5, 20),
}
_REFUSED_BY_PROCESSOR = Ending("2010")
_PAYS_SOON = Ending(APPROVED, 3, 6)
_WRONG_POS = Ending("1002")
_INVALID_PARENT = 1003
_EXCEEDS_AUTHORIZATION = 2011
_ALREADY_PROCESSED = 2012
_REFUSED_BY_CLIENT = 3000

SET_ASIDE = (
    ("900000000", "accepted after 5 to 20 seconds"),
    ("900002004", "rejected with 2004 (no answer in time) after 90 seconds"),
    ("900003000", "rejected with 3000 (refused by the customer) after 5 to 20 seconds"),
    ("any other 9XXXXXXXX", "rejected with 2010 (refused by the processor) at once;"),
    ("", "with --anybody-pays accepted after 3 to 6 seconds"),
)

_ALPHABET = string.digits + string.ascii_letters
_SERVED = ("application/json", "application/*", "*/*")


def _period(at: Instant) -> int:
    return at // DAY % 10_000


@dataclass(frozen=True, slots=True)
class Transaction:
    id: str
    type: str
    idempotency_key: str | None
    inserted_at: Instant
    due: Instant
    pos_id: int | None = None
    mobile: str | None = None
    amount: int | None = None
    parent: str | None = None
    status: str | None = None
    status_reason: int | str | None = None
    status_at: Instant | None = None
    processed_by: str | None = None
    callback_url: str | None = None

    @property
    def done(self) -> bool:
        return self.status is not None

    def shown(self) -> dict[str, Any]:
        at = self.status_at or self.inserted_at
        return {
            "amount": None if self.amount is None else money.text(self.amount),
            "clearing_period": _period(at) if self.status == "accepted" else None,
            "id": self.id,
            "mobile": self.mobile,
            "parent_transaction_id": self.parent,
            "pos_id": self.pos_id,
            "status": self.status,
            "status_datetime": iso_seconds(at),
            "status_reason": self.status_reason,
            "type": self.type,
        }


@dataclass(frozen=True, slots=True)
class Requested:
    """A request that leads elsewhere than to a transaction of its own id."""

    transaction: str
    leads_to: str | None = None
    """Another transaction, which its client is shown in place of its own."""
    following: str | None = None
    """Another request, to which it leads and never to a transaction."""


@dataclass(frozen=True, slots=True)
class Remembered:
    payload: str
    location: str
    at: Instant


class Vpos:
    name = "vpos"
    title = "vPOS v1"
    security: Schema | None = WITH_BEARER

    def __init__(self, world: World, deliveries: Deliveries, modes: Modes) -> None:
        self._world = world
        self._modes = modes
        self._deliveries = deliveries
        self._transactions = world.shelf("vpos.transactions", Transaction)
        self._requested = world.shelf("vpos.requests", Requested)
        self._remembered = world.shelf("vpos.idempotency_keys", Remembered)
        world.decides(self.name, self._decide)

    def settings(self, base_url: str) -> dict[str, Any]:
        return {"base_url": base_url, "token": BEARER, "pos_id": POS_ID}

    def endpoints(self) -> Sequence[Endpoint]:
        return (
            Endpoint("POST", "/api/v1/transactions", self._create, CREATING),
            Endpoint("POST", "/api/v1/transactions/", self._create, CREATING),
            Endpoint("GET", "/api/v1/transactions/{id}", self._transaction, TRANSACTION),
            Endpoint("GET", "/api/v1/requests/{id}", self._request, REQUEST),
        )

    def failures(self) -> Mapping[int, Told]:
        statuses = (401, 403, 404, 405, 406, 429, 500, 503)
        return {status: Told(phrase(status), one_of(phrase(status))) for status in statuses}

    def check(self, call: Call) -> None:
        if call.headers.get("authorization") != f"Bearer {BEARER}":
            raise RefusedError(401, self.error(401))
        accept = call.headers.get("accept", "*/*")
        if not any(kind in accept for kind in _SERVED):
            raise RefusedError(406, self.error(406))

    def error(self, status: int) -> object:
        return phrase(status)

    # Requests

    def _create(self, call: Call) -> Response:
        payload = call.json_object()
        key = call.headers.get("idempotency-key")
        canonical = simplejson.dumps(payload, sort_keys=True)
        location = self._replayed(key, canonical) or self._location(
            self._begin(payload, key), call.habit
        )
        if key is not None:
            self._remembered.setdefault(
                key, Remembered(canonical, location, self._world.clock.now())
            )
        return Response(None, 202, {"location": location}, "application/json")

    def _transaction(self, call: Call) -> Response:
        transaction = self._find(call.parts["id"])
        if not transaction.done:
            raise RefusedError(404, self.error(404))
        return json_answer(transaction.shown())

    def _request(self, call: Call) -> Response:
        requested = self._requested.get(call.parts["id"])
        transaction = self._find(requested.transaction if requested else call.parts["id"])
        if transaction.done:
            location = _whereabouts(transaction.id, requested)
            return Response(None, 303, {"location": location}, "application/json")
        left = math.ceil((transaction.due - self._world.clock.now()) / SECOND)
        return json_answer(
            {"inserted_at": iso_seconds(transaction.inserted_at), "eta": str(max(0, left))}
        )

    def _find(self, identifier: str) -> Transaction:
        found = self._transactions.get(identifier)
        if found is None:
            raise RefusedError(404, self.error(404))
        return found

    def _replayed(self, key: str | None, payload: str) -> str | None:
        remembered = self._remembered.get(key or "")
        if key is None or remembered is None:
            return None
        if self._world.clock.now() - remembered.at > HOUR:
            del self._remembered[key]
            return None
        if remembered.payload != payload:
            raise _refused({"idempotency_key": "was used with another payload"}, status=409)
        return remembered.location

    # Beginnings

    def _begin(self, payload: Mapping[str, Any], key: str | None) -> str:
        kind = payload.get("type")
        if kind in OF_A_PARENT or (kind == "payment" and payload.get("parent_transaction_id")):
            return self._process(kind, payload, key)
        if kind in OF_A_CUSTOMER:
            return self._ask_customer(kind, payload, key)
        raise _refused({"type": "is invalid"})

    def _ask_customer(self, kind: str, payload: Mapping[str, Any], key: str | None) -> str:
        read = _read(payload, CUSTOMER_FIELDS)
        transaction = self._new(
            kind,
            key,
            pos_id=read["pos_id"],
            mobile=read["mobile"],
            amount=read["amount"],
            callback_url=read["callback_url"],
        )
        anybody = _PAYS_SOON if self._world.anybody_pays else _REFUSED_BY_PROCESSOR
        known = _ENDINGS.get(read["mobile"], anybody)
        return self._queue(transaction, known if read["pos_id"] == POS_ID else _WRONG_POS)

    def _process(self, kind: str, payload: Mapping[str, Any], key: str | None) -> str:
        read = _read(payload, CAPTURE_FIELDS if kind == "payment" else PARENT_FIELDS)
        transaction = self._new(
            kind, key, parent=read["parent_transaction_id"], callback_url=read["callback_url"]
        )
        parent = self._transactions.get(read["parent_transaction_id"])
        if parent is not None:
            transaction = replace(
                transaction, pos_id=parent.pos_id, mobile=parent.mobile, amount=parent.amount
            )
        if "amount" in read:
            transaction = replace(transaction, amount=read["amount"])
        at_once = kind == "refund" and self._modes.of(self.name, "refunds") == "at_once"
        return self._queue(transaction, Ending(APPROVED) if at_once else _ACCEPTED)

    def _new(self, kind: str, key: str | None, **known: Any) -> Transaction:
        now = self._world.clock.now()
        return Transaction(
            id=_new_id(), type=kind, idempotency_key=key, inserted_at=now, due=now, **known
        )

    def _queue(self, transaction: Transaction, ending: Ending) -> str:
        waiting = self._world.wait(
            ending,
            provider=self.name,
            method=transaction.type,
            amount=transaction.amount or 0,
            currency=CURRENCY,
            reference=transaction.id,
            payer=transaction.mobile,
            asks_customer=transaction.parent is None,
        )
        self._transactions[transaction.id] = replace(
            transaction, due=waiting.due or transaction.due
        )
        return transaction.id

    def _location(self, transaction: str, habit: Rule | None) -> str:
        request = transaction
        if habit is not None:
            request = self._in_another_way(transaction, habit.kind)
        return f"/api/v1/requests/{request}"

    def _in_another_way(self, transaction: str, habit: str) -> str:
        request, another = _new_id(), _new_id()
        requested = Requested(transaction)
        if habit == "same_id":
            request = transaction
            requested = Requested(transaction, leads_to=self._like(self._transactions[request]))
        if habit == "round":
            requested = Requested(transaction, following=another)
            self._requested[another] = Requested(transaction, following=request)
        self._requested[request] = requested
        return request

    def _like(self, new: Transaction) -> str | None:
        before = (
            (each.id, each.amount)
            for each in self._transactions.values()
            if each.type == new.type and each.status == "accepted"
        )
        return latest_alike(before, new.amount)

    # Endings

    def _decide(self, waiting: Waiting, outcome: str, at: Instant) -> None:
        transaction = self._transactions[waiting.reference]
        reason = self._rejection(transaction, outcome)
        ended = replace(
            transaction,
            status="accepted" if reason is None else "rejected",
            status_reason=reason,
            status_at=at,
        )
        self._transactions[transaction.id] = ended
        if reason is None:
            self._carry_out(transaction, at)
        if ended.callback_url is not None:
            self._deliveries.send(self.name, ended.callback_url, ended.shown())

    def _rejection(self, transaction: Transaction, outcome: str) -> int | str | None:
        if outcome == REFUSED:
            return _REFUSED_BY_CLIENT
        if outcome != APPROVED:
            return int(outcome) if outcome.isdecimal() else outcome
        if transaction.parent is not None:
            return self._objection(transaction, self._transactions.get(transaction.parent))
        return None

    def _objection(self, transaction: Transaction, parent: Transaction | None) -> int | None:
        needed = "payment" if transaction.type == "refund" else "authorization"
        if parent is None or parent.type != needed or parent.status != "accepted":
            return _INVALID_PARENT
        if parent.processed_by is not None:
            return _ALREADY_PROCESSED
        if (transaction.amount or 0) > (parent.amount or 0):
            return _EXCEEDS_AUTHORIZATION
        return None

    def _carry_out(self, transaction: Transaction, at: Instant) -> None:
        if transaction.parent is not None:
            parent = self._transactions[transaction.parent]
            self._transactions[parent.id] = replace(parent, processed_by=transaction.id)
        # An authorization only holds the money and a cancelation lets it go: nothing moves.
        movement = {"payment": "charge", "refund": "refund"}.get(transaction.type)
        if movement is not None:
            requested = self._requested.get(transaction.id)
            self._world.move(
                Movement(
                    provider=self.name,
                    kind=movement,
                    amount=transaction.amount or 0,
                    currency=CURRENCY,
                    payer=transaction.mobile,
                    reference=transaction.id,
                    idempotency_key=transaction.idempotency_key,
                    at=at,
                    told_as=None if requested is None else requested.leads_to,
                    parent=transaction.parent,
                    period=str(_period(at)),
                )
            )


def _whereabouts(transaction: str, requested: Requested | None) -> str:
    if requested is not None and requested.following is not None:
        return f"/api/v1/requests/{requested.following}"
    shown = None if requested is None else requested.leads_to
    return f"/api/v1/transactions/{shown or transaction}"


def _new_id() -> str:
    return "1" + "".join(secrets.choice(_ALPHABET) for _ in range(26))


def _refused(wrong: Mapping[str, str], *, status: int = 400) -> RefusedError:
    return RefusedError(status, {"errors": {field: [text] for field, text in wrong.items()}})


def _read(payload: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    values, wrong = read_fields(payload, fields)
    if wrong:
        raise _refused(wrong)
    return values
