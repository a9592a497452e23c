"""What somebody fills in and asks for: read whole or refused by name, and fixed from then on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from domain.sales import CREATED

from pos_app.domain.errors import BadInput, Field, InputProblem, NotOffered
from pos_app.domain.events import Created, Purpose
from pos_app.domain.fold import open_sale
from pos_app.domain.method import Method
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.gateways.catalogue import COUNTER_METHODS, METHODS
from pos_app.till.charge_request import (
    ChargeRequest,
    Extras,
    parse_charge_request,
    read_fields,
    read_validity,
    read_voucher,
)
from pos_app.till.intent import Press, operation_asked_for, sale_asked_for

VPOS, PROXYPAY, WIPAY = METHODS["vpos"], METHODS["proxypay"], METHODS["wipay"]
CLICPAY = METHODS["clicpay.mpesa"]
NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
CODE = "uyr8vmap230t"


def complaint(asked: BadInput) -> tuple[Field, InputProblem]:
    return asked.field, asked.complaint


# --- what an order takes over ---------------------------------------------------------------------


def test_an_order_has_what_its_way_to_pay_takes_and_nothing_else_that_was_filled_in() -> None:
    extras = Extras(hold=True, voucher=CODE)
    order = parse_charge_request(VPOS, "1 500,50", "923 123 456", "  Mesa  14 ", extras)
    assert order == ChargeRequest(
        VPOS, Money(1500_50, Currency.AOA), Phone("AO", "923123456"), "Mesa  14", hold=True
    )
    extras = Extras(voucher="UYR8-vmap.230t")
    assert parse_charge_request(WIPAY, "100", "868 555 1234", extras=extras) == ChargeRequest(
        WIPAY, Money(100_00, Currency.TTD), voucher=CODE
    )
    until = Extras(valid_until=" 2026-12-31 ", fields=["table = 14"])
    assert parse_charge_request(PROXYPAY, "1", "", "", until, now=NOW) == ChargeRequest(
        PROXYPAY,
        Money(1_00, Currency.AOA),
        valid_until=datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC),
        fields={"table": "14"},
    )


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("10.02", 10_00), ("10.03", 10_05), ("10.07", 10_05), ("9.98", 10_00), ("0.01", 5)],
)
def test_a_bill_in_cash_is_what_there_are_coins_for(typed: str, asked: int) -> None:
    cash = COUNTER_METHODS["cash.tt"]
    assert parse_charge_request(cash, typed).amount.minor == asked
    exact = Decimal(typed) * 100
    assert parse_charge_request(cash, typed, extras=Extras(is_part=True)).amount.minor == exact
    for other in ("cardmachine.tt", "split.tt", "cash.ao"):
        assert parse_charge_request(COUNTER_METHODS[other], typed).amount.minor == exact


def test_nothing_is_meant_twice_unless_somebody_says_so() -> None:
    order = parse_charge_request(VPOS, "1", "923123456")
    assert not order.allow_duplicate
    assert not order.hold
    assert order.valid_until is None


REFUSED = [
    (VPOS, "0", "923123456", "", Extras(), Field.AMOUNT),
    (VPOS, "1", "", "", Extras(), Field.PHONE),
    (CLICPAY, "1", "841234567", "ab", Extras(), Field.DESCRIPTION),
    (CLICPAY, "1", "841234567", "a\nb c", Extras(), Field.DESCRIPTION),
    (WIPAY, "1", "", "", Extras(), Field.VOUCHER),
    (VPOS, "1", "923123456", "", Extras(valid_until="2099-12-31"), Field.VALIDITY),
    (VPOS, "1", "923123456", "", Extras(fields=["a=b"]), Field.FIELDS),
    (PROXYPAY, "1", "", "", Extras(fields=[f"{n}=1" for n in range(8)]), Field.FIELDS),
    (PROXYPAY, "1", "", "", Extras(valid_until="2020-01-01"), Field.VALIDITY),
]


@pytest.mark.parametrize(("method", "amount", "phone", "words", "extras", "field"), REFUSED)
def test_the_first_field_that_cannot_be_used_is_named(
    method: Method, amount: str, phone: str, words: str, extras: Extras, field: Field
) -> None:
    with pytest.raises(BadInput) as raised:
        parse_charge_request(method, amount, phone, words, extras)
    assert raised.value.field is field


def test_only_where_money_can_be_held_it_is() -> None:
    with pytest.raises(NotOffered):
        parse_charge_request(CLICPAY, "1", "841234567", extras=Extras(hold=True))


def test_a_voucher_is_in_no_text_of_an_order() -> None:
    extras = Extras(voucher=CODE)
    assert CODE not in repr(extras) + repr(parse_charge_request(WIPAY, "1", extras=extras))


# --- vouchers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["uyr8 vmap 230t", "UYR8-VMAP-230T", "uyr8.vmap.230t\n"])
def test_a_voucher_is_read_as_people_type_it(typed: str) -> None:
    assert read_voucher(typed) == CODE


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", InputProblem.VOUCHER_EMPTY),
        (" - . ", InputProblem.VOUCHER_EMPTY),
        ("uyr8vmap230", InputProblem.VOUCHER_NOT_ONE),
        ("uyr8vmap230tt", InputProblem.VOUCHER_NOT_ONE),
        ("uyr8vmap230!", InputProblem.VOUCHER_NOT_ONE),
        ("uyr8/vmap/230t", InputProblem.VOUCHER_NOT_ONE),
    ],
)
def test_what_is_no_voucher_says_so(typed: str, why: InputProblem) -> None:
    with pytest.raises(BadInput) as raised:
        read_voucher(typed)
    assert complaint(raised.value) == (Field.VOUCHER, why)


# --- until when -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("2026-05-04", datetime(2026, 5, 4, 22, 59, 59, tzinfo=UTC)),  # the end of the day, there
        (" 2026-05-05 ", datetime(2026, 5, 5, 22, 59, 59, tzinfo=UTC)),
        ("2026-05-05 18:30", datetime(2026, 5, 5, 17, 30, tzinfo=UTC)),  # on the wall there
        ("2026-05-05T18:30:15", datetime(2026, 5, 5, 17, 30, 15, tzinfo=UTC)),
        ("2026-05-05T18:30:00+03:00", datetime(2026, 5, 5, 15, 30, tzinfo=UTC)),
        ("2026-05-05T18:30:00Z", datetime(2026, 5, 5, 18, 30, tzinfo=UTC)),
    ],
)
def test_an_end_is_meant_where_the_money_is_paid(typed: str, until: datetime) -> None:
    read = read_validity(typed, PROXYPAY, NOW)
    assert (read, read.tzinfo) == (until, UTC)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("tomorrow", InputProblem.VALIDITY_NOT_A_TIME),
        ("2026-02-30", InputProblem.VALIDITY_NOT_A_TIME),
        ("2026-13-01 10:00", InputProblem.VALIDITY_NOT_A_TIME),
        ("2026-05-03", InputProblem.VALIDITY_PAST),
        ("2026-05-04 09:59", InputProblem.VALIDITY_PAST),
        ("2026-05-04T09:00:00Z", InputProblem.VALIDITY_PAST),  # now
    ],
)
def test_what_is_no_end_to_come_says_so(typed: str, why: InputProblem) -> None:
    with pytest.raises(BadInput) as raised:
        read_validity(typed, PROXYPAY, NOW)
    assert complaint(raised.value) == (Field.VALIDITY, why)


def test_a_way_to_pay_with_an_end_of_its_own_takes_no_other() -> None:
    with pytest.raises(BadInput) as raised:
        read_validity("2099-12-31", VPOS, NOW)
    assert complaint(raised.value) == (Field.VALIDITY, InputProblem.VALIDITY_FIXED)


# --- custom fields --------------------------------------------------------------------------------


def test_fields_are_names_with_a_value_which_may_be_empty_or_hold_anything() -> None:
    assert read_fields([" table = 14 ", "sum=1=1", "note="]) == {
        "table": "14",
        "sum": "1=1",
        "note": "",
    }
    assert read_fields([]) == {}


@pytest.mark.parametrize("pairs", [["table"], ["=14"], [" = 14"], ["a=1", " a =2"], ["a=\x07"]])
def test_what_is_no_field_is_shown_as_it_was_typed(pairs: list[str]) -> None:
    with pytest.raises(BadInput) as raised:
        read_fields(pairs)
    assert complaint(raised.value) == (Field.FIELDS, InputProblem.FIELDS_NOT_PAIRS)
    assert raised.value.value == pairs[-1]


# --- what is asked of the till --------------------------------------------------------------------

PRESS = Press("Bia", date(2026, 5, 4))


def test_a_sale_that_is_asked_for_has_all_of_its_order_and_of_the_press() -> None:
    until = NOW + timedelta(days=1)
    order = ChargeRequest(
        PROXYPAY,
        Money(1_00, Currency.AOA),
        Phone("AO", "923123456"),
        "Mesa 14",
        voucher=CODE,
        valid_until=until,
        fields={"table": "14"},
    )
    asked = sale_asked_for(order, Purpose.PAYOUT, PRESS, "Ana")
    assert asked == Created(
        number=0,
        method="proxypay",
        amount=order.amount,
        phone=order.phone,
        description="Mesa 14",
        key=asked.key,
        business_day=date(2026, 5, 4),
        purpose=Purpose.PAYOUT,
        by="Ana",
        voucher="••••••••230t",
        valid_until=until,
        fields={"table": "14"},
        cashier="Bia",
    )
    plain = sale_asked_for(replace(order, fields={}, voucher=""), Purpose.PAYMENT, PRESS)
    assert (plain.fields, plain.voucher, plain.by) == (None, "", "")
    assert len({asked.key, plain.key, sale_asked_for(order, Purpose.PAYMENT, PRESS).key}) == 3


def test_an_operation_that_is_asked_for_is_its_sales() -> None:
    created = replace(CREATED, phone=Phone("AO", "923123456"), description="Mesa 14")
    parent = replace(open_sale("a", "1", created, NOW), reference="T1")
    part = Money(5_00, Currency.AOA)
    asked = operation_asked_for(parent, Purpose.REFUND, part, PRESS, "Ana")
    assert asked == Created(
        number=0,
        method=parent.method,
        amount=part,
        phone=parent.phone,
        description="",
        key=asked.key,
        business_day=date(2026, 5, 4),
        purpose=Purpose.REFUND,
        parent="a",
        parent_reference="T1",
        by="Ana",
        cashier="Bia",
    )
    other = operation_asked_for(parent, Purpose.CAPTURE, part, PRESS)
    assert (other.by, other.purpose) == ("", Purpose.CAPTURE)
    assert other.key != asked.key
