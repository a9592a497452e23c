"""The simulated Wikipay API: references and a queue of payments (Angola).

Readings where the document is silent or contradicts itself (wikipay-v1.txt):

* A new reference is answered with an id of 18 letters and digits, and listed later with another:
  entity and number, 14 digits. Both happen here, and either, or the number, finds it.
* The page size of the examples (20) is the default; up to 100 may be asked for by `limit`.
* `expiry_date` names a day even when written as a timestamp: payable until 23:59 in Luanda.
* Amounts are text with exactly two decimals when asked, as the table says.
* Status: " Paid" and " Expired" as shown, with the space; " Pending" before, which nothing shows.
* An expired reference has lost its number (null), as the example of one has.
* Cancelling forgets the reference; a paid one cannot be cancelled (402, the only code that fits).
* A paid reference can be paid again, as with ProxyPay.
* A payment reserved by visibility_timeout is out of sight for the sandbox's own seconds.
* Bodies of errors are not shown; here one {"message"}.
"""

import re
import secrets
import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from starlette.responses import Response

from pos_app.sandbox.server.endpoint_schema import (
    WITH_KEY,
    Schema,
    Told,
)
from pos_app.sandbox.server.fault_rules import FaultBook
from pos_app.sandbox.server.http import Call, Endpoint, RefusedError, json_answer, phrase
from pos_app.sandbox.server.request_fields import Fields, read_fields
from pos_app.sandbox.wikipay.schema import (
    ACKNOWLEDGING,
    CANCELLING,
    CREATING,
    GETTING,
    LISTING,
    LUANDA,
    PAYMENT_ONE,
    PAYMENTS,
    REFERENCE_FIELDS,
    RESERVING_FIELDS,
    SAID,
    WINDOW_FIELDS,
)
from pos_app.sandbox.world import money
from pos_app.sandbox.world.clock import DAY, SECOND, Instant, instant, iso_seconds, moment
from pos_app.sandbox.world.references import NotPayableError, UnknownReferenceError
from pos_app.sandbox.world.world import Movement, World

KEY = "treino-wikipay-sferdfbGE47fb22eZvKYlo2Cc0fo87EHa"
ENTITY = "00424"
CURRENCY = "AOA"

_FIRST_NUMBER = 2_000_001
_FIRST_PAYMENT = 449_500_352_607
_PERIOD_1 = instant(datetime(2015, 5, 9, 20, tzinfo=LUANDA))
_FEE = 150_00  # of the document's example
_ALPHABET = string.digits + string.ascii_letters
_WRITTEN = re.compile(rf"(?:{ENTITY})?([0-9]{{9}})")
_NO_FIELDS = {"name": "", "tel": "", "email": "", "invoice": ""}

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Reference:
    id: str
    number: int
    amount: int
    expires_at: Instant
    custom_fields: dict[str, str]
    paid: bool = False
    cancelled: bool = False

    def shown(self, now: Instant) -> dict[str, Any]:
        expired = not self.paid and now > self.expires_at
        return {
            "status": " Paid" if self.paid else " Expired" if expired else " Pending",
            "number": None if expired else _spaced(self.number),
            "id": f"{ENTITY}{self.number:09d}",
            "expiry_date": _local(self.expires_at),
            "custom_fields": self.custom_fields,
            "amount": money.text(self.amount),
        }


@dataclass(frozen=True, slots=True)
class Payment:
    id: str
    number: int
    amount: int
    at: Instant
    hidden_until: Instant = 0
    told_as: str | None = None
    """The id of another payment, where a fault gives it that."""

    @property
    def shown_id(self) -> str:
        return self.told_as or self.id

    @property
    def period(self) -> int:
        return 1 + (self.at - _PERIOD_1) // DAY

    def shown(self, reference: Reference) -> dict[str, Any]:
        return {
            "terminal_type": "01",
            "terminal_transaction_id": "00123",
            "terminal_location": "Luanda",
            "terminal_id": "00456",
            "reference_number": f"{self.number:015d}",
            "reference_id": reference.id,
            "id": self.shown_id,
            "entity_id": ENTITY,
            "datetime": iso_seconds(self.at),
            "fee": money.short_text(_FEE),
            "period_id": str(self.period),
            "period_end_datetime": _local(_PERIOD_1 + self.period * DAY),
            "custom_fields": reference.custom_fields,
            "amount": money.short_text(self.amount),
        }


