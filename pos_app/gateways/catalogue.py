"""The catalogue of payment methods: a row each, with limits, time-outs and abilities.

Screens, commands and tests read this table. It loads no provider's code
(`pos_app/gateways/providers.py` does).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pos_app.domain.countries import COUNTRIES
from pos_app.domain.method import FOREVER, Followed, Gender, Kind, Method, Proof, Refunds
from pos_app.domain.money import Currency
from pos_app.domain.reasons import Reason
from pos_app.domain.tenders.by_hand import SPLIT, Tender, in_country

if TYPE_CHECKING:
    from collections.abc import Mapping

_MINUTE = 60
_DAY = 24 * 60 * _MINUTE

# Ends that are a guess: time ran out somewhere, something broke, or no reason was given. "The
# customer refused", "not enough money" and the like are the customer's or the bank's own word:
# no document lets money follow on those, and the till stops polling. Nor is a manager's word the
# provider's.
_GUESSES = frozenset(
    {
        Reason.CUSTOMER_SILENT,
        Reason.GATEWAY_ERROR,
        Reason.GATEWAY_TIMED_OUT,
        Reason.NETWORK_BUSY,
        Reason.PROCESSOR_ERROR,
        Reason.OTHER,
        Reason.SETTLED_BY_HAND,
    }
)

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
    proof=Proof.APP,
    followed=Followed.BY_STATUS,
    repeat_harmless_for=55 * _MINUTE,
    answer_expected_in=120,
    doubted_after=15 * _MINUTE,
    # No document says how long. Public clients call a payment expired that a late callback settles
    # (field notes); what the bank then still books is in one of the next two clearings.
    late_for=2 * _DAY,
    late_after=_GUESSES,
    address="https://vpos.ao",
    needs_phone=True,
    networks=frozenset({"Unitel", "Movicel", "Africell"}),
    # "Sandbox", "Mobile": no subscriber has them; only the token tells the sandbox from the bank.
    test_phones=frozenset({"900000000", "900002004", "900003000"}),
    refusing_phone="900003000",
    settings=("pos_id",),
    optional_settings=("callback_url",),
    refunds=Refunds.WHOLE,  # "Only full refunds are currently supported"
    can_authorize=True,
)

PROXYPAY = Method(
    id="proxypay",
    provider="proxypay",
    brand="ProxyPay",
    name="",
    kind=Kind.REFERENCE,
    country="AO",
    currency=Currency.AOA,
    least=1,  # "amount … between 0.01 and 99999999.99"
    most=99_999_999_99,
    proof=Proof.RECEIPT,
    followed=Followed.BY_QUEUE,
    repeat_harmless_for=FOREVER,  # a PUT by its id
    answer_expected_in=24 * 60 * _MINUTE,
    doubted_after=FOREVER,
    # The queue shows late payments for ever; a bank's may arrive on the next working day.
    late_for=4 * _DAY,
    late_after=frozenset({Reason.REFERENCE_EXPIRED, Reason.CANCELLED_HERE, Reason.SETTLED_BY_HAND}),
    address="https://api.proxypay.co.ao",
    can_cancel=True,
    takes_validity=True,
    can_extend=True,  # "creates or updates a payment reference"
    most_fields=6,  # "up to 10 custom fields": three say whose sale it is, one what for
    settings=("entity",),
    optional_settings=("payments",),  # "queue" or "calls": one or the other ("Webhook")
    secret="api_key",  # noqa: S106 - the name of the secret
)

# The same idea with another API. Its document names no least amount.
WIKIPAY = replace(
    PROXYPAY,
    id="wikipay",
    provider="wikipay",
    brand="Wikipay",
    name="Wikipay",
    address="https://api.wikipay.ao",
    # A resend is as harmless as there: nobody can pay a reference whose number got lost, so that
    # another one costs nothing.
    most_fields=47,  # "an arbitrary number of keys"; more than anybody types
    queue_reserves=True,
    can_extend=False,
    can_look_up=True,
    settings=(),
    optional_settings=("entity",),  # its answer names it, in the document's example
)


def _clicpay(wallet: str, name: str, network: str, refusing: str) -> Method:
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
        proof=Proof.MESSAGE,
        followed=Followed.BY_STATUS,
        repeat_harmless_for=0,  # the document knows no idempotency key
        answer_expected_in=90,
        doubted_after=15 * _MINUTE,
        # Requests that had timed out were approved all the same (field notes). "Failed", without
        # more (INS-6, 03), is the networks' word for any of it.
        late_for=2 * _DAY,
        late_after=_GUESSES | {Reason.PROCESSOR_REFUSED},
        needs_phone=True,
        networks=frozenset({network}),
        refusing_phone=refusing,
        settings=(f"wallets.{wallet}",),
        optional_settings=("webhook", "direct"),
        switches=frozenset({"direct"}),
        other_secrets=("webhook_secret",),
        refunds=Refunds.PART,  # by paying out to the payer's phone
        can_pay_out=True,
        can_be_found=True,
        has_back_office=True,
        description_least=3,  # "Descrição da referência (3-32 caracteres)"
        description_most=32,
    )


MPESA = replace(_clicpay("mpesa", "M-Pesa", "Vodacom", "840000001"), gender=Gender.FEMININE)
# Whole meticais: two clients round, and no source says what happens to centavos (field notes).
EMOLA = replace(_clicpay("emola", "e-Mola", "Movitel", "860000001"), step=1_00)
MKESH = _clicpay("mkesh", "mKesh", "Tmcel", "820000001")

# "Transações NetShop": the customer opens a page and pays there by card. No limits are named.
CARD = replace(
    MPESA,
    id="clicpay.card",
    name="",
    kind=Kind.CARD,
    proof=Proof.BANK,
    least=1,
    most=99_999_999_99,
    answer_expected_in=15 * _MINUTE,
    doubted_after=60 * _MINUTE,
    needs_phone=False,
    networks=frozenset(),
    refusing_phone="",
    settings=("wallets.netshop",),
    refunds=Refunds.NONE,  # the document has no way back to a card
    can_pay_out=False,
    description_least=0,
    description_most=100,  # "máx 100 caracteres"
)

WIPAY = Method(
    id="wipay",
    provider="wipay",
    brand="WiPay",
    name="WiPay Voucher",
    kind=Kind.VOUCHER,
    country="TT",
    currency=Currency.TTD,
    least=1,  # "a value greater than 0"
    most=99_999_999_99,
    proof=Proof.CODE,
    followed=Followed.BY_ANSWER,
    repeat_harmless_for=0,  # neither idempotency nor query
    answer_expected_in=20,
    doubted_after=60,
    address="https://wipayfinancial.com",
    settings=("account_number",),
    secret="",
    fee=5_00,  # "Flat transaction fee of $5.00 TTD is always added to total"
    calls_a_minute=5,
    description_most=254,  # "Must be less than 255 characters long"
)

METHODS: Mapping[str, Method] = {
    method.id: method for method in (VPOS, PROXYPAY, WIKIPAY, MPESA, EMOLA, MKESH, CARD, WIPAY)
}


def _at_the_counter(word: str, country: str, kind: Kind, tender: Tender | None = None) -> Method:
    """Returns a method that asks no provider. Its bound is that of the references above: room for
    any sale over a counter, and none for a scanned code."""
    return Method(
        id=in_country(word, country),
        provider=word,
        brand="",
        name="",
        kind=kind,
        country=country,
        currency=COUNTRIES[country].currency,
        least=1,
        most=99_999_999_99,
        proof=Proof.NONE,
        followed=Followed.BY_NOBODY,
        repeat_harmless_for=0,
        answer_expected_in=0,
        doubted_after=FOREVER,
        tender=tender,
        refunds=Refunds.PART if tender else Refunds.NONE,
    )


# Methods of the counter itself: by hand, and in several parts. A shop turns each of them on.
COUNTER_METHODS: Mapping[str, Method] = {
    method.id: method
    for country in COUNTRIES
    for method in (
        *(_at_the_counter(tender, country, Kind.BY_HAND, tender) for tender in Tender),
        _at_the_counter(SPLIT, country, Kind.SPLIT),
    )
}
# Every method that a sale may name.
ALL_METHODS: Mapping[str, Method] = {**METHODS, **COUNTER_METHODS}

# Each provider's own name.
BRANDS: Mapping[str, str] = {method.provider: method.brand for method in METHODS.values()}
# Methods whose money lies in the drawer.
CASH_METHODS: tuple[str, ...] = tuple(
    method.id for method in COUNTER_METHODS.values() if method.tender is Tender.CASH
)
