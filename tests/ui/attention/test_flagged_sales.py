"""Sales that a person has to look at: told, led to from any day, and cleared by a manager."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView, QTableWidget, QWidget
from ui.counter import Counter, until
from ui.standin import TODAY
from ui.tour import sale_rows

from pos_app.domain.events import Accepted, Expired, Flag, Mismatched, OutcomeUnknown, Paid, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import METHODS
from pos_app.till.charge_request import parse_charge_request
from pos_app.ui.attention.due_strip import DueStrip
from pos_app.ui.format import times
from pos_app.ui.sell.sales.sales_model import SaleRole

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

PHONES = {"vpos": "923123456", "clicpay.mpesa": "841234567"}


def sale(counter: Counter, sale_id: str, method: str = "vpos") -> None:
    counter.till.begin(
        sale_id, parse_charge_request(METHODS[method], "1500", PHONES.get(method, ""))
    )
    reference = "000000001"
    counter.till.write(sale_id, Accepted(reference=reference, entity="00411", follow="/1"))


def expire(counter: Counter, sale_id: str) -> None:
    counter.till.write(sale_id, Expired(reason=Reason.CUSTOMER_SILENT))


def press(counter: Counter, name: str, key: Qt.Key) -> None:
    shown = counter.dialog(name)
    assert shown
    focused = shown.focusWidget()
    assert focused
    QTest.keyClick(focused, key)


def type_in(counter: Counter, name: str, text: str) -> None:
    shown = counter.dialog(name)
    assert shown
    focused = shown.focusWidget()
    assert focused
    QTest.keyClicks(focused, text)


def is_marked(counter: Counter, sale_id: str) -> bool:
    side = counter.window.sell.side
    assert side
    index = side.model.index(side.model.row_of(sale_id))
    assert index.data(SaleRole.SALE).id == sale_id
    return str(index.data()).startswith("New · ")


async def test_late_money_is_noticed_told_and_cleared_by_key_presses(counter: Counter) -> None:
    counter.till.now = times.now  # late is measured by the window's own clock
    counter.open()
    sale(counter, "a")
    side = counter.window.sell.side
    assert side
    side.select("a")
    expire(counter, "a")
    assert "check now" in counter.text("verdict_next")
    counter.click("ask_now")
    await until(lambda: counter.till.looks == ["a"])
    sale(counter, "b")
    side.select("b")
    counter.till.write("a", Paid(reference="x"))
    assert counter.text("verdict_state") == "Waiting for the customer"
    assert is_marked(counter, "a")
    counter.click("doubt_strip")
    assert not is_marked(counter, "a")
    assert counter.find(QWidget, "verdict").property("tone") == "doubt"
    assert counter.text("verdict_flags") == "Paid late, after the sale ended"
    assert counter.text("verdict_next").startswith("If the customer is here, hand over the goods")
    assert counter.find(QPushButton, "deed_refund").isVisible()
    counter.find(QPushButton, "deed_clear").setFocus()
    counter.enter()
    press(counter, "clear", Qt.Key.Key_Return)  # to the PIN
    type_in(counter, "clear", "1234")
    press(counter, "clear", Qt.Key.Key_Return)
    assert not counter.till.asked
    assert counter.find(QLineEdit, "clear_why").accessibleDescription() == "Write what was done"
    type_in(counter, "clear", "took the goods")
    press(counter, "clear", Qt.Key.Key_Return)
    await until(lambda: not counter.till.sales["a"].flags)
    assert counter.till.asked == [("clear took the goods", "a", None, "Ana")]
    assert counter.till.sales["a"].state is State.PAID
    assert counter.text("verdict_order").startswith("The manager has cleared the alert")
    assert counter.find(QWidget, "verdict").property("tone") == "paid"
    assert not counter.find(QPushButton, "doubt_strip").isVisible()


async def test_a_warning_of_another_day_is_led_to_from_both_screens(counter: Counter) -> None:
    sale(counter, "old", "proxypay")
    counter.till.write("old", Paid(reference="1", payment="p"), Paid(reference="1", payment="q"))
    old = counter.till.sales["old"]
    counter.till.sales["old"] = replace(old, business_day=TODAY - timedelta(days=40))
    counter.open()
    strip = counter.find(QPushButton, "doubt_strip")
    await until(strip.isVisible)
    assert strip.text() == "1 sale needs attention"
    counter.click("doubt_strip")
    assert "in cash" in counter.text("verdict_next")  # a reference gives nothing back
    assert not counter.find(QPushButton, "deed_refund").isVisible()
    counter.click("tab_journal")
    strip = counter.find(DueStrip, "attention_strip")
    await until(strip.isVisible)
    since = f"since {TODAY - timedelta(days=40):%d/%m}"
    assert strip.shown_text == f"1 with an alert · {old.amount} {since} View →"
    assert strip.accessibleName() == f"1 sale with an alert · {old.amount} · {since}"
    strip.resize(strip.minimumSizeHint())
    assert strip.shown_text == "1 with an alert →"
    strip.click()
    table = counter.find(QTableWidget, "attention_table").model()
    assert [table.index(0, column).data() for column in (1, 4)] == [
        f"{TODAY - timedelta(days=40):%d/%m/%Y}",
        "Paid twice: refund one",
    ]
    press(counter, "attention", Qt.Key.Key_Return)
    rows = counter.find(QTableView, "journal_table")
    await until(lambda: len(sale_rows(rows)) == 1)
    clear = counter.find(QPushButton, "journal_clear")
    await until(clear.isVisible)
    counter.click("journal_clear")
    counter.click("clear_reason_1")
    counter.fill("clear_pin", "1234")
    counter.click("clear_do")
    await until(lambda: counter.till.asked)
    assert counter.till.asked == [("clear Money refunded", "old", None, "Ana")]
    await until(lambda: not strip.isVisible())


async def test_a_warning_stands_among_the_doubts_and_is_cleared_there(counter: Counter) -> None:
    sale(counter, "twice", "proxypay")
    counter.till.write("twice", Paid(reference="1", payment="p"), Paid(reference="1", payment="q"))
    sale(counter, "lost")
    counter.till.write("lost", OutcomeUnknown(reason=Reason.NO_FINAL_WORD))
    counter.open()
    await until(counter.find(QPushButton, "doubt_strip").isVisible)
    assert counter.text("doubt_strip") == "2 sales need attention"
    counter.click("doubt_strip")
    table = counter.find(QTableWidget, "doubts_table")
    await until(lambda: table.rowCount() == 2)
    table.selectRow(0)
    assert "Paid twice" in counter.text("doubt_why")
    assert not counter.find(QWidget, "doubt_ask").isVisible()
    counter.click("doubt_clear")
    counter.click("clear_reason_1")
    counter.fill("clear_pin", "1234")
    counter.click("clear_do")
    await until(lambda: table.rowCount() == 1)
    assert counter.find(QPushButton, "doubt_settle").isVisible()


async def test_the_second_payment_alone_is_proposed_and_all_may_go_back(counter: Counter) -> None:
    counter.open()
    sale(counter, "m", "clicpay.mpesa")
    more = Money(2_000_00, Currency.MZN)
    counter.till.write("m", Mismatched(flag=Flag.EXCESS, amount=more))
    assert "is settled" not in counter.text("verdict_next")
    assert "refund the excess" in counter.text("verdict_next")
    assert not counter.find(QPushButton, "deed_clear").isVisible()
    counter.till.write("m", Paid(reference="x"))
    assert counter.text("verdict_next") == f"The sale is paid: refund {more}."
    counter.click("deed_refund")
    assert counter.text("refund_amount") == more.figures
    counter.fill("refund_amount", "3500,01")
    counter.fill("refund_pin", "1234")
    counter.click("refund_do")
    assert counter.find(QLineEdit, "refund_amount").accessibleDescription().startswith("At most 3")
    counter.fill("refund_amount", "3500")
    counter.click("refund_do")
    await until(lambda: counter.till.asked)
    assert counter.till.asked[0][2] == Money(3_500_00, Currency.MZN)
