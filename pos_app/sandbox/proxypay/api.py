"""The simulated ProxyPay API: Multicaixa references paid at an ATM, at home or in the app (Angola).

Readings where the document is silent (proxypay-v2.txt):

* A paid reference stays payable until it is deleted or ends: nothing says that it closes, and
  customers do pay the same slip twice.
* An end in the past is accepted; the reference is simply not payable. A time without an offset is
  Luanda time, as a date alone is.
* The mock payment takes any amount, as its field is required, but needs a payable reference.
* Acknowledging a payment that is not in the queue, even a second time, is 404.
* Errors other than of validation carry one {"message"}; validation the documented list.
* Payments go to the webhook when one is set at the control address, and are not in the queue then,
  not even while it fails; those that were queued before stay there.
* References have 1 to 9 digits (the note about them is lost; field notes show 9).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from http import HTTPStatus
from itertools import islice
from typing import Any

from starlette.responses import Response

from pos_app.sandbox.proxypay.schema import (
    ACKNOWLEDGING,
    DELETING,
    ID_FIELDS,
    LUANDA,
    MOCK_FIELDS,
    MOCKING,
    NEW_ID,
    PAYMENTS,
    PUTTING,
    QUEUE_FIELDS,
    REFERENCE_FIELDS,
)
from pos_app.sandbox.server.endpoint_schema import (
    TEXT,
    WITH_KEY,
    Schema,
    Told,
    exactly,
)
from pos_app.sandbox.server.fault_rules import FaultBook
from pos_app.sandbox.server.http import Call, Endpoint, RefusedError, json_answer, phrase
from pos_app.sandbox.server.request_fields import Fields, read_fields
from pos_app.sandbox.world import money
from pos_app.sandbox.world.clock import DAY, Instant, instant, iso_seconds
from pos_app.sandbox.world.provider_modes import Modes
from pos_app.sandbox.world.references import (
    AmountNeededError,
    NotPayableError,
    UnknownReferenceError,
)
from pos_app.sandbox.world.webhook_delivery import Deliveries, signature
from pos_app.sandbox.world.world import Movement, World

KEY = "treino-proxypay-reh8inj33o3algd2tpi6tkcnrqf8rjj2"
ENTITY = "00411"
CURRENCY = "AOA"

_SERVED = ("application/vnd.proxypay.v2+json", "application/json", "application/*", "*/*")

# Period 1562 of the document's example began at this instant; each lasts from 20:00 to 20:00.
_PERIOD_1562 = instant(datetime(2007, 3, 13, 20, tzinfo=LUANDA))

_FEE = 50_00  # of the document's example

# A Galois shift register of 30 bits and full length, as the document describes its generator.
_TAPS = 0x20000029
_FIRST_ID = 475545250
_HIGHEST_ID = 999_999_999


@dataclass(frozen=True, slots=True)
class Issued:
    number: int


@dataclass(frozen=True, slots=True)
class Reference:
    amount: int | None
    ends_at: Instant | None
    custom_fields: dict[str, str]
    deleted: bool = False

    def payable(self, now: Instant) -> bool:
        return not self.deleted and (self.ends_at is None or now <= self.ends_at)


@dataclass(frozen=True, slots=True)
class Payment:
    id: int
    amount: str
    custom_fields: dict[str, str]
    datetime: str
    entity_id: int
    period_id: int
    period_start_datetime: str
    period_end_datetime: str
    reference_id: int
    transaction_id: int
    fee: str | None = None
    product_id: int | None = None
    parameter_id: int | None = None
    terminal_type: str = "ATM"
    terminal_period_id: int = 1
    terminal_transaction_id: int = 1
    terminal_location: str = "EMIS"
    terminal_id: str = "0000000001"

    def shown(self) -> dict[str, Any]:
        # Not asdict, which copies deeply: a till asks for a hundred of them at a time.
        return {name: getattr(self, name) for name in _SHOWN_FIELDS}


_SHOWN_FIELDS = tuple(field.name for field in fields(Payment))


@dataclass(frozen=True, slots=True)
class Period:
    payments: int


@dataclass(frozen=True, slots=True)
class Target:
    url: str


class ProxyPay:
    name = "proxypay"
    title = "ProxyPay v2"
    security: Schema | None = WITH_KEY

    def __init__(self, world: World, deliveries: Deliveries, book: FaultBook, modes: Modes) -> None:
        self._world = world
        self._modes = modes
        self._book = book
        self._deliveries = deliveries
        self._issued = world.shelf("proxypay.issued", Issued)
        self._references = world.shelf("proxypay.references", Reference)
        self._queue = world.shelf("proxypay.queue", Payment)
        self._periods = world.shelf("proxypay.periods", Period)
        self._targets = world.shelf("proxypay.targets", Target)

    def settings(self, base_url: str) -> dict[str, Any]:
        return {"base_url": base_url, "api_key": KEY, "entity": ENTITY}

    def endpoints(self) -> Sequence[Endpoint]:
        endpoints = (
            Endpoint("POST", "/reference_ids", self._new_id, NEW_ID),
            Endpoint("PUT", "/references/{id}", self._put_reference, PUTTING),
            Endpoint("DELETE", "/references/{id}", self._delete_reference, DELETING),
            Endpoint("GET", "/payments", self._payments, PAYMENTS),
            Endpoint("POST", "/payments", self._mock_payment, MOCKING),
            Endpoint("DELETE", "/payments/{id}", self._acknowledge, ACKNOWLEDGING),
        )
        return [each for one in endpoints for each in (one, one._replace(path=one.path + "/"))]

    def failures(self) -> Mapping[int, Told]:
        statuses = (401, 404, 405, 406, 429, 500, 503)
        return {status: Told(phrase(status), exactly(message=TEXT)) for status in statuses}

    def check(self, call: Call) -> None:
        if call.headers.get("authorization") != f"Token {KEY}":
            raise RefusedError(401, self.error(401))
        accept = call.headers.get("accept", "*/*")
        if not any(kind in accept for kind in _SERVED):
            raise RefusedError(406, self.error(406))

    def error(self, status: int) -> object:
        if status == HTTPStatus.BAD_REQUEST:
            return [{"param": "body", "message": "must be a JSON object"}]
        return {"message": phrase(status)}

    # References

    def _new_id(self, call: Call) -> Response:
        last = next(reversed(self._issued), None)
        if last is not None and call.by_habit("same_id"):
            return json_answer(self._issued[last].number)
        number = _FIRST_ID if last is None else _following(self._issued[last].number)
        while number > _HIGHEST_ID or str(number) in self._references:
            number = _following(number)
        self._issued[str(number)] = Issued(number)
        return json_answer(number)

    def _put_reference(self, call: Call) -> Response:
        read = _read({**call.json_object(), **call.parts}, REFERENCE_FIELDS)
        self._references[str(read["id"])] = Reference(
            read["amount"], read["end_datetime"], read["custom_fields"]
        )
        return Response(status_code=204)

    def _delete_reference(self, call: Call) -> Response:
        number = str(_read(call.parts, ID_FIELDS)["id"])
        reference = self._references.get(number)
        if reference is None or reference.deleted:
            raise RefusedError(404, self.error(404))
        self._references[number] = replace(reference, deleted=True)
        return Response(status_code=204)

    # Payments

    def _payments(self, call: Call) -> Response:
        n: int = _read(call.query, QUEUE_FIELDS)["n"]
        return json_answer([payment.shown() for payment in islice(self._queue.values(), n)])

    def _acknowledge(self, call: Call) -> Response:
        wanted = call.parts["id"]
        # Of two payments under one id (a fault) each needs an acknowledgement of its own, the older
        # first.
        key = next((key for key, each in self._queue.items() if str(each.id) == wanted), None)
        if key is None:
            raise RefusedError(404, self.error(404))
        del self._queue[key]
        return Response(status_code=204)

    def _mock_payment(self, call: Call) -> Response:
        read = _read(call.json_object(), MOCK_FIELDS)
        try:
            return json_answer(self.pay(read["reference_id"], read["amount"], force=False))
        except (UnknownReferenceError, NotPayableError) as error:
            wrong = {"param": "reference_id", "message": "is not payable"}
            raise RefusedError(400, [wrong]) from error

    def pay(self, number: int, amount: int | None, *, force: bool) -> dict[str, Any]:
        now = self._world.clock.now()
        reference = self._references.get(str(number))
        if reference is None:
            raise UnknownReferenceError
        if not force and not reference.payable(now):
            raise NotPayableError
        paid = reference.amount if amount is None else amount
        if paid is None:
            raise AmountNeededError
        payment = self._payment(number, reference, paid, now)
        told = self._under_the_id_before(payment)
        self._world.move(
            Movement(
                self.name,
                "charge",
                paid,
                CURRENCY,
                f"{number:09d}",
                now,
                payment=str(payment.id),
                told_as=None if told.id == payment.id else str(told.id),
                custom_fields=reference.custom_fields,
                period=str(payment.period_id),
                fee=None if payment.fee is None else _FEE,
            )
        )
        self._hand_over(str(payment.id), told)
        return told.shown()

    def _under_the_id_before(self, payment: Payment) -> Payment:
        """Give it the id of the payment before it, if a fault says so."""
        if self._book.strike_payment(self.name) is None or payment.transaction_id == 1:
            return payment
        return replace(payment, id=payment.id - 1)

    def _hand_over(self, key: str, payment: Payment) -> None:
        if self.webhook is None:
            self._queue[key] = payment
        else:
            self._deliveries.send(
                self.name,
                self.webhook,
                payment.shown(),
                lambda body: {"X-Signature": signature(KEY, body)},
            )

    @property
    def webhook(self) -> str | None:
        target = self._targets.get("url")
        return None if target is None else target.url

    def send_payments_to(self, url: str | None) -> None:
        """Post payments to this webhook from now on, or queue them again."""
        if url is not None:
            self._targets["url"] = Target(url)
        else:
            self._targets.pop("url", None)

    def _payment(self, number: int, reference: Reference, amount: int, now: Instant) -> Payment:
        days = (now - _PERIOD_1562) // DAY
        period, start = 1562 + days, _PERIOD_1562 + days * DAY
        before = self._periods.get(str(period))
        count = 1 + (0 if before is None else before.payments)
        self._periods[str(period)] = Period(count)
        return Payment(
            id=period * 100_000_000 + count,
            amount=money.text(amount),
            custom_fields=reference.custom_fields,
            datetime=iso_seconds(now),
            entity_id=int(ENTITY),
            period_id=period,
            period_start_datetime=iso_seconds(start),
            period_end_datetime=iso_seconds(start + DAY),
            reference_id=number,
            transaction_id=count,
            terminal_transaction_id=count % 100_000,
            fee=money.text(_FEE) if self._modes.of(self.name, "fee") == "named" else None,
        )


def _following(number: int) -> int:
    return number >> 1 ^ (_TAPS if number & 1 else 0)


def _read(payload: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    values, wrong = read_fields(payload, fields)
    if wrong:
        raise RefusedError(400, [{"param": p, "message": m} for p, m in wrong.items()])
    return values
