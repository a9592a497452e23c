"""Print dialog for the slip of a reference, with a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from pos_app.domain.sale import sale_number
from pos_app.domain.text.foreign_text import file_part
from pos_app.printing.page import paint_slip, slip_size
from pos_app.printing.slip import Slip, reference_slip
from pos_app.ui.printing.print_dialog import PaperDialog
from pos_app.ui.theme.tokens import RADIUS_SMALL, Size, Space
from pos_app.ui.widgets.basic import label
from pos_app.ui.widgets.dialog_buttons import buttons_of, focus_no_button
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.words.methods import method_name

if TYPE_CHECKING:
    from pathlib import Path

    from pos_app.domain.sale import Sale
    from pos_app.ports.settings_service import Paper
    from pos_app.ports.shop import Shop
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme

_PAPER_WIDE = 250
_WIDE = 700


class SlipPreview(QWidget):
    """Preview of the paper, white in both themes."""

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


class SlipDialog(PaperDialog):
    """Dialog that marks every print but the first as a copy."""

    def __init__(
        self,
        sale: Sale,
        shop: Shop,
        look: CurrentTheme,
        paper: Paper,
        tasks: GuiTasks,
        till: TillService,
        parent: QWidget,
    ) -> None:
        super().__init__("slip", look, paper, tasks, "main", parent)
        self.setFixedWidth(_WIDE)
        self.setWindowTitle(self.tr("Reference slip"))
        self._sale = sale
        self._till = till
        self._tasks = tasks
        self.is_copy = sale.printed > 0
        self.say_print()
        names = {method.id: method_name(method) for method in shop.methods}
        slip = reference_slip(
            sale,
            shop_name=shop.name,
            till_name=shop.till,
            method_name=names.get(sale.method, sale.method),
            training=shop.training,
            copy=False,
            note=shop.slip_note,
        )
        self._arrange(slip)
        focus_no_button(self)  # else Qt chooses whichever button can be pressed first

    async def print_on(self, printer: str) -> None:
        await self.paper.print_slip(self._sale, printer, copy=self.is_copy)
        self._remember(printer)

    async def save_to(self, path: Path) -> None:
        await self.paper.save_slip(self._sale, path, copy=self.is_copy)
        self._remember("")

    def _remember(self, printer: str) -> None:
        """Has the journal keep it, and waits for no disk: the slip is out already."""
        self.is_copy = True
        noted = self._till.slip_printed(self._sale.id, printer)
        self._tasks.start(noted, or_else=self._fail)
        if isValid(self):
            self.say_print()

    def file_name(self) -> str:
        reference = file_part(self._sale.reference or "")
        return f"{sale_number(self._sale.number)}-{reference}.pdf"

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
        right = QVBoxLayout()
        right.setSpacing(Space.SMALL)
        right.addLayout(facts)
        right.addStretch(1)
        right.addWidget(self.message)
        right.addWidget(self.printer_title)
        right.addWidget(self.printer)
        right.addLayout(buttons_of(self.print, self.pdf, out=self.out))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        row.setSpacing(Space.EDGE)
        row.addWidget(SlipPreview(slip))
        row.addLayout(right, 1)
