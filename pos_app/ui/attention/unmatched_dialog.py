"""Dialog that lists unmatched payments of a provider's queue.

They stay in the queue until a manager takes one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout

from pos_app.domain.phone import in_threes
from pos_app.domain.text.foreign_text import readable
from pos_app.ui.format import times
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.dialog_buttons import buttons_of
from pos_app.ui.widgets.short_table import ShortTable
from pos_app.words.methods import method_name
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

    from PySide6.QtWidgets import QWidget

    from pos_app.domain.method import Method
    from pos_app.ports.journal import UnmatchedPayment

_SIZE = (860, 440)
_AMOUNT = 2


class StraysDialog(QDialog):
    take_asked = Signal(object)  # UnmatchedPayment

    def __init__(
        self,
        unmatched: Sequence[UnmatchedPayment],
        methods: Mapping[str, Method],
        wall: tzinfo,
        parent: QWidget,
        *,
        pins: bool,
    ) -> None:
        super().__init__(parent)
        self._wall = wall
        self._strays = unmatched
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("strays_dialog")
        self.resize(*_SIZE)
        self.setWindowTitle(self.tr("Unmatched payments"))
        title = label(Size.LEAD, strong=True)
        title.setText(self.tr("Unmatched payments"))
        safe = wrapped(label(Size.BODY, tone="muted", name="strays_safe"))
        safe.setText(
            self.tr(
                "The payment service keeps each one until its own till collects it. One that "
                "no till is waiting for fills the queue: a manager removes it."
            )
        )
        self._rows = self._table(unmatched, methods)
        self._take = Button("strays_take")
        self._take.set_text(self.tr("Remove from the queue…"))
        self._take.setEnabled(False)
        self._take.clicked.connect(self._ask_to_take)
        self._rows.itemSelectionChanged.connect(
            lambda: self._take.setEnabled(bool(self._rows.selectedItems()))
        )
        close = Button("strays_close")
        close.set_text(self.tr("Close"))
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.NORMAL)
        column.addWidget(title)
        column.addWidget(safe)
        column.addWidget(self._rows, 1)
        column.addLayout(buttons_of(self._take, out=close))
        self._take.setVisible(pins)
        close.setFocus()

    def _ask_to_take(self) -> None:
        """Closes before the question opens: one dialog at a time."""
        unmatched = self._strays[self._rows.currentRow()]
        self.accept()
        self.take_asked.emit(unmatched)

    def _table(
        self, unmatched: Sequence[UnmatchedPayment], methods: Mapping[str, Method]
    ) -> ShortTable:
        titles = [
            self.tr("Method"),
            self.tr("Reference"),
            self.tr("Amount"),
            self.tr("Since"),
            self.tr("Belongs to"),
        ]
        rows = [self._texts(one, methods.get(one.method)) for one in unmatched]
        table = ShortTable("strays_table", titles, rows, figures=_AMOUNT)
        table.setAccessibleName(self.tr("Unmatched payments"))
        return table

    def _texts(self, unmatched: UnmatchedPayment, method: Method | None) -> tuple[str, ...]:
        seen = times.when(unmatched.first_seen, times.now(), self._wall)
        if unmatched.sale:
            whose = filled(self.tr("another till: {0}"), readable(unmatched.sale)[:8])
        else:
            whose = self.tr("not stated")
        return (
            method_name(method) if method else unmatched.method,
            in_threes(readable(unmatched.reference)),
            str(unmatched.amount) if unmatched.amount else "",
            seen,
            whose,
        )
