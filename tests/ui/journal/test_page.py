"""The journal: a day's sales and their lives, its totals, and payments that are no sale's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QTableWidget,
    QWidget,
)
from ui.counter import Counter, until
from ui.sell.sales.test_verdict import item
from ui.standin import TODAY
from ui.tour import _a_day

from pos_app.domain.day_totals import Total, merged, taken
from pos_app.domain.events import Accepted, Paid, Purpose, State
from pos_app.domain.money import MINUS, Currency, Money
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.journal import UnmatchedPayment
from pos_app.ui.journal.totals import Totals
from pos_app.ui.theme.status_style import StatusStyle, tone_of
from pos_app.ui.theme.theme import CurrentTheme

NEUTRAL = ((Purpose.RELEASE, State.PAID), (Purpose.AUTHORIZATION, State.CANCELLED))

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


def rows(counter: Counter) -> list[str]:
    model = counter.find(QTableView, "journal_table").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


async def test_the_journal_finds_filters_and_tells_the_life(counter: Counter) -> None:
    counter.push("a")
    counter.till.write("a", Accepted(), Paid(reference="abc"))
    counter.reference()
    counter.open()
    counter.click("tab_journal")
    await until(lambda: rows(counter) == ["0002", "0001"])
    search = counter.find(QLineEdit, "journal_search")
    for text, found in (
        ("923123", ["0001"]),
        ("741 820", ["0002"]),
        ("38.000,00", ["0002"]),
        ("0001", ["0001"]),
        ("nobody", []),
        ("", ["0002", "0001"]),
    ):
        search.setText(text)
        assert rows(counter) == found, text
    state = counter.find(QComboBox, "journal_state")
    state.setCurrentIndex(state.findData("paid"))
    assert rows(counter) == ["0001"]
    counter.find(QTableView, "journal_table").selectRow(0)
    steps = counter.find(QListView, "timeline").model()
    await until(lambda: steps.rowCount() == 4)
    assert "Paid, confirmed by Multicaixa Express" in steps.index(3, 0).data()
    assert "Reference, Waiting: 1" in counter.find(QWidget, "journal_totals").accessibleName()


async def test_no_sales_history_stands_under_another_sales_name(counter: Counter) -> None:
    counter.push("a")
    counter.till.write("a", Accepted(), Paid(reference="abc"))
    counter.reference()
    counter.open()
    counter.click("tab_journal")
    await until(lambda: rows(counter) == ["0002", "0001"])
    table = counter.find(QTableView, "journal_table")
    steps = counter.find(QListView, "timeline").model()
    for row in (1, 0, 1):
        table.selectRow(row)
        assert not steps.rowCount()  # until its own is read
        await until(steps.rowCount)


async def test_the_journals_warnings_share_a_row_where_they_have_the_room(
    counter: Counter,
) -> None:
    _a_day(counter)
    counter.open()
    counter.click("tab_journal")
    strips = [counter.find(QPushButton, f"{one}_strip") for one in ("doubts", "attention", "stray")]
    await until(lambda: all(strip.isVisible() for strip in strips))
    said = strips[0].text()
    for wide, text, rows_of_strips in (
        (1366, said, 1),
        (960, said, 1),
        (960, 2 * said, 2),  # many sales, or another language
        (1366, 2 * said, 1),
    ):
        counter.window.resize(wide, 500)
        strips[0].setText(text)
        await until(partial(_stand_in, strips, rows_of_strips))
        assert all(strip.width() >= strip.sizeHint().width() for strip in strips)


def _stand_in(strips: Sequence[QPushButton], rows_of_strips: int) -> bool:
    window = strips[0].window()
    return len({strip.mapTo(window, QPoint()).y() for strip in strips}) == rows_of_strips


async def test_the_journal_follows_the_sales_of_its_day(counter: Counter) -> None:
    counter.open()
    counter.click("tab_journal")
    counter.push("a")
    await until(lambda: rows(counter) == ["0001"])
    counter.find(QDateEdit, "journal_day").setDate(QDate(TODAY.year, TODAY.month, 1))
    await until(lambda: rows(counter) == [])
    counter.push("b")
    assert rows(counter) == []
    counter.click("journal_today")
    await until(lambda: rows(counter) == ["0002", "0001"])
    counter.press(Qt.Key.Key_Escape)
    assert counter.find(QPushButton, "tab_sell").isChecked()


# --- totals ---------------------------------------------------------------------------------------


def total(purpose: Purpose, state: State, amount: int, method: str = "clicpay.mpesa") -> Total:
    return Total(method, purpose, state, 1, Money(amount, Currency.MZN))


def test_totals_do_not_mix_what_comes_with_what_goes() -> None:
    totals = [
        total(Purpose.PAYMENT, State.PAID, 1500),
        total(Purpose.AUTHORIZATION, State.PAID, 500),
        total(Purpose.REFUND, State.PAID, 300),
        total(Purpose.REFUND, State.UNKNOWN, 100),
        total(Purpose.CAPTURE, State.PAID, 500),
        total(Purpose.RELEASE, State.PAID, 900),
        total(Purpose.PAYOUT, State.PAID, 50),
    ]
    assert taken(totals) == [Money(1500 + 500 - 300 - 50, Currency.MZN)]
    odd = [replace(total(Purpose.PAYMENT, state, 1500), unexpected_minor=70) for state in State]
    assert taken(odd) == [Money(1500 + len(State) * 70, Currency.MZN)]
    counts = {(one.purpose, one.state): one.count for one in merged(totals)}
    assert counts[Purpose.PAYMENT, State.PAID] == 2


@pytest.mark.usefixtures("application")
def test_totals_are_written_with_a_minus_and_captures_without_an_amount() -> None:
    shown = Totals(METHODS, CurrentTheme("light"))
    shown.show_totals(
        [
            total(Purpose.PAYMENT, State.PAID, 1500),
            total(Purpose.REFUND, State.PAID, 300),
            total(Purpose.CAPTURE, State.PAID, 500),
        ]
    )
    lines = {line.text: line.amount for line in shown.lines()}
    assert lines["Net"].startswith("12,00")
    assert lines["Refunded · 1"].startswith(f"{MINUS}3,00")
    assert lines["Captured · 1"] == ""


@pytest.mark.usefixtures("application")
def test_what_was_let_go_or_cancelled_is_neutral_everywhere() -> None:
    shown = Totals(METHODS, CurrentTheme("light"))
    shown.show_totals([total(p, s, 900) for p, s in NEUTRAL])
    tones = [line.tone for line in shown.lines() if line.tone]
    assert tones == [StatusStyle.REST] * len(NEUTRAL)
    for purpose, state in NEUTRAL:
        assert tone_of(item(purpose, state)) is StatusStyle.REST


async def test_paying_out_stands_below_the_sales_and_apart_from_the_totals(
    counter: Counter,
) -> None:
    counter.open()
    counter.click("tab_journal")
    await until(lambda: counter.find(QWidget, "journal_totals").isVisible())
    button = counter.find(QPushButton, "journal_pay_out")
    table = counter.find(QTableView, "journal_table")
    assert button.isVisible()
    low = table.mapTo(counter.window, table.rect().bottomLeft()).y()
    assert button.mapTo(counter.window, button.rect().topLeft()).y() > low


async def test_payments_of_no_sale_are_shown_and_one_is_taken_by_a_manager(
    counter: Counter,
) -> None:
    at = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
    money = Money(500_000, Currency.AOA)
    stray = UnmatchedPayment("proxypay", "7", "123456789", "", money, "", at, at)
    counter.till.lost = [stray, replace(stray, payment="8", sale="f00dbeef99")]
    counter.open()
    counter.click("tab_journal")
    strip = counter.find(QPushButton, "stray_strip")
    await until(strip.isVisible)
    assert strip.text().startswith("2 unmatched payments")
    strip.click()
    table = counter.find(QTableWidget, "strays_table")
    model = table.model()
    texts = [model.index(1, column).data() for column in range(model.columnCount())]
    assert texts[1] == "123 456 789"
    assert texts[-1] == "another till: f00dbeef"
    shown = counter.dialog("strays")
    assert shown
    buttons = [b.objectName() for b in shown.findChildren(QPushButton) if b.isVisible()]
    assert buttons == ["strays_take", "strays_close"]
    assert not counter.find(QPushButton, "strays_take").isEnabled()
    table.selectRow(0)
    counter.click("strays_take")
    counter.click("take_do")
    assert counter.find(QLineEdit, "take_why").accessibleDescription() == "Write how you know"
    counter.fill("take_why", "rent, by reference")
    counter.fill("take_pin", "1234")
    counter.click("take_do")
    await until(lambda: counter.till.asked)
    assert counter.till.asked == [("take proxypay rent, by reference", "7", None, "Ana")]
    await until(lambda: strip.text().startswith("1 unmatched payment"))
