"""Every request of every provider: with which credential, for how long, and whether it may be sent
twice."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from gateways.examples import CLICPAY, PROXYPAY, SECRET, VPOS, WIKIPAY, WIPAY, a_sale

from pos_app.domain.events import Purpose
from pos_app.domain.money import Currency, Money
from pos_app.gateways import clicpay, proxypay, vpos, wikipay, wipay
from pos_app.gateways.clicpay import search
from pos_app.ports.gateway import Request

PUSHED = a_sale("vpos", status_path="/api/v1/requests/1kTF", reference="1kTF")
CLICKED = a_sale(
    "clicpay.mpesa",
    status_path="/api/v2/transactions/CP1/status",
    reference="CP1",
    parent_reference="P",
)
REFERRED = a_sale("proxypay", reference="904800000")
MADE = a_sale("wikipay", reference="002001002", status_path="/v1/reference/A8KF")
CARD = a_sale("clicpay.card", phone=None)
VOUCHER = a_sale("wipay", voucher="uyr8vmap230t")
KWANZAS = Money(101_09, Currency.AOA)


def requests() -> Mapping[str, Request]:
    return {
        **{
            f"vpos {purpose.value}": vpos.charge(
                VPOS, a_sale("vpos", purpose=purpose, parent_reference="P")
            )
            for purpose in Purpose
            if purpose not in (Purpose.PAYOUT, Purpose.SPLIT)
        },
        "vpos status": vpos.status(VPOS, PUSHED),
        "vpos check": vpos.check(VPOS),
        "proxypay id": proxypay.charge(PROXYPAY, a_sale("proxypay")),
        "proxypay put": proxypay.charge(PROXYPAY, REFERRED),
        "proxypay open": proxypay.put_reference(
            PROXYPAY, "1", amount=None, end=datetime(2026, 11, 21, tzinfo=UTC), fields={}
        ),
        "proxypay cancel": proxypay.cancel(PROXYPAY, REFERRED),
        "proxypay delete": proxypay.delete_reference(PROXYPAY, "904800000"),
        "proxypay queue": proxypay.queue(PROXYPAY, 0),
        "proxypay acknowledge": proxypay.acknowledge(PROXYPAY, "17"),
        "proxypay check": proxypay.check(PROXYPAY),
        "proxypay mock": proxypay.mock_payment(
            replace(PROXYPAY, base_url="https://api.sandbox.proxypay.co.ao"), "904800000", KWANZAS
        ),
        "wikipay charge": wikipay.charge(WIKIPAY, a_sale("wikipay")),
        "wikipay status": wikipay.status(WIKIPAY, MADE),
        "wikipay cancel": wikipay.cancel(WIKIPAY, MADE),
        "wikipay references": wikipay.list_references(WIKIPAY),
        "wikipay reference": wikipay.one_reference(WIKIPAY, "A8KF"),
        "wikipay queue": wikipay.queue(WIKIPAY, 0),
        "wikipay acknowledge": wikipay.acknowledge(WIKIPAY, "17"),
        "wikipay payment": wikipay.payment(WIKIPAY, "17"),
        "wikipay check": wikipay.check(WIKIPAY),
        "clicpay payment": clicpay.charge(CLICPAY, a_sale("clicpay.mpesa")),
        "clicpay refund": clicpay.charge(CLICPAY, a_sale("clicpay.mpesa", purpose=Purpose.REFUND)),
        "clicpay payout": clicpay.charge(CLICPAY, a_sale("clicpay.mpesa", purpose=Purpose.PAYOUT)),
        "clicpay card": clicpay.charge(CLICPAY, CARD),
        "clicpay status": clicpay.status(CLICPAY, CLICKED),
        "clicpay history": search.search(CLICPAY, CLICKED)[0],
        "clicpay check": clicpay.check(CLICPAY),
        "wipay charge": wipay.charge(WIPAY, VOUCHER),
        "wipay check": wipay.check(WIPAY),
    }


REQUESTS = tuple(requests())
CREDENTIALS: Mapping[str, Mapping[str, str]] = {
    "vpos": {"Authorization": f"Bearer {SECRET}", "Accept": "application/json"},
    "clicpay": {"Authorization": f"Bearer {SECRET}", "Accept": "application/json"},
    "proxypay": {
        "Authorization": f"Token {SECRET}",
        "Accept": "application/vnd.proxypay.v2+json",
    },
    "wikipay": {"Authorization": SECRET, "Accept": "application/json"},  # the bare key
    "wipay": {"Accept": "application/json"},  # the account's number stands in the form
}
# The money of each moves again if it is sent again, and no key of theirs prevents it.
NEVER_TWICE = {
    "proxypay mock", "clicpay payment", "clicpay refund", "clicpay payout", "clicpay card",
    "wipay charge", "wipay check",
}  # fmt: skip
SLOW = {
    # Customers have approved after more than 90 seconds: a shorter wait would call them lost.
    **dict.fromkeys(("clicpay payment", "clicpay refund", "clicpay payout", "clicpay card"), 180),
    # A voucher cannot be asked about afterwards.
    **dict.fromkeys(("wipay charge", "wipay check"), 60),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_it_may_be_repeated_where_its_provider_makes_nothing_of_it(name: str) -> None:
    assert requests()[name].repeat_harmless is (name not in NEVER_TWICE)


@pytest.mark.parametrize("name", REQUESTS)
def test_its_answer_is_waited_for_as_long_as_one_may_take(name: str) -> None:
    assert requests()[name].read_timeout == SLOW.get(name, 20)  # seconds


@pytest.mark.parametrize("name", REQUESTS)
def test_it_bears_its_providers_credential_and_says_what_it_is_written_in(name: str) -> None:
    request, expected = requests()[name], CREDENTIALS[name.partition(" ")[0]]
    kind = "x-www-form-urlencoded" if name.startswith("wipay") else "json"
    written = {"Content-Type": f"application/{kind}"} if request.body else {}
    headers = {field: told for field, told in request.headers.items() if field in KNOWN}
    assert headers == {**expected, **written}


KNOWN = {"Authorization", "Accept", "Content-Type"}


@pytest.mark.parametrize("name", [name for name in REQUESTS if name.split()[0] != "wipay"])
def test_its_key_stands_in_its_credential_alone(name: str) -> None:
    request = requests()[name]
    others = [told for field, told in request.headers.items() if field != "Authorization"]
    assert SECRET not in " ".join([request.line, request.body, repr(request), *others])


@pytest.mark.parametrize(
    "name", [name for name in REQUESTS if name.split()[0] in ("vpos", "clicpay")]
)
def test_a_charge_bears_the_sales_own_key_and_a_question_none(name: str) -> None:
    key = requests()[name].headers.get("Idempotency-Key")
    assert key == ("a-key" if requests()[name].method == "POST" else None)
