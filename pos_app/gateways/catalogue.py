"""The ways to pay: a row each. Screens, commands and tests read what is written here.

A provider's code is loaded when it is first needed, not with this table: the first paint shows
the methods and needs nothing else of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from pos_app.domain.method import FOREVER, Followed, Kind, Method
from pos_app.domain.money import Currency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.ports.gateway import Gateway

_MINUTE = 60

# vPOS keeps an Idempotency-Key for 60 minutes ("Idempotency"); five are left for a slow network.
# Its document names no limits of an amount; a text of at most 20 characters is the only bound, so
# the bound here is the one of Multicaixa references.
VPOS = Method(
    id="vpos",
    provider="vpos",
    brand="vPOS",
    name="Multicaixa Express",
    kind=Kind.PUSH,
    country="AO",
    currency=Currency.AOA,
    least=1,
    most=99_999_999_99,
    followed=Followed.BY_STATUS,
    repeat_harmless_for=55 * _MINUTE,
    answer_expected_in=120,
    doubted_after=15 * _MINUTE,
    address="https://vpos.ao",
    needs_phone=True,
    networks=frozenset({"Unitel", "Movicel", "Africell"}),
    # "Sandbox", "Mobile": no subscriber has them, and only the token tells a sandbox from the bank.
    test_phones=frozenset({"900000000", "900002004", "900003000"}),
    settings=("pos_id",),
)

PROXYPAY = Method(
    id="proxypay",
    provider="proxypay",
    brand="ProxyPay",
    name="Referência",
    kind=Kind.REFERENCE,
    country="AO",
    currency=Currency.AOA,
    least=1,  # "amount … between 0.01 and 99999999.99"
    most=99_999_999_99,
    followed=Followed.BY_QUEUE,
    repeat_harmless_for=FOREVER,  # a PUT by its id
    answer_expected_in=24 * 60 * _MINUTE,
    doubted_after=FOREVER,
    address="https://api.proxypay.co.ao",
    can_cancel=True,
    settings=("entity",),
    secret="api_key",  # noqa: S106 - the name of the secret
)


def _clicpay(wallet: str, name: str, *networks: str) -> Method:
    return Method(
        id=f"clicpay.{wallet}",
        provider="clicpay",
        brand="ClicPay",
        name=name,
        kind=Kind.PUSH,
        country="MZ",
        currency=Currency.MZN,
        least=1_00,  # "Valor da transação (1-50000)"
        most=50_000_00,
        followed=Followed.BY_STATUS,
        repeat_harmless_for=0,  # the document knows no idempotency key
        answer_expected_in=90,
        doubted_after=15 * _MINUTE,
        needs_phone=True,
        networks=frozenset(networks),
        settings=(f"wallets.{wallet}",),
        description_least=3,  # "Descrição da referência (3-32 caracteres)"
        description_most=32,
    )


MPESA = _clicpay("mpesa", "M-Pesa", "Vodacom")
EMOLA = _clicpay("emola", "e-Mola", "Movitel")
MKESH = _clicpay("mkesh", "mKesh", "Tmcel")

METHODS: Mapping[str, Method] = {
    method.id: method for method in (VPOS, PROXYPAY, MPESA, EMOLA, MKESH)
}


def gateway_of(method: Method) -> Gateway:
    """The provider's code: a module whose name is the provider's."""
    module = import_module(f"pos_app.gateways.{method.provider}")
    return cast("Gateway", module)
