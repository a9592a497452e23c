"""Fields and OpenAPI schemas of vPOS.

Clients were seen to send each of the forms accepted here (field notes).
"""

import re
from typing import Any

from pos_app.sandbox.server.endpoint_schema import (
    INTEGER,
    TEXT,
    Described,
    Schema,
    Told,
    any_of,
    exactly,
    integer,
    list_of,
    object_of,
    one_of,
    or_null,
    text,
)
from pos_app.sandbox.server.request_fields import Field, Fields, schemas_of
from pos_app.sandbox.world import money

OF_A_CUSTOMER = ("payment", "authorization")
OF_A_PARENT = ("refund", "cancelation")
_MOBILE = re.compile(r"9[0-9]{8}")
_DIGITS = re.compile(r"[0-9]{1,9}")
_HTTP = re.compile("https?://", re.IGNORECASE)


def _amount(value: Any) -> int:
    amount = money.read(value)
    if not amount:
        raise ValueError("is invalid")
    return amount


def _pos_id(value: Any) -> int:
    if isinstance(value, bool) or not _DIGITS.fullmatch(str(value)):
        raise ValueError("is invalid")
    return int(value)


def _mobile(value: Any) -> str:
    if not isinstance(value, str) or not _MOBILE.fullmatch(value):
        raise ValueError("has invalid format")
    return value


def _parent(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("is invalid")
    return value


def _callback(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError("is invalid")
    return value if value and _HTTP.match(value) else None


_AMOUNT = Field(
    _amount,
    any_of(text(r"[1-9][0-9]{0,8}(\.[0-9]{1,2})?", example="123.45"), integer(1, 10**9)),
    required=True,
)
PARENT_FIELDS: Fields = {
    "parent_transaction_id": Field(_parent, text(least=1), required=True),
    "callback_url": Field(_callback, or_null(TEXT)),
}
CAPTURE_FIELDS: Fields = {**PARENT_FIELDS, "amount": _AMOUNT}
CUSTOMER_FIELDS: Fields = {
    "pos_id": Field(_pos_id, any_of(integer(0, 999_999_999), text("[0-9]{1,9}")), required=True),
    "mobile": Field(_mobile, text("9[0-9]{8}", example="900000000"), required=True),
    "amount": _AMOUNT,
    "callback_url": Field(_callback, or_null(TEXT)),
}

# Descriptions


def _kind(fields: Fields, *types: str) -> Schema:
    required = [name for name, field in fields.items() if field.required]
    return object_of({"type": one_of(*types), **schemas_of(fields)}, required=["type", *required])


_ERRORS: Schema = exactly(errors={"type": "object", "additionalProperties": list_of(TEXT)})
_SHOWN: Schema = exactly(
    amount=or_null(TEXT),
    clearing_period=or_null(INTEGER),
    id=TEXT,
    mobile=or_null(TEXT),
    parent_transaction_id=or_null(TEXT),
    pos_id=or_null(INTEGER),
    status=one_of("accepted", "rejected"),
    status_datetime=TEXT,
    status_reason=or_null(INTEGER),
    type=one_of(*OF_A_CUSTOMER, *OF_A_PARENT),
)
_LOCATION = {"location": TEXT}
CREATING = Described(
    "New payment, authorization, capture, cancelation or refund",
    {
        202: Told("Accepted", headers=_LOCATION),
        400: Told("Bad Request", any_of(_ERRORS, one_of("Bad Request"))),
        409: Told("The Idempotency-Key was used with another payload", _ERRORS),
    },
    body=any_of(
        _kind(CUSTOMER_FIELDS, *OF_A_CUSTOMER),
        _kind(PARENT_FIELDS, *OF_A_PARENT),
        _kind(CAPTURE_FIELDS, "payment"),
    ),
    headers={"Idempotency-Key": text("[ -~]{1,60}", example="06a95bd8")},
)
TRANSACTION = Described("Get transaction", {200: Told("OK", _SHOWN)}, parts={"id": text(least=1)})
REQUEST = Described(
    "Get request",
    {
        200: Told("Queued or running", exactly(inserted_at=TEXT, eta=TEXT)),
        303: Told("Finished", headers=_LOCATION),
    },
    parts={"id": text(least=1)},
)
