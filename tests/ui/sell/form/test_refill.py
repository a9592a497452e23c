"""An earlier sale's data in the form again: as if it were typed, and over nobody's typing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from ui.counter import PUSH, REFERENCE, Counter, CounterOf, make_shop, until

from pos_app.domain.events import Purpose
from pos_app.domain.method import Kind, Method
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.till.charge_request import parse_charge_request

PHONES = {"AO": "923 123 456", "MZ": "84 123 4567"}
FIELDS = ("amount", "phone", "description")


def _earlier(counter: Counter, method: Method, *, hold: bool = False) -> Sale:
    phone = PHONES[method.country] if method.needs_phone else ""
    if method.id == "clicpay.emola":
        phone = "86 123 4567"
    if method.id == "clicpay.mkesh":
        phone = "82 123 4567"
    if method.kind is Kind.VOUCHER:
        return _bare(counter, method)
    asked = parse_charge_request(method, "2100", phone, "Invoice 7")
    return counter.till.begin("before", replace(asked, hold=hold))


def _bare(counter: Counter, method: Method) -> Sale:
    """Of a voucher nothing is kept that could be spent."""
    sale = counter.till.begin("before", parse_charge_request(PUSH, "2100", "923123456"))
    amount = method.money(sale.amount.minor)
    return replace(sale, method=method.id, amount=amount, phone=None, voucher="•••• ef56")


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
async def test_the_same_again_is_one_enter_away(counter_of: CounterOf, method: Method) -> None:
    counter = counter_of(make_shop(tuple(METHODS.values())), (1366, 768))
    counter.open()
    sale = _earlier(counter, method, hold=method.can_authorize)
    form = counter.window.sell.form
    assert counter.window.sell.bring_back(sale)
    assert (form.method, form.draft.amount) == (method, sale.amount)
    assert form.draft.hold is method.can_authorize
    counter.enter()
    if method.kind is Kind.VOUCHER:
        assert counter.focus().objectName() == "voucher"  # its code has to be typed again
        return
    await until(lambda: counter.till.charges)
    ((sale_id, order),) = counter.till.charges
    assert sale_id != sale.id
    assert (order.method, order.amount, order.phone) == (method, sale.amount, sale.phone)
    assert order.description == sale.description
    assert order.hold is (sale.purpose is Purpose.AUTHORIZATION)


async def test_a_reference_is_as_long_valid_as_it_was(counter: Counter) -> None:
    counter.open()
    sale = counter.till.sales[counter.reference()]
    form = counter.window.sell.form
    for days in (0, 3, 7, 30, 11):
        until_then = sale.created_at + timedelta(days=days) if days else None
        assert counter.window.sell.bring_back(replace(sale, valid_until=until_then))
        assert form.draft.days == (days if days != 11 else 0)  # no button gives eleven


async def test_the_method_can_be_left_open(counter: Counter) -> None:
    counter.open()
    form = counter.window.sell.form
    assert counter.window.sell.bring_back(_earlier(counter, PUSH, hold=True), same_way=False)
    assert not form.tiles.by_hand
    assert not form.draft.hold
    assert counter.text("amount") == "2\u202f100,00"
    assert counter.text("phone") == "923 123 456"
    counter.press(Qt.Key.Key_F3)
    assert form.method == REFERENCE
    assert form.draft.amount_text == "2\u202f100,00"


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
async def test_another_way_is_never_the_one_that_was_refused(
    counter_of: CounterOf, method: Method
) -> None:
    """Whoever presses Enter twice after it must not ask the same customer's phone again."""
    counter = counter_of(make_shop(tuple(METHODS.values())))
    counter.open()
    same = [one for one in METHODS.values() if one.currency is method.currency]
    assert counter.window.sell.bring_back(_earlier(counter, method), same_way=False)
    chosen = counter.window.sell.form.method
    assert chosen.currency is method.currency
    assert (chosen.id == method.id) is (len(same) == 1)


async def test_the_amount_keeps_its_currency_while_the_method_is_open(counter: Counter) -> None:
    counter.open()
    form = counter.window.sell.form
    sale = _earlier(counter, METHODS["clicpay.mpesa"])
    counter.window.sell.bring_back(sale, same_way=False)
    assert form.draft.amount == sale.amount


async def test_a_method_that_is_no_longer_set_up_leaves_the_choice(counter: Counter) -> None:
    counter.open()
    form = counter.window.sell.form
    sale = _earlier(counter, PUSH)
    form.tiles.set_ready(frozenset({REFERENCE.id}))
    assert counter.window.sell.bring_back(sale)
    assert (form.method, form.tiles.by_hand) == (REFERENCE, False)


@pytest.mark.parametrize("field", FIELDS)
async def test_what_is_typed_is_never_replaced(counter: Counter, field: str) -> None:
    counter.open()
    form, sale = counter.window.sell.form, _earlier(counter, PUSH)
    counter.find(QLineEdit, field).setFocus()
    counter.type("42")
    typed = form.draft
    assert not counter.window.sell.bring_back(sale)
    assert form.draft == typed
    assert counter.text("form_message")
    form.clear()
    assert not counter.text("form_message")
    # What was brought back is nobody's typing, until somebody changes it.
    assert counter.window.sell.bring_back(sale)
    assert counter.window.sell.bring_back(sale, same_way=False)
    counter.find(QLineEdit, field).setFocus()
    counter.type("42")
    assert not counter.window.sell.bring_back(sale)


async def test_nothing_is_filled_in_while_a_charge_is_written_or_nobody_is_there(
    counter: Counter,
) -> None:
    counter.open()
    form, sale = counter.window.sell.form, _earlier(counter, PUSH)
    form.set_busy(True)
    assert not counter.window.sell.bring_back(sale)
    form.set_busy(False)
    form.keep_out()
    assert not counter.window.sell.bring_back(sale)
    form.admit()
    assert counter.window.sell.bring_back(sale)


async def test_it_may_be_the_second_of_the_same_and_is_asked_about(counter: Counter) -> None:
    counter.open()
    sale = counter.till.sales[counter.push()]  # which may yet be paid
    assert counter.window.sell.bring_back(sale)
    counter.enter()
    await until(lambda: counter.window.findChild(QAbstractButton, "second_see"))
    assert len(counter.till.sales) == 1
