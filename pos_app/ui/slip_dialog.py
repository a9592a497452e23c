"""The slip of a reference: what the customer takes along, shown as it will be printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QStandardPaths, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from pos_app import words
from pos_app.printing.page import paint_slip, slip_size
from pos_app.printing.slip import Slip, reference_slip
from pos_app.ui.fitting import Headline
from pos_app.ui.journal_bar import Picker
from pos_app.ui.tokens import RADIUS_SMALL, Size, Space
from pos_app.ui.widgets import Button, label, restyle, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.errors import PosError
    from pos_app.domain.sale import Sale
    from pos_app.ports.counter import Shop
    from pos_app.ports.office import Paper
    from pos_app.ui.look import Look
    from pos_app.ui.tasks import Tasks

_PAPER_WIDE = 250
_WIDE = 700


class SlipPreview(QWidget):
    """The paper itself, white in both themes."""

    def __init__(self, slip: Slip) -> None:
        super().__init__()
        self.setObjectName("slip_preview")
        self._slip = slip
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(_PAPER_WIDE)

    def sizeHint(self) -> QSize:
        size = slip_size(self._slip)
        return QSize(_PAPER_WIDE, round(_PAPER_WIDE * size.height() / size.width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#D8DCE3"), 1))
        painter.setBrush(Qt.GlobalColor.white)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(whole, RADIUS_SMALL, RADIUS_SMALL)
        paint_slip(self._slip, painter, whole.adjusted(6, 6, -6, -6))
        painter.end()


class SlipDialog(QDialog):
    """Window-modal by `open()`. Every print but the first is marked as a copy."""

    def __init__(
        self,
        sale: Sale,
        shop: Shop,
        look: Look,
        paper: Paper,
        tasks: Tasks,
        printed: set[str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setObjectName("slip_dialog")
        self.setFixedWidth(_WIDE)
        self._sale = sale
        self._paper = paper
        self._tasks = tasks
        self._printed = printed
        names = {method.id: method.name for method in shop.methods}
        slip = reference_slip(
            sale,
            shop_name=shop.name,
            till_name=shop.till,
            method_name=names.get(sale.method, sale.method),
            training=shop.training,
            copy=False,
        )
        self._printer = Picker("slip_printer", look)
        self._print = Button("slip_print", "main")
        self._pdf = Button("slip_pdf")
        self._close = Button("slip_close")
        self._message = wrapped(label(Size.LABEL, strong=True, name="slip_message"))
        self._printer_title = label(Size.LABEL, tone="muted")
        self._arrange(slip)
        self._say()
        self._offer_printers([])
        self._print.clicked.connect(self._print_once)
        self._pdf.clicked.connect(self._ask_file)
        self._close.clicked.connect(self.reject)
        tasks.start(self._load_printers(), or_else=self._tell_problem)

    # --- printing ---------------------------------------------------------------------------------

    def _print_once(self) -> None:
        self._print.setEnabled(False)
        self._tell("", "")
        self._tasks.start(self._print_slip(self._printer.currentText()), or_else=self._fail)

    async def _print_slip(self, printer: str) -> None:
        await self._paper.print_slip(self._sale, printer, copy=self._is_copy)
        self._printed.add(self._sale.id)
        if not isValid(self):
            return  # closed meanwhile; the slip is printed all the same
        self._print.setEnabled(True)
        self._say()
        self._tell(self.tr("Sent to {0}").format(printer), "paid")

    async def _load_printers(self) -> None:
        names = await self._paper.printers()
        if isValid(self):
            self._offer_printers(names)

    def _offer_printers(self, names: Sequence[str]) -> None:
        self._printer.clear()
        self._printer.addItems(list(names))
        self._printer.setEnabled(bool(names))
        self._print.setEnabled(bool(names))
        if not names:
            self._printer.addItem(self.tr("No printer"))

    # --- as a file --------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        """Where to. `open()`, because a nested loop would stop every other coroutine."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"{self._sale.number:04d}-{self._sale.reference}.pdf"
        dialog = QFileDialog(self, self.tr("Save as PDF"), str(Path(folder) / name), "PDF (*.pdf)")
        dialog.setObjectName("slip_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.fileSelected.connect(self._save_once)
        dialog.open()

    def _save_once(self, path: str) -> None:
        self._pdf.setEnabled(False)
        self._tasks.start(self._save_slip(Path(path)), or_else=self._fail)

    async def _save_slip(self, path: Path) -> None:
        await self._paper.save_slip(self._sale, path, copy=self._is_copy)
        if not isValid(self):
            return
        self._pdf.setEnabled(True)
        self._tell(self.tr("Saved: {0}").format(path.name), "paid")

    # --- words ------------------------------------------------------------------------------------

    @property
    def _is_copy(self) -> bool:
        return self._sale.id in self._printed

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Reference slip"))
        self._printer_title.setText(self.tr("Printer"))
        self._printer.setAccessibleName(self.tr("Printer"))
        self._print.say(self.tr("Print a copy") if self._is_copy else self.tr("Print"))
        self._pdf.say(self.tr("Save PDF"), self.tr("Save as PDF"))
        self._close.say(self.tr("Close"))

    def _fail(self, error: PosError) -> None:
        if isValid(self):
            self._print.setEnabled(self._printer.isEnabled())
            self._pdf.setEnabled(True)
            self._tell_problem(error)

    def _tell_problem(self, error: PosError) -> None:
        if not isValid(self):
            return
        what, do = words.problem_words(error)
        self._tell(f"{what} · {do}", "fail")

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)

    # --- arrangement ------------------------------------------------------------------------------

    def _arrange(self, slip: Slip) -> None:
        facts = QGridLayout()
        facts.setHorizontalSpacing(Space.WIDE)
        facts.setVerticalSpacing(0)
        rows = [(slip.entity, 26), (slip.reference, 32), (slip.amount, 26)]
        if slip.valid_until:
            rows.append((slip.valid_until, Size.LEAD))
        for place, (fact, size) in enumerate(rows):
            title = label(Size.LABEL, tone="muted")
            title.setText(fact.label)
            value = Headline((size, 24, 20), f"slip_fact_{place}")
            value.setText(fact.value)
            facts.addWidget(title, 2 * place, 0)
            facts.addWidget(value, 2 * place + 1, 0)
            facts.setRowMinimumHeight(2 * place + 1, size + Space.WIDE)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.SMALL)
        for button in (self._print, self._pdf, self._close):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(Space.SMALL)
        right.addLayout(facts)
        right.addStretch(1)
        right.addWidget(self._message)
        right.addWidget(self._printer_title)
        right.addWidget(self._printer)
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        row.setSpacing(Space.EDGE)
        row.addWidget(SlipPreview(slip))
        row.addLayout(right, 1)
