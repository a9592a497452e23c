"""The stops of the till's page: shifts and their dialogs, the drawer, and the close of a day."""

from collections.abc import AsyncIterator
from dataclasses import replace

from PySide6.QtWidgets import QPushButton, QWidget
from ui.counter import Counter, until
from ui.till_money import fill

from pos_app.domain.money import Currency, Money

Stops = AsyncIterator[tuple[str, QWidget]]


async def till_page(counter: Counter) -> Stops:
    window = counter.window
    counter.open()
    counter.people.managers["1234"] = "Teresa Nunes"
    counter.click("tab_till")
    await until(lambda: counter.window.findChild(QWidget, "shift_main"))
    await until(counter.find(QWidget, "shift_main").isVisible)
    yield "no shift is open", window
    fill(counter.till)
    counter.click("tab_close")
    await until(lambda: counter.text("close_title") != "")
    await until(lambda: counter.window.findChild(QPushButton, "close_3"))
    yield "the close so far", window
    counter.fill("count_500000", "6")
    counter.fill("count_200000", "7")
    yield "the drawer counted", window
    lines = counter.till.shifts.lines
    lines.append(replace(lines[-1], amount=Money(99_999_50, Currency.MZN)))
    counter.click("tab_close")
    counter.find(QPushButton, "close_0").click()  # it may be out of sight
    await until(lambda: counter.window.findChild(QWidget, "count_MZN_2000"))
    yield "a drawer of two currencies", window
    counter.find(QPushButton, "close_1").click()
    await until(counter.find(QWidget, "close_print").isVisible)
    yield "an earlier close", window
    counter.click("tab_shift")
    await until(lambda: counter.window.findChild(QPushButton, "shift_0"))
    counter.find(QPushButton, "shift_0").click()
    await until(lambda: "Ana M." in counter.text("shift_title"))
    yield "a shift", window
    async for stop in _dialogs(counter):
        yield stop


async def _dialogs(counter: Counter) -> Stops:
    """The dialogs of a shift and its drawer, while one is open."""
    for button, name in (("cash_in", "cash"), ("cash_out", "cash"), ("shift_main", "close_shift")):
        before = counter.dialog(name)
        counter.click(button)
        await until(lambda: counter.dialog(name) not in (None, before))  # noqa: B023
        dialog = counter.dialog(name)
        assert dialog
        yield f"{button}: {name} dialog", dialog
    counter.fill("close_shift_count_500000", "10")
    counter.fill("close_shift_pin", "1234")
    counter.click("close_shift_do")
    await until(lambda: counter.dialog("shift_closed"))
    closed = counter.dialog("shift_closed")
    assert closed
    yield "shift closed dialog", closed
    counter.click("shift_closed_back")
    counter.till.shifts.running.clear()
    counter.click("tab_sell")
    counter.click("tab_till")
    await until(counter.find(QWidget, "shift_main").isVisible)
    counter.click("shift_main")
    await until(lambda: counter.dialog("open_shift"))
    opening = counter.dialog("open_shift")
    assert opening
    yield "open shift dialog", opening
