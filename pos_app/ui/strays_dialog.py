"""Payments in a queue that are no sale of this till: looked at here, and left where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout

from pos_app.ui import times
from pos_app.ui.look import font
from pos_app.ui.tokens import TARGET, Size, Space
from pos_app.ui.widgets import Button, label, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

    from PySide6.QtWidgets import QWidget

    from pos_app.domain.method import Method
    from pos_app.ports.journal import Stray

_SIZE = (860, 440)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_AMOUNT = 2


class StraysDialog(QDialog):
    def __init__(
        self,
        strays: Sequence[Stray],
        methods: Mapping[str, Method],
        wall: tzinfo,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._wall = wall
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setObjectName("strays_dialog")
        self.resize(*_SIZE)
        self.setWindowTitle(self.tr("Payments of no sale"))
        title = label(Size.LEAD, strong=True)
        title.setText(self.tr("Payments that are no sale of this till"))
        safe = wrapped(label(Size.BODY, tone="muted", name="strays_safe"))
        safe.setText(
            self.tr(
                "They are safe with the provider and stay there until the till that they belong to "
                "takes them. Nothing can be done about them here."
            )
        )
        close = Button("strays_close", "main")
        close.say(self.tr("Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.NORMAL)
        column.addWidget(title)
        column.addWidget(safe)
        column.addWidget(self._table(strays, methods), 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        close.setFocus()

    def _table(self, strays: Sequence[Stray], methods: Mapping[str, Method]) -> QTableWidget:
        titles = [
            self.tr("Method"),
            self.tr("Reference"),
            self.tr("Amount"),
            self.tr("Since"),
            self.tr("Belongs to"),
        ]
        table = QTableWidget(len(strays), len(titles))
        table.setObjectName("strays_table")
        table.setAccessibleName(self.tr("Payments that are no sale of this till"))
        table.setHorizontalHeaderLabels(titles)
        table.setFont(font(Size.LABEL))
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(TARGET)
        header = table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for row, stray in enumerate(strays):
            for column, text in enumerate(self._texts(stray, methods.get(stray.method))):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                if column == _AMOUNT:
                    cell.setTextAlignment(_RIGHT)
                table.setItem(row, column, cell)
        return table

    def _texts(self, stray: Stray, method: Method | None) -> tuple[str, ...]:
        seen = times.when(stray.first_seen, times.now(), self._wall)
        if stray.sale:
            whose = self.tr("another till: {0}").format(stray.sale[:8])
        else:
            whose = self.tr("not told")
        return (
            method.name if method else stray.method,
            stray.reference,
            str(stray.amount) if stray.amount else "",
            seen,
            whose,
        )
