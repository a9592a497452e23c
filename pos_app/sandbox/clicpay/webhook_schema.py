"""Fields and OpenAPI schemas of ClicPay's webhooks, with Laravel's error texts."""

import re
from collections.abc import Callable
from typing import Any

from pos_app.sandbox.clicpay.paging import PAGING, page_of
from pos_app.sandbox.clicpay.transactions import PENDING, STATUS
from pos_app.sandbox.clicpay.wallets import BY_WALLET
from pos_app.sandbox.server.endpoint_schema import (
    BOOLEAN,
    INTEGER,
    NUMBER,
    TEXT,
    Described,
    Schema,
    Told,
    exactly,
    integer,
    list_of,
    one_of,
    or_null,
    text,
)
from pos_app.sandbox.server.request_fields import Field, Fields, schema_of
from pos_app.sandbox.world.webhook_delivery import DELIVERED, FAILED, is_here

COMPLETED, UNSUCCESSFUL = "transaction.completed", "transaction.failed"
TYPES = (COMPLETED, UNSUCCESSFUL)
ORGANIZATION = 1
_LONGEST_URL = 2048
_HTTPS = re.compile(r"https://[^\s/]+\S*")


def _optional_url(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not (is_here(value) or _HTTPS.fullmatch(value)):
        raise ValueError("The url field must start with one of the following: https://.")
    if len(value) > _LONGEST_URL:
        raise ValueError("The url field must not be greater than 2048 characters.")
    return value


def _url(value: Any) -> str | None:
    if value is None or value == "":
        raise ValueError("The url field is required.")
    return _optional_url(value)


def _several(name: str, allowed: Callable[[Any], bool]) -> Callable[[Any], list[Any] | None]:
    def read(value: Any) -> list[Any] | None:
        if value is None:
            return None
        if not isinstance(value, list):
            raise ValueError(f"The {name} field must be an array.")  # noqa: TRY004 - a refusal
        for index, each in enumerate(value):
            if isinstance(each, bool) or not allowed(each):
                raise ValueError(f"The selected {name}.{index} is invalid.")
        return list(dict.fromkeys(value))

    return read


def _is_type(value: Any) -> bool:
    return isinstance(value, str) and value in TYPES


def _is_wallet(value: Any) -> bool:
    return isinstance(value, int) and value in BY_WALLET


def _active(value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    if value in (0, 1, "0", "1"):
        return bool(int(value))
    raise ValueError("The active field must be true or false.")


def _event_type(value: Any) -> str:
    if not _is_type(value):
        raise ValueError("The selected event_type is invalid.")
    return str(value)


_SEVERAL_TYPES = or_null(list_of(one_of(*TYPES), 4))
_SOME = {
    "events_enabled": Field(_several("events_enabled", _is_type), _SEVERAL_TYPES),
    "organization_ids": Field(
        _several("organization_ids", lambda value: value == ORGANIZATION),
        or_null(list_of(one_of(ORGANIZATION), 2)),
    ),
    "wallet_ids": Field(
        _several("wallet_ids", _is_wallet), or_null(list_of(one_of(*BY_WALLET), 4))
    ),
}
_ADDRESS = text("https://[a-z]{1,20}\\.example/[a-z]{0,20}", example="https://loja.example/aviso")
CREATED_FIELDS: Fields = {"url": Field(_url, _ADDRESS, required=True), **_SOME}
CHANGED_FIELDS: Fields = {
    "url": Field(_optional_url, or_null(_ADDRESS)),
    **_SOME,
    "active": Field(_active, or_null(BOOLEAN)),
}
SWITCHED_FIELDS: Fields = {"event_type": Field(_event_type, one_of(*TYPES))}

# Descriptions

_ID = {"endpoint_id": integer(1, 999_999_999)}
_ROW: dict[str, Schema] = {
    "id": INTEGER,
    "url": TEXT,
    "events_enabled": list_of(one_of(*TYPES)),
    "active": BOOLEAN,
    "organization_ids": list_of(INTEGER),
    "wallet_ids": list_of(INTEGER),
    "created_at": TEXT,
    "updated_at": TEXT,
}
WEBHOOK: Schema = exactly(**_ROW)
_WITH_SECRET: Schema = exactly(**_ROW, secret=TEXT)
SAID: Schema = exactly(message=TEXT)
EVENT: Schema = exactly(
    id=INTEGER,
    event_type=one_of(*TYPES),
    payload=exactly(
        id=TEXT,
        event=one_of(*TYPES),
        created_at=TEXT,
        data=exactly(
            clicpay_reference=TEXT,
            status=STATUS,
            amount=NUMBER,
            msisdn=or_null(TEXT),
            reference_description=or_null(TEXT),
            internal_notes=or_null(TEXT),
            transaction_id=INTEGER,
            wallet_id=INTEGER,
            type=one_of("c2b", "b2c", "card"),
        ),
    ),
    status=one_of(PENDING, DELIVERED, FAILED),
    attempts=INTEGER,
    created_at=TEXT,
)
_MISSING = {404: Told("Não encontrado", SAID)}
_INVALID = {
    422: Told(
        "Campos inválidos",
        exactly(message=TEXT, errors={"type": "object", "additionalProperties": list_of(TEXT)}),
    )
}


def one(row: Schema) -> Schema:
    return exactly(data=row)


def answering(summary: str, schema: Schema) -> Described:
    return Described(summary, {200: Told("OK", schema), **_MISSING}, parts=_ID)


def listing(summary: str, row: Schema) -> Described:
    answers = {200: Told("Uma página", page_of(row)), **_MISSING}
    return Described(summary, answers, query=PAGING, parts=_ID)


def changing(summary: str, row: Schema = WEBHOOK, fields: Fields | None = None) -> Described:
    answers = {200: Told("Alterado", exactly(message=TEXT, data=row)), **_MISSING}
    if fields is None:
        return Described(summary, answers, parts=_ID)
    body = schema_of(fields)
    return Described(summary, {**answers, **_INVALID}, parts=_ID, body=body, body_required=False)


CREATING = Described(
    "Criar novo webhook",
    {201: Told("Criado", exactly(message=TEXT, data=_WITH_SECRET)), **_INVALID},
    body=schema_of(CREATED_FIELDS),
)
UPDATING = changing("Atualizar webhook", fields=CHANGED_FIELDS)
REGENERATING = changing("Regenerar secret do webhook", _WITH_SECRET)
TESTING = changing("Testar webhook com payload de teste", EVENT)
SWITCHING = changing("Ativar/Desativar evento específico", fields=SWITCHED_FIELDS)
