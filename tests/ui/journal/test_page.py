"""The journal: any sale by one search line, its life, the totals of what was found, and payments
that are no sale's."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QPushButton,
    QScrollArea,
    QTableView,
    QTableWidget,
    QWidget,
)
from ui.counter import Counter, until
from ui.sell.sales.test_verdict import item
from ui.standin import TODAY
from ui.tour import _a_day, sale_rows

from pos_app.domain.events import Accepted, Paid, Purpose, SlipPrinted, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.journal import UnmatchedPayment
from pos_app.ports.sale_filter import SaleStatus
from pos_app.ports.sale_search import MethodTotal, SearchTotals
from pos_app.ui.attention.due_strip import Due, DueStrip
from pos_app.ui.journal.filters.filter_chips import Facet
from pos_app.ui.journal.page import JournalPage
from pos_app.ui.journal.totals import Totals
from pos_app.ui.theme.status_style import StatusStyle, tone_of
from pos_app.ui.theme.theme import CurrentTheme

NEUTRAL = ((Purpose.RELEASE, State.PAID), (Purpose.AUTHORIZATION, State.CANCELLED))
YESTERDAY = TODAY - timedelta(days=1)

pytestmark = pytest.mark.qt_log_ignore(r"propagateSizeHints|raise\(\)|grabbing the keyboard")


def rows(counter: Counter) -> list[str]:
    table = counter.find(QTableView, "journal_table")
    return [table.model().index(row, 0).data() for row in sale_rows(table)]


def day_lines(counter: Counter) -> list[str]:
    table = counter.find(QTableView, "journal_table")
    model = table.model()
    others = set(range(model.rowCount())) - set(sale_rows(table))
    return [model.index(row, 0).data() for row in sorted(others)]


def keep(counter: Counter, number: int, **what: object) -> Sale:
    """A sale of whatever day, paid unless it is said otherwise."""
    sale = replace(
        item(Purpose.PAYMENT, State.PAID), id=f"s{number}", number=number, reference=None
    )
    sale = replace(sale, **what)  # type: ignore[arg-type]
    counter.till.sales[sale.id] = sale
    return sale


async def test_the_journal_finds_filters_and_tells_the_life(counter: Counter) -> None:
    counter.push("a")
    counter.till.write("a", Accepted(), Paid(reference="abc"), SlipPrinted(printer="Balcão"))
    counter.reference()
    counter.open()
    counter.click("tab_journal")
    await until(lambda: rows(counter) == ["0002", "0001"])
    assert day_lines(counter) == ["Today, Monday 04/05"]
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
        await until(lambda: rows(counter) == found)  # noqa: B023
    page = counter.find(JournalPage, "journal_page")
    page.chips.choose(Facet.STATE, frozenset({SaleStatus.PAID}))
    await until(lambda: rows(counter) == ["0001"])
    counter.find(QTableView, "journal_table").selectRow(1)
    steps = counter.find(QListView, "timeline").model()
    await until(lambda: steps.rowCount() == 5)
    assert "Paid, confirmed by Multicaixa Express" in steps.index(3, 0).data()
    assert "Slip sent to the printer · Balcão" in steps.index(4, 0).data()
    await until(lambda: counter.text("journal_count") == "1 paid of 1")


async def test_no_sales_history_stands_under_another_sales_name(counter: Counter) -> None:
    counter.push("a")
    counter.till.write("a", Accepted(), Paid(reference="abc"))
    counter.reference()
    counter.open()
    counter.click("tab_journal")
    await until(lambda: rows(counter) == ["0002", "0001"])
    table = counter.find(QTableView, "journal_table")
    steps = counter.find(QListView, "timeline").model()
    first, second = sale_rows(table)
    for row in (second, first, second):
        table.selectRow(row)
        assert not steps.rowCount()  # until its own is read
        await until(steps.rowCount)


async def test_a_sale_leads_to_its_refund_and_the_refund_back(counter: Counter) -> None:
    parent = keep(counter, 1, business_day=YESTERDAY)
    keep(counter, 2, purpose=Purpose.REFUND, parent=parent.id, description="x" * 40)
    counter.open()
    counter.click("tab_journal")
    await until(lambda: rows(counter) == ["0002"])
    counter.find(QTableView, "journal_table").selectRow(1)
    await until(lambda: counter.window.findChild(QPushButton, "life_relative_1"))
    side = counter.find(QScrollArea, "journal_right")
    cards = side.widget()
    assert cards
    assert cards.minimumSizeHint().width() <= side.viewport().width()
    counter.find(QPushButton, "life_relative_1").click()
    await until(lambda: rows(counter) == ["0001"])
    await until(lambda: counter.window.findChild(QPushButton, "life_relative_2"))
    assert counter.text("timeline_title").startswith("0001")


async def test_what_made_a_row_match_is_shown_even_of_a_number_that_is_masked(
    counter: Counter,
) -> None:
    counter.push("a")
    counter.open()
    counter.click("tab_journal")
    await until(lambda: rows(counter) == ["0001"])
    table = counter.find(QTableView, "journal_table")
    phone = table.model().index(1, 3)
    assert phone.data() == "923 ••• 456"
    counter.fill("journal_search", "312")
    await until(lambda: table.model().index(1, 3).data() == "923 12• 456")


async def test_nothing_found_says_where_it_is_and_enter_goes_there(counter: Counter) -> None:
    """Yesterday's sale by its phone, in two steps: its figures, and Enter."""
    keep(counter, 7, business_day=YESTERDAY)
    counter.push("a")
    counter.open()
    counter.press(Qt.Key.Key_F1)
    counter.press(Qt.Key.Key_F1)
    counter.click("tab_journal")
    await until(lambda: rows(counter))
    counter.type("0007")
    await until(lambda: counter.find(QWidget, "nothing_found").isVisible())
    assert counter.text("nothing_title") == "No sale of today matches “0007”"
    await until(lambda: counter.text("nothing_elsewhere").endswith(f"{YESTERDAY:%d/%m/%Y}"))
    counter.enter()
    await until(lambda: rows(counter) == ["0007"])
    assert day_lines(counter) == ["Yesterday, Sunday 03/05"]
    counter.enter()
    assert counter.text("timeline_title").startswith("0007")
    assert counter.focus().objectName() == "journal_table"
    QTest.keyClick(counter.focus(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert counter.focus().objectName() == "journal_search"


async def test_a_cashiers_week_is_three_keys_and_two_days_are_compared_in_three(
    counter: Counter,
) -> None:
    amount = Money(1_000_00, Currency.AOA)
    for number, (cashier, days) in enumerate(
        (("Ana", 0), ("Bia", 0), ("Ana", 1), ("Bia", 6), ("Bia", 7))
    ):
        day = TODAY - timedelta(days=days)
        keep(counter, number, cashier=cashier, business_day=day, amount=amount, method="vpos")
    counter.open()
    counter.click("tab_journal")
    await until(lambda: rows(counter) == ["0001", "0000"])
    page = counter.find(JournalPage, "journal_page")
    await until(lambda: page.chips.cashiers == ["Ana", "Bia"])
    counter.press(Qt.Key.Key_F4)  # seven days
    counter.press(Qt.Key.Key_F7)  # cashiers
    choices = counter.find(QListView, "journal_filter_choices")
    QTest.keyClick(choices, Qt.Key.Key_Down)
    QTest.keyClick(choices, Qt.Key.Key_Return)
    await until(lambda: rows(counter) == ["0001", "0003"])
    counter.click("journal_clear_filters")
    counter.press(Qt.Key.Key_F2)  # today
    await until(lambda: rows(counter) == ["0001", "0000"])
    counter.press(Qt.Key.Key_F11)
    popup = counter.find(QWidget, "compare_days")
    assert counter.window.geometry().contains(popup.geometry())
    counter.click("compare_days_usual_0")
    told = counter.find(QWidget, "journal_totals").accessibleName
    await until(lambda: "Difference: 1\u202f000,00" in told())
    assert "Net 03/05: 1\u202f000,00" in told()


async def test_a_search_that_takes_its_time_shows_nothing_of_the_one_before(
    counter: Counter,
) -> None:
    counter.push("a")
    counter.open()
    counter.click("tab_journal")
    await until(lambda: rows(counter) and counter.text("journal_count").endswith("of 1"))
    counter.search.answers = asyncio.Event()
    counter.fill("journal_search", "nobody")
    await until(lambda: counter.text("journal_found") == "Searching…")
    assert not rows(counter)
    assert counter.text("journal_count") == "Adding up…"
    counter.search.answers.set()
    await until(lambda: counter.find(QWidget, "nothing_found").isVisible())


async def test_every_change_of_a_second_costs_one_look(counter: Counter) -> None:
    counter.open()
    counter.click("tab_journal")
    await until(lambda: "totals" in [name for name, _ in counter.search.asked])
    for place in range(40):
        counter.push(f"s{place}")
        counter.till.write(f"s{place}", Accepted(), Paid(reference=f"r{place}"))
    await until(lambda: len(rows(counter)) == 40)
    await until(lambda: counter.text("journal_count") == "40 paid of 40")
    names = [name for name, _ in counter.search.asked]
    assert names.count("totals") <= 3
    assert names.count("page") - names.count("totals") <= 1


async def test_the_journals_warnings_share_a_row_where_they_have_the_room(
    counter: Counter,
) -> None:
    _a_day(counter)
    counter.open()
    counter.click("tab_journal")
    strips = [counter.find(DueStrip, f"{one}_strip") for one in ("doubts", "attention", "stray")]
    await until(lambda: all(strip.isVisible() for strip in strips))
    price = Money(150_000, Currency.AOA)
    few = Due("2 unknown", "", [price])
    many = Due(
        "2 unknown",
        "",
        [Money(99_999_999_900, currency) for currency in (Currency.AOA, Currency.MZN)],
    )
    for size, due, rows_of_strips, money_is_shown in (
        ((1366, 768), few, 1, True),
        ((1366, 768), many, 2, True),
        ((960, 540), few, 1, True),
        ((960, 540), many, 1, False),  # a low screen needs its rows for the sales
    ):
        counter.window.resize(*size)
        strips[0].show_due(due)
        await until(partial(_stand_in, strips, rows_of_strips))
        await until(partial(_tells_money, strips[0], wanted=money_is_shown))


def _tells_money(strip: DueStrip, *, wanted: bool) -> bool:
    return ("·" in strip.shown_text) is wanted


def _stand_in(strips: Sequence[DueStrip], rows_of_strips: int) -> bool:
    window = strips[0].window()
    return len({strip.mapTo(window, QPoint()).y() for strip in strips}) == rows_of_strips


async def test_the_journal_follows_the_sales_of_its_days(counter: Counter) -> None:
    counter.open()
    counter.click("tab_journal")
    await until(lambda: counter.find(QWidget, "nothing_found").isVisible())
    counter.push("a")
    await until(lambda: rows(counter) == ["0001"])
    counter.click("journal_yesterday")
    await until(lambda: rows(counter) == [])
    counter.push("b")
    counter.click("journal_today")
    await until(lambda: rows(counter) == ["0002", "0001"])
    counter.press(Qt.Key.Key_Escape)
    assert counter.find(QPushButton, "tab_sell").isChecked()


async def test_a_narrow_window_has_the_side_in_a_drawer_that_arrows_leave_alone(
    counter: Counter,
) -> None:
    _a_day(counter)
    counter.window.resize(1024, 600)
    counter.open()
    counter.click("tab_journal")
    await until(lambda: len(rows(counter)) > 2)
    drawer = counter.find(QWidget, "journal_drawer")
    counter.press(Qt.Key.Key_Down)  # from the search line into the list
    counter.press(Qt.Key.Key_Down)
    assert not drawer.isVisible()
    counter.enter()
    assert drawer.isVisible()
    assert counter.find(QWidget, "timeline").isVisible()
    counter.press(Qt.Key.Key_Escape)
    assert not drawer.isVisible()
    assert counter.find(QWidget, "journal_table").isVisible()
    counter.click("journal_totals_open")
    assert counter.find(QWidget, "journal_totals").isVisible()


# --- totals ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("application")
def test_totals_have_a_column_for_each_currency_and_shares_within_it() -> None:
    def total(method: str, received: int, back: int, currency: Currency) -> MethodTotal:
        return MethodTotal(method, Money(received, currency), Money(back, currency), 2, 1)

    shown = Totals(METHODS, CurrentTheme("light"))
    push, reference = (
        total(method, received, back, Currency.AOA)
        for method, received, back in (("vpos", 70_00, -10_00), ("proxypay", 30_00, 0))
    )
    now = SearchTotals(9, 6, [push, reference, total("clicpay.mpesa", 5_01, -1, Currency.MZN)])
    shown.show_totals(now, SearchTotals(1, 1, [reference]), "03/05")
    figures = {
        line.text: [one.plain if one else "" for one in line.amounts] for line in shown.lines()
    }
    assert figures == {
        "Received": ["100.00", "5.01"],
        "Refunded": ["-10.00", "-0.01"],
        "Net": ["90.00", "5.00"],
        "Average": ["25.00", "2.51"],
        "Net 03/05": ["30.00", ""],
        "Difference": ["60.00", "5.00"],
    }
    shares = [(one.name, one.percent, one.before and one.before.plain) for one in shown.shares()]
    assert shares == [
        ("Multicaixa Express", 70, "0.00"),
        ("Reference", 30, "30.00"),
        ("M-Pesa", 100, "0.00"),
    ]
    many = [total("x", 9_999_999_99, 0, currency) for currency in Currency]
    shown.show_totals(SearchTotals(9, 6, many))
    # In one block, in two of which one has two currencies, in three.
    tall = [shown.heightForWidth(wide) for wide in (1000, 320, 180)]
    assert tall[1] - tall[0] == tall[2] - tall[1] > 0


def test_what_was_let_go_or_cancelled_is_neutral_everywhere() -> None:
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
    strip = counter.find(DueStrip, "stray_strip")
    await until(strip.isVisible)
    assert strip.shown_text.startswith(f"2 unmatched · {money + money}")
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
    await until(lambda: strip.shown_text.startswith("1 unmatched"))
