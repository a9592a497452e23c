"""A month's statement at the window: nothing known, read, taken in, resolved."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QTableWidget, QWidget
from ui.counter import Counter, until

from pos_app.domain.money import Currency, Money
from pos_app.domain.reconciliation.comparison import OwnMovement
from pos_app.ui.reconciliation.reconciliation_dialog import ReconciliationDialog

Stops = AsyncIterator[tuple[str, QWidget]]

MONTH = """\
Data;Nº da Transacção;Referência;Montante;Comissão
02/05/2026 09:00;156200026356;741820581;38.000,00;50,00
02/05/2026 19:30;156200026357;741820582;1.499,99;50,00
03/05/2026 08:00;156200026358;741820599;12.345.678,90;62,50
;;Total;12.385.178,89;
"""
STRANGE = "Quando;Quanto;Quem\n02/05/2026 09:00;38.000,00;741820581\n"


def own(seq: int, minor: int, reference: str, day: int) -> OwnMovement:
    at = datetime(2026, 5, day, 8, tzinfo=UTC)
    return OwnMovement(
        seq=seq,
        amount=Money(minor, Currency.AOA),
        at=at,
        day=date(2026, 5, day),
        references=(reference,),
        sale=1_877_000 + seq,
        method="proxypay",
    )


def known(counter: Counter) -> None:
    counter.statements.movements = [
        own(1, 38_000_00, "741820581", 2),
        own(2, 1_500_00, "741820582", 2),
        own(3, 700_00, "741820583", 3),
    ]


async def opened(counter: Counter) -> ReconciliationDialog:
    """The dialog, at ProxyPay's month."""
    counter.click("tab_journal")
    await until(lambda: counter.find(QWidget, "journal_reconcile").isVisible())
    counter.click("journal_reconcile")
    await until(lambda: counter.dialog("reconciliation"))
    dialog = counter.window.findChild(ReconciliationDialog)
    assert dialog
    dialog.bar.choose("proxypay")
    await until(lambda: counter.text("reconcile_verdict"))
    return dialog


def saved(folder: Path, text: str) -> str:
    file = folder / "Movimentos ProxyPay Maio 2026.csv"
    file.write_text(text)
    return str(file)


async def statements(counter: Counter) -> Stops:
    with TemporaryDirectory() as folder:
        async for stop in _through(counter, Path(folder)):
            yield stop


async def _through(counter: Counter, folder: Path) -> Stops:
    known(counter)
    counter.open()
    dialog = await opened(counter)
    yield "statements: none yet", dialog
    dialog.open_file(saved(folder, "Data\n"))
    await until(lambda: counter.dialog("import_statement"))
    asked = counter.dialog("import_statement")
    assert asked
    yield "statement without known columns", asked
    counter.click("import_statement_back")
    await until(lambda: counter.dialog("import_statement") is None)
    dialog.open_file(saved(folder, MONTH))
    await until(lambda: counter.dialog("import_statement"))
    read = counter.dialog("import_statement")
    assert read
    yield "statement read", read
    counter.fill("import_statement_pin", "1234")
    counter.click("import_statement_do")
    await until(lambda: counter.dialog("import_statement") is None)
    table = counter.find(QTableWidget, "reconcile_table")
    await until(table.rowCount)
    yield "statements: differences", dialog
    table.selectRow(0)
    counter.click("reconcile_resolve")
    await until(lambda: counter.dialog("resolve_difference"))
    why = counter.dialog("resolve_difference")
    assert why
    yield "resolve a difference", why
    counter.click("resolve_difference_do")
    yield "resolve a difference: a complaint", why
    counter.fill("resolve_difference_why", "Confirmado por telefone com o apoio do serviço")
    counter.fill("resolve_difference_pin", "1234")
    counter.click("resolve_difference_do")
    await until(lambda: counter.statements.decisions)
    await until(lambda: counter.dialog("resolve_difference") is None)
    await until(lambda: ": 2 " in counter.text("reconcile_verdict"))
    yield "statements: one resolved", dialog
    counter.click("reconciliation_close")
