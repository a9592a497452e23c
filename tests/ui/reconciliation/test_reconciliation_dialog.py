"""A manager takes a statement in at the window, and resolves what differs."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QTableWidget, QWidget
from pytestqt.qtbot import QtBot
from ui.counter import Counter, until
from ui.standin import TODAY
from ui.statements_tour import MONTH, STRANGE, known, opened, saved

from pos_app.gateways.catalogue import ALL_METHODS
from pos_app.ui.reconciliation.source_bar import SourceBar
from pos_app.ui.theme.theme import CurrentTheme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


async def taken_in(counter: Counter) -> None:
    counter.fill("import_statement_pin", "1234")
    counter.click("import_statement_do")
    await until(lambda: counter.dialog("import_statement") is None)


def cells(counter: Counter) -> list[list[str]]:
    table = counter.find(QTableWidget, "reconcile_table")
    items = [
        [table.item(row, column) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    return [[item.text() if item else "" for item in row] for row in items]


async def test_a_month_is_taken_in_and_each_difference_resolved(
    counter: Counter, tmp_path: Path
) -> None:
    known(counter)
    counter.open()
    dialog = await opened(counter)
    assert cells(counter) == []  # without a statement all would differ
    assert counter.text("reconcile_verdict") == "No statement of this period yet"
    dialog.open_file(saved(tmp_path, MONTH))
    await until(lambda: counter.dialog("import_statement"))
    assert "Movements: 3" in counter.text("import_statement_sums")
    assert "row 5 · No date" in counter.text("import_statement_left_out")
    first, last = (counter.find(QDateEdit, f"statement_{end}") for end in ("first", "last"))
    assert (first.date().day(), last.date().day()) == (2, 3)
    first.setDate(QDate(2026, 5, 1))  # the bank's month began with a quiet day
    await taken_in(counter)
    ((read, period),) = counter.statements.taken
    assert [day.day for day in period] == [1, 3]
    assert len(read.lines) == 3
    await until(lambda: len(cells(counter)) == 3)
    found = sorted(row[1] for row in cells(counter))
    assert found == ["Differs", "Only in the journal", "Only in the statement"]
    for left in (2, 1, 0):
        counter.find(QTableWidget, "reconcile_table").selectRow(0)
        counter.click("reconcile_resolve")
        await until(lambda: counter.dialog("resolve_difference"))
        counter.fill("resolve_difference_why", "confirmed")
        counter.fill("resolve_difference_pin", "1234")
        counter.click("resolve_difference_do")
        await until(lambda: counter.dialog("resolve_difference") is None)
        text = f"Differences to resolve: {left}" if left else ""
        await until(lambda: text in counter.text("reconcile_verdict"))  # noqa: B023
    await until(lambda: "to resolve" not in counter.text("reconcile_verdict"))
    assert all(row[-1] == "Ana · confirmed" for row in cells(counter))


async def test_columns_that_nobody_knows_are_said_by_a_person(
    counter: Counter, tmp_path: Path
) -> None:
    counter.open()
    dialog = await opened(counter)
    dialog.open_file(saved(tmp_path, STRANGE))
    await until(lambda: counter.dialog("import_statement"))
    assert "what each column holds" in counter.text("import_statement_message")
    for fact, heading in (("date", "Quando"), ("amount", "Quanto"), ("reference", "Quem")):
        picker = counter.find(QComboBox, f"statement_{fact}")
        picker.setCurrentIndex(picker.findText(heading))
    await until(lambda: "Movements: 1" in counter.text("import_statement_sums"))
    assert not counter.text("import_statement_message")
    await taken_in(counter)
    ((read, _),) = counter.statements.taken
    assert read.lines[0].reference == "741820581"


async def test_a_file_that_is_no_statement_says_so_and_asks_for_no_pin(
    counter: Counter, tmp_path: Path
) -> None:
    counter.open()
    dialog = await opened(counter)
    (tmp_path / "photo.csv").write_bytes(b"\x00\x01\x02")
    dialog.open_file(str(tmp_path / "photo.csv"))
    await until(lambda: counter.text("reconcile_message"))
    assert counter.dialog("import_statement") is None


async def test_a_service_with_lists_is_asked_and_others_are_not_offered(counter: Counter) -> None:
    counter.open()
    dialog = await opened(counter)
    assert not counter.find(QWidget, "reconcile_ask").isVisible()
    dialog.bar.choose("clicpay")
    assert counter.find(QWidget, "reconcile_ask").isVisible()
    counter.click("reconcile_ask")
    await until(lambda: counter.dialog("import_statement"))
    assert counter.text("import_statement_sums") == "No movements"


def test_what_the_cashier_takes_by_hand_has_no_statement(qtbot: QtBot) -> None:
    bar = SourceBar([*ALL_METHODS.values()], CurrentTheme("light"), TODAY)
    qtbot.addWidget(bar)
    offered = bar.findChild(QComboBox, "reconcile_source")
    assert offered
    sources = {offered.itemData(place) for place in range(offered.count())}
    assert sources == {
        "vpos", "proxypay", "wikipay", "wipay", "clicpay", "clicpay.mpesa", "clicpay.emola",
        "clicpay.mkesh", "clicpay.card",
    }  # fmt: skip
