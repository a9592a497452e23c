"""The till's page: what is asked of the till there, and what it shows of an answer."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from ui.counter import Counter, CounterOf, make_shop, until
from ui.standin import TODAY
from ui.till_money import NOW, fill, kz, shift_of

from pos_app.domain.audit_notes import Restored
from pos_app.domain.books.day_close import DrawerCount, EarlierMoney
from pos_app.domain.books.drawer import CashKind, CashLine
from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.shift import differences
from pos_app.domain.books.takings import TakingsLine, net
from pos_app.domain.events import Accepted, Paid
from pos_app.domain.money import Currency, Money
from pos_app.ports.paper.spool import Edition
from pos_app.ui.till_page.close.close_tab import CloseTab
from pos_app.ui.till_page.page import TillPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


@pytest.fixture
def till(counter_of: CounterOf) -> Counter:
    """A shop with shifts and a manager, in which much has happened."""
    counter = counter_of(replace(make_shop(), shifts=True), (1366, 768))
    counter.people.managers["1234"] = "Teresa"
    fill(counter.till)
    return counter


async def day_close(counter: Counter) -> CloseTab:
    counter.click("tab_till")
    counter.click("tab_close")
    await until(lambda: counter.window.findChild(QPushButton, "close_3"))
    return page_of(counter).close_day


def page_of(counter: Counter) -> TillPage:
    page = counter.window.findChild(TillPage)
    assert page is not None
    return page


def words(root: QWidget) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if label.isVisible()]


async def test_the_counted_drawer_goes_into_the_close_with_its_difference(till: Counter) -> None:
    till.open()
    tab = await day_close(till)
    for piece, count in (("500000", "4"), ("20000", "16")):
        till.fill(f"count_{piece}", count)
    assert str(kz(-50_00)) in words(tab.check)
    till.click("close_day")
    await until(lambda: till.dialog("close"))
    till.fill("close_pin", "1234")
    till.click("close_do")
    await until(lambda: till.dialog("closed"))
    assert till.till.counted == [DrawerCount(expected=kz(23_250_00), counted=kz(23_200_00))]
    assert list(till.till.closed) == [TODAY]


async def test_what_lies_in_the_drawer_in_another_currency_is_seen_and_counted_too(
    till: Counter,
) -> None:
    left = Money(50_00, Currency.MZN)
    till.till.shifts.lines.append(CashLine(seq=2, kind=CashKind.SALES, at=NOW, amount=left))
    till.open()
    tab = await day_close(till)
    till.fill("count_MZN_2000", "2")
    assert "notes and coins counted, MTn" in words(tab.check)
    assert list(tab.check.counts) == [
        DrawerCount(expected=left, counted=Money(40_00, Currency.MZN))
    ]
    gone = till.till.shifts.lines.pop()
    tab.read()
    await until(lambda: "notes and coins counted, MTn" not in words(tab.check))
    assert list(tab.check.counts) == []
    till.till.shifts.lines.append(gone)
    tab.read()
    await until(lambda: tab.check.counts)
    till.find(QPushButton, "close_1").click()  # of which only kwanzas were counted
    await until(lambda: "notes and coins counted, MTn" not in words(tab.check))
    till.click("tab_shift")
    await until(lambda: str(left) in words(page_of(till).shift.drawer))
    till.click("cash_in")
    await until(lambda: till.dialog("cash"))
    till.click("cash_currency_MZN")
    till.fill("cash_amount", "5")
    till.click("cash_reason_0")
    till.click("cash_do")
    await until(lambda: not till.dialog("cash"))
    assert till.till.shifts.asked == [("in", Money(5_00, Currency.MZN), "Change", "")]
    till.till.shifts.running = {7: shift_of(7, "", NOW)}
    page_of(till).shift.read()
    await until(lambda: "Close" in till.find(QPushButton, "shift_main").text())
    till.click("shift_main")
    await until(lambda: till.dialog("close_shift"))
    till.fill("close_shift_count_500000", "4")
    till.fill("close_shift_MZN", "40")
    till.click("close_shift_do")
    await until(lambda: till.dialog("shift_closed"))
    assert differences(till.till.shifts.ended[0].drawer) == [
        kz(-3_250_00),
        Money(-10_00, Currency.MZN),
    ]


async def test_a_drawer_that_nobody_counted_is_on_no_close(till: Counter) -> None:
    till.open()
    await day_close(till)
    till.click("close_day")
    await until(lambda: till.dialog("close"))
    till.fill("close_pin", "1234")
    till.click("close_do")
    await until(lambda: till.dialog("closed"))
    assert till.till.counted == []


async def test_a_past_close_is_read_only_and_a_forgotten_day_can_be_closed(till: Counter) -> None:
    till.open()
    tab = await day_close(till)
    await until(lambda: str(kz(38_000_00)) in words(tab.earlier))
    till.find(QPushButton, "close_1").click()
    await until(tab.print_button.isVisible)
    assert not tab.close_button.isVisible()
    assert not till.find(QWidget, "count_500000").isVisible()
    assert kz(53_950_00).figures in words(tab.check)
    assert "3f2a 9c1b" in till.text("close_after")
    till.find(QPushButton, "close_4").click()  # the day that nobody closed
    await until(tab.close_button.isVisible)
    assert "30/04" in tab.close_button.text()


async def test_a_close_that_only_gave_money_back_says_how_much(till: Counter) -> None:
    (newest, *others) = till.till.ledger.past
    back = TakingsLine(
        method="cash.ao", cashier="", kind=MovementKind.REFUNDED, count=1, amount=kz(-100_00)
    )
    gave_back = replace(newest, document=replace(newest.document, takings=(back,)))
    till.till.ledger.past = [gave_back, *others]
    till.open()
    await day_close(till)
    assert str(kz(-100_00)) in till.find(QPushButton, "close_1").accessibleName()


async def test_a_day_whose_money_came_on_another_leads_from_one_to_the_other(
    till: Counter,
) -> None:
    till.open()
    tab = await day_close(till)
    assert not tab.bridge.isVisible()
    till.find(QPushButton, "close_1").click()
    await until(tab.bridge.isVisible)
    (books,) = till.till.ledger.books.values()
    sold, received = net(books.sold), net(books.received)
    assert received[0] == sold[0] + -kz(38_000_00)
    said = words(tab.bridge)
    assert ["\n".join(map(str, sums)) for sums in (sold, received)] == [said[2], said[-1]]
    assert str(-kz(38_000_00)) in said[3:-1]
    till.find(QPushButton, "close_0").click()
    await until(lambda: not tab.bridge.isVisible())


async def test_every_exception_leads_to_its_sale(till: Counter) -> None:
    till.open()
    tab = await day_close(till)
    asked: list[int] = []
    tab.sale_asked.disconnect()
    tab.sale_asked.connect(asked.append)
    rows = [
        one
        for one in tab.exceptions.findChildren(QPushButton)
        if one.objectName().startswith("exception_")
    ]
    for one in rows:
        one.click()
    document = till.till.full_sheet
    assert document is not None
    carried = [one.number for one in document.carried if one.flags or one.number == 1_877_401]
    settled = [one.number for one in document.settled]
    odd = [one.number for one in document.odd]
    paper = [one.sale for one in document.paper if one.sale is not None]
    assert sorted(asked) == sorted([*carried, *settled, *odd, *paper])
    said = [label.text() for label in tab.exceptions.findChildren(QLabel)]
    assert "Paper not confirmed" in said
    assert any(words.startswith("Fecho do turno 7") for words in said)


async def test_the_day_and_the_shift_are_printed_as_they_stand_and_as_they_closed(
    till: Counter,
) -> None:
    """A key prints what is shown: readings while it goes on, documents once it is closed."""
    till.open()
    tab = await day_close(till)
    assert await printed_from(till) == "Reading (X), which closes nothing"
    till.click("close_1")
    await until(tab.print_button.isVisible)
    assert await printed_from(till) == "Day close no. 40"
    till.click("tab_shift")
    await until(lambda: till.window.findChild(QPushButton, "shift_0"))
    till.find(QPushButton, "shift_0").click()
    await until(till.find(QPushButton, "shift_print").isVisible)
    assert (await printed_from(till)).endswith("of a shift")


async def test_the_copy_of_a_close_leaves_nothing_of_the_original_out(till: Counter) -> None:
    till.till.restored = [Restored(head="ab" * 32, events=7, put_aside="journal-1")]
    till.open()
    await day_close(till)
    till.click("close_1")
    till.click("close_print")
    await until(lambda: till.dialog("print"))
    await until(till.find(QPushButton, "print_print").isEnabled)
    till.click("print_print")
    await until(lambda: till.paper.spool.printed)
    order, _ = till.paper.spool.printed[0]
    assert "journal-1" in repr(order.compose(Edition(number=2, at=NOW)))


async def printed_from(counter: Counter) -> str:
    """The title of the print dialog that the key opens."""
    QTest.keyClick(counter.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: counter.dialog("print"))
    title = counter.text("print_title")
    counter.click("print_close")
    await until(lambda: counter.dialog("print") is None)
    return title


async def test_the_drawer_stays_in_sight_below_all_that_is_to_be_looked_at(till: Counter) -> None:
    till.open()
    tab = await day_close(till)
    last = tab.exceptions.findChildren(QPushButton)[-1]
    await until(last.isVisible)
    await until(lambda: last.visibleRegion().isEmpty())
    assert tab.check.visibleRegion().boundingRect() == tab.check.rect()
    till.window.activateWindow()
    await until(till.window.isActiveWindow)
    last.setFocus()
    await until(lambda: last.visibleRegion().boundingRect() == last.rect())
    edges = [
        (left, left + part.width())
        for part in (tab.days, tab.close_button)
        if (left := part.mapTo(till.window, part.rect().topLeft()).x())
    ]
    assert edges[0] == edges[1]


async def test_tab_goes_through_the_page_as_it_is_read(till: Counter) -> None:
    till.open()
    tab = await day_close(till)
    till.window.activateWindow()
    await until(till.window.isActiveWindow)
    fields = list(tab.check.findChildren(QLineEdit))
    rows = [one.findChildren(QPushButton) for one in (tab.exceptions, tab.days)]
    wanted = [*rows[0], *fields, *rows[1], tab.close_button]
    wanted[0].setFocus()
    for one in wanted:
        assert till.focus() is one
        till.press(Qt.Key.Key_Tab)
    till.click("tab_shift")
    shift = page_of(till).shift
    await until(lambda: shift.shifts.findChild(QPushButton, "shift_2"))
    shift.take_out.setFocus()
    for one in (shift.float.entry, shift.float.button, *shift.shifts.findChildren(QPushButton)):
        till.press(Qt.Key.Key_Tab)
        assert till.focus() is one
    till.press(Qt.Key.Key_Tab)
    assert till.focus() is shift.main


async def test_whoever_closes_a_shift_counts_before_the_difference_is_said(till: Counter) -> None:
    till.open()
    till.till.shifts.running = {7: shift_of(7, "", NOW)}
    till.click("tab_till")
    await until(till.find(QWidget, "shift_main").isVisible)
    await until(lambda: "Close" in till.find(QPushButton, "shift_main").text())
    till.click("shift_main")
    await until(lambda: till.dialog("close_shift"))
    dialog = till.dialog("close_shift")
    assert dialog
    assert not any(kz(23_250_00).figures in text for text in words(dialog))
    assert dialog.focusWidget() is till.find(QLineEdit, "close_shift_count_500000")
    till.fill("close_shift_count_500000", "4")
    till.click("close_shift_do")
    await until(lambda: till.dialog("shift_closed"))
    closed = till.till.shifts.ended[0]
    assert differences(closed.drawer) == [kz(-3_250_00)]
    told = till.dialog("shift_closed")
    assert told
    await until(lambda: str(kz(-3_250_00)) in words(told))


async def test_a_shift_opens_with_its_float_and_cash_moves_with_a_reason(till: Counter) -> None:
    till.open()
    shifts = till.till.shifts
    shifts.running, shifts.lines = {}, []
    till.click("tab_till")
    await until(till.find(QWidget, "shift_main").isVisible)
    till.click("shift_main")
    await until(lambda: till.dialog("open_shift"))
    till.click("open_shift_do")  # nothing typed: it says nothing about the drawer
    await until(lambda: shifts.running)
    await until(lambda: not till.dialog("open_shift"))
    assert not shifts.asked
    shifts.running.clear()
    till.click("tab_shift")
    page_of(till).shift.read()
    await until(lambda: "Open" in till.find(QPushButton, "shift_main").text())
    till.click("shift_main")
    await until(lambda: till.dialog("open_shift"))
    till.fill("open_shift_float", "20000")
    till.click("open_shift_do")
    await until(lambda: shifts.running)
    await until(lambda: not till.dialog("open_shift"))
    for button, pin in (("cash_in", ""), ("cash_out", "1234")):
        till.click(button)
        await until(lambda: till.dialog("cash"))
        till.fill("cash_amount", "500")
        till.click("cash_do")
        till.click("cash_reason_0")
        if pin:
            till.fill("cash_pin", pin)
        till.click("cash_do")
        await until(lambda: not till.dialog("cash"))
    assert shifts.asked == [
        ("open", kz(20_000_00), "", ""),
        ("in", kz(500_00), "Change", ""),
        ("out", kz(500_00), "Bank", "Teresa"),
    ]


async def test_the_float_is_a_setting_that_the_page_saves(till: Counter) -> None:
    till.open()
    till.click("tab_till")
    await until(till.find(QWidget, "drawer_float").isVisible)
    till.fill("drawer_float", "20000")
    till.click("drawer_float_save")
    await until(lambda: till.settings.known["drawer_float"] == "20000.00")
    assert till.window.findChild(QWidget, "shift_message") is not None


async def test_the_day_follows_what_is_sold_while_it_is_looked_at(till: Counter) -> None:
    till.open()
    await day_close(till)
    till.till.full_sheet = None
    till.push("a")
    till.till.write("a", Accepted(), Paid())
    await until(lambda: till.find(QWidget, "close_sum").accessibleName() == str(kz(1_500_00)))


async def test_a_shop_without_shifts_has_the_close_of_the_day_alone(
    counter_of: CounterOf,
) -> None:
    counter = counter_of(make_shop(), (1366, 768))
    counter.open()
    counter.click("tab_till")
    page = page_of(counter)
    await until(page.close_day.isVisible)
    assert not page.shift.isVisible()
    assert not counter.find(QWidget, "tab_close").isVisible()
    assert not page.close_day.check.isVisible()  # nor does it take cash
    page.follow(replace(make_shop(), takes_cash=True))  # it does from now on
    await until(page.close_day.check.isVisible)


async def test_a_close_that_is_not_read_yet_says_nothing_and_offers_nothing(till: Counter) -> None:
    till.open()
    till.click("tab_till")
    till.click("tab_close")
    for name in ("no_exceptions", "close_day", "close_print"):
        assert not till.find(QWidget, name).isVisible(), name
    said = words(page_of(till).close_day.check)
    assert said[said.index("Expected") + 1] == ""
    await day_close(till)
    assert till.find(QWidget, "close_day").isVisible()


async def test_a_first_close_after_months_shows_a_hundred_of_its_lines_and_counts_the_rest(
    till: Counter,
) -> None:
    till.open()
    tab = await day_close(till)
    many = [
        EarlierMoney(
            number=number,
            sold_on=TODAY,
            method="proxypay",
            reference="123456789",
            kind=MovementKind.PAID,
            amount=kz(1_00),
        )
        for number in range(10_100)
    ]
    tab.earlier.show_money(many)
    await until(lambda: "and 10000 more" in words(tab.earlier))
    assert len(words(tab.earlier)) < 3 * 100
    assert str(kz(10_100_00)) in words(tab.earlier)
