"""The number of the shop's own invoice: written down beside a sale, shown with it, and searched."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView
from ui.counter import Counter, until
from ui.tour import sale_rows

from pos_app.domain.events import Accepted, InvoiceNumbered, Paid

pytestmark = pytest.mark.qt_log_ignore(r"propagateSizeHints|raise\(\)|grabbing the keyboard")


async def test_an_invoice_is_typed_at_the_sale_shown_with_it_and_found(counter: Counter) -> None:
    counter.push("a")
    counter.till.write("a", Accepted(), Paid(reference="abc"))
    counter.push("b")
    counter.open()
    counter.click("tab_journal")
    table = counter.find(QTableView, "journal_table")
    await until(lambda: len(sale_rows(table)) == 2)
    table.selectRow(sale_rows(table)[1])
    await until(counter.find(QPushButton, "journal_invoice").isVisible)
    counter.click("journal_invoice")
    await until(lambda: counter.dialog("invoice"))
    save = counter.find(QPushButton, "invoice_do")
    assert not save.isEnabled()  # there is nothing to save yet
    number = counter.find(QLineEdit, "invoice_number")
    QTest.keyClicks(number, "FT 2026/77")
    QTest.keyClick(number, Qt.Key.Key_Return)
    await until(lambda: "FT 2026/77" in counter.text("life_facts"))
    assert counter.till.sales["a"].invoice == "FT 2026/77"
    counter.find(QLineEdit, "journal_search").setText("2026/77")
    await until(lambda: len(sale_rows(table)) == 1)
    model, (row,) = table.model(), sale_rows(table)
    cells = [model.index(row, column).data() for column in range(model.columnCount())]
    assert "Invoice: FT 2026/77" in cells
    counter.till.write("a", InvoiceNumbered(invoice=""))
    await until(lambda: "FT 2026/77" not in counter.text("life_facts"))
