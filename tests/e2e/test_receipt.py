"""A receipt from the key to the paper: the real window, its spool, and a printer on the network."""

import asyncio

import pytest
from printers.codes import codes
from printers.listener import Listener
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window import Cashier, play

from pos_app.domain.paper.printer import DocumentKind, Printer, PrinterConnection
from pos_app.installation.printers import PrinterFile
from pos_app.installation.profile import Profile

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


def set_up(shop: Profile, listener: Listener) -> None:
    async def keep() -> None:
        setup = PrinterFile(shop.settings)
        connection = PrinterConnection.NETWORK
        await setup.keep(Printer(name="Balcão", connection=connection, address=listener.address))
        await setup.choose(DocumentKind.RECEIPT, "Balcão")

    asyncio.run(keep())


def press_print(cashier: Cashier) -> None:
    focused = QApplication.focusWidget() or cashier.window
    QTest.keyClick(focused, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_one_key_prints_what_was_paid_and_the_till_says_when_it_is_out(
    shop: Profile, network_printer: Listener
) -> None:
    set_up(shop, network_printer)

    async def evening(cashier: Cashier) -> None:
        await cashier.charge("vpos")
        await cashier.sees_verdict("Pago")
        press_print(cashier)
        await network_printer.until(lambda printer: printer.pieces)
        await cashier.sees(lambda: "onfirmado" in cashier.reads("verdict_paper"))
        press_print(cashier)  # again: a copy needs a look
        await cashier.sees(lambda: cashier.may_do("print_print"))
        await cashier.sees(lambda: "2.ª via" in cashier.reads("print_about"))
        cashier.click("print_print")
        await network_printer.until(lambda printer: len(printer.pieces) > 1)
        await cashier.sees(lambda: bool(cashier.reads("print_step_2")))
        cashier.click("print_close")

    play(shop, evening)
    with network_printer.touched() as printer:
        original, copy = printer.pieces
        assert printer.faults == []
    (facts,) = codes(original.picture())
    assert "0001" in facts
    assert len(original.rows) < len(copy.rows)  # which is marked


def test_a_printer_out_of_paper_is_told_as_that_and_prints_when_it_has_some(
    shop: Profile, network_printer: Listener
) -> None:
    set_up(shop, network_printer)
    network_printer.load(0.0)

    async def evening(cashier: Cashier) -> None:
        await cashier.charge("vpos")
        await cashier.sees_verdict("Pago")
        press_print(cashier)
        await cashier.sees(lambda: cashier.shows("paper_strip"))
        await cashier.sees(lambda: "sem papel" in cashier.reads("verdict_paper"))
        network_printer.load()
        await network_printer.until(lambda printer: printer.pieces)
        await cashier.sees(lambda: not cashier.shows("paper_strip"))

    play(shop, evening)
