"""A manager exports what is in view: the file first, then the PIN, then how far it is."""

import asyncio
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QProgressBar, QPushButton
from ui.counter import Counter, until
from ui.standin import StandInExports

from pos_app.domain.errors import FileNotWritten
from pos_app.ports.export import ExportContent, ExportFormat, ExportProgress
from pos_app.ports.sale_filter import SaleFilter
from pos_app.ui.actions.action_dialog import DialogContext
from pos_app.ui.exporting.export_dialog import ExportDialog
from pos_app.ui.qt.coroutines import GuiTasks

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

MONTH = SaleFilter(start=date(2026, 11, 1), end=date(2026, 11, 30), methods=frozenset({"vpos"}))
SCOPE = "01/11/2026 to 30/11/2026 · Multicaixa Express"


def opened(counter: Counter, exports: StandInExports) -> ExportDialog:
    counter.open()
    hands = DialogContext(counter.till, counter.people, GuiTasks(), False, counter.window)
    dialog = ExportDialog(MONTH, counter.window.shop, exports, hands)
    dialog.show()
    return dialog


async def choose(counter: Counter, kind: str, path: Path) -> str:
    """Presses the kind and the button, and answers where to; returns the name that is offered."""
    counter.click(f"export_{kind}")
    counter.fill("export_pin", "1234")
    counter.click("export_do")
    await until(lambda: counter.window.findChild(QFileDialog, "export_file"))
    chooser = counter.find(QFileDialog, "export_file")
    offered = chooser.selectedFiles()[0]
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    return Path(offered).name


async def test_the_file_is_written_as_chosen_while_its_progress_is_shown(
    counter: Counter, tmp_path: Path
) -> None:
    exports = StandInExports()
    opened(counter, exports)
    counter.click("export_do")
    await asyncio.sleep(0)
    assert not exports.orders  # nobody has given a PIN
    name = await choose(counter, "month", tmp_path / "a.xlsx")
    assert name.endswith("2026-11-01_2026-11-30.xlsx")
    await until(lambda: exports.orders)
    ((order, path),) = exports.orders
    assert (order.content, order.format, order.sales) == (
        ExportContent.MONTH, ExportFormat.XLSX, MONTH,
    )  # fmt: skip
    assert (path, order.texts.scope) == (tmp_path / "a.xlsx", SCOPE)
    assert counter.till.asked[-1][0] == f"export {SCOPE} · a.xlsx"
    assert counter.till.asked[-1][3] in order.texts.made
    exports.heard(ExportProgress(500, 2000))
    bar = counter.find(QProgressBar, "export_progress")
    assert (bar.isVisible(), bar.value(), bar.maximum()) == (True, 500, 2000)
    exports.finish(2000)
    await until(lambda: not bar.isVisible())
    assert "a.xlsx" in counter.text("export_message")
    assert counter.find(QPushButton, "export_do").isHidden()


async def test_a_failed_one_can_be_tried_again_and_a_stopped_one_is_ended(
    counter: Counter, tmp_path: Path
) -> None:
    exports = StandInExports()
    dialog = opened(counter, exports)
    await choose(counter, "pdf", tmp_path / "a.pdf")
    await until(lambda: exports.orders)
    exports.fail(FileNotWritten("no space left"))
    await until(counter.find(QPushButton, "export_do").isVisible)
    assert "no space left" in counter.text("export_message")
    assert counter.find(QPushButton, "export_pdf").isEnabled()

    counter.click("export_do")  # to the same file
    await until(lambda: len(exports.orders) == 2)
    counter.click("export_back")
    await until(exports.is_stopped)
    await until(lambda: not counter.dialog("export"))
    del dialog
