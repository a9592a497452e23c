"""ProxyPay: a Multicaixa reference paid at an ATM, at home banking or in the app (Angola).

Readings where the document is silent (proxypay-v2.txt):

* A paid reference stays payable until it is deleted or ends: nothing says that it closes, and
  customers do pay the same slip twice.
* An end in the past is accepted; the reference is simply not payable. A time without an offset is
  Luanda time, as a date alone is.
* The mock payment takes any amount, as its field is required, but needs a payable reference.
* Acknowledging a payment that is not in the queue, even a second time, is 404.
* Errors other than of validation carry one {"message"}; validation the documented list.
* References have 1 to 9 digits (the note about them is lost; field notes show 9).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from http import HTTPStatus
from itertools import islice
from typing import Any

from starlette.responses import Response

from pos_app.sandbox import money
from pos_app.sandbox.clock import DAY, Instant, instant, iso_seconds
from pos_app.sandbox.fields import Reader, read_fields
from pos_app.sandbox.references import AmountNeededError, NotPayableError, UnknownReferenceError
from pos_app.sandbox.wire import Call, Endpoint, RefusedError, json_answer, phrase
from pos_app.sandbox.world import Movement, World

KEY = "treino-proxypay-reh8inj33o3algd2tpi6tkcnrqf8rjj2"
ENTITY = "00411"
CURRENCY = "AOA"

_MOST_PAYMENTS = 100
_MOST_FIELDS = 10
_SMALLEST, _LARGEST = 1, 9_999_999_999
_SERVED = ("application/vnd.proxypay.v2+json", "application/json", "application/*", "*/*")
_REFERENCE = re.compile(r"[0-9]{1,9}")
_PAGE_SIZE = re.compile(r"[0-9]{1,3}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FRACTION = re.compile(r"(\.[0-9]{6})[0-9]+")
_LUANDA = timezone(timedelta(hours=1))

# Period 1562 of the document's example began at this instant; each lasts from 20:00 to 20:00.
_PERIOD_1562 = instant(datetime(2007, 3, 13, 20, tzinfo=_LUANDA))

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


class ProxyPay:
    name = "proxypay"

    def __init__(self, world: World) -> None:
        self._world = world
        self._issued = world.shelf("proxypay.issued", Issued)
        self._references = world.shelf("proxypay.references", Reference)
        self._queue = world.shelf("proxypay.queue", Payment)
        self._acknowledged = world.shelf("proxypay.acknowledged", Payment)

    def settings(self, base_url: str) -> dict[str, Any]:
        return {"base_url": base_url, "api_key": KEY, "entity": ENTITY}

    def endpoints(self) -> Sequence[Endpoint]:
        endpoints = (
            Endpoint("POST", "/reference_ids", self._new_id),
            Endpoint("PUT", "/references/{id}", self._put_reference),
            Endpoint("DELETE", "/references/{id}", self._delete_reference),
            Endpoint("GET", "/payments", self._payments),
            Endpoint("POST", "/payments", self._mock_payment),
            Endpoint("DELETE", "/payments/{id}", self._acknowledge),
        )
        return [each for one in endpoints for each in (one, one._replace(path=one.path + "/"))]

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

    def _new_id(self, _call: Call) -> Response:
        last = next(reversed(self._issued), None)
        number = _FIRST_ID if last is None else _following(self._issued[last].number)
        while number > _HIGHEST_ID or str(number) in self._references:
            number = _following(number)
        self._issued[str(number)] = Issued(number)
        return json_answer(number)

    def _put_reference(self, call: Call) -> Response:
        read = _read({**call.json_object(), **call.parts}, _REFERENCE_FIELDS)
        self._references[str(read["id"])] = Reference(
            read["amount"], read["end_datetime"], read["custom_fields"]
        )
        return Response(status_code=204)

    def _delete_reference(self, call: Call) -> Response:
        number = str(_read(call.parts, {"id": _reference_id})["id"])
        reference = self._references.get(number)
        if reference is None or reference.deleted:
            raise RefusedError(404, self.error(404))
        self._references[number] = replace(reference, deleted=True)
        return Response(status_code=204)

    # Payments

    def _payments(self, call: Call) -> Response:
        n: int = _read(call.query, {"n": _page_size})["n"]
        return json_answer([asdict(payment) for payment in islice(self._queue.values(), n)])

    def _acknowledge(self, call: Call) -> Response:
        payment = self._queue.pop(call.parts["id"], None)
        if payment is None:
            raise RefusedError(404, self.error(404))
        self._acknowledged[str(payment.id)] = payment
        return Response(status_code=204)

    def _mock_payment(self, call: Call) -> Response:
        read = _read(call.json_object(), _MOCK_FIELDS)
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
        self._queue[str(payment.id)] = payment
        self._world.move(Movement(self.name, "charge", paid, CURRENCY, f"{number:09d}", now))
        return asdict(payment)

    def _payment(self, number: int, reference: Reference, amount: int, now: Instant) -> Payment:
        days = (now - _PERIOD_1562) // DAY
        period, start = 1562 + days, _PERIOD_1562 + days * DAY
        earlier = (*self._queue.values(), *self._acknowledged.values())
        count = 1 + sum(payment.period_id == period for payment in earlier)
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
        )


def _following(number: int) -> int:
    return number >> 1 ^ (_TAPS if number & 1 else 0)


# Fields. A client was seen to send each of the forms accepted here (field notes).


def _read(payload: Mapping[str, Any], readers: Mapping[str, Reader]) -> dict[str, Any]:
    values, wrong = read_fields(payload, readers)
    if wrong:
        raise RefusedError(400, [{"param": p, "message": m} for p, m in wrong.items()])
    return values


def _reference_id(value: Any) -> int:
    text = str(value)
    if isinstance(value, bool) or not _REFERENCE.fullmatch(text) or not int(text):
        raise ValueError("must be an integer of up to 9 digits")
    return int(text)


def _amount(value: Any) -> int:
    amount = money.read(value)
    if amount is None or not _SMALLEST <= amount <= _LARGEST:
        raise ValueError("must be between 0.01 and 99999999.99")
    return amount


def _optional_amount(value: Any) -> int | None:
    return None if value is None else _amount(value)


def _end(value: Any) -> Instant | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError("must be a date or a datetime in ISO 8601")  # noqa: TRY004 - a refusal
    try:
        if _DATE.fullmatch(value):
            end = datetime.combine(date.fromisoformat(value), time(23, 59, 59, 999_000))
        else:
            end = datetime.fromisoformat(_FRACTION.sub(r"\1", value.upper()))
        return instant(end if end.tzinfo else end.replace(tzinfo=_LUANDA))
    except (ValueError, OverflowError) as error:
        raise ValueError("must be a date or a datetime in ISO 8601") from error


def _custom_fields(value: Any) -> dict[str, str]:
    fields = {} if value is None else value
    if not isinstance(fields, dict) or not all(isinstance(each, str) for each in fields.values()):
        raise ValueError("must be a map of strings")
    if len(fields) > _MOST_FIELDS:
        raise ValueError("must have at most 10 fields")
    return fields


def _page_size(value: Any) -> int:
    text = str(_MOST_PAYMENTS) if value is None else value
    if not _PAGE_SIZE.fullmatch(text) or not 1 <= int(text) <= _MOST_PAYMENTS:
        raise ValueError("must be an integer between 1 and 100")
    return int(text)


_REFERENCE_FIELDS: Mapping[str, Reader] = {
    "id": _reference_id,
    "amount": _optional_amount,
    "end_datetime": _end,
    "custom_fields": _custom_fields,
}
_MOCK_FIELDS: Mapping[str, Reader] = {"reference_id": _reference_id, "amount": _amount}
