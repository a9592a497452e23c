"""Fields and OpenAPI schemas of Wikipay."""

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from pos_app.sandbox.server.endpoint_schema import (
    MAP_OF_TEXT,
    TEXT,
    Described,
    Schema,
    Told,
    exactly,
    integer,
    list_of,
    object_of,
    one_of,
    or_null,
    text,
)
from pos_app.sandbox.server.request_fields import Field, Fields, schema_of, schemas_of
from pos_app.sandbox.world import money
from pos_app.sandbox.world.clock import Instant, instant

_MOST = 100
_PAGE = 20
LUANDA = timezone(timedelta(hours=1))
_TWO_DECIMALS = re.compile(r"[0-9]{1,8}\.[0-9]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SMALL = re.compile(r"[0-9]{1,9}")


def _amount(value: Any) -> int:
    exact = isinstance(value, str) and _TWO_DECIMALS.fullmatch(value)
    amount = money.read_text(value) if exact else None
    if not amount:
        raise ValueError("must be text with exactly two decimals, up to 99999999.99")
    return amount


def _expiry(value: Any) -> Instant:
    found = _DAY.match(value) if isinstance(value, str) else None
    try:
        day = date.fromisoformat(found[0] if found else "")
        datetime.fromisoformat(str(value).upper())
        return instant(datetime.combine(day, time(23, 59), LUANDA))
    except (ValueError, OverflowError) as error:
        raise ValueError("must be a date in ISO 8601") from error


def _custom_fields(value: Any) -> dict[str, str]:
    fields = {} if value is None else value
    if not isinstance(fields, dict) or not all(isinstance(each, str) for each in fields.values()):
        raise ValueError("must be a map of strings")
    return fields


def _optional_count(value: Any) -> int | None:
    if value is not None and not _SMALL.fullmatch(value):
        raise ValueError("must be a whole number")
    return None if value is None else int(value)


def _limit(value: Any) -> int:
    limit = _PAGE if value is None else _optional_count(value)
    if limit is None or not 1 <= limit <= _MOST:
        raise ValueError("must be between 1 and 100")
    return limit


REFERENCE_FIELDS: Fields = {
    "amount": Field(_amount, text(r"[1-9][0-9]{0,7}\.[0-9]{2}", example="5.00"), required=True),
    "expiry_date": Field(
        _expiry,
        text("[2-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])", example="2031-06-16"),
        required=True,
    ),
    "custom_fields": Field(_custom_fields, or_null(MAP_OF_TEXT)),
}
_COUNT = integer(0, 999_999_999)
WINDOW_FIELDS: Fields = {
    "offset": Field(_optional_count, _COUNT),
    "limit": Field(_limit, integer(1, _MOST)),
}
RESERVING_FIELDS: Fields = {"visibility_timeout": Field(_optional_count, _COUNT)}

# Descriptions

SAID: Schema = exactly(message=TEXT)
_META: Schema = exactly(total_count=_COUNT, offset=_COUNT, limit=_COUNT)
_REFERENCE: Schema = exactly(
    status=one_of(" Paid", " Expired", " Pending"),
    number=or_null(TEXT),
    id=TEXT,
    expiry_date=TEXT,
    custom_fields=MAP_OF_TEXT,
    amount=TEXT,
)
_CREATED: Schema = exactly(
    amount=TEXT,
    created_at=TEXT,
    custom_fields=MAP_OF_TEXT,
    entity_id=TEXT,
    expiry_date=TEXT,
    id=TEXT,
    number=TEXT,
    product_bitmap=one_of(1),
    status=TEXT,
    updated_at=TEXT,
)
_PAYMENT: Schema = exactly(
    terminal_type=TEXT,
    terminal_transaction_id=TEXT,
    terminal_location=TEXT,
    terminal_id=TEXT,
    reference_number=TEXT,
    reference_id=TEXT,
    id=TEXT,
    entity_id=TEXT,
    datetime=TEXT,
    fee=TEXT,
    period_id=TEXT,
    period_end_datetime=TEXT,
    custom_fields=MAP_OF_TEXT,
    amount=TEXT,
)
_INVALID = {400: Told("Bad Request", SAID)}
_DONE = {204: Told("No Content")}
_ID = {"id": text("[0-9A-Za-z]{1,18}")}
_REFERENCES = exactly(references=list_of(_REFERENCE), meta=_META)
CREATING = Described(
    "Create a reference",
    {200: Told("Created", exactly(reference=_CREATED)), **_INVALID},
    body=object_of({"reference": schema_of(REFERENCE_FIELDS)}, required=["reference"]),
)
LISTING = Described(
    "All references, newest first",
    {200: Told("OK", _REFERENCES), **_INVALID},
    query=schemas_of(WINDOW_FIELDS),
)
GETTING = Described(
    "One reference",
    {200: Told("OK", _REFERENCES), **_INVALID},
    query=schemas_of(WINDOW_FIELDS),
    parts=_ID,
)
CANCELLING = Described("Cancel a reference", {**_DONE, 402: Told("It is paid", SAID)}, parts=_ID)
PAYMENTS = Described(
    "Payments that were not acknowledged",
    {200: Told("OK", exactly(payments=list_of(_PAYMENT), meta=_META)), **_INVALID},
    query=schemas_of({**WINDOW_FIELDS, **RESERVING_FIELDS}),
)
PAYMENT_ONE = Described(
    "One payment", {200: Told("OK", exactly(payments=list_of(_PAYMENT)))}, parts=_ID
)
ACKNOWLEDGING = Described("Acknowledge a payment", _DONE, parts=_ID)
