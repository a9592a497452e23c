"""What changes while a print dialog is open: the sale, the order, the printers, the person."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QTableView, QWidget
from ui.counter import Counter, until
from ui.standin_paper import COUNTER, OFFICE

from pos_app.domain.errors import JournalHeld, SettingsUnavailable
from pos_app.domain.events import (
    Accepted,
    Flag,
    FlagCleared,
    InvoiceNumbered,
    Mismatched,
    Paid,
)
from pos_app.domain.paper.print_job import PrintJob
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.people.roles import Person, Role
from pos_app.domain.sale import Sale
from pos_app.ports.paper.spool import Edition, PrintOrder

pytestmark = pytest.mark.qt_log_ignore(r"propagateSizeHints")  # offscreen

RECEIPT = DocumentKind.RECEIPT


def sell(counter: Counter) -> None:
    """Opens the window with a paid sale in sight, and two printers to choose from."""
    counter.open()
    counter.push("a")
    counter.till.write("a", Accepted(reference="x"), Paid(reference="6182"))


def press(counter: Counter) -> None:
    QTest.keyClick(counter.focus(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


async def opened(counter: Counter) -> None:
    await until(lambda: counter.dialog("print"))
    await until(counter.find(QAbstractButton, "print_print").isEnabled)


# --- the sale -------------------------------------------------------------------------------------


async def test_the_slip_of_a_reference_that_was_paid_meanwhile_is_not_printed(
    counter: Counter,
) -> None:
    counter.open()
    counter.reference("r")
    counter.click("slip")
    await opened(counter)
    counter.till.write("r", Paid(reference="6182"))
    counter.click("print_print")
    await until(lambda: counter.text("print_message"))
    assert "this sale" in counter.text("print_message")
    assert counter.text("print_state") == "Paid"
    assert not counter.paper.printed


async def test_a_receipt_says_what_is_so_when_it_is_printed(
    counter: Counter, tmp_path: Path
) -> None:
    sell(counter)
    press(counter)
    await opened(counter)
    counter.till.write("a", InvoiceNumbered(invoice="FT 2026/17"))
    counter.click("print_print")
    await until(lambda: counter.paper.spool.printed)
    order, _ = counter.paper.spool.printed[0]
    assert "FT 2026/17" in repr(order.compose(Edition(number=1, at=counter.till.now())))
    counter.till.write("a", InvoiceNumbered(invoice="FT 2026/18"))
    counter.click("print_pdf")
    await until(lambda: counter.window.findChild(QFileDialog, "print_file"))
    counter.find(QFileDialog, "print_file").fileSelected.emit(str(tmp_path / "receipt.pdf"))
    await until(lambda: counter.paper.spool.saved)
    assert "FT 2026/18" in repr(counter.paper.spool.saved[0][0])


async def test_a_receipt_is_not_called_copied_before_it_is(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(counter)
    counter.click("tab_journal")
    table = counter.find(QTableView, "journal_table")
    await until(lambda: table.model().rowCount() > 1)
    table.selectRow(1)
    await until(lambda: counter.window.findChild(QWidget, "journal_copy"))
    at_once = counter.till.operations_of

    async def fails(_: str) -> list[Sale]:
        raise JournalHeld("a scanner has it")

    monkeypatch.setattr(counter.till, "operations_of", fails)
    counter.click("journal_copy")
    await until(counter.find(QWidget, "journal_message").isVisible)
    assert counter.text("journal_copy") == "Copy"
    monkeypatch.setattr(counter.till, "operations_of", at_once)
    counter.click("journal_copy")
    await until(lambda: counter.text("journal_copy") == "Copied")


async def test_an_open_dialog_follows_its_sale(counter: Counter) -> None:
    sell(counter)
    press(counter)
    await opened(counter)
    button = counter.find(QAbstractButton, "print_print")
    counter.till.write("a", Mismatched(flag=Flag.CONTRADICTED, amount=None))
    await until(lambda: not button.isEnabled())
    assert counter.text("print_message")
    counter.till.write("a", FlagCleared(flag=Flag.CONTRADICTED, by="Ana", why="it is there"))
    await until(button.isEnabled)
    assert not counter.text("print_message")


# --- the order ------------------------------------------------------------------------------------


async def test_nobody_presses_twice_while_a_slow_disk_takes_the_order(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(counter)
    press(counter)
    await opened(counter)
    spool = counter.paper.spool
    asked: list[str] = []
    disk = asyncio.Event()
    at_once = spool.print

    async def slowly(order: PrintOrder, printer: str) -> PrintJob:
        asked.append(printer)
        await disk.wait()
        return await at_once(order, printer)

    monkeypatch.setattr(spool, "print", slowly)
    counter.paper.setup.fail = SettingsUnavailable("read-only")  # the choice cannot be kept
    counter.click("print_print")
    await until(lambda: asked and counter.text("print_message"))
    assert not counter.find(QAbstractButton, "print_print").isEnabled()
    disk.set()
    await until(lambda: counter.paper.printed)
    assert len(asked) == 1


async def test_an_order_that_fails_after_the_dialog_was_closed_is_told_at_the_counter(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(counter)
    press(counter)
    await opened(counter)
    disk, asked = asyncio.Event(), asyncio.Event()

    async def fails(_: PrintOrder, __: str) -> PrintJob:
        asked.set()
        await disk.wait()
        raise JournalHeld("a scanner has it")

    monkeypatch.setattr(counter.paper.spool, "print", fails)
    counter.click("print_print")
    await asked.wait()
    counter.click("print_close")
    await until(lambda: counter.window.findChild(QWidget, "print_dialog") is None)
    disk.set()
    await until(lambda: counter.text("verdict_message"))


async def test_a_job_for_the_customer_is_not_taken_for_the_shops(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(counter)
    press(counter)
    await opened(counter)
    spool = counter.paper.spool
    disk = asyncio.Event()
    at_once = spool.print

    async def slowly(order: PrintOrder, printer: str) -> PrintJob:
        await disk.wait()
        return await at_once(order, printer)

    monkeypatch.setattr(spool, "print", slowly)
    counter.click("print_print")
    counter.click("print_for_shop")
    disk.set()
    await until(lambda: counter.paper.printed)
    await until(counter.find(QAbstractButton, "print_print").isEnabled)
    assert not counter.text("print_asked")  # nothing of the shop's was asked for


async def test_the_key_makes_no_copy_of_what_the_till_prints_by_itself_just_then(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(counter)
    spool = counter.paper.spool
    counter.paper.setup.choices[RECEIPT] = COUNTER.name
    at_once = spool.next_number

    async def before(kind: DocumentKind, subject: str) -> int:
        number = await at_once(kind, subject)
        if not spool.printed:  # by itself, as soon as this was read
            order = counter.paper.documents.receipt(counter.till.sales["a"])
            await spool.print(order, COUNTER.name)
        return number

    monkeypatch.setattr(spool, "next_number", before)
    press(counter)
    await opened(counter)
    assert counter.paper.printed == [(RECEIPT, "a", COUNTER.name, 1)]


async def test_a_printer_that_was_removed_meanwhile_is_offered_no_more(counter: Counter) -> None:
    sell(counter)
    press(counter)
    await opened(counter)
    del counter.paper.setup.known[COUNTER.name]
    counter.click("print_print")
    picker = counter.find(QWidget, "print_printer")
    await until(lambda: picker.property("currentText") == OFFICE.name)
    assert not counter.paper.printed
    counter.click("print_print")
    await until(lambda: counter.paper.printed == [(RECEIPT, "a", OFFICE.name, 1)])


# --- the person -----------------------------------------------------------------------------------


async def test_nothing_opens_over_a_till_that_was_locked_meanwhile(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(counter)
    disk = asyncio.Event()
    read = asyncio.Event()
    at_once = counter.till.operations_of

    async def slowly(sale_id: str) -> list[Sale]:
        read.set()
        await disk.wait()
        return list(await at_once(sale_id))

    monkeypatch.setattr(counter.till, "operations_of", slowly)
    press(counter)
    await read.wait()
    counter.presence.pins = {Person("Bia Fernandes", Role.CASHIER): "1111"}  # hired meanwhile
    counter.press(Qt.Key.Key_F12)
    await until(counter.find(QWidget, "lock_pin").isVisible)
    disk.set()
    for _ in range(20):
        await asyncio.sleep(0)
    assert counter.dialog("print") is None
