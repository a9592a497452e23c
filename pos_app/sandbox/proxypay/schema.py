"""Fields and OpenAPI schemas of ProxyPay.

Clients were seen to send each of the forms accepted here (field notes).
"""

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from pos_app.sandbox.server.endpoint_schema import (
    INTEGER,
    MAP_OF_TEXT,
    TEXT,
    Described,
    Schema,
    Told,
    any_of,
    exactly,
    integer,
    list_of,
    one_of,
    or_null,
    text,
)
from pos_app.sandbox.server.request_fields import Field, Fields, schema_of, schemas_of
from pos_app.sandbox.world import money
from pos_app.sandbox.world.clock import Instant, instant

_MOST_PAYMENTS = 100
_MOST_FIELDS = 10
_SMALLEST, _LARGEST = 1, 9_999_999_999
_REFERENCE = re.compile(r"[0-9]{1,9}")
_PAGE_SIZE = re.compile(r"[0-9]{1,3}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FRACTION = re.compile(r"(\.[0-9]{6})[0-9]+")
LUANDA = timezone(timedelta(hours=1))


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
        return instant(end if end.tzinfo else end.replace(tzinfo=LUANDA))
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


_TEXT_AMOUNT = text(r"[1-9][0-9]{0,7}(\.[0-9]{1,2})?", example="9701.84")
_AMOUNT_SENT = any_of(_TEXT_AMOUNT, integer(1, 99_999_999))
_NUMBER = integer(1, 999_999_999)
ID_FIELDS: Fields = {"id": Field(_reference_id, _NUMBER, required=True)}
_SENT_FIELDS: Fields = {
    "amount": Field(_optional_amount, or_null(_AMOUNT_SENT)),
    "end_datetime": Field(
        _end, or_null(text("[2-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"))
    ),
    "custom_fields": Field(_custom_fields, or_null({**MAP_OF_TEXT, "maxProperties": _MOST_FIELDS})),
}
REFERENCE_FIELDS: Fields = {**ID_FIELDS, **_SENT_FIELDS}
MOCK_FIELDS: Fields = {
    "reference_id": Field(_reference_id, any_of(_NUMBER, text("[0-9]{1,9}")), required=True),
    "amount": Field(_amount, _AMOUNT_SENT, required=True),
}
QUEUE_FIELDS: Fields = {"n": Field(_page_size, integer(1, _MOST_PAYMENTS))}

# Descriptions

_PAYMENT: Schema = exactly(
    id=INTEGER,
    amount=TEXT,
    custom_fields=MAP_OF_TEXT,
    datetime=TEXT,
    entity_id=INTEGER,
    fee=or_null(TEXT),
    period_id=INTEGER,
    period_start_datetime=TEXT,
    period_end_datetime=TEXT,
    product_id=or_null(INTEGER),
    parameter_id=or_null(INTEGER),
    reference_id=INTEGER,
    transaction_id=INTEGER,
    terminal_type=one_of("ATM", "POS", "IB", "MB"),
    terminal_period_id=or_null(INTEGER),
    terminal_transaction_id=or_null(INTEGER),
    terminal_location=or_null(TEXT),
    terminal_id=or_null(TEXT),
)
_INVALID = {400: Told("Bad Request", list_of(exactly(param=TEXT, message=TEXT)))}
_DONE = {204: Told("Success")}
NEW_ID = Described("Generate reference id", {200: Told("A unique id", _NUMBER)})
PUTTING = Described(
    "Create or update reference",
    {**_DONE, **_INVALID},
    body=schema_of(_SENT_FIELDS),
    parts=schemas_of(ID_FIELDS),
)
DELETING = Described("Delete reference", {**_DONE, **_INVALID}, parts=schemas_of(ID_FIELDS))
PAYMENTS = Described(
    "Get payments",
    {200: Told("The oldest of the queue", list_of(_PAYMENT)), **_INVALID},
    query=schemas_of(QUEUE_FIELDS),
)
MOCKING = Described(
    "Create a mock payment",
    {200: Told("Payment created", _PAYMENT), **_INVALID},
    body=schema_of(MOCK_FIELDS),
)
ACKNOWLEDGING = Described("Acknowledge payment", _DONE, parts={"id": integer(1)})
