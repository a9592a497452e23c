"""The fields of ClicPay's requests, each with its complaint as the provider words it."""

import re
from collections.abc import Mapping
from typing import Any

from pos_app.sandbox import money
from pos_app.sandbox.fields import Reader

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
    """Read text of some length; the complaints are for text that is missing, and that is bad."""

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


MOBILE_FIELDS: Mapping[str, Reader] = {
    "msisdn": _msisdn,
    "amount": _amount,
    "reference_description": _text(3, 32, "A descrição deve ter entre 3 e 32 caracteres"),
    "internal_notes": _text(0, 255, "As notas devem ter no máximo 255 caracteres"),
}
CARD_FIELDS: Mapping[str, Reader] = {
    "amount": _card_amount,
    "reference_description": _text(
        1,
        100,
        "O campo descrição da referência é obrigatório.",
        "O campo descrição da referência deve ter no máximo 100 caracteres.",
    ),
    "first_name": _text(0, 255, "O campo first_name é inválido."),
    "last_name": _text(0, 255, "O campo last_name é inválido."),
    "email": _text(0, 255, "O campo email é inválido."),
    "phone": _text(0, 32, "O campo phone é inválido."),
    "callback_url": _url,
}