@dataclass(frozen=True, slots=True)
class Named:
    number: int


@dataclass(frozen=True, slots=True)
class Count:
    payments: int


class Wikipay:
    name = "wikipay"
    title = "Wikipay v1"
    security: Schema | None = WITH_KEY

    def __init__(self, world: World, book: FaultBook) -> None:
        self._world = world
        self._book = book
        self._references = world.shelf("wikipay.references", Reference)
        self._queue = world.shelf("wikipay.queue", Payment)
        self._names = world.shelf("wikipay.names", Named)
        self._counts = world.shelf("wikipay.counts", Count)

    def settings(self, base_url: str) -> dict[str, Any]:
        return {"base_url": base_url, "api_key": KEY}

    def endpoints(self) -> Sequence[Endpoint]:
        return (
            Endpoint("POST", "/v1/reference/create", self._create, CREATING),
            Endpoint("GET", "/v1/reference", self._list, LISTING),
            Endpoint("GET", "/v1/reference/{id}", self._get, GETTING),
            Endpoint("DELETE", "/v1/reference/cancel/{id}", self._cancel, CANCELLING),
            Endpoint("GET", "/v1/payment", self._payments, PAYMENTS),
            Endpoint("GET", "/v1/payment/{id}", self._payment, PAYMENT_ONE),
            Endpoint("DELETE", "/v1/payment/{id}", self._acknowledge, ACKNOWLEDGING),
        )

    def failures(self) -> Mapping[int, Told]:
        statuses = (401, 404, 405, 429, 500)
        return {status: Told(phrase(status), SAID) for status in statuses}

    def check(self, call: Call) -> None:
        if call.headers.get("authorization") != KEY:
            raise RefusedError(401, self.error(401))

    def error(self, status: int) -> object:
        return {"message": phrase(status)}

    # References

    def _create(self, call: Call) -> Response:
        sent = call.json_object().get("reference")
        if not isinstance(sent, dict):
            raise RefusedError(400, {"message": "reference is required"})
        read = _read(sent, REFERENCE_FIELDS)
        number = _FIRST_NUMBER + len(self._references)
        reference = Reference(
            id="".join(secrets.choice(_ALPHABET) for _ in range(18)),
            number=number,
            amount=read["amount"],
            expires_at=read["expiry_date"],
            custom_fields=read["custom_fields"] or _NO_FIELDS,
        )
        self._references[str(number)] = reference
        self._names[reference.id] = Named(number)
        created = {
            "amount": sent["amount"],
            "created_at": "",
            "custom_fields": read["custom_fields"],
            "entity_id": ENTITY,
            "expiry_date": sent["expiry_date"],
            "id": reference.id,
            "number": _spaced(number),
            "product_bitmap": 1,
            "status": "",
            "updated_at": "",
        }
        return json_answer({"reference": created})

    def _list(self, call: Call) -> Response:
        known = [each for each in self._references.values() if not each.cancelled]
        return self._page_of_references(known[::-1], call)

    def _get(self, call: Call) -> Response:
        found = self._find(call.parts["id"])
        return self._page_of_references([found], call)

    def _page_of_references(self, rows: Sequence[Reference], call: Call) -> Response:
        now = self._world.clock.now()
        return _page("references", rows, call, lambda each: each.shown(now))

    def _cancel(self, call: Call) -> Response:
        found = self._find(call.parts["id"])
        if found.paid:
            raise RefusedError(402, {"message": "The reference is paid"})
        self._references[str(found.number)] = replace(found, cancelled=True)
        return Response(status_code=204)

    def _find(self, name: str) -> Reference:
        reference = self._references.get(self._number(name.replace(" ", "")))
        if reference is None or reference.cancelled:
            raise RefusedError(404, self.error(404))
        return reference

    def _number(self, name: str) -> str:
        named = self._names.get(name)
        if named is not None:
            return str(named.number)
        written = _WRITTEN.fullmatch(name)
        return "" if written is None else str(int(written[1]))

    # Payments

    def _payments(self, call: Call) -> Response:
        read = _read(call.query, RESERVING_FIELDS)
        now = self._world.clock.now()
        visible = [payment for payment in self._queue.values() if payment.hidden_until <= now]
        answer = _page("payments", visible, call, self._shown)
        timeout: int | None = read["visibility_timeout"]
        if timeout is not None:
            offset, limit = _window(call)
            for payment in visible[offset : offset + limit]:
                hidden = replace(payment, hidden_until=now + timeout * SECOND)
                self._queue[payment.id] = hidden
        return answer

    def _payment(self, call: Call) -> Response:
        payment = self._queued(call.parts["id"])
        return json_answer({"payments": [self._shown(payment)]})

    def _acknowledge(self, call: Call) -> Response:
        payment = self._queued(call.parts["id"])
        del self._queue[payment.id]
        return Response(status_code=204)

    def _queued(self, identifier: str) -> Payment:
        payment = next((p for p in self._queue.values() if p.shown_id == identifier), None)
        if payment is None:
            raise RefusedError(404, self.error(404))
        return payment

    def _shown(self, payment: Payment) -> dict[str, Any]:
        return payment.shown(self._references[str(payment.number)])

    def pay(self, number: int, amount: int | None, *, force: bool) -> dict[str, Any]:
        now = self._world.clock.now()
        reference = self._references.get(str(number))
        if reference is None:
            raise UnknownReferenceError
        if not force and (reference.cancelled or now > reference.expires_at):
            raise NotPayableError
        before = self._counts.get("payments")
        count = 1 + (0 if before is None else before.payments)
        self._counts["payments"] = Count(count)
        repeats = count > 1 and self._book.strike_payment(self.name) is not None
        payment = Payment(
            id=str(_FIRST_PAYMENT + count),
            told_as=str(_FIRST_PAYMENT + count - 1) if repeats else None,
            number=number,
            amount=reference.amount if amount is None else amount,
            at=now,
        )
        self._queue[payment.id] = payment
        self._references[str(number)] = replace(reference, paid=True)
        self._world.move(
            Movement(
                self.name,
                "charge",
                payment.amount,
                CURRENCY,
                f"{number:09d}",
                now,
                payment=payment.id,
                told_as=payment.told_as,
                custom_fields=reference.custom_fields,
                period=str(payment.period),
                fee=_FEE,
            )
        )
        return self._shown(payment)


def _spaced(number: int) -> str:
    text = f"{number:09d}"
    return f"{text[:3]} {text[3:6]} {text[6:]}"


def _local(at: Instant) -> str:
    return moment(at).astimezone(LUANDA).strftime("%Y-%m-%d %H:%M:%S")


def _window(call: Call) -> tuple[int, int]:
    read = _read(call.query, WINDOW_FIELDS)
    return read["offset"] or 0, read["limit"]


def _page(
    name: str, rows: Sequence[Row], call: Call, show: Callable[[Row], dict[str, Any]]
) -> Response:
    offset, limit = _window(call)
    meta = {"total_count": len(rows), "offset": offset, "limit": limit}
    shown = [show(row) for row in rows[offset : offset + limit]]
    return json_answer({name: shown, "meta": meta})


def _read(payload: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    values, wrong = read_fields(payload, fields)
    if wrong:
        text = "; ".join(f"{field} {reason}" for field, reason in wrong.items())
        raise RefusedError(400, {"message": text})
    return values
