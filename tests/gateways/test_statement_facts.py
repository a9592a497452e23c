"""A payment's own time, period and fee, as its provider's statement will repeat them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from gateways.examples import CLICPAY, PROXYPAY, WIKIPAY, a_sale, answer

from pos_app.domain.events import Paid
from pos_app.domain.money import Currency, Money
from pos_app.gateways import clicpay, proxypay, wikipay
from pos_app.gateways.statement_facts import fee_in, instant_in, period_in
from pos_app.ports.gateway import QueuedPayment, QueuePage


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2017-01-17T09:08:00Z", datetime(2017, 1, 17, 9, 8, tzinfo=UTC)),
        ("2021-06-16T21:58:00z", datetime(2021, 6, 16, 21, 58, tzinfo=UTC)),
        ("2026-11-20T10:00:00.123456789+01:00", datetime(2026, 11, 20, 9, tzinfo=UTC)),
        ("2015-05-10 20:00:00", datetime(2015, 5, 10, 19, tzinfo=UTC)),  # Luanda's
        ("2015-05-10", datetime(2015, 5, 9, 23, tzinfo=UTC)),
        ("", None),
        (None, None),
        ("soon", None),
        (True, None),
        (7, None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ([], None),
    ],
)
def test_a_time_is_an_instant_or_is_left_out(written: Any, told: datetime | None) -> None:
    assert instant_in({"datetime": written}, "datetime", Currency.AOA) == told


@pytest.mark.parametrize(
    ("written", "fee"),
    [
        ("150", 150_00),
        ("62.50", 62_50),
        (0, 0),
        (None, None),
        ("", None),
        ("-1", None),
        ("x", None),
    ],
)
def test_a_fee_is_exact_or_not_known(written: Any, fee: int | None) -> None:
    assert fee_in({"fee": written}, Currency.AOA) == (
        None if fee is None else Money(fee, Currency.AOA)
    )


@pytest.mark.parametrize("written", [None, "", "a b", "x" * 65, ["1"], "\u202e1"])
def test_a_period_that_is_no_name_is_none(written: Any) -> None:
    assert period_in({"period_id": written}, "period_id") == ""
    assert period_in({"period_id": 1562}, "period_id") == "1562"


def test_the_documents_own_payments_say_when_in_which_period_and_for_how_much() -> None:
    shown = {
        "id": 156200026356, "reference_id": 111111139, "amount": "1000.01", "fee": "50.00",
        "datetime": "2017-01-17T09:08:00Z", "period_id": 1562,
    }  # fmt: skip
    named = {
        "id": "449500352608", "reference_number": "000000002001002", "amount": "5000.09",
        "datetime": "2015-05-10T17:43:10Z", "fee": "150", "period_id": "1",
    }  # fmt: skip
    assert facts(proxypay.parse_queue(PROXYPAY, answer(200, [shown]))) == (
        datetime(2017, 1, 17, 9, 8, tzinfo=UTC), "1562", Money(50_00, Currency.AOA),
    )  # fmt: skip
    assert facts(wikipay.parse_queue(WIKIPAY, answer(200, {"payments": [named]}))) == (
        datetime(2015, 5, 10, 17, 43, 10, tzinfo=UTC), "1", Money(150_00, Currency.AOA),
    )  # fmt: skip


def facts(page: object) -> tuple[object, ...]:
    assert isinstance(page, QueuePage)
    (payment,) = page.payments
    assert isinstance(payment, QueuedPayment)
    return payment.at, payment.period, payment.fee


def test_a_wallet_that_says_when_is_believed_to_the_second() -> None:
    sale = a_sale("clicpay.mpesa", reference="CP1")
    body = {
        "clicpay_reference": "CP1", "status": "successful", "amount": 101.09,
        "completed_at": "2026-11-20T12:00:01",
    }  # fmt: skip
    paid = clicpay.parse_status(CLICPAY, sale, answer(200, body))
    assert isinstance(paid, Paid)
    assert paid.provider_at == datetime(2026, 11, 20, 10, 0, 1, tzinfo=UTC)
