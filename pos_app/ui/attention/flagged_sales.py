"""Strip that counts the sales with an open flag, of any day, and the dialog that lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout

from pos_app.ui.attention.due_sales import DueSales
from pos_app.ui.attention.due_strip import Due, DueStrip, since_words
from pos_app.ui.format import sale_text
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.dialog_buttons import buttons_of
from pos_app.ui.widgets.short_table import ShortTable
from pos_app.words.translate import joined
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from pos_app.domain.errors import PosError
    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme

_SIZE = (860, 440)
_AMOUNT, _WARNING = 3, 4


class AttentionStrip(DueStrip):
    """Strip that is hidden while no sale has a flag; a press lists those that have."""

    sale_picked = Signal(object)  # Sale

    def __init__(
        self,
        methods: Mapping[str, Method],
        till: TillService,
        tasks: GuiTasks,
        look: CurrentTheme,
    ) -> None:
        super().__init__("attention_strip", Icon.ALERT, "wait", look)
        self._methods = methods
        self._till = till
        self._tasks = tasks
        self._flagged = DueSales(lambda sale: bool(sale.flags))
        self.clicked.connect(self._look)
        self.hide()

    def read(self) -> None:
        """Reads them the first time."""
        if self._flagged.is_read:
            self.retranslate()
        elif not self._flagged.is_asked:
            self._flagged.is_asked = True
            self._tasks.start(self._load(), or_else=self._fail)

    def hear(self, sale: Sale) -> None:
        """Takes a sale's new state."""
        if self._flagged.hear(sale):
            self.retranslate()

    def retranslate(self) -> None:
        flagged = self._flagged.sales
        count = len(flagged)
        days = (sale.business_day for sale in flagged)
        said = self.tr("%n sale(s) with an alert", "", count)
        self.show_due(
            Due(
                self.tr("%n with an alert", "", count),
                said,
                [sale.amount for sale in flagged],
                since_words(days, self._till.today()),
                self.tr("View"),
            )
        )
        self.setVisible(count > 0)

    def _fail(self, _: PosError) -> None:
        self._flagged.is_asked = False
        self.hide()

    async def _load(self) -> None:
        self._flagged.take(await self._till.journal.flagged_sales())
        self.retranslate()

    def _look(self) -> None:
        newest_first = sorted(self._flagged.sales, key=lambda sale: -sale.number)
        shown = AttentionDialog(newest_first, self._methods, self.window())
        shown.sale_picked.connect(self.sale_picked)
        shown.show()


class AttentionDialog(QDialog):
    """List of the sales with a flag. A row leads to its sale, where the actions are."""

    sale_picked = Signal(object)  # Sale

    def __init__(
        self, sales: Sequence[Sale], methods: Mapping[str, Method], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._sales = sales
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("attention_dialog")
        self.resize(*_SIZE)
        self.setWindowTitle(self.tr("Alerts"))
        title = label(Size.LEAD, strong=True)
        title.setText(self.tr("Sales with an alert"))
        stay = wrapped(label(Size.BODY, tone="muted", name="attention_stay"))
        stay.setText(self.tr("Each sale stays here until a manager clears its alert."))
        self._rows = ShortTable(
            "attention_table",
            [
                self.tr("No."),
                self.tr("Day"),
                self.tr("Method"),
                self.tr("Amount"),
                self.tr("Alert"),
            ],
            [_texts(sale, methods.get(sale.method)) for sale in sales],
            figures=_AMOUNT,
            wide=_WARNING,
        )
        self._rows.setAccessibleName(self.tr("Sales with an alert"))
        self._show = Button("attention_show", "main")
        self._show.set_text(self.tr("Show the sale"))
        close = Button("attention_close")
        close.set_text(self.tr("Close"))
        self._show.clicked.connect(self._pick)
        self._rows.itemDoubleClicked.connect(self._pick)
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.NORMAL)
        column.addWidget(title)
        column.addWidget(stay)
        column.addWidget(self._rows, 1)
        column.addLayout(buttons_of(self._show, out=close))
        self._rows.selectRow(0)
        self._show.setFocus()

    def _pick(self) -> None:
        """Closes before it shows the sale: one dialog at a time."""
        sale = self._sales[max(0, self._rows.currentRow())]
        self.accept()
        self.sale_picked.emit(sale)


def _texts(sale: Sale, method: Method | None) -> tuple[str, ...]:
    return (
        sale_text.number_of(sale),
        f"{sale.business_day:%d/%m/%Y}",
        joined(sale_text.method_of(sale, method), sale.description),
        sale_text.amount_of(sale),
        " · ".join(flag_words(flag) for flag in sorted(sale.flags)),
    )
