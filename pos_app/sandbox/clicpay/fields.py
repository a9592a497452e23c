"""Validates the fields of ClicPay's requests, with the provider's own error texts."""

import re
from typing import Any

from pos_app.sandbox.server.endpoint_schema import Schema, any_of, integer, or_null, text
from pos_app.sandbox.server.request_fields import Field, Fields, Reader
from pos_app.sandbox.world import money

_LOWEST, _HIGHEST = 1_00, 50_000_00
_MSISDN = re.compile(r"(?:\+?258)?(8[2-9][0-9]{7})")
_URL = re.compile(r"https?://\S+")


def _msisdn(value: Any) -> str:
    found = _MSISDN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("Número de telefone inválido")
    return found[1]


def _amount(value: Any) -> int:
    amount = money.read(value)
    if amount is None or not _LOWEST <= amount <= _HIGHEST:
        raise ValueError("Valor deve ser entre 1 e 50000")
    return amount


def _card_amount(value: Any) -> int:
    if value is None:
        raise ValueError("O campo valor é obrigatório.")
    amount = money.read(value)
    if not amount:
        raise ValueError("O campo valor é inválido.")
    return amount


def _text(shortest: int, longest: int, *complaints: str) -> Reader:
    """Read text within a length; one error text is for missing, one for bad text."""

    def read(value: Any) -> str | None:
        if value is None and shortest == 0:
            return None
        if value is None or value == "":
            raise ValueError(complaints[0])
        if not isinstance(value, str) or not shortest <= len(value) <= longest:
            raise ValueError(complaints[-1])
        return value

    return read


def _url(value: Any) -> str | None:
    if value is not None and not (isinstance(value, str) and _URL.fullmatch(value)):
        raise ValueError("O campo callback_url é inválido.")
    return value


_ANY_TEXT = or_null(text(most=255))
_AMOUNT: Schema = any_of(
    integer(1, 50000),
    {"type": "number", "minimum": 1, "maximum": 50000},
    text(r"[1-9][0-9]{0,3}(\.[0-9]{1,2})?"),
)

MOBILE_FIELDS: Fields = {
    "msisdn": Field(_msisdn, text("8[2-9][0-9]{7}", example="841234567"), required=True),
    "amount": Field(_amount, _AMOUNT, required=True),
    "reference_description": Field(
        _text(3, 32, "A descrição deve ter entre 3 e 32 caracteres"),
        text(least=3, most=32, example="Compra online"),
        required=True,
    ),
    "internal_notes": Field(
        _text(0, 255, "As notas devem ter no máximo 255 caracteres"), _ANY_TEXT
    ),
}
CARD_FIELDS: Fields = {
    "amount": Field(_card_amount, _AMOUNT, required=True),
    "reference_description": Field(
        _text(
            1,
            100,
            "O campo descrição da referência é obrigatório.",
            "O campo descrição da referência deve ter no máximo 100 caracteres.",
        ),
        text(least=1, most=100, example="Pagamento de fatura"),
        required=True,
    ),
    "first_name": Field(_text(0, 255, "O campo first_name é inválido."), _ANY_TEXT),
    "last_name": Field(_text(0, 255, "O campo last_name é inválido."), _ANY_TEXT),
    "email": Field(_text(0, 255, "O campo email é inválido."), _ANY_TEXT),
    "phone": Field(_text(0, 32, "O campo phone é inválido."), or_null(text(most=32))),
    "callback_url": Field(_url, or_null(text("https?://[a-z.]{1,50}"))),
}
